"""What an admin may do, since when, and that they read nobody's words by it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest

from bot.bundle import read
from bot.clock import MovableClock
from bot.running import Bot
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import settings_for
from tests.features.said import answer, direct_messages, home, text
from tests.features.test_rubric import principal

CANARY = "kingfisher-4411"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def bot(
    slack: Playground, store: Store, database: Path, clock: MovableClock, share: Path
) -> Iterator[Bot]:
    running = Bot(settings_for(slack, database, copy_places=f"share={share}"), store, clock)
    slack.on_idle, slack.on_clock = running.settle, running.schedule.tick
    running.start()
    while not running.link.is_open():
        clock.wait(running.outbox.loop.stopping, 0.005)
    yield running
    running.stop()


@pytest.fixture
def admin(otis: Visitor) -> Visitor:
    otis.send("person", name="otis", is_admin=True)
    return otis


def leaves(
    dana: Visitor, store: Store, slack: Playground, clock: MovableClock, **place: Any
) -> Any:
    """Dana wrote something, chose a place or a key, and was deactivated."""
    answer(dana, f"/win Led the {CANARY} rota with care")
    me = principal(slack, "dana")
    if place:
        store.places.choose(me, place["kind"], place.get("recipient", ""), clock.now())
    assert dana.settle()
    dana.send("person", name="dana", deleted=True)
    store.people.learn(me.workspace, me.user, clock.now(), name="dana", is_gone=True)
    return me


def hand_over(admin: Visitor) -> dict[str, Any]:
    shown = admin.command("/win privacy", "#eng")["response"]
    said = admin.click("privacy_hand_over", channel="#eng", ts=shown["ts"])
    assert admin.settle()
    return said


def everything_said(visitor: Visitor) -> str:
    return text(visitor.seen())


@pytest.mark.promise(38)
def test_a_leavers_book_goes_to_the_place_they_chose_and_the_admin_reads_nothing(
    dana: Visitor,
    admin: Visitor,
    store: Store,
    slack: Playground,
    clock: MovableClock,
    share: Path,
) -> None:
    me = leaves(dana, store, slack, clock, kind="share")
    for file in share.iterdir():
        file.unlink()
    hand_over(admin)
    [copy] = share.iterdir()
    assert read(copy.read_bytes()).counts["wins"] == 1
    assert "The book of dana went to the place that they chose" in text(direct_messages(admin))
    assert CANARY not in everything_said(admin)
    verbs = [row.verb for row in store.audits.of(me.workspace)]
    assert "handed over a book" in verbs


@pytest.mark.promise(38)
def test_with_a_key_of_theirs_the_admin_gets_a_file_that_only_they_can_open(
    dana: Visitor, admin: Visitor, store: Store, slack: Playground, clock: MovableClock
) -> None:
    key = pyrage.x25519.Identity.generate()
    leaves(dana, store, slack, clock, kind="dm", recipient=str(key.to_public()))
    slack.world.files.clear()
    hand_over(admin)
    [sent] = slack.world.files.values()
    assert sent.name.endswith(".zip.age")
    assert CANARY.encode() not in sent.content
    assert read(pyrage.decrypt(sent.content, [key])).counts["wins"] == 1


@pytest.mark.promise(38)
def test_without_a_place_or_a_key_nothing_is_sent(
    dana: Visitor, admin: Visitor, store: Store, slack: Playground, clock: MovableClock
) -> None:
    leaves(dana, store, slack, clock)
    hand_over(admin)
    assert "was not sent" in text(direct_messages(admin))
    assert slack.world.files == {}
    assert CANARY not in everything_said(admin)


@pytest.mark.promise(38)
def test_whoever_is_no_admin_any_more_sees_and_hands_nothing(
    dana: Visitor,
    admin: Visitor,
    ben: Visitor,
    store: Store,
    slack: Playground,
    clock: MovableClock,
    share: Path,
) -> None:
    leaves(dana, store, slack, clock, kind="share")
    assert "People who left" not in answer(ben, "/win privacy")
    for file in share.iterdir():
        file.unlink()
    shown = admin.command("/win privacy", "#eng")["response"]
    assert "People who left" in text(shown)
    admin.send("person", name="otis", is_admin=False)
    clock.advance(300)
    admin.click("privacy_hand_over", channel="#eng", ts=shown["ts"])
    assert admin.settle()
    assert list(share.iterdir()) == []
    assert "People who left" not in answer(admin, "/win privacy")


@pytest.mark.promise(38)
def test_whatever_an_admin_asks_nobodys_words_are_in_the_answer(
    dana: Visitor, admin: Visitor, store: Store, slack: Playground
) -> None:
    answer(dana, f"/win Led the {CANARY} rota with care")
    for line in (
        "",
        "list",
        "list all",
        "gaps",
        "settings",
        "export",
        "privacy",
        "why",
        "rubric",
        "credentials",
        "plan",
        "share",
        "decision",
        "packet",
        "level",
        "help",
    ):
        assert CANARY not in text(admin.command(f"/win {line}".strip(), "#eng")), line
    assert CANARY not in home(admin)
    assert CANARY not in everything_said(admin)
    assert store.wins.count(Principal(*principal(slack, "dana")[:2])) == 1
