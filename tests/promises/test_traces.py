"""After Delete Everything no byte of the person is left: file, journal, log, exports."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import logs
from bot.clock import MovableClock
from bot.running import Bot
from playground.driver import Visitor
from playground.server import Playground
from storage import Store, open_store
from tests.conftest import settings_for
from tests.features.said import answer, home

CANARIES = ("kingfisher", "woodpecker", "nuthatch")


@pytest.fixture
def place(empty_database: Path, tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "winbook.db"
    file.write_bytes(empty_database.read_bytes())
    return file


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{place}")
    yield opened
    opened.close()


@pytest.fixture(params=["text", "json"])
def bot(
    slack: Playground,
    store: Store,
    place: Path,
    clock: MovableClock,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> Iterator[Bot]:
    """With everything it logs, at DEBUG, in a file beside the data."""
    heard = logging.FileHandler(tmp_path / "data" / "log.txt")
    heard.setFormatter(logs.formatter(request.param))
    root = logging.getLogger()
    root.addHandler(heard)
    level = root.level
    root.setLevel(logging.DEBUG)
    for name in logs.QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    running = Bot(settings_for(slack, place), store, clock)
    slack.on_idle, slack.on_clock = running.settle, running.schedule.tick
    running.start()
    while not running.link.is_open():
        clock.wait(running.outbox.loop.stopping, 0.005)
    yield running
    running.stop()
    root.setLevel(level)
    root.removeHandler(heard)
    heard.close()


def everything(place: Path) -> bytes:
    return b"".join(path.read_bytes() for path in place.parent.rglob("*") if path.is_file())


@pytest.mark.promise(54)
@pytest.mark.promise(48)
def test_nothing_of_the_person_is_left_and_the_other_keeps_theirs(
    dana: Visitor, ben: Visitor, place: Path, store: Store
) -> None:
    answer(dana, f"/win Fed the {CANARIES[0]} in 3 days #scope")
    answer(dana, "/win edit 1")
    dana.submit({"what": f"Fed the {CANARIES[1]} in 2 days"})
    said = ben.post("#eng", f"Kudos to <@{_id(dana)}> for the {CANARIES[2]} migration")
    dana.settle()
    dana.react("#eng", said["ts"], "trophy")
    answer(dana, "/win export")
    answer(ben, "/win Counted the herons")
    home(dana)
    assert dana.settle()
    before = everything(place)
    assert all(canary.encode() in before for canary in CANARIES)
    log = (place.parent / "log.txt").read_bytes()
    assert not any(canary.encode() in log for canary in CANARIES)

    page = dana.command("/win privacy")["response"]
    dana.click("privacy_delete_open", channel="@winbook", ts=page["ts"])
    dana.submit({"phrase": "delete everything"})
    assert dana.settle()
    left = everything(place)
    assert [canary for canary in CANARIES if canary.encode() in left] == []
    assert b"herons" in left


def _id(visitor: Visitor) -> str:
    people = visitor.seen()["people"]
    return next(user for user, one in people.items() if one.get("name") == visitor.person)
