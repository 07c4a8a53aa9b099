"""When the database is locked or full, callers learn it in time and nothing is half written."""

import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from storage import Store, Unusable, backups, open_store
from storage.engine import Busy, Database
from storage.ledger import LEDGER
from storage.reserve import SIZE
from tests.storage.said import ANA, NOW, at_once, event, win

ANSWER = 2.5  # seconds


@pytest.mark.promise(2)
@pytest.mark.promise(3)
def test_locked_by_another_program_everybody_learns_it_in_time(store: Store, file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.perf_counter()
        said = at_once(16, lambda k: store.inbox.keep(event(f"Ev{k}")))
        took = time.perf_counter() - begun
        other.execute("ROLLBACK")
    assert {type(outcome) for outcome in said} <= {OperationalError, Busy}
    assert took < ANSWER
    assert at_once(16, lambda k: store.inbox.keep(event(f"Ev{k}"))) == [True] * 16


@pytest.mark.promise(8)
def test_on_a_full_disk_reading_works_and_nothing_is_half_written(file: Path) -> None:
    database = Database(f"sqlite:///{file}", threads=4)
    store = Store(database)
    kept = store.wins.add(ANA, win()).win
    with database.writer.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(OperationalError, match="full"):
        store.wins.add(ANA, win("view:2", "x" * 100_000))
    said = at_once(4, lambda k: store.inbox.keep(event(f"Ev{k}", body={"text": "y" * 100_000})))
    assert {type(outcome) for outcome in said} == {OperationalError}
    assert store.wins.of(ANA) == [kept]
    with database.writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert store.wins.add(ANA, win("view:2", "x" * 100_000)).outcome == "new"
    database.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A filesystem of its own that is full soon."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(  # noqa: S603
        ["/bin/mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], check=False
    )
    if made.returncode:
        pytest.skip("promise 8: no right to mount a small disk here")
    yield place
    subprocess.run(["/bin/umount", str(place)], check=True)  # noqa: S603


def fill(place: Path) -> Path:
    """To the last byte."""
    file = place / "something else"
    with file.open("wb", buffering=0) as opened:
        try:
            while opened.write(b"x" * 4096):
                pass
        except OSError:
            return file
    return file


@pytest.mark.promise(8)
def test_on_a_full_disk_erasing_works_and_service_resumes_by_itself(
    file: Path, small_disk: Path
) -> None:
    book = Path(shutil.copy(file, small_disk / "winbook.db"))
    store = open_store(f"sqlite:///{book}")
    for number in range(40):
        store.wins.add(ANA, win(f"view:{number}", f"{number} " + "x" * 3000))
    reserve = book.with_name("winbook.db.reserve")
    assert (reserve.stat().st_size, reserve.stat().st_mode & 0o777) == (SIZE, 0o600)
    other = fill(small_disk)
    with pytest.raises(OperationalError, match="full|I/O"):
        store.wins.add(ANA, win("view:full", "y" * 300_000))
    assert len(store.wins.of(ANA)) == 40
    with pytest.raises(Unusable, match="No backup was made"):
        backups.make(f"sqlite:///{book}", NOW)
    assert not list((small_disk / "backups").glob("winbook-*"))
    store.erasure.forget(ANA, NOW)
    assert store.wins.of(ANA) == []
    assert (small_disk / LEDGER).read_text().count("\n") == 1, "and an older backup will know"
    assert b"x" * 3000 not in book.read_bytes()
    assert not reserve.exists()
    other.unlink()
    assert store.wins.add(ANA, win("view:again", "z" * 300_000)).outcome == "new"
    assert store.reserve.keep()
    store.close()
    assert os.stat(reserve).st_blocks * 512 >= SIZE
