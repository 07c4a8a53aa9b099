"""The database under a key: nothing of it can be read without, and it is whole whatever happens."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import Store, Unusable, backups, cipher, open_store, prepare, rekeying, sealed, unlock
from storage.engine import Database
from storage.records import Workspace
from tests.conftest import ROOT
from tests.storage.said import ANA, NOW, WORKSPACES, win

pytest.importorskip("sqlcipher3", reason="no encrypted databases here: winbook[encryption]")

KEY, OTHER = "a1" * 32, "b2" * 32
CANARY = "canary-5d8e the nightly export"


def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A new database that was made under the key, with a win in it."""
    file = tmp_path / "data" / "winbook.db"
    unlock(url(file), KEY)
    fill(file)
    return file


@pytest.fixture
def plain(file: Path) -> Iterator[Path]:
    """An existing plain one with the same win, and a plain backup."""
    fill(file)
    backups.make(url(file), NOW)
    yield file
    unlock(url(file), "")


def fill(file: Path) -> None:
    store = open_store(url(file))
    for workspace in WORKSPACES:
        store.workspaces.save(Workspace(id=workspace, created_at=NOW))
    store.wins.add(ANA, win(text=CANARY))
    store.close()


def wins(file: Path, key: str) -> list[str]:
    unlock(url(file), key)
    store = open_store(url(file))
    try:
        return [one.text for one in store.wins.of(ANA)]
    finally:
        store.close()


def readable(folder: Path) -> list[str]:
    """Files in which the words, or the header of a plain database, can be found."""
    marks = (CANARY.encode(), CANARY.encode("utf-16-le"), cipher.MAGIC)
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in found if any(mark in path.read_bytes() for mark in marks)]


@pytest.mark.promise(50)
def test_nothing_can_be_read_in_the_file_its_journal_and_its_backups(locked: Path) -> None:
    backups.make(url(locked), NOW)
    database = Database(url(locked), threads=2)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE win SET text = text || ' again', outcome = text")
        journal = locked.with_name("winbook.db-journal")
        assert journal.stat().st_size > 0
        assert readable(locked.parent) == []
    database.close()
    assert readable(locked.parent) == []
    assert len(list(locked.parent.rglob("*.db"))) == 2
    with closing(sqlite3.connect(locked)) as stock, pytest.raises(sqlite3.DatabaseError):
        stock.execute("SELECT * FROM win")
    assert wins(locked, KEY) == [f"{CANARY} again"]


@pytest.mark.promise(32)
@pytest.mark.promise(50)
@pytest.mark.parametrize(
    ("key", "says"),
    [("", "or DATABASE_KEY if it is encrypted"), (OTHER, "does not open with DATABASE_KEY")],
)
def test_without_the_key_or_with_another_it_is_refused_and_left_as_it_is(
    locked: Path, key: str, says: str
) -> None:
    before = locked.read_bytes()
    unlock(url(locked), key)
    with pytest.raises(Unusable, match=says) as refused:
        open_store(url(locked))
    assert key not in refused.value.sentence or not key
    assert locked.read_bytes() == before


@pytest.mark.promise(50)
def test_a_plain_file_is_refused_where_a_key_is_set(plain: Path) -> None:
    before = plain.read_bytes()
    unlock(url(plain), KEY)
    with pytest.raises(Unusable, match="is not encrypted, but DATABASE_KEY is set"):
        prepare(url(plain))
    assert plain.read_bytes() == before


@pytest.mark.promise(50)
@pytest.mark.parametrize("key", ["short", "g1" * 32, "a1" * 33, "a passphrase'; --"])
def test_what_is_no_key_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(Unusable, match="64 hexadecimal digits"):
        unlock(url(tmp_path / "winbook.db"), key)


@pytest.mark.promise(50)
def test_without_the_library_it_does_not_start(locked: Path) -> None:
    """Another interpreter, in which it cannot be imported; not even a new file is made."""
    before, new = locked.read_bytes(), locked.with_name("new.db")
    code = (
        "import sys; sys.modules['sqlcipher3'] = None\n"
        "sys.argv = ['winbook', 'migrate']\nfrom bot.cli import main\nmain()"
    )
    given = {"DATABASE_URL": url(new), "DATABASE_KEY": KEY, "PATH": os.environ["PATH"]}
    ran = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=ROOT, env=given, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr.strip()) == (1, f"winbook: {cipher.LACKS}")
    assert not new.exists()
    assert locked.read_bytes() == before


@pytest.mark.promise(50)
def test_an_existing_one_and_its_backups_are_put_under_the_key(plain: Path) -> None:
    done = rekeying.encrypt(url(plain), KEY)
    assert done == ("plain", 1, [])
    assert readable(plain.parent) == []
    assert wins(plain, KEY) == [CANARY]
    assert rekeying.encrypt(url(plain), KEY) == ("done", 0, [])


@pytest.mark.promise(52)
def test_with_another_key_nothing_opens_with_the_old_one(locked: Path, tmp_path: Path) -> None:
    copy = backups.make(url(locked), NOW)
    assert rekeying.encrypt(url(locked), OTHER, KEY) == ("old", 1, [])
    assert wins(locked, OTHER) == [CANARY]
    unlock(url(locked), KEY)
    with pytest.raises(Unusable, match="does not open with DATABASE_KEY"):
        prepare(url(locked))
    place = tmp_path / "again" / "winbook.db"
    unlock(url(place), KEY)
    with pytest.raises(Unusable, match="under another DATABASE_KEY"):
        backups.restore(url(place), copy)
    unlock(url(place), OTHER)
    assert backups.restore(url(place), copy).wins == 1
    assert wins(place, OTHER) == [CANARY]


@pytest.mark.promise(52)
def test_a_backup_under_age_is_opened_put_under_the_key_and_sealed_again(plain: Path) -> None:
    age = sealed.new_key()
    copy = backups.make(url(plain), NOW, age)
    other = backups.make(url(plain), NOW.replace(hour=20), sealed.new_key())
    assert rekeying.encrypt(url(plain), KEY, backup_key=age) == ("plain", 2, [other])
    place = plain.parent / "again" / "winbook.db"
    unlock(url(place), KEY)
    assert backups.restore(url(place), copy, age).wins == 1


@pytest.mark.promise(50)
def test_an_old_plain_backup_comes_back_under_the_key(plain: Path, tmp_path: Path) -> None:
    [copy] = plain.parent.glob("backups/*.db")
    place = tmp_path / "again" / "winbook.db"
    unlock(url(place), KEY)
    assert backups.restore(url(place), copy).wins == 1
    assert readable(place.parent) == []
    assert wins(place, KEY) == [CANARY]


@pytest.mark.promise(52)
def test_while_somebody_uses_it_it_is_left_alone(plain: Path) -> None:
    store = open_store(url(plain))
    with pytest.raises(Unusable, match="stop it first"):
        rekeying.encrypt(url(plain), KEY)
    store.wins.add(ANA, win("view:2", "Still here"))
    store.close()
    assert rekeying.encrypt(url(plain), KEY).was == "plain"
    assert len(wins(plain, KEY)) == 2


@pytest.mark.promise(52)
def test_what_opens_with_neither_key_is_left_as_it_is(locked: Path) -> None:
    before = locked.read_bytes()
    with pytest.raises(Unusable, match="neither with DATABASE_KEY nor with OLD_DATABASE_KEY"):
        rekeying.encrypt(url(locked), OTHER, "c3" * 32)
    assert locked.read_bytes() == before


def killed(kind: str, file: Path, old: str, new: str, many: int) -> list[dict[str, object]]:
    what = [sys.executable, "-m", "tests.storage.rekeying_child", kind, str(file), old, new]
    ran = subprocess.run(  # noqa: S603 - our own code
        [*what, str(many)], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True
    )
    told: list[dict[str, object]] = json.loads(ran.stdout)
    return told


def check(told: list[dict[str, object]], old: str, new: str) -> None:
    assert len(told) > 1
    assert {one["found"] for one in told} == {old, new}, "it died before the change and after it"
    assert all(one["after"] == [new] and one["left"] == [] for one in told)


EVERY = [pytest.param(3, marks=pytest.mark.slow), 75]


@pytest.mark.promise(50)
@pytest.mark.promise(52)
@pytest.mark.parametrize("step", EVERY)
def test_killed_at_a_step_a_plain_one_stays_whole(plain: Path, step: int) -> None:
    check(killed("lines", plain, "", KEY, step), "", KEY)


@pytest.mark.promise(52)
@pytest.mark.parametrize("step", EVERY)
def test_killed_at_a_step_it_opens_with_one_of_the_two_keys(locked: Path, step: int) -> None:
    backups.make(url(locked), NOW)
    check(killed("lines", locked, KEY, OTHER, step), KEY, OTHER)


@pytest.mark.promise(52)
@pytest.mark.slow
@pytest.mark.parametrize("old", ["", KEY])
def test_killed_at_random_moments_it_is_whole(template: Path, tmp_path: Path, old: str) -> None:
    file = tmp_path / "winbook.db"
    if old:
        unlock(url(file), old)
        fill(file)
    else:
        shutil.copy(template, file)
    store = Store(Database(url(file), threads=2))
    for number in range(400):
        store.wins.add(ANA, win(f"view:{number + 10}", f"{number} " + "words " * 1500))
    backups.make(url(file), NOW)
    store.close()
    told = killed("moments", file, old, OTHER, 25)
    assert len(told) == 25
    assert {one["found"] for one in told} <= {old, OTHER}
    assert all(one["after"] == [OTHER] and one["left"] == [] for one in told)


def winbook(folder: Path, *words: str, **given: str) -> subprocess.CompletedProcess[str]:
    mine = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **given}
    what = [sys.executable, "-m", "bot", *words]
    return subprocess.run(what, cwd=folder, env=mine, capture_output=True, text=True)  # noqa: S603


@pytest.mark.promise(50)
def test_on_the_command_line_the_key_comes_from_the_environment_or_a_file(
    plain: Path, tmp_path: Path
) -> None:
    where = {"DATABASE_URL": url(plain)}
    (tmp_path / "key").write_text(KEY + "\n")
    done = winbook(tmp_path, "encrypt", DATABASE_KEY_FILE=str(tmp_path / "key"), **where)
    assert done.stdout.splitlines()[0] == f"{plain} is encrypted now.", done.stderr
    seen = winbook(tmp_path, "doctor", DATABASE_KEY=KEY, **where).stdout
    assert "is whole, revision" in seen
    assert "The database is encrypted" in seen
    wrong = winbook(tmp_path, "doctor", DATABASE_KEY=OTHER, **where)
    assert wrong.returncode == 1
    assert "does not open with DATABASE_KEY" in wrong.stdout
    assert KEY not in seen + wrong.stdout + wrong.stderr + done.stdout


def test_a_key_file_that_is_empty_or_not_there_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "key").touch()
    for name, says in (("key", "is empty"), ("none", "cannot be read")):
        path = str(tmp_path / name)
        ran = winbook(tmp_path, "migrate", DATABASE_URL="sqlite:///w.db", DATABASE_KEY_FILE=path)
        assert ran.returncode == 1
        assert ran.stderr.startswith(f"winbook: DATABASE_KEY_FILE {says}")
    assert not (tmp_path / "w.db").exists()
