"""After an outage, and after other replicas died: how late a message leaves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock, WallClock
from bot.outbox import BURST
from bot.running import Bot
from playground.server import Playground
from storage import Store, open_store
from storage.records import Delivery, Principal, Workspace
from tests.conftest import NOW, settings_for
from tests.promises.lives import Lives
from tests.promises.sending import KIND, Sender, at
from tests.promises.test_kills import (
    PRAISE,
    WALKS,
    Stage,
    a_stage,
    first_life,
    points_of,
    wait_until,
)

OTHER = "T2"
LEASE, GRACE, TICK = 120, 60, 30  # seconds


@pytest.fixture
def sender(
    slack: Playground, store: Store, database: Path, clock: MovableClock
) -> Iterator[Sender]:
    made = Sender(slack, store, database, clock)
    yield made
    made.stop()


def planned(sender: Sender, workspace: str, count: int, now: datetime) -> list[Delivery]:
    """Due all over the day that is past; the first tenth have expired meanwhile."""
    rows = []
    for number in range(count):
        due = now - timedelta(hours=24) * (1 - number / count)
        expires = due + timedelta(hours=1 if number < count // 10 else 48)
        told = {"kind": KIND, "period": str(number), "due": due, "expires": expires}
        rows.append(Delivery(workspace=workspace, owner=sender.user, created_at=due, **told))
    assert sender.store.deliveries.plan(rows) == count
    return rows


def a_second_passes(sender: Sender) -> None:
    """And whatever may leave in it has left."""
    [outbox] = sender.outboxes
    sender.clock.advance(1)
    outbox.loop.wake()
    end = WallClock().monotonic() + 5
    while WallClock().monotonic() < end:
        resting = outbox._paces.tired()
        is_due = sender.store.deliveries.is_any_due(sender.clock.now(), resting)
        if not is_due and all(row.state != "sending" for row in every_row(sender)):
            break
        sender.clock.wait(outbox.loop.stopping, 0.002)


@pytest.mark.promise(20)
@pytest.mark.parametrize("count", [30, pytest.param(150, marks=pytest.mark.slow)])
def test_after_a_day_off_the_first_leaves_at_once_and_the_rest_one_a_second(
    sender: Sender, clock: MovableClock, count: int
) -> None:
    now = clock.now()
    sender.store.workspaces.save(Workspace(id=OTHER, created_at=now))
    facts = {"name": "dana", "zone": "Europe/Berlin"}
    room = sender.client(sender.slack.team).conversations_open(users=sender.user)["channel"]["id"]
    for workspace in (sender.slack.team, OTHER):
        sender.store.people.learn(workspace, sender.user, now, **facts)
        sender.store.people.meet(Principal(workspace, sender.user), now, room)
        planned(sender, workspace, count, now)
    for _ in range(count + 5):
        a_second_passes(sender)
    posted = posts_by_workspace(sender)
    left = count - count // 10
    for workspace, times in posted.items():
        assert len(times) == left, f"{workspace}: what had expired is dropped, the rest is sent"
        assert times[0] - now <= timedelta(minutes=2)
        assert times[-1] - times[0] <= timedelta(seconds=left)
        for first, last in zip(times, times[int(BURST) + 5 :], strict=False):
            assert last - first >= timedelta(seconds=4), "no faster than one a second"
    states = [row.state for row in every_row(sender)]
    assert (states.count("sent"), states.count("dropped")) == (2 * left, 2 * (count // 10))


def every_row(sender: Sender) -> list[Delivery]:
    return [
        row
        for workspace in (sender.slack.team, OTHER)
        for row in sender.store.deliveries.planned(workspace, sender.user, [KIND])
    ]


def posts_by_workspace(sender: Sender) -> dict[str, list[datetime]]:
    """When Slack took each, by its own clock."""
    of = {f"wb:{row.id}": row.workspace for row in every_row(sender)}
    posted: dict[str, list[datetime]] = {sender.slack.team: [], OTHER: []}
    for call in sender.calls():
        if call["accepted"]:
            posted[of[call["arguments"]["blocks"][0]["block_id"]]].append(at(call))
    return posted


@pytest.fixture(scope="module")
def lives() -> Iterator[Lives]:
    with Lives() as started:
        yield started


def delay_with_another(stage: Stage) -> float | None:
    """Seconds from due to Slack's clock, with a second replica that ticks on after the first died;
    None where nothing was planned before."""
    store = open_store(f"sqlite:///{stage.database}", stage.clock)
    rows = store.deliveries.of_kind("praise", NOW - timedelta(days=1))
    if not rows:
        store.close()
        return None
    bot = Bot(settings_for(stage.slack, stage.database, tick_seconds=3600), store, stage.clock)
    stage.slack.on_idle = bot.settle
    bot.start()
    try:
        assert stage.slack.wait_for_link()  # else the clock runs past all that Slack sends again
        for _ in range((LEASE + GRACE) // TICK + 4):
            wait_until(bot._rests)
            stage.clock.advance(TICK)
            bot.schedule.tick()
        wait_until(bot._rests)
        calls = [c for c in stage.slack.world.ledger.entries("api") if c["accepted"]]
        [post] = [call for call in calls if call["method"] == "chat.postMessage"]
    finally:
        bot.stop()
        stage.slack.on_idle = None
    return (at(post) - rows[0].due).total_seconds()


@pytest.mark.promise(21)
def test_a_replica_killed_with_a_message_in_hand_delays_it_by_lease_grace_and_a_tick(
    tmp_path: Path, empty_database: Path, lives: Lives
) -> None:
    """It dies while it waits for Slack to open the direct message: nothing was sent yet."""
    stage = a_stage(tmp_path, empty_database, lives, MovableClock(NOW))
    hand = stage.visitor("dana")
    try:
        lives.start(stage.slack, stage.database, stage.clock, 0)
        hand.send("faults", method="conversations.open", kind="slow", seconds=5)
        stage.visitor("ben").post("#eng", PRAISE)
        wait_until(lambda: stage.rows("SELECT state FROM delivery") == [("sending",)])
        lives.end()
        hand.send("faults", clear=True)
        delay = delay_with_another(stage)
    finally:
        stage.slack.stop()
    assert delay is not None
    assert LEASE <= delay <= LEASE + GRACE + TICK, "a death in hand shows, and is within bounds"


@pytest.mark.promise(21)
@pytest.mark.long
def test_killed_at_every_point_no_message_is_later_than_that(
    tmp_path: Path, empty_database: Path, lives: Lives
) -> None:
    delays, points = [], points_of(WALKS["praise"], tmp_path, empty_database, lives)
    for die in range(1, points + 1):
        stage = a_stage(tmp_path, empty_database, lives, MovableClock(NOW))
        try:
            first_life(stage, WALKS["praise"].deed, die)
            delays.append(delay_with_another(stage))
        finally:
            stage.slack.stop()
    known = [delay for delay in delays if delay is not None]
    assert known, "it always died before anything was planned: no proof"
    assert max(known) <= LEASE + GRACE + TICK
