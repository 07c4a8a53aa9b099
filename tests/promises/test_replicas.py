"""Three processes on one PostgreSQL, killed, frozen and restarted at random under load."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

import pytest

from playground.driver import Visitor, ask
from playground.server import Playground
from storage import Store, open_store
from storage.records import Delivery
from tests import postgres
from tests.conftest import ROOT
from tests.promises.replica import FAST, HurriedClock
from tests.promises.sending import KIND

pytestmark = pytest.mark.slow
PATIENCE = 90.0  # seconds of real time
PEOPLE = ("dana", "ben", "cleo", "otis")


class Replica:
    """One process of the bot."""

    def __init__(self, given: dict[str, Any]) -> None:
        command = [sys.executable, "-m", "tests.promises.replica", json.dumps(given)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
        self.is_frozen = False

    def is_up(self) -> "Replica":
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"up\n"
        return self

    def signal(self, number: int) -> None:
        self._process.send_signal(number)
        self.is_frozen = number == signal.SIGSTOP

    def end(self, number: int) -> float:
        """How many seconds it took."""
        begun = time.monotonic()
        self.signal(number)
        if self.is_frozen or number == signal.SIGKILL:
            self._process.send_signal(signal.SIGCONT)
        self._process.wait(30)
        if self._process.stdout is not None:
            self._process.stdout.close()
        return time.monotonic() - begun


class Stage(NamedTuple):
    slack: Playground
    store: Store
    clock: HurriedClock
    given: dict[str, Any]
    replicas: list[Replica]

    def replica(self, ahead: float = 0) -> Replica:
        made = Replica(self.given | {"ahead": ahead})
        self.replicas.append(made)
        return made

    def replace(self, old: Replica, how: int, ahead: float = 0) -> float:
        took = old.end(how)
        self.replicas.remove(old)
        self.replica(ahead).is_up()
        return took


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as started:
        yield started


@pytest.fixture
def stage(server: postgres.Server, request: pytest.FixtureRequest) -> Iterator[Stage]:
    zero = time.time()
    clock, url = HurriedClock(zero), server.new()
    slack = Playground(
        ROOT / "manifest.yml", clock, seeded=False, ack_timeout=1.0, retries=(1.0, *(20.0,) * 200)
    ).start()
    hand = Visitor(slack.url, "")
    for name in PEOPLE:
        hand.send("person", name=name, tz="Europe/Berlin")
    hand.send("channel", name="eng", members=[*PEOPLE, slack.bot_user])
    settings = {
        "bot_token": slack.bot_token,
        "app_token": slack.app_token,
        "api_url": slack.api_url,
        "database_url": url,
        "tick_seconds": 0.3,
    }
    given = {"settings": settings, "zero": zero, "fast": FAST, "ahead": 0}
    made = Stage(slack, open_store(url), clock, given, [])
    yield made
    for replica in made.replicas:
        replica.end(signal.SIGKILL)
    made.store.close()
    slack.stop()
    server.drop(url)


def plan(stage: Stage, number: int, first: int = 0) -> None:
    """So many messages for everybody."""
    now = stage.clock.now()
    users = [Visitor(stage.slack.url, name).seen()["me"]["id"] for name in PEOPLE]
    for user in users:
        stage.store.people.learn(stage.slack.team, user, now, name=user, zone="UTC")
    times = {"due": now, "expires": now + timedelta(days=30), "created_at": now}
    rows = [
        Delivery(workspace=stage.slack.team, owner=user, kind=KIND, period=str(n), **times)
        for user in users
        for n in range(first, first + number)
    ]
    assert stage.store.deliveries.plan(rows) == len(rows)


def posts(stage: Stage) -> Counter[str]:
    """How often each planned message stands in somebody's DM: Slack's own ledger decides."""
    calls = stage.slack.world.ledger.entries("api")
    return Counter(
        call["arguments"]["blocks"][0]["block_id"]
        for call in calls
        if call["method"] == "chat.postMessage" and call["accepted"]
    )


def rows(stage: Stage, question: str) -> list[Any]:
    with stage.store._database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(question)]


def wait_until(is_true: Callable[[], bool], what: Callable[[], Any]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < end, what()
        time.sleep(0.1)


def everything_is_done(stage: Stage) -> bool:
    states = {state for (state,) in rows(stage, "SELECT DISTINCT state FROM delivery")}
    kept = {state for (state,) in rows(stage, "SELECT DISTINCT state FROM inbox")}
    idle = not ask(f"{stage.slack.url}/control/health")["running"]
    return idle and states <= {"sent", "dropped"} and kept <= {"done"}


def settle(stage: Stage) -> None:
    def seen() -> Any:
        return (
            rows(stage, "SELECT state, count(*) FROM delivery GROUP BY 1"),
            rows(stage, "SELECT state, kind, error, count(*) FROM inbox GROUP BY 1, 2, 3"),
            stage.slack.world.ledger.entries("lost"),
        )

    wait_until(lambda: everything_is_done(stage), seen)


def praise(stage: Stage, number: int) -> None:
    Visitor(stage.slack.url, "ben").post(
        "#eng", f"Kudos to @dana for cutting the deploy time to {number + 2} minutes!"
    )


def check(stage: Stage, messages: int, praised: int) -> None:
    """Every planned message stands there once; every event had its effect once."""
    lost = stage.slack.world.ledger.entries("lost")
    untold = [one for one in lost if one["problem"] == "no_connection"]  # nobody listened just then
    assert lost == untold, "Slack gave events up, so nothing is proved"
    [(count, different)] = rows(stage, "SELECT count(*), count(DISTINCT ts) FROM praise")
    assert count == different
    assert praised - len(untold) <= count <= praised
    counted = posts(stage)
    assert set(counted.values()) <= {1}, counted
    sent = rows(stage, f"SELECT id FROM delivery WHERE kind = '{KIND}' AND state = 'sent'")
    assert len(sent) == messages
    assert {f"wb:{id_}" for (id_,) in sent} <= set(counted)


@pytest.mark.promise(3)
@pytest.mark.promise(13)
@pytest.mark.parametrize(("size", "seed"), [(2, 1), (3, 2), (3, 3)])
def test_killed_and_frozen_at_random_nothing_is_lost_or_doubled(
    stage: Stage, size: int, seed: int
) -> None:
    chance = random.Random(seed)
    for replica in [stage.replica() for _ in range(size)]:
        replica.is_up()
    plan(stage, 15)
    for number in range(30):
        praise(stage, number)
        if number % 5 == 4:
            harm(stage, chance)
    for replica in stage.replicas:
        replica.signal(signal.SIGCONT)
    settle(stage)
    check(stage, 15 * len(PEOPLE), 30)


def harm(stage: Stage, chance: random.Random) -> None:
    """One dies, or sleeps past its lease and wakes up believing that nothing happened."""
    victim = chance.choice(stage.replicas)
    if chance.random() < 0.6:
        stage.replace(victim, signal.SIGKILL)
    elif not victim.is_frozen and sum(one.is_frozen for one in stage.replicas) < 1:
        victim.signal(signal.SIGSTOP)
        time.sleep(200 / FAST)  # the lease lasts 120
        victim.signal(signal.SIGCONT)


@pytest.mark.promise(13)
def test_lost_replies_and_429_while_three_send(stage: Stage) -> None:
    hand = Visitor(stage.slack.url, "")
    faults = ("drop_after", "drop_before", "500", "internal_error_after")
    for kind in faults:
        hand.send("faults", method="chat.postMessage", kind=kind, times=4)
    hand.send("faults", method="chat.postMessage", kind="429", retry_after=30, times=3)
    for replica in [stage.replica() for _ in range(3)]:
        replica.is_up()
    plan(stage, 10)
    settle(stage)
    check(stage, 10 * len(PEOPLE), 0)


@pytest.mark.promise(13)
def test_clocks_that_are_minutes_apart_double_nothing(stage: Stage) -> None:
    for ahead in (0, 420, -420):
        stage.replica(ahead).is_up()
    plan(stage, 20)
    for number in range(10):
        praise(stage, number)
    settle(stage)
    check(stage, 20 * len(PEOPLE), 10)


@pytest.mark.promise(3)
@pytest.mark.promise(60)
def test_a_rolling_restart_loses_nothing_and_each_stops_within_ten_seconds(stage: Stage) -> None:
    for replica in [stage.replica() for _ in range(3)]:
        replica.is_up()
    plan(stage, 15)
    took = []
    for number, old in enumerate(list(stage.replicas)):
        praise(stage, number)
        took.append(stage.replace(old, signal.SIGTERM))
        praise(stage, 10 + number)
    settle(stage)
    check(stage, 15 * len(PEOPLE), 6)
    assert max(took) < 10


@pytest.mark.promise(3)
@pytest.mark.promise(60)
def test_it_stops_within_ten_seconds_while_slack_hangs(stage: Stage) -> None:
    hand = Visitor(stage.slack.url, "")
    only = stage.replica().is_up()
    hand.send("faults", method="chat.postMessage", kind="slow", seconds=30, times=1)
    plan(stage, 1)
    wait_until(lambda: stage.slack.world.calls_running > 0, lambda: "no call")
    assert only.end(signal.SIGTERM) < 10
