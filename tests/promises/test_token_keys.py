"""The keys that tokens lie under are changed while two processes serve, and killed while at it."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from bot.rotating import rotated
from bot.tokens import ACCESS, REFRESH, Keys, new_key
from storage import Store, open_store
from tests import postgres
from tests.conftest import ROOT
from tests.features.said import answer
from tests.installs.town import PUBLIC, Town, pretend, settings_of
from tests.promises.replica import FAST, HurriedClock
from tests.promises.test_replicas import Replica

pytestmark = pytest.mark.slow
WORDS = "/win Moved billing to the new ledger in 3 weeks"


class Served(Town):
    """Two processes on one PostgreSQL; both workspaces have installed us."""

    def __init__(self, url: str, clock: HurriedClock, zero: float, key: str) -> None:
        self.clock, self.zero, self.url = clock, zero, url
        slack = pretend(clock, ROOT / "manifest.yml", ack_timeout=3.0)  # type: ignore[arg-type]
        slack.start()
        super().__init__(slack, settings_of(slack, url, key))
        self.store = open_store(url, clock)
        self.replicas: list[Replica] = []
        for desk in (self.fernhill, self.acme):
            desk.world.grants.is_rotating = True
            self.populate(desk)

    def start(self, keys: str) -> None:
        """Another process with these keys; it is up when this returns."""
        settings = {
            "app_token": self.slack.app_token,
            "client_id": self.slack.client_id,
            "client_secret": self.slack.client_secret,
            "token_keys": keys,
            "public_url": PUBLIC,
            "api_url": self.slack.api_url,
            "database_url": self.url,
            "tick_seconds": 0.3,
        }
        given = {"settings": settings, "zero": self.zero, "fast": FAST, "ahead": 0}
        self.replicas.append(Replica(given).is_up())

    def restart(self, keys: str) -> None:
        """One after the other, so that somebody always serves."""
        for old in list(self.replicas):
            self.start(keys)
            old.end(signal.SIGTERM)
            self.replicas.remove(old)

    def works(self) -> None:
        """A line that meets a link just being shut is typed again, as a person would."""
        for desk in (self.fernhill, self.acme):
            end, said = time.monotonic() + 30, ""
            while "Saved win" not in said:
                assert time.monotonic() < end, said
                said = answer(self.person(desk, "ben"), f"{WORDS} {time.time()}")

    def stop(self) -> None:
        for replica in self.replicas:
            replica.end(signal.SIGKILL)
        self.store.close()
        self.slack.stop()


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    with postgres.running() as started:
        yield started


@pytest.fixture
def key() -> str:
    return new_key()


@pytest.fixture
def served(server: postgres.Server, key: str) -> Iterator[Served]:
    zero, url = time.time(), server.new()
    made = Served(url, HurriedClock(zero), zero, key)
    with made.served(made.store, made.clock):  # type: ignore[arg-type]  # installs, then goes
        for desk in (made.fernhill, made.acme):
            assert "is installed" in made.install(desk)
    for desk in (made.fernhill, made.acme):
        desk.on_idle = desk.on_clock = None
    made.store = open_store(url, made.clock)
    for _ in range(2):
        made.start(key)
    yield made
    made.stop()
    server.drop(url)


def sealed_under(store: Store, keys: list[str]) -> list[int]:
    """For each installation, how many of these keys alone open all of it."""
    rows = store.installations.all()
    return [sum(Keys([key]).is_newest(row) for key in keys) for row in rows]


class Rotator:
    """Another process that seals anew, and is killed at a point of its way."""

    def __init__(self, url: str, keys: list[str]) -> None:
        told = json.dumps({"url": url, "keys": keys})
        command = [sys.executable, "-m", "tests.promises.rotator", told]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)

    def __enter__(self) -> "Rotator":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def ended(self, die: int = 0) -> int:
        """How that life ended: 0 when it was not killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(die, file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())


def all_can_be_read(store: Store, keys: list[str]) -> None:
    for row in store.installations.all():
        for kind in (ACCESS, REFRESH):
            assert Keys(keys).open(row, kind).startswith("xoxe")


def a_token_is_renewed_under(key: str, served: Served) -> None:
    """By one of the two, as soon as it is about to expire."""
    row = served.store.installations.all()[0]
    served.store.installations.renewed(row, expires_at=served.clock.now())
    end = time.monotonic() + 60
    while sealed_under(served.store, [key])[0] == 0:
        assert time.monotonic() < end
        time.sleep(0.1)


@pytest.mark.promise(52)
def test_two_serve_while_the_keys_are_changed_and_killed_at_every_step(
    served: Served, key: str
) -> None:
    new = new_key()
    served.works()
    served.restart(f"{key},{new}")  # everybody can read it
    served.restart(f"{new},{key}")  # everybody writes it
    served.works()
    a_token_is_renewed_under(new, served)
    die = 0
    with Rotator(served.url, [new, key]) as rotator:
        ended = -signal.SIGKILL
        while ended == -signal.SIGKILL:
            rotated(served.store, Keys([key, new]))  # all of them from the beginning
            die += 1
            ended = rotator.ended(die)
            assert len(served.store.installations.all()) == 2
            all_can_be_read(served.store, [new, key])
            assert sealed_under(served.store, [new, key]) == [1, 1]  # each under exactly one
    assert ended == 0
    assert die > 10
    served.works()
    assert sealed_under(served.store, [key]) == [0, 0]
    served.restart(new)  # the old one is destroyed
    served.works()
    assert sealed_under(served.store, [new]) == [1, 1]
