"""Events under every trouble: kept before they are acknowledged, done once, at last parked."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from bot.cli import app as cli
from bot.clock import MovableClock
from bot.errors import Refused
from bot.running import Bot, introduced
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import ROOT, settings_for

PRAISE = "Kudos to @dana for getting the deploy time under ten minutes!"
UNNOTICED = "What a rollback that was, @dana"  # so a reaction makes us read it
HOUR = 3600


@pytest.fixture
def slack(clock: MovableClock) -> Iterator[Playground]:
    """Dana and Ben in #eng; an event that is not acknowledged comes again after a minute."""
    with Playground(
        ROOT / "manifest.yml", clock, seeded=False, ack_timeout=1.0, retries=(60.0,) * 9
    ) as here:
        hand = Visitor(here.url, "")
        for name in ("dana", "ben"):
            hand.send("person", name=name, tz="Europe/Berlin")
        hand.send("channel", name="eng", members=["dana", "ben", here.bot_user])
        yield here


def me(slack: Playground, name: str = "dana") -> Principal:
    return Principal(slack.team, Visitor(slack.url, name).seen()["me"]["id"])


def drain(bot: Bot) -> None:
    bot.inbox.loop.wake()
    while not (bot.inbox.loop.is_idle() and bot.store.inbox.waiting(bot.clock.now()) == 0):
        bot.clock.wait(bot.inbox.loop.stopping, 0.002)


def later(bot: Bot, seconds: float) -> None:
    bot.clock.advance(seconds)  # type: ignore[attr-defined]
    drain(bot)


def body_of(event: dict[str, Any], slack: Playground, name: str) -> dict[str, Any]:
    return {
        "type": "event_callback",
        "team_id": slack.team,
        "authorizations": [{"team_id": slack.team}],
        "event_id": name,
        "event": event,
    }


@pytest.mark.promise(3)
def test_an_event_that_cannot_be_kept_is_not_acknowledged_and_kept_once_when_it_comes_again(
    slack: Playground, bot: Bot, store: Store, database: Path, dana: Visitor, ben: Visitor
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        ben.post("#eng", PRAISE)
        while not slack.world.ledger.entries("not_acked"):
            bot.clock.wait(bot.inbox.loop.stopping, 0.01)
        bot.clock.wait(bot.inbox.loop.stopping, 1.0)
        assert slack.world.ledger.entries("ack") == []
        other.execute("ROLLBACK")
    assert store.praise.waiting(me(slack)) == []
    dana.send("clock", advance_seconds=61)
    assert dana.settle()
    assert slack.world.ledger.entries("ack")
    assert len(store.praise.waiting(me(slack))) == 1


@pytest.mark.promise(3)
@pytest.mark.parametrize("trouble", ["no_ack", "duplicate", "swap"])
def test_an_event_that_comes_again_is_done_once(
    slack: Playground, bot: Bot, store: Store, dana: Visitor, ben: Visitor, trouble: str
) -> None:
    dana.send("faults", events=trouble)
    ben.post("#eng", PRAISE)
    ben.post("#eng", "Thanks @dana for rolling back the release so fast")
    while trouble == "no_ack" and not slack.world.ledger.entries("not_acked"):
        bot.clock.wait(bot.inbox.loop.stopping, 0.01)
    dana.send("clock", advance_seconds=61)
    assert dana.settle()
    assert len(store.praise.waiting(me(slack))) == 2
    [told] = [call for call in slack.world.ledger.entries("api") if call["method"] in POSTS]
    assert told["accepted"]


POSTS = ("chat.postMessage",)


@pytest.mark.promise(6)
@pytest.mark.parametrize("kind", ["500", "html", "429", "drop_before", "error:internal_error"])
def test_an_event_waits_while_slack_is_down_and_uses_up_no_attempts(
    slack: Playground, bot: Bot, store: Store, dana: Visitor, ben: Visitor, kind: str
) -> None:
    said = ben.post("#eng", UNNOTICED)
    dana.send("faults", method="*", kind=kind, times=10_000)
    dana.react("#eng", said["ts"], "trophy")
    assert dana.settle()
    for _ in range(12):
        later(bot, 610)
    assert store.praise.kept(me(slack)) == []
    dana.send("faults", clear=True)
    later(bot, 610)
    assert len(store.praise.kept(me(slack))) == 1
    assert store.inbox.parked() == []


@pytest.mark.promise(6)
def test_after_a_day_without_slack_an_event_is_parked(
    slack: Playground, bot: Bot, store: Store, dana: Visitor, ben: Visitor
) -> None:
    said = ben.post("#eng", UNNOTICED)
    dana.send("faults", method="*", kind="500", times=10_000)
    dana.react("#eng", said["ts"], "trophy")
    assert dana.settle()
    later(bot, 23 * HOUR)
    assert store.inbox.parked() == []
    later(bot, 2 * HOUR)
    [parked] = store.inbox.parked()
    dana.send("faults", clear=True)
    assert store.inbox.retry(parked.event_id)
    later(bot, 1)
    assert len(store.praise.kept(me(slack))) == 1


@pytest.mark.promise(3)
@pytest.mark.parametrize("method", ["auth.test", "users.info", "chat.getPermalink"])
@pytest.mark.parametrize("kind", ["500", "drop_before", "429", "html"])
def test_words_are_kept_while_slack_does_not_say_who_wrote_them(
    slack: Playground, bot: Bot, store: Store, dana: Visitor, method: str, kind: str
) -> None:
    dana.send("faults", method=method, kind=kind, times=50)
    dana.post("@winbook", "Cut deploy time from 40 to 9 minutes")
    assert dana.settle()
    assert store.wins.count(me(slack)) == 1


@pytest.mark.promise(3)
@pytest.mark.parametrize("kind", ["500", "html", "429", "drop_before", "error:internal_error"])
@pytest.mark.slow
def test_a_start_without_an_answer_of_slack_goes_on_with_what_was_known(
    slack: Playground, store: Store, database: Path, clock: MovableClock, kind: str
) -> None:
    given = settings_for(slack, database)
    known = introduced(given, store, clock)
    Visitor(slack.url, "dana").send("faults", method="auth.test", kind=kind, times=9)
    assert introduced(given, store, clock).id == known.id


@pytest.mark.promise(28)
@pytest.mark.parametrize("code", ["invalid_auth", "account_inactive", "token_revoked"])
def test_a_start_with_a_token_that_is_refused_says_what_to_do(
    slack: Playground, store: Store, database: Path, clock: MovableClock, code: str
) -> None:
    given = settings_for(slack, database)
    introduced(given, store, clock)
    Visitor(slack.url, "dana").send("faults", method="auth.test", kind=f"error:{code}", times=9)
    with pytest.raises(Refused):
        introduced(given, store, clock)


def poisoned(slack: Playground) -> dict[str, Any]:
    """Wanted by the filter, and without the channel that its listener looks for."""
    praised = me(slack).user
    said = f"Kudos to <@{praised}> for canary-7f3a in the deploy"
    event = {"type": "message", "user": me(slack, "ben").user, "text": said, "ts": "1700000000.1"}
    return body_of(event | {"channel_type": "channel"}, slack, "EvPOISON")


@pytest.mark.promise(7)
def test_a_poisoned_event_is_parked_the_fifth_time_and_holds_up_nothing(
    slack: Playground, bot: Bot, store: Store, ben: Visitor, database: Path
) -> None:
    ben.post("#eng", PRAISE)
    bot.inbox.offer(poisoned(slack))
    ben.post("#eng", "Thanks @dana for rolling back the release so fast")
    assert ben.settle()
    assert len(store.praise.waiting(me(slack))) == 2
    for pause in (5, 30, 120):
        later(bot, pause)
        assert store.inbox.parked() == []
    later(bot, 600)
    [parked] = store.inbox.parked()
    assert (parked.event_id, parked.error, parked.attempts) == ("EvPOISON", "KeyError", 5)
    winbook = {"DATABASE_URL": f"sqlite:///{database}"}
    listed = CliRunner().invoke(cli, ["inbox", "list"], env=winbook).output
    assert "EvPOISON  message" in listed
    assert "canary" not in listed
    assert CliRunner().invoke(cli, ["inbox", "retry", "EvPOISON"], env=winbook).exit_code == 0
    assert store.inbox.parked() == []
    assert store.inbox.waiting(bot.clock.now()) == 1


class Deeds(NamedTuple):
    """What happened to one message, and how Slack tells it."""

    edits: int
    reactions: list[bool]
    is_deleted: bool
    seed: int  # of the order in which it is told
    copies: int


deeds = st.builds(
    Deeds,
    edits=st.integers(0, 2),
    reactions=st.lists(st.booleans(), max_size=3),
    is_deleted=st.booleans(),
    seed=st.integers(0, 10_000),
    copies=st.integers(1, 3),
)


class Told:
    """Does the deeds in Slack, and tells the bot of them in any order, several times."""

    def __init__(self, slack: Playground, bot: Bot) -> None:
        self.slack, self.bot = slack, bot
        self.events: list[dict[str, Any]] = []
        self.texts: list[str] = []
        slack.world.emit = lambda event, channel: self.events.append(event)
        self.ben, self.dana = Visitor(slack.url, "ben"), Visitor(slack.url, "dana")
        self.owner = me(slack)

    def check(self, deeds: Deeds) -> None:
        self.events.clear()
        said, text = self.do(deeds)
        self.tell(deeds)
        rows = self.bot.store.praise.by_message(self.slack.team, said["channel"], said["ts"])
        if deeds.is_deleted:
            assert [row.quote for row in rows if row.quote] == []
            return
        [row] = rows
        assert row.quote == text or (row.state == "kept" and row.quote in self.texts)
        expected = {True: ["kept"], False: ["kept", "draft"], None: ["draft"]}
        is_on = deeds.reactions[-1] if any(deeds.reactions) else None
        assert row.state in expected[is_on]
        assert len(self.bot.store.praise.backing(self.owner, [row.win_id or 0])) <= 1

    def do(self, deeds: Deeds) -> tuple[dict[str, Any], str]:
        """The message, and its words at the end."""
        praise = f"Kudos to <@{self.owner.user}> for rolling back the release"
        self.texts = [f"{praise}, take {number}" for number in range(deeds.edits + 1)]
        said = self.ben.post("#eng", self.texts[0], raw=True)
        is_on = False
        for text in self.texts[1:]:
            self.ben.send("edit", channel="#eng", ts=said["ts"], text=text, raw=True)
        for wanted in deeds.reactions:
            if wanted != is_on:
                act = self.dana.react if wanted else self.dana.unreact
                act("#eng", said["ts"], "trophy")
            is_on = wanted
        if deeds.is_deleted:
            self.ben.delete("#eng", said["ts"])
        return said, self.texts[-1]

    def tell(self, deeds: Deeds) -> None:
        told = [(f"Ev{e['event_ts']}", e) for e in self.events] * deeds.copies
        random.Random(deeds.seed).shuffle(told)
        for name, event in told:
            self.bot.inbox.offer(body_of(event, self.slack, name))
            if deeds.seed % 2:
                drain(self.bot)
        drain(self.bot)


@pytest.mark.promise(10)
@pytest.mark.promise(12)
@given(data=deeds)
@example(data=Deeds(1, [True], False, 3, 2))
@settings(max_examples=40)
@pytest.mark.slow
def test_any_order_and_any_number_of_copies_have_the_effect_of_one(
    slack: Playground, bot: Bot, data: Deeds
) -> None:
    Told(slack, bot).check(data)


@pytest.mark.long
@pytest.mark.promise(10)
@pytest.mark.promise(12)
@given(data=deeds)
@settings(max_examples=1000)
def test_any_order_and_any_number_of_copies_have_the_effect_of_one_often(
    slack: Playground, bot: Bot, data: Deeds
) -> None:
    Told(slack, bot).check(data)
