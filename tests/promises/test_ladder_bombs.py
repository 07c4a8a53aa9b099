"""No file costs more than 2 s of CPU or 150 MiB, and what is refused names its limit."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMIT = 64 * 1024
READ = """
import json, sys, time
from bot.career import ladders
data = sys.stdin.buffer.read()
name = sys.argv[1]
began = time.process_time()
found = ladders.read(name, data)
own = open("/proc/self/status").read()  # getrusage would count what the parent had when it forked
print(json.dumps({
    "seconds": time.process_time() - began,
    "mebibytes": int(own.partition("VmHWM:")[2].split()[0]) / 1024,
    "problems": [str(problem) for problem in found.problems],
}))
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


@pytest.mark.promise(45)
@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_costs_little_and_is_refused_in_words(what: str) -> None:
    name, data, says = BOMBS[what]
    done = subprocess.run(
        [sys.executable, "-c", READ, name],
        input=data,
        capture_output=True,
        cwd=ROOT,
        preexec_fn=limited,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr[-600:]
    cost = json.loads(done.stdout)
    assert cost["seconds"] < 2
    assert cost["mebibytes"] < 150
    if says:
        assert any(says in problem for problem in cost["problems"]), cost["problems"][:3]
    assert len(cost["problems"]) < 20_000


def limited() -> None:
    """In the child: the machine itself stops it well before it could hurt."""
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
    resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20, 600 * 2**20))
