"""An outbox of its own in front of the pretend Slack: no link, no features, one kind of message."""

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot.clock import MovableClock
from bot.due import Due, Sending
from bot.outbox import Outbox
from bot.running import introduced
from bot.slack.blocks import bars, section
from bot.slack.messages import Message
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Delivery
from tests.conftest import settings_for

KIND, RICH, UNASKED, SILENT = "word", "rich", "unasked", "silent"
PATIENCE = 0.3  # seconds of real time until a call counts as unanswered


def plainly(sending: Sending) -> Message:
    return Message("A word.", [section("A word.", "word")])


def richly(sending: Sending) -> Message:
    head = section("*A word*", "head")
    return Message(
        "A word.", [head, bars("Wins", "Wins", [("Scope", 2), ("Direction", 1)], "bars")]
    )


DUES = {
    KIND: Due(KIND, plainly, any_hour=True),
    RICH: Due(RICH, richly, any_hour=True),
    UNASKED: Due(UNASKED, plainly, any_hour=True, unasked=True),
    SILENT: Due(SILENT, lambda sending: None, any_hour=True),
}


class Sender:
    """Plans, sends, waits by moving the clock, and counts what Slack accepted."""

    def __init__(
        self, slack: Playground, store: Store, database: Path, clock: MovableClock, more: int = 0
    ) -> None:
        self.slack, self.store, self.clock = slack, store, clock
        settings = settings_for(slack, database)
        self.here = introduced(settings, store, clock)
        self.hand = Visitor(slack.url, "dana")
        self.user = self.hand.seen()["me"]["id"]
        self.outboxes = [Outbox(self.client, store, clock, settings, DUES) for _ in range(1 + more)]
        for outbox in self.outboxes:
            outbox.loop.start()

    def client(self, workspace: str) -> WebClient:
        return WebClient(
            token=self.slack.bot_token,
            base_url=self.slack.api_url,
            timeout=PATIENCE,  # type: ignore[arg-type]
            retry_handlers=[],
        )

    def know(self, **facts: Any) -> None:
        """Dana is somebody we met, with a DM."""
        told = {"name": "dana", "zone": "Europe/Berlin"} | facts
        self.store.people.learn(self.slack.team, self.user, self.clock.now(), **told)

    def plan(self, kind: str = KIND, period: str = "1", **more: Any) -> None:
        now = self.clock.now()
        given = {"due": now, "expires": now + timedelta(days=30), "created_at": now} | more
        row = Delivery(
            workspace=self.slack.team, owner=self.user, kind=kind, period=period, **given
        )
        assert self.store.deliveries.plan([row]) == 1

    def fault(self, method: str, kind: str, **more: Any) -> None:
        self.hand.send("faults", method=method, kind=kind, **more)

    def heal(self) -> None:
        self.hand.send("faults", clear=True)

    def send(self) -> None:
        """Until the outboxes have nothing to do now, and Slack has finished every call."""
        for outbox in self.outboxes:
            outbox.loop.wake()
        for outbox in self.outboxes:
            while not outbox.loop.is_idle():
                self.clock.wait(outbox.loop.stopping, 0.002)
        while self.slack.world.calls_running:
            self.clock.wait(self.outboxes[0].loop.stopping, 0.002)

    def after(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.send()

    def after_a_moment(self) -> None:
        """A second passes, for senders that wait for their turn."""
        self.clock.advance(1)
        for outbox in self.outboxes:
            outbox.loop.wake()
        self.clock.wait(self.outboxes[0].loop.stopping, 0.02)

    def row(self) -> Delivery:
        [only] = self.store.deliveries.planned(self.slack.team, self.user, DUES)
        return only

    def calls(self, method: str = "chat.postMessage") -> list[dict[str, Any]]:
        return [c for c in self.slack.world.ledger.entries("api") if c["method"] == method]

    def posts(self) -> Counter[str]:
        """How often each planned message was accepted: the ledger decides, not what we believe."""
        taken = [call for call in self.calls() if call["accepted"]]
        return Counter(call["arguments"]["blocks"][0]["block_id"] for call in taken)

    def stop(self) -> None:
        for outbox in self.outboxes:
            outbox.loop.stop()


def at(call: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(call["at"])
