"""Three thousand envelopes at once on one Socket Mode link: is every one acknowledged?"""

import asyncio
import time

from bench import bots
from bench.figures import Figure
from bench.kudos import is_worked_off
from bench.payloads import Json, kudos, talk
from bench.rounds import percentile, progress
from bench.stub import Stub

ENVELOPES, ONE_IN = 3000, 5


def figures() -> list[Figure]:
    return asyncio.run(_measured())


async def _measured() -> list[Figure]:
    progress(f"burst: {ENVELOPES:,} envelopes at once")
    async with Stub() as slack, bots.winbook(slack) as (_, book):
        await slack.flood(bots.OURS, "events_api", talk(100), 16)  # warm
        began = time.perf_counter()
        took = await slack.flood(bots.OURS, "events_api", _mixed(), ENVELOPES)
        whole = time.perf_counter() - began
        await is_worked_off(book, ENVELOPES // ONE_IN)
    in_time = sum(seconds <= 3 for seconds in took)
    latest = percentile(took, 1)
    return [
        Figure("envelopes acknowledged", len(took), aim=ENVELOPES, seen=f"{whole:.1f} s in all"),
        Figure("of them within 3 s", in_time, aim=ENVELOPES, seen=f"the last after {latest:.2f} s"),
        Figure("acknowledged a second", ENVELOPES / whole, "/s", seen=f"1 in {ONE_IN} is kept"),
    ]


def _mixed() -> list[Json]:
    """One in five is praise, which must be on disk before it is acknowledged."""
    praise, rest = iter(kudos(ENVELOPES // ONE_IN, 200)), iter(talk(ENVELOPES))
    return [next(praise) if n % ONE_IN == 0 else next(rest) for n in range(ENVELOPES)]
