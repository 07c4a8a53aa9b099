"""A verified copy once a night, and what failed is tried again."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.chores import Chores
from bot.settings import Settings
from storage import Store, open_store
from tests.conftest import NOW
from tests.test_cli import winbook

HOUR = timedelta(hours=1)


@pytest.fixture
def place(empty_database: Path, tmp_path: Path) -> Path:
    file = tmp_path / "data" / "winbook.db"
    file.parent.mkdir()
    file.write_bytes(empty_database.read_bytes())
    return file


def chores(file: Path, store: Store, **more: object) -> Chores:
    given = {"database_url": f"sqlite:///{file}", **more}
    return Chores(store, Settings(_env_file=None, **given))


def copies(file: Path) -> list[str]:
    folder = file.parent / "backups"
    return sorted(p.name for p in folder.glob("winbook-*")) if folder.exists() else []


@pytest.mark.promise(9)
def test_once_a_day_and_pruned_after_thirty(place: Path) -> None:
    store = open_store(f"sqlite:///{place}")
    daily = chores(place, store)
    for hours in range(0, 24 * 40, 6):
        daily.do(NOW + hours * HOUR)
    assert len(copies(place)) == 31
    store.close()


def test_none_where_none_is_wanted(place: Path) -> None:
    store = open_store(f"sqlite:///{place}")
    chores(place, store, is_backing_up=False).do(NOW)
    assert copies(place) == []
    store.close()


def test_what_failed_is_said_and_tried_again_after_an_hour(
    place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_store(f"sqlite:///{place}")
    wrong = chores(place, store, backup_key=SecretStr("my cat"))
    for minutes in (0, 10, 70):
        wrong.do(NOW + timedelta(minutes=minutes))
    assert [record.message for record in caplog.records].count(caplog.records[0].message) == 2
    assert "BACKUP_KEY must be an age identity" in caplog.text
    assert "my cat" not in caplog.text
    assert copies(place) == []
    store.close()


def test_the_command_line_backs_up_and_restores(place: Path, tmp_path: Path) -> None:
    made = winbook(tmp_path, "backup")
    assert made.stdout.startswith("Wrote "), made.stderr
    [name] = copies(place)
    taken = winbook(tmp_path, "restore", f"data/backups/{name}")
    assert "is there already: move it away first" in taken.stderr
    place.rename(tmp_path / "old.db")
    done = winbook(tmp_path, "restore", f"data/backups/{name}")
    assert "no workspace, 0 people, 0 wins." in done.stdout, done.stderr
    assert place.stat().st_mode & 0o777 == 0o600
