"""How writers share a commit, and how readers and commits take turns."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from storage import Store
from storage.door import Door
from tests.storage.said import event

SOON = 5.0  # seconds: nothing here takes that long


def in_one_commit(store: Store, works: list[Callable[[Connection], Any]]) -> list[Any]:
    """What each of these came to, all of them in one shared commit."""
    database, results = store._database, [None] * len(works)
    inside, go = threading.Event(), threading.Event()

    def first(_: Connection) -> None:
        inside.set()
        assert go.wait(SOON)

    def one(k: int) -> None:
        try:
            results[k] = database.together(works[k])
        except Exception as error:  # noqa: BLE001 - the test looks at it
            results[k] = error

    threads = [threading.Thread(target=database.together, args=(first,))]
    threads += [threading.Thread(target=one, args=(k,)) for k in range(len(works))]
    threads[0].start()
    assert inside.wait(SOON)
    for thread in threads[1:]:
        thread.start()
    while len(database._waiting) < len(works):
        threading.Event().wait(0.002)
    go.set()
    for thread in threads:
        thread.join(SOON)
    return results


def kept(name: str) -> Callable[[Connection], Any]:
    columns, values = "workspace, owner, at, code, about", "'T1', :who, '2026-03-02', '', '{}'"
    said = f"INSERT INTO why ({columns}) VALUES ({values})"
    return lambda on: on.execute(text(said), {"who": name}).rowcount


def owners(store: Store) -> list[str]:
    with store._database.reading() as connection:
        return list(connection.scalars(text("SELECT owner FROM why ORDER BY owner")))


def failing(on: Connection) -> None:
    kept("half")(on)
    raise ValueError("no")


def test_work_that_fails_is_undone_alone_and_the_others_are_written_once(store: Store) -> None:
    said = in_one_commit(store, [kept("a"), failing, kept("b"), kept("a")])
    assert said[0] == said[2] == 1
    assert isinstance(said[1], ValueError)
    assert isinstance(said[3], Exception)  # the same key twice
    assert owners(store) == ["a", "b"]


def test_a_commit_that_fails_is_told_to_everybody_in_it(store: Store, file: Path) -> None:
    def broken(on: Connection) -> None:
        on.exec_driver_sql("ROLLBACK")  # as SQLite does by itself when the disk is full
        raise OSError("full")

    said = in_one_commit(store, [kept("a"), broken, kept("b")])
    assert all(isinstance(one, Exception) for one in said)
    assert owners(store) == []
    assert store.inbox.keep(event()) is True


@pytest.mark.parametrize("is_first", [True, False], ids=["reader inside", "commit under way"])
def test_a_reader_and_a_commit_wait_for_each_other(is_first: bool) -> None:
    door, seen = Door(SOON), list[str]()
    sides = [("reader", door.reading), ("commit", door.committing)]
    (name, inside), (other, waiting) = sides if is_first else sides[::-1]

    def later() -> None:
        with waiting():
            seen.append(other)

    with inside():
        thread = threading.Thread(target=later)
        thread.start()
        thread.join(0.05)
        seen.append(name)
    thread.join(SOON)
    assert seen == [name, other]


def test_readers_go_in_together_and_nobody_waits_for_ever() -> None:
    door = Door(0.01)
    with door.reading(), door.reading(), door.committing(), door.reading():
        pass
