"""No file costs more than 2 s of CPU or 150 MiB, and what is refused names its limit."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMIT = 64 * 1024
# Everything is imported once; each file is then read in a fork with limits of its own.
READ = """
import json, os, resource, sys, time
from bot.career import ladders

def read(name, path):
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20, 600 * 2**20))
    began = time.process_time()
    found = ladders.read(name, open(path, "rb").read())
    seconds = time.process_time() - began
    own = open("/proc/self/status").read()
    told = {"seconds": seconds, "mebibytes": int(own.partition("VmHWM:")[2].split()[0]) / 1024}
    told["problems"] = [str(problem) for problem in found.problems]
    print(json.dumps(told), flush=True)

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        read(*json.loads(line))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        print(json.dumps({"died": status}), flush=True)
"""


def full(scrap: str) -> bytes:
    """As much of it as a file may hold."""
    return (scrap * (LIMIT // len(scrap.encode()) + 1)).encode()[:LIMIT]


ALIASES = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 8)}]\n" for n in range(8)
)
BOMBS: dict[str, tuple[str, bytes, str]] = {
    "aliases of YAML": ("a.yml", ALIASES.encode(), "alias"),
    "brackets of YAML": ("b.yml", full("["), "More than 20 levels"),
    "nested fields of YAML": ("b.yml", full("{a: "), "More than 20 levels"),
    "a key again and again": ("k.yml", full("a: 1\n"), "stands twice"),
    "tabs": ("t.yml", full("-\ta\n"), "A tab stands here"),
    "a number of 60,000 digits": ("n.json", b'{"rubric": ' + b"9" * 60000 + b"}", ""),
    "brackets of JSON": ("b.json", full('{"a":'), "More than 20 levels"),
    "quotes of JavaScript": ("q.js", full("\"'`"), ""),
    "comments of JavaScript": ("c.js", full("/*"), ""),
    "annotations of JavaScript": ("c.js", full("const a: "), ""),
    "tags that never end": ("t.html", full("<a "), ""),
    "comments of HTML": ("c.html", full("<!--"), ""),
    "tables in tables": ("t.html", full("<table><tr><td>"), ""),
    "cells that span": (
        "s.html",
        (b"<table>" + full("<td rowspan=59 colspan=59>x"))[:LIMIT],
        "5,000 cells",
    ),
    "headings": ("h.md", full("# a\n"), "more than 1,000 headings"),
    "brackets of Markdown": ("b.md", full("![a]("), ""),
    "stars of Markdown": ("s.md", full("**a *b "), ""),
    "quotations of Markdown": ("q.md", full("> "), ""),
    "tables of Markdown": ("t.md", full("|a|b|c|\n|-|-|-|\n"), ""),
    "columns": ("c.csv", full("level x,"), ""),
    "rows": ("r.csv", full("a,b\n"), "more than 2,000 rows"),
    "levels": (
        "l.csv",
        b"level,criterion\n" + b"".join(b"L%d,x\n" % n for n in range(1900)),
        "more than 60 levels",
    ),
    "too large": ("l.yml", b"a: b\n" * 200_000, "64 KB is the limit"),
}


@pytest.fixture(scope="module")
def reader() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", READ]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as started:
        yield started
        assert started.stdin is not None
        started.stdin.close()


@pytest.mark.promise(45)
@pytest.mark.parametrize("what", BOMBS)
@pytest.mark.slow
def test_a_bomb_costs_little_and_is_refused_in_words(
    what: str, reader: subprocess.Popen[str], tmp_path: Path
) -> None:
    name, data, says = BOMBS[what]
    (tmp_path / "bomb").write_bytes(data)
    assert reader.stdin is not None
    assert reader.stdout is not None
    reader.stdin.write(json.dumps([name, str(tmp_path / "bomb")]) + "\n")
    reader.stdin.flush()
    cost = json.loads(reader.stdout.readline())
    assert cost.get("died", 0) == 0
    assert cost["seconds"] < 2
    assert cost["mebibytes"] < 150
    if says:
        assert any(says in problem for problem in cost["problems"]), cost["problems"][:3]
    assert len(cost["problems"]) < 20_000
