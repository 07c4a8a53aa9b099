"""When the database is locked or full, callers learn it in time and nothing is half written."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from storage import Store
from storage.engine import Busy, Database
from tests.storage.said import ANA, at_once, event, win

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
