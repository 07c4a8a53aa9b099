"""A person's own monthly copy: chosen, brought, locked, and said when it fails."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyrage
import pytest

from bot import places
from bot.bundle import bundled, read
from bot.clock import MovableClock
from bot.errors import Refused
from bot.places import Unreachable
from bot.running import Bot
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import settings_for
from tests.features.said import answer, direct_messages, home, move_to, text
from tests.features.test_export import files
from tests.features.test_rubric import principal


@pytest.fixture
def me(slack: Playground) -> Principal:
    return principal(slack, "dana")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.fixture
def bot(
    slack: Playground, store: Store, database: Path, clock: MovableClock, folder: Path
) -> Iterator[Bot]:
    given = settings_for(slack, database, copy_places=f"share={folder}, cloud=memory://box")
    running = Bot(given, store, clock)
    slack.on_idle, slack.on_clock = running.settle, running.schedule.tick
    running.start()
    while not running.link.is_open():
        clock.wait(running.outbox.loop.stopping, 0.005)
    yield running
    running.stop()


def choose(visitor: Visitor, kind: str, recipient: str = "") -> dict[str, Any]:
    home(visitor)
    visitor.click("place_open", home=True)
    said = visitor.submit({"kind": kind, "recipient": recipient})
    assert visitor.settle()
    return said


def test_what_is_allowed_is_said_before_anything_is_chosen(dana: Visitor) -> None:
    home(dana)
    said = text(dana.click("place_open", home=True)["view"])
    assert "allows: My direct message, share (a folder on the server), cloud (memory, box)" in said
    assert "Whoever can open that place can read what is not locked." in said


def test_nobody_gets_a_copy_before_they_chose_it(dana: Visitor, slack: Playground) -> None:
    answer(dana, "/win Led the rota")
    move_to(dana, "2026-12-02T11:00:00Z")
    assert files(slack) == []
    assert "none yet, once a month if you want it" in home(dana)


def test_in_the_direct_message_at_once_and_then_monthly(
    dana: Visitor, slack: Playground, store: Store, me: Principal
) -> None:
    answer(dana, "/win Led the rota")
    choose(dana, "My direct message")
    [first] = files(slack)
    assert read(first.content).counts["wins"] == 1
    assert "Your own copy*: monthly, My direct message · last on Tue, Nov 24, 2026" in home(dana)
    move_to(dana, "2026-11-30T11:00:00Z")
    assert len(files(slack)) == 1
    move_to(dana, "2026-12-01T11:00:00Z")
    assert len(files(slack)) == 2
    move_to(dana, "2026-12-20T11:00:00Z")
    assert len(files(slack)) == 2


def test_into_a_folder_whole_and_private(
    dana: Visitor, store: Store, me: Principal, folder: Path
) -> None:
    answer(dana, "/win Led the rota")
    choose(dana, "share (a folder on the server)")
    [copy] = folder.iterdir()
    assert copy.name == f"winbook-{me.user}-2026-11-24.zip"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.read_bytes() == bundled(store, me)


def test_through_fsspec(dana: Visitor, store: Store, me: Principal) -> None:
    import fsspec  # noqa: PLC0415 - only here

    answer(dana, "/win Led the rota")
    choose(dana, "cloud (memory, box)")
    box = fsspec.filesystem("memory")
    [name] = [one for one in box.ls("/", detail=False) if "winbook" in one] or box.find("/")
    assert box.cat(name) == bundled(store, me)


def test_locked_to_ones_own_key_nobody_else_reads_it(
    dana: Visitor, store: Store, me: Principal, folder: Path
) -> None:
    mine = pyrage.x25519.Identity.generate()
    answer(dana, "/win Led the kingfisher rota")
    choose(dana, "share (a folder on the server)", str(mine.to_public()))
    [copy] = folder.iterdir()
    assert copy.suffix == ".age"
    assert pyrage.decrypt(copy.read_bytes(), [mine]) == bundled(store, me)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(copy.read_bytes(), [pyrage.x25519.Identity.generate()])
    assert "locked to your key" in home(dana)


def test_a_key_that_is_none_is_refused_under_its_field(dana: Visitor) -> None:
    said = choose(dana, "My direct message", "my cat")
    assert "That is no public age key" in said["errors"]["recipient"]
    secret = str(pyrage.x25519.Identity.generate())
    assert (
        "That is no public age key"
        in choose(dana, "My direct message", secret)["errors"]["recipient"]
    )


def test_a_place_that_fails_is_said_once_and_tried_again(
    dana: Visitor, store: Store, me: Principal, folder: Path
) -> None:
    folder.rename(folder.with_name("away"))
    choose(dana, "share (a folder on the server)")
    assert "Your monthly copy did not arrive: the folder is not there." in text(
        direct_messages(dana)
    )
    assert "not since Tue, Nov 24, 2026: the folder is not there" in home(dana)
    for moment in ("2026-11-24T11:30:00Z", "2026-11-24T18:00:00Z", "2026-11-25T18:00:00Z"):
        move_to(dana, moment)
    assert sum("did not arrive" in text(said) for said in direct_messages(dana)) == 1
    folder.with_name("away").rename(folder)
    move_to(dana, "2026-11-27T11:00:00Z")
    assert len(list(folder.iterdir())) == 1
    assert "not since" not in home(dana)


def test_turned_off_nothing_more_comes(dana: Visitor, slack: Playground) -> None:
    choose(dana, "My direct message")
    choose(dana, "Nowhere")
    move_to(dana, "2026-12-02T11:00:00Z")
    assert len(files(slack)) == 1


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="not there"):
        places.put(str(tmp_path / "no"), "a.zip", b"x")
    (tmp_path / "a.zip").mkdir()
    with pytest.raises(Unreachable):
        places.put(str(tmp_path), "a.zip", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.promise(48)
def test_an_address_shows_no_secret_and_its_trouble_neither() -> None:
    root = "sftp://ana:hunter2@nas.example/box"
    assert places.shown(root) == "sftp, nas.example"
    with pytest.raises(Unreachable) as refused:
        places.put("nosuch://ana:hunter2@nas.example/box", "a.zip", b"x")
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("wrong", ["x", "dm=/tmp", "a b=/x", "a="])
def test_a_wrong_list_of_places_is_refused(wrong: str) -> None:
    with pytest.raises(Refused, match="COPY_PLACES"):
        places.named(wrong)
