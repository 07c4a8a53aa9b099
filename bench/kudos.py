"""From a kudos message to a stored draft and a planned DM, with a quick Slack and a slow one."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from bench import bots
from bench.figures import Figure
from bench.payloads import kudos
from bench.rounds import progress
from bench.stub import Stub

ROUNDS, MESSAGES, IN_FLIGHT = 3, 600, 16
DONE = (
    "SELECT (SELECT count(*) FROM praise), (SELECT count(*) FROM delivery),"
    " (SELECT count(*) FROM inbox WHERE state != 'done')"
)


def figures() -> list[Figure]:
    return [
        asyncio.run(_measured(delay, f"kudos a second, {said}"))
        for delay, said in ((0.0, "instant API"), (0.08, "API of 80 ms a call"))
    ]


async def _measured(delay: float, what: str) -> Figure:
    rates = []
    async with Stub(delay) as slack, bots.winbook(slack) as (_, book):
        for turn in range(ROUNDS):
            progress(f"{what}: round {turn + 1} of {ROUNDS}")
            rates.append(await _rate(slack, book, turn * MESSAGES))
        seen = f"rounds {', '.join(f'{rate:,.0f}' for rate in rates)}; {slack.calls} API calls"
    return Figure(what, median(rates), "/s", aim=300, seen=seen)


async def _rate(slack: Stub, book: Path, before: int) -> float:
    """Each message praises somebody else, so each plans a DM of its own."""
    messages = kudos(before + MESSAGES, before + MESSAGES)[before:]
    began = time.perf_counter()
    await slack.flood(bots.OURS, "events_api", messages, IN_FLIGHT)
    await is_worked_off(book, before + MESSAGES, before + MESSAGES)
    return MESSAGES / (time.perf_counter() - began)


async def is_worked_off(book: Path, drafts: int, planned: int = 0) -> None:
    """Until so many drafts and messages are stored and no event waits."""
    with closing(sqlite3.connect(f"file:{book}?mode=ro", uri=True, timeout=5)) as looking:
        async with asyncio.timeout(60):
            while True:
                stored, messages, waiting = looking.execute(DONE).fetchone()
                if stored >= drafts and messages >= planned and not waiting:
                    return
                await asyncio.sleep(0.02)
