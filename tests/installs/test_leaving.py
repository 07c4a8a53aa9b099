"""Taken out: at once, in any order, late or twice; kept for the grace; back again as it was."""

from datetime import timedelta

import pytest

from bot.chores import GRACE, tidy
from bot.clock import MovableClock
from bot.running import Bot
from playground.driver import Visitor
from storage import Store
from storage.records import Delivery, Principal
from tests.features.said import answer
from tests.installs.town import Town
from tests.promises.sending import DUES, KIND

BOTH = ["app_uninstalled", "tokens_revoked"]
WORDS = "/win Moved billing to the new ledger in 3 weeks"


def state(store: Store, town: Town) -> str:
    here = store.workspaces.get(town.acme.world.team)
    return here.state if here else "gone"


def tokens(store: Store, town: Town) -> list[str]:
    row = store.installations.of(town.acme.world.team)
    return [one for one in (row.token, row.refresh) if one] if row else []


@pytest.mark.promise(56)
@pytest.mark.parametrize(
    "goodbyes",
    [BOTH, BOTH[::-1], BOTH[:1], BOTH[1:], BOTH * 2, [*BOTH[::-1], *BOTH]],
    ids=["uninstalled first", "revoked first", "without revoked", "revoked alone", "twice", "four"],
)
def test_it_stops_at_once_and_its_tokens_are_deleted(
    both: Town, bot: Bot, store: Store, dana: Visitor, other_dana: Visitor, goodbyes: list[str]
) -> None:
    answer(dana, WORDS)
    other_dana.send("uninstall", told=goodbyes)
    assert other_dana.settle()
    assert state(store, both) == "leaving"
    assert tokens(store, both) == []
    assert "Winbook answers only people" in answer(other_dana, "/win list")
    assert "new ledger" in answer(dana, "/win list")  # the others go on


@pytest.mark.promise(56)
def test_a_revoked_token_of_a_person_is_not_ours(both: Town, bot: Bot, store: Store) -> None:
    world = both.acme.world
    event = {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}
    bot.inbox.offer({"event": event, "event_id": "Ev1", "team_id": world.team, "event_time": 9})
    assert bot.settle()
    assert state(store, both) == "active"


@pytest.mark.promise(56)
@pytest.mark.parametrize("apart", [1, 3600], ids=["within seconds", "an hour"])
def test_back_within_the_grace_as_if_nothing_had_been(
    both: Town, store: Store, clock: MovableClock, other_dana: Visitor, apart: int
) -> None:
    answer(other_dana, WORDS)
    other_dana.send("uninstall")
    assert other_dana.settle()
    clock.advance(apart)
    both.install(both.acme)
    assert "new ledger" in answer(other_dana, "/win list")
    clock.advance(GRACE.total_seconds() * 2)
    tidy(store, clock.now())
    assert "new ledger" in answer(other_dana, "/win list")


@pytest.mark.promise(56)
@pytest.mark.parametrize("goodbye", BOTH)
@pytest.mark.parametrize("apart", [1, 3600], ids=["seconds", "an hour"])
def test_a_goodbye_that_comes_after_the_return_is_late(
    both: Town, bot: Bot, store: Store, clock: MovableClock, goodbye: str, apart: int
) -> None:
    """Slack promises no order; what it says of an installation that is over is over."""
    world, hand = both.acme.world, both.person(both.acme, "dana")
    hand.send("uninstall", told=BOTH[:1])
    assert hand.settle()
    left_at = world.seconds()
    clock.advance(apart)
    both.install(both.acme)
    event = {"type": goodbye, **({"tokens": {"bot": ["U"]}} if goodbye == BOTH[1] else {})}
    body = {"event": event, "team_id": world.team, "event_id": "Ev9", "event_time": left_at}
    bot.inbox.offer(body)
    assert bot.settle()
    assert state(store, both) == "active"
    assert "Saved win 1" in answer(hand, WORDS)


@pytest.mark.promise(56)
def test_while_slack_does_not_say_the_goodbye_waits(
    both: Town, bot: Bot, store: Store, clock: MovableClock
) -> None:
    hand = both.person(both.acme, "dana")
    hand.send("faults", method="auth.test", kind="500", times=1)
    hand.send("goodbye", event="app_uninstalled")
    assert hand.settle()
    assert state(store, both) == "active"  # seconds after the installation nobody can tell
    clock.advance(60)
    assert bot.settle()
    assert state(store, both) == "active"  # Slack says that we are still in
    both.acme.world.is_installed = False
    clock.advance(400)
    hand.send("goodbye", event="app_uninstalled")
    assert hand.settle()
    assert state(store, both) == "leaving"


@pytest.mark.promise(56)
def test_the_data_goes_after_the_grace_and_not_before(
    both: Town, store: Store, clock: MovableClock, dana: Visitor, other_dana: Visitor
) -> None:
    for who in (dana, other_dana):
        answer(who, WORDS)
    me = Principal(both.acme.world.team, other_dana.seen()["me"]["id"])
    other_dana.send("uninstall")
    assert other_dana.settle()
    clock.advance(GRACE.total_seconds() - 60)
    tidy(store, clock.now())
    assert store.wins.count(me) == 1
    clock.advance(120)
    tidy(store, clock.now())
    assert state(store, both) == "gone"
    assert store.wins.count(me) == 0
    assert store.installations.of(me.workspace) is None
    assert "new ledger" in answer(dana, "/win list")
    both.install(both.acme)
    assert "new ledger" not in answer(other_dana, "/win list")


def test_who_returns_while_the_purge_begins_keeps_everything(
    both: Town, store: Store, clock: MovableClock, other_dana: Visitor
) -> None:
    """It was on the list of those who left; between the list and the deletion it came back."""
    answer(other_dana, WORDS)
    other_dana.send("uninstall")
    assert other_dana.settle()
    clock.advance(GRACE.total_seconds() + 60)
    [listed] = store.workspaces.leaving(clock.now() - GRACE)
    both.install(both.acme)
    assert store.erasure.forget_workspace(listed, clock.now() - GRACE) == 0
    assert "new ledger" in answer(other_dana, "/win list")


def plan(town: Town, store: Store, clock: MovableClock, due: int) -> None:
    """A month for everybody in both workspaces: one message each, due in so many seconds."""
    now = clock.now()
    times = {"due": now + timedelta(seconds=due), "expires": now + timedelta(days=3)}
    rows = []
    for desk in (town.fernhill, town.acme):
        for person in [one for one in desk.world.people.values() if not one.is_bot]:
            who = {"workspace": desk.world.team, "owner": person.id}
            rows.append(Delivery(**who, kind=KIND, period=str(due), created_at=now, **times))
    assert store.deliveries.plan(rows) == len(rows)


def sent(town: Town) -> tuple[int, int]:
    """How many messages Slack took in each workspace."""
    calls = [desk.world.ledger.entries("api") for desk in (town.fernhill, town.acme)]
    mine = [[one for one in some if one["method"] == "chat.postMessage"] for some in calls]
    first, second = (sum(one["accepted"] for one in some) for some in mine)
    return first, second


@pytest.mark.promise(56)
@pytest.mark.parametrize("told_first", [BOTH, []], ids=["told", "found out by sending"])
def test_taken_out_while_its_month_is_being_sent(
    both: Town, bot: Bot, store: Store, clock: MovableClock, told_first: list[str]
) -> None:
    """What is planned there is dropped; the others' month goes on; the goodbye may come later."""
    bot.outbox._dues |= DUES  # type: ignore[operator]
    hand = both.person(both.acme, "dana")
    plan(both, store, clock, due=0)
    plan(both, store, clock, due=60)
    plan(both, store, clock, due=61)
    assert bot.settle()
    assert sent(both) == (2, 2)
    hand.send("uninstall", told=told_first)
    assert hand.settle()
    clock.advance(90)
    assert bot.settle()
    assert sent(both) == (6, 2)
    assert state(store, both) == "leaving"
    assert tokens(store, both) == []
    assert not store.deliveries.is_any_due(clock.now() + timedelta(days=1))
    hand.send("goodbye", event="tokens_revoked")
    assert hand.settle()
    assert state(store, both) == "leaving"
