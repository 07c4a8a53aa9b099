"""`/win line` until it is acknowledged, against a bare Bolt command with one raw insert."""

import asyncio
import time

from bench import bots
from bench.figures import Figure
from bench.payloads import wins
from bench.rounds import Pair, each_in_turn, percentile, progress
from bench.stub import Stub

ROUNDS, LINES, PEOPLE = 3, 400, 200


def figures() -> list[Figure]:
    return asyncio.run(_measured())


async def _measured() -> list[Figure]:
    async with Stub() as slack, bots.winbook(slack), bots.bare_bolt(slack):
        progress("commands: everybody's first line")
        for token in (bots.OURS, bots.BARE):
            await slack.flood(token, "slash_commands", wins(PEOPLE, PEOPLE), 16)
        found = []
        for in_flight in (16, 50):
            found += await _with(slack, in_flight)
        return found


async def _with(slack: Stub, in_flight: int) -> list[Figure]:
    took: dict[str, list[float]] = {bots.OURS: [], bots.BARE: []}

    async def rate(token: str) -> float:
        began = time.perf_counter()
        took[token] += await slack.flood(token, "slash_commands", wins(LINES, PEOPLE), in_flight)
        return LINES / (time.perf_counter() - began)

    found: Pair = await each_in_turn(
        f"commands, {in_flight} in flight",
        ROUNDS,
        lambda: rate(bots.OURS),
        lambda: rate(bots.BARE),
    )
    seen = f"{found.ours:,.0f} a second against {found.theirs:,.0f}"
    slowest = {token: percentile(times, 0.99) * 1000 for token, times in took.items()}
    usual = percentile(took[bots.OURS], 0.5) * 1000
    beside = f"median {usual:.0f} ms; bare Bolt's p99 {slowest[bots.BARE]:.0f} ms"
    aim = 250.0 if in_flight == 50 else None
    return [
        Figure(f"throughput with {in_flight}, ours : bare Bolt", found.ratio, aim=0.5, seen=seen),
        Figure(f"p99 with {in_flight}", slowest[bots.OURS], " ms", aim, at_most=True, seen=beside),
    ]
