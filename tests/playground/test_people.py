"""The workspace itself: its people, its month of history, its clock and its page."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import websockets

from bot.clock import MovableClock
from playground.driver import Visitor, ask
from playground.server import Playground
from tests.playground.conftest import MANIFEST, NOW

REAL = MANIFEST.parents[2] / "manifest.yml"


def test_fernhill_has_a_month_of_history_before_today() -> None:
    with Playground(REAL, MovableClock(NOW)) as slack:
        seen = Visitor(slack.url, ask(f"{slack.url}/control/people")["viewer"]).seen()
        assert seen["me"]["name"] == "dana"
        stamps = [float(m["ts"]) for c in seen["channels"] for m in c["messages"]]
        assert len(stamps) >= 30
        assert max(stamps) < NOW.timestamp() < min(stamps) + 32 * 86_400
        assert {c["name"] for c in seen["channels"]} >= {"general", "eng", "wins", "random"}
        assert ask(f"{slack.url}/control/log")["log"] == []


def test_history_has_praise_that_mentions_people() -> None:
    with Playground(REAL, MovableClock(NOW)) as slack:
        dana = Visitor(slack.url, "dana")
        me = dana.seen()["me"]["id"]
        praise = [m for m in dana.messages("#wins") if f"<@{me}>" in m["text"]]
        assert len(praise) >= 4


def test_the_clock_is_moved_and_says_so(slack: Playground, clock: MovableClock) -> None:
    called: list[datetime] = []
    slack.on_clock = lambda: called.append(clock.now())
    ask(f"{slack.url}/control/clock", {"to": "2026-11-01T09:05:00+01:00"})
    assert called == [datetime(2026, 11, 1, 8, 5, tzinfo=UTC)]
    assert ask(f"{slack.url}/control/clock")["now"] == "2026-11-01T08:05:00+00:00"


def test_no_two_messages_share_a_stamp_while_the_clock_stands(dana: Visitor) -> None:
    stamps = [dana.post("#general", str(n))["ts"] for n in range(5)]
    assert sorted(set(stamps)) == stamps


def test_unread_counts_what_others_said(dana: Visitor, ben: Visitor) -> None:
    ben.post("#general", "one")
    ben.post("#general", "two")

    def unread(person: Visitor) -> int:
        return next(int(c["unread"]) for c in person.seen()["channels"] if c["name"] == "general")

    assert (unread(dana), unread(ben)) == (2, 0)
    dana.send("read", channel="#general")
    assert unread(dana) == 0


def test_settle_waits_for_whoever_runs_the_bot(slack: Playground, dana: Visitor) -> None:
    slack.on_idle = lambda seconds: False
    assert not dana.settle(0.05)
    slack.on_idle = lambda seconds: True
    assert dana.settle(1)


def test_the_page_hears_of_every_change(slack: Playground, dana: Visitor) -> None:
    user = dana.seen()["me"]["id"]
    address = f"{slack.url.replace('http', 'ws')}/page/socket?user={user}"

    async def watch() -> tuple[Any, Any]:
        async with websockets.connect(address) as line:
            first = json.loads(await line.recv())
            await asyncio.to_thread(dana.post, "#general", "news")
            return first, json.loads(await asyncio.wait_for(line.recv(), 5))

    first, second = asyncio.run(watch())
    assert first["me"]["id"] == second["me"]["id"] == user
    general = next(c for c in second["channels"] if c["name"] == "general")
    assert [m["text"] for m in general["messages"]] == ["news"]
