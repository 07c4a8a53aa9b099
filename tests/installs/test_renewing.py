"""Tokens that live for twelve hours: renewed two hours before, by one process, once."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.installs import Many
from bot.renewing import EARLY, Renewals
from bot.running import Bot
from playground.driver import Visitor
from playground.grants import TOKEN_LIVES
from storage import Store
from storage.records_installs import Installation
from tests.features.said import answer, home
from tests.installs.town import Town

WORDS = "/win Moved billing to the new ledger in 3 weeks"


@pytest.fixture
def rotating(both: Town) -> Town:
    """Acme's installation gives tokens that expire."""
    both.acme.world.grants.is_rotating = True
    both.install(both.acme)
    return both


@pytest.fixture
def ben(rotating: Town) -> Iterator[Visitor]:
    return rotating.person(rotating.acme, "ben")


def row(store: Store, town: Town) -> Installation:
    found = store.installations.of(town.acme.world.team)
    assert found is not None
    return found


def exchanges(town: Town) -> list[bool]:
    calls = town.acme.world.ledger.entries("api")
    return [
        call["accepted"]
        for call in calls
        if call["method"] == "oauth.v2.access" and call["arguments"].get("grant_type")
    ]


def pass_time(bot: Bot, clock: MovableClock, span: timedelta) -> None:
    clock.advance(span.total_seconds())
    assert bot.settle()


def test_for_a_week_it_goes_on_without_anybody_noticing(
    rotating: Town, bot: Bot, store: Store, clock: MovableClock, ben: Visitor
) -> None:
    answer(ben, WORDS)
    for _ in range(7 * 24):
        pass_time(bot, clock, timedelta(hours=1))
        assert row(store, rotating).expires_at > clock.now()
    assert "new ledger" in home(ben)
    assert all(exchanges(rotating))
    assert len(exchanges(rotating)) == 16  # every ten hours


def test_several_processes_renew_once(
    rotating: Town, bot: Bot, store: Store, clock: MovableClock
) -> None:
    assert bot.keys is not None
    clock.advance((TOKEN_LIVES - EARLY).total_seconds())
    others = [
        Renewals(rotating.settings, bot.keys, store, clock, lambda team: None) for _ in range(6)
    ]
    threads = [threading.Thread(target=one._one) for one in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert exchanges(rotating) == [True]


def test_while_one_renews_the_others_use_the_old_token(
    rotating: Town, bot: Bot, store: Store, clock: MovableClock, ben: Visitor
) -> None:
    clock.advance((TOKEN_LIVES - EARLY).total_seconds())
    claimed = store.installations.claim(
        clock.now(), clock.now() + EARLY, clock.now() + timedelta(seconds=60)
    )
    assert claimed is not None
    answer(ben, WORDS)
    assert "new ledger" in home(ben)
    assert exchanges(rotating) == []
    pass_time(bot, clock, timedelta(seconds=61))  # that process died
    assert exchanges(rotating) == [True]


@pytest.mark.parametrize("fault", ["500", "drop_before", "429", "empty"])
def test_trouble_of_slacks_passes(
    rotating: Town, bot: Bot, store: Store, clock: MovableClock, ben: Visitor, fault: str
) -> None:
    ben.send("faults", method="oauth.v2.access", kind=fault, times=2)
    pass_time(bot, clock, TOKEN_LIVES - EARLY)
    for _ in range(4):
        pass_time(bot, clock, timedelta(minutes=6))
    assert row(store, rotating).expires_at > clock.now() + EARLY
    assert exchanges(rotating)[-1]


def test_refused_for_good_it_says_so_and_keeps_the_books(
    rotating: Town, bot: Bot, store: Store, clock: MovableClock, ben: Visitor,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    """As after a crash between Slack's answer and our commit: the refresh token is spent."""
    answer(ben, WORDS)
    rotating.acme.world.grants.issue(clock.now())
    pass_time(bot, clock, TOKEN_LIVES - EARLY)
    assert "must install Winbook again" in caplog.text
    assert "xoxe" not in caplog.text
    for _ in range(5):
        pass_time(bot, clock, timedelta(minutes=10))
    assert exchanges(rotating) == [False]  # not hammered
    pass_time(bot, clock, timedelta(hours=3))
    here = store.workspaces.get(rotating.acme.world.team)
    assert here is not None
    assert here.state == "active"
    rotating.install(rotating.acme)
    assert "new ledger" in answer(ben, "/win list")
    assert "new ledger" in home(ben)


def test_an_event_that_comes_while_the_token_has_expired_waits_for_the_next_one(
    rotating: Town, bot: Bot, store: Store, clock: MovableClock, ben: Visitor
) -> None:
    dana = rotating.person(rotating.acme, "dana")
    bot.houses.client(rotating.acme.world.team)  # held, and soon too old
    clock.advance(TOKEN_LIVES.total_seconds() + 1)
    ben.post("#eng", "Kudos to @dana for the quick deploys!")
    assert dana.settle()
    pass_time(bot, clock, timedelta(minutes=20))
    assert store.inbox.parked() == []
    assert "quick deploys" in str(dana.messages("@winbook"))


def test_a_token_that_another_process_renewed_closes_nothing(
    rotating: Town, bot: Bot, store: Store, clock: MovableClock, ben: Visitor
) -> None:
    """Slack refuses an old token; ours is another by now."""
    team = rotating.acme.world.team
    assert isinstance(bot.houses, Many)
    old = bot.houses.get(team)
    assert old is not None
    rotating.acme.world.grants.revoked.add(old.token)
    rotating.install(rotating.acme)
    known = bot.houses.known({"team_id": team})
    assert known is not None
    bot.houses._held[team] = (old, known, clock.monotonic())
    assert not bot.houses.left(team)
    assert bot.houses.get(team) != old
