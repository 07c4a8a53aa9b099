"""What `/healthz` tells is true: each part broken in turn, and the others stay green."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.health import Health
from bot.running import Bot
from playground.driver import Visitor
from playground.server import Playground
from storage import Store, backups
from storage.records import Delivery, Event
from tests.conftest import settings_for

PARTS = {"database", "link", "tick", "oldest_event", "oldest_message", "disk", "backup"}
TICK = 30.0


@pytest.fixture
def ill(slack: Playground, store: Store, database: Path, clock: MovableClock) -> Iterator[Bot]:
    """A bot that backs up, whose loops were stopped: what comes in stays where it is."""
    settings = settings_for(slack, database, is_backing_up=True, tick_seconds=TICK)
    running = Bot(settings, store, clock)
    running.start()
    assert slack.wait_for_link()
    assert running.settle()
    running.inbox.loop.stop()
    running.outbox.loop.stop()
    yield running
    running.stop()
    shutil.rmtree(database.parent / "backups")


def red(health: Health) -> set[str]:
    return {name for name, reading in health.look().items() if reading.is_good is False}


def a_tick_later(bot: Bot, clock: MovableClock, past: timedelta) -> None:
    """Time passes while it ticks on."""
    clock.advance(past.total_seconds())
    bot.schedule.tick()


@pytest.mark.promise(59)
def test_all_is_green_and_every_part_is_there(ill: Bot) -> None:
    assert set(ill.health.look()) == PARTS
    assert red(ill.health) == set()
    is_good, page = ill.health.page()
    assert is_good
    assert b'"ok": true' in page


@pytest.mark.promise(59)
def test_a_database_that_does_not_answer(ill: Bot, database: Path) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert red(ill.health) == {"database"}
        assert ill.health.look()["oldest_event"].is_good is None, "not known is not said to be well"
        other.execute("ROLLBACK")
    assert red(ill.health) == set()


@pytest.mark.promise(59)
def test_a_link_that_is_gone(ill: Bot, slack: Playground) -> None:
    hand = Visitor(slack.url, "dana")
    hand.send("faults", method="apps.connections.open", kind="500", times=99)
    hand.send("faults", link="close")
    while ill.link is not None and ill.link.is_open():
        ill.clock.wait(ill.outbox.loop.stopping, 0)
    assert red(ill.health) == {"link"}


@pytest.mark.promise(59)
def test_a_tick_that_stopped(ill: Bot, clock: MovableClock) -> None:
    ill.schedule.stop()
    clock.advance(2 * TICK)
    assert red(ill.health) == set()
    clock.advance(2 * TICK)
    assert red(ill.health) == {"tick"}


@pytest.mark.promise(59)
@pytest.mark.parametrize("waits_for_slack", [False, True])
def test_an_event_that_is_not_done(ill: Bot, clock: MovableClock, *, waits_for_slack: bool) -> None:
    now = clock.now()
    later = timedelta(days=1) if waits_for_slack else timedelta()
    ill.store.inbox.keep(
        Event(
            event_id="Ev1",
            workspace=ill.here.id,
            kind="message",
            received=now,
            not_before=now + later,
            body={},
        )
    )
    a_tick_later(ill, clock, timedelta(minutes=9))
    assert red(ill.health) == set()
    a_tick_later(ill, clock, timedelta(minutes=2))
    assert red(ill.health) == {"oldest_event"}


@pytest.mark.promise(59)
def test_a_message_that_is_not_sent(ill: Bot, clock: MovableClock) -> None:
    now = clock.now()
    row = Delivery(
        workspace=ill.here.id,
        owner="U1",
        kind="prompt",
        period="2026-11",
        due=now,
        expires=now + timedelta(days=7),
        created_at=now,
    )
    assert ill.store.deliveries.plan([row]) == 1
    a_tick_later(ill, clock, timedelta(hours=1))
    assert red(ill.health) == set()
    a_tick_later(ill, clock, timedelta(hours=2))
    assert red(ill.health) == {"oldest_message"}


@pytest.mark.promise(59)
def test_a_disk_without_room(ill: Bot) -> None:
    def looking(least_free: int) -> Health:
        now = ill.clock.monotonic()
        return Health(ill.settings, ill.store, ill.clock, lambda: now, lambda: True, least_free)

    assert red(looking(1)) == set()
    assert red(looking(10**18)) == {"disk"}


@pytest.mark.promise(59)
def test_a_backup_that_is_old(ill: Bot, clock: MovableClock, database: Path) -> None:
    """The first tick made one; from then on the nightly ones do not come."""
    assert backups.newest(f"sqlite:///{database}") == clock.now()
    ill.schedule.chores.stop()
    a_tick_later(ill, clock, timedelta(hours=35))
    assert red(ill.health) == set()
    a_tick_later(ill, clock, timedelta(hours=2))
    assert red(ill.health) == {"backup"}
