"""The two sides as they really run: `winbook run` and bare Bolt, each in a process of its own."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory

from bench.payloads import SECRET
from bench.stub import Stub

ROOT = Path(__file__).parent.parent
WINBOOK = [sys.executable, "-m", "bot"]
OURS, BARE = "xapp-ours", "xapp-bare"  # each its own link


@contextmanager
def process(arguments: list[str], folder: Path, **more: str) -> Iterator[Popen[str]]:
    """Ends with the block, softly if it can. Nothing of the machine's own settings gets in."""
    mine = {"PYTHONPATH": str(ROOT), "PATH": os.environ.get("PATH", ""), **more}
    child = Popen(arguments, cwd=folder, env=mine, stdout=PIPE, text=True)
    try:
        yield child
    finally:
        child.send_signal(signal.SIGTERM)
        with suppress(Exception):
            child.wait(10)
        if child.poll() is None:
            child.kill()
            child.wait()
        if child.stdout is not None:
            child.stdout.close()


@asynccontextmanager
async def winbook(slack: Stub) -> AsyncIterator[tuple[Popen[str], Path]]:
    """`winbook run` linked to this Slack over Socket Mode, and its database."""
    with TemporaryDirectory() as folder:
        book = Path(folder) / "winbook.db"
        given = {
            "SLACK_BOT_TOKEN": "xoxb-bench",
            "SLACK_APP_TOKEN": OURS,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": f"sqlite:///{book}",
        }
        with process([*WINBOOK, "run"], Path(folder), **given) as child:
            await _linked(slack, OURS, child)
            assert child.stdout is not None
            await asyncio.to_thread(child.stdout.readline)
            yield child, book


@asynccontextmanager
async def bare_bolt(slack: Stub) -> AsyncIterator[Popen[str]]:
    """A bare Bolt app with one command that inserts one row, linked to this Slack."""
    with TemporaryDirectory() as folder:
        what = [sys.executable, "-m", "bench.bare", "socket", slack.api_url, f"{folder}/bare.db"]
        with process(what, Path(folder)) as child:
            await _linked(slack, BARE, child)
            yield child


async def _linked(slack: Stub, token: str, child: Popen[str]) -> None:
    """Until it has connected; a bot that ends instead ends the bench."""
    link = asyncio.create_task(slack.linked(token))
    while not link.done():
        if child.poll() is not None:
            link.cancel()
            raise SystemExit(f"The bot ended at its start, with {child.returncode}.")
        await asyncio.wait([link], timeout=0.2)
    link.result()


def processor_time(child: Popen[str]) -> float:
    """Seconds of CPU that this process has used: user and system."""
    fields = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def web(kind: str, port: int) -> Iterator[Popen[str]]:
    """The HTTP side of `ours` or `bare` on this port, both under the same uvicorn."""
    with (
        TemporaryDirectory() as folder,
        process(
            [sys.executable, "-m", "bench.bare", kind, str(port), f"{folder}/web.db"],
            Path(folder),
            SLACK_SIGNING_SECRET=SECRET,
        ) as child,
    ):
        yield child
