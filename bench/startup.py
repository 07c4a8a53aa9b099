"""How long until something is on screen, and what the bot weighs when nothing happens."""

import asyncio
import re
import time
from pathlib import Path
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory

from bench import bots
from bench.figures import Figure
from bench.rounds import progress
from bench.stub import Stub

ROUNDS, REST = 5, 2.0
DEMO = [*bots.WINBOOK, "demo", "--no-open", "--port", "0"]


def figures() -> list[Figure]:
    return [*_starts(), asyncio.run(_memory())]


def _starts() -> list[Figure]:
    with TemporaryDirectory() as folder:
        here = Path(folder)
        _first_line(here)  # the second start counts: files are in memory, bytecode is there
        first, helped = list[float](), list[float]()
        for turn in range(ROUNDS):
            progress(f"startup: round {turn + 1} of {ROUNDS}")
            first.append(_first_line(here))
            helped.append(_help(here))
    return [
        _seconds("`winbook demo` to its first line", first),
        _seconds("`winbook --help`", helped),
    ]


def _seconds(what: str, times: list[float]) -> Figure:
    seen = f"{min(times):.2f} to {max(times):.2f} s in {len(times)} starts"
    return Figure(what, median(times), " s", aim=2, at_most=True, seen=seen)


def _first_line(folder: Path) -> float:
    began = time.perf_counter()
    with bots.process(DEMO, folder) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        took = time.perf_counter() - began
    assert line.startswith("http"), line
    return took


def _help(folder: Path) -> float:
    began = time.perf_counter()
    run([*bots.WINBOOK, "--help"], cwd=folder, check=True, capture_output=True, timeout=30)
    return time.perf_counter() - began


async def _memory() -> Figure:
    """Of `winbook run` over Socket Mode, Slack in another process."""
    progress("startup: memory at rest")
    async with Stub() as slack, bots.winbook(slack) as (child, _):
        await asyncio.sleep(REST)
        status = Path(f"/proc/{child.pid}/status").read_text()
    held = {name: int(kb) / 1024 for name, kb in re.findall(r"(VmRSS|VmHWM):\s+(\d+)", status)}
    seen = f"{held['VmHWM']:.0f} MB at most while it started"
    return Figure("memory at rest", held["VmRSS"], " MB", aim=120, at_most=True, seen=seen)
