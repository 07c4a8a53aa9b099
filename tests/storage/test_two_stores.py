"""Two processes at one database, each with a store of its own: what one of them alone promises."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Connection, text

from storage import Store, open_store
from storage.wins import Changed
from tests.storage.said import ANA, BEN, LEASE, NOW, at_once, delivery, event, packet, praise, win

SOON = 5.0


@pytest.fixture
def two(url: str) -> Iterator[tuple[Store, Store]]:
    stores = open_store(url), open_store(url)
    yield stores
    for store in stores:
        store.close()


Two = tuple[Store, Store]


@pytest.mark.promise(10)
def test_an_event_that_both_are_given_is_kept_once(two: Two) -> None:
    assert sum(at_once(16, lambda k: two[k % 2].inbox.keep(event(f"Ev{k // 4}")))) == 4


@pytest.mark.promise(10)
def test_every_event_is_claimed_by_one_of_them(two: Two) -> None:
    for k in range(200):
        two[0].inbox.keep(event(f"Ev{k}"))

    def some(k: int) -> list[str]:
        store, mine = two[k % 2], list[str]()
        while batch := store.inbox.claim(NOW, 7):
            mine += [row.event_id for row in batch]
            store.inbox.done(batch)
        return mine

    taken = [one for mine in at_once(8, some) for one in mine]
    assert sorted(taken) == sorted(f"Ev{k}" for k in range(200))
    assert two[0].inbox.waiting(NOW) == 0


@pytest.mark.promise(13)
def test_every_message_is_claimed_by_one_of_them(two: Two) -> None:
    two[0].deliveries.plan([delivery(str(n)) for n in range(60)])
    taken = at_once(6, lambda k: two[k % 2].deliveries.claim(NOW, 10, LEASE))
    periods = [row.period for rows in taken for row in rows]
    assert sorted(periods) == sorted(set(periods))
    while rest := two[1].deliveries.claim(NOW, 10, LEASE):
        periods += [row.period for row in rest]
    assert sorted(periods) == sorted(str(n) for n in range(60))


@pytest.mark.promise(10)
def test_both_plan_the_same_period_once(two: Two) -> None:
    rows = [delivery(str(n), owner=owner) for n in range(10) for owner in (ANA, BEN)]
    assert sum(at_once(6, lambda k: two[k % 2].deliveries.plan(rows[:: 1 - 2 * (k % 2)]))) == 20


def test_numbers_of_wins_have_no_gap_and_no_double(two: Two) -> None:
    added = at_once(16, lambda k: two[k % 2].wins.add((ANA, BEN)[k % 3 > 0], win(f"view:{k}")))
    numbers = [(one.win.owner, one.win.number) for one in added]
    of_ana = sorted(number for owner, number in numbers if owner == "UANA")
    of_ben = sorted(number for owner, number in numbers if owner == "UBEN")
    assert (of_ana, of_ben) == (list(range(1, 7)), list(range(1, 11)))


def test_of_two_edits_one_wins_and_the_other_is_told(two: Two) -> None:
    row = two[0].wins.add(ANA, win()).win

    def edit(k: int) -> str:
        return two[k % 2].wins.change(ANA, row.public_id, 1, NOW, text=f"words {k}").text

    said = at_once(4, edit)
    assert sorted(type(one).__name__ for one in said) == ["Changed", "Changed", "Changed", "str"]
    assert any(isinstance(one, Changed) for one in said)
    assert len(two[0].wins.history(ANA, row.public_id)) == 1


def test_praise_for_one_person_joins_one_message_and_none_is_lost(two: Two) -> None:
    def said(k: int) -> Any:
        row = praise(ts=f"{k}.0")
        planned = delivery(f"praise:{row.public_id}", kind="praise", about=[row.public_id])
        return two[k % 2].praise.notice([row], [planned])

    noticed = {row.public_id for rows in at_once(12, said) for row in rows}
    (message,) = two[0].deliveries.planned("T1", "UANA", ["praise"])
    assert (set(message.about), len(message.about)) == (noticed, 12)


def test_a_message_deleted_while_it_is_noticed_leaves_no_draft(two: Two) -> None:
    for ts in (f"{n}.5" for n in range(12)):

        def deed(k: int, ts: str = ts) -> Any:
            if k:
                return two[1].praise.withdrawn("T1", "C1", ts, "9.0", NOW)
            return two[0].praise.notice([praise(ts=ts)], [])

        at_once(2, deed)
    assert two[0].praise.waiting(ANA) == []


def test_a_case_has_one_draft(two: Two) -> None:
    made = at_once(8, lambda k: two[k % 2].packets.draft(ANA, packet()))
    assert len({row.public_id for row in made}) == 1


def test_locks_that_cross_are_sorted_out_and_both_are_written(two: Two) -> None:
    """One of the two is chosen to give way; it is done again and nobody hears of it."""
    both = threading.Barrier(2)
    for name in ("a", "b"):
        two[0].whys.note(ANA._replace(user=name), "x", NOW)

    def crossing(k: int) -> list[str]:
        first = [True]

        def work(on: Connection) -> list[str]:
            for name in ("a", "b") if k else ("b", "a"):
                touch(on, name, f"{k}")
                if first.pop() if first else False:
                    wait(both)
            return ["done"]

        return two[k].whys._database.together(work)

    assert at_once(2, crossing) == [["done"], ["done"]]
    assert len({owner_code(two[0], name) for name in ("a", "b")}) == 1


def touch(on: Connection, name: str, code: str) -> None:
    on.execute(
        text("UPDATE why SET code = :code WHERE workspace = 'T1' AND owner = :name"),
        {"name": name, "code": code},
    )


def owner_code(store: Store, name: str) -> str:
    found = store.whys.last(ANA._replace(user=name))
    assert found is not None
    return found.code


def wait(both: threading.Barrier) -> None:
    """SQLite lets only one of them in here, so the other never comes."""
    with suppress(threading.BrokenBarrierError):
        both.wait(0.2)
