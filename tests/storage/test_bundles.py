"""A whole book comes out, goes into another place, and comes out the same."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import SQLModel

from storage import Store, open_store
from storage.book import BOOK, CHOICES, FACTS, LEFT_OUT, NEVER
from storage.records import Person, Principal
from storage.records_data import BookImport
from storage.rows import table
from tests.storage.said import ANA, BEN, NOW, OTHER_ANA, correction, praise, win
from tests.storage.test_erasure import fill

CEM = Principal("T1", "UCEM")


@pytest.fixture
def elsewhere(template: Path, tmp_path: Path) -> Iterator[Store]:
    """A fresh instance."""
    opened = open_store(f"sqlite:///{shutil.copy(template, tmp_path / 'other.db')}")
    yield opened
    opened.close()


def bundle(source: str = "s") -> BookImport:
    return BookImport(workspace="", owner="", source=source, file="a.zip", kind="bundle", at=NOW)


def filled(store: Store, me: Principal = ANA) -> None:
    fill(store, me, BEN, f"word {me.user}")
    store.people.choose(me, NOW, level_next="staff", rhythm="monthly", ask_zone="Asia/Kolkata")
    gone = store.wins.numbered(me, 7)
    assert gone is not None
    store.wins.bin(me, gone.public_id, NOW)


@pytest.mark.promise(55)
def test_every_table_of_a_person_is_carried_or_named_as_left_out() -> None:
    """A new table joins the bundle by one line in BOOK, or says in LEFT_OUT why it does not."""
    owned = {name for name, held in SQLModel.metadata.tables.items() if "owner" in held.columns}
    carried = {table(held.model).name for held in BOOK.values()}
    assert owned == carried | set(LEFT_OUT)
    assert not carried & set(LEFT_OUT)


@pytest.mark.promise(55)
def test_every_column_is_carried_or_named() -> None:
    assert set(table(Person).columns.keys()) == set(CHOICES) | FACTS
    for name, held in BOOK.items():
        columns = set(table(held.model).columns.keys())
        assert columns - set(held.columns) <= NEVER | held.without, name
        assert set(held.order) | set(held.points) | set(held.nested) <= columns, name
        assert all(set(known) <= columns for known in held.known), name


@pytest.mark.promise(55)
def test_a_book_put_into_a_fresh_instance_comes_out_equal(store: Store, elsewhere: Store) -> None:
    filled(store)
    taken = store.bundles.take(ANA)
    assert all(taken[name] for name in BOOK)
    new = elsewhere.bundles.put(ANA, bundle(), taken, {"UBEN": "Ben"})
    assert new == sum(len(taken[name]) for name in BOOK)
    assert elsewhere.bundles.take(ANA) == taken
    assert elsewhere.bundles.names(ANA) == {"UBEN": "Ben"}
    assert elsewhere.bundles.take(BEN)["wins"] == []


@pytest.mark.promise(55)
def test_in_another_workspace_too(store: Store, elsewhere: Store) -> None:
    filled(store)
    taken = store.bundles.take(ANA)
    elsewhere.bundles.put(OTHER_ANA, bundle(), taken, {})
    assert elsewhere.bundles.take(OTHER_ANA) == taken
    assert [
        v.said["workspace"]
        for w in elsewhere.wins.of(OTHER_ANA)
        for v in elsewhere.wins.history(OTHER_ANA, w.public_id)
    ] == ["T2"]


def test_the_same_bundle_again_adds_nothing(store: Store, elsewhere: Store) -> None:
    filled(store)
    taken = store.bundles.take(ANA)
    elsewhere.bundles.put(ANA, bundle(), taken, {})
    elsewhere.bundles.put(ANA, bundle(), taken, {})
    elsewhere.bundles.put(ANA, bundle("another"), taken, {})
    assert elsewhere.bundles.take(ANA) == taken
    assert store.bundles.put(ANA, bundle(), taken, {}) == 0


def test_beside_a_book_numbers_move_on_and_nothing_is_overwritten(
    store: Store, elsewhere: Store
) -> None:
    filled(store)
    mine = elsewhere.wins.add(CEM, win("view:mine", "My own words")).win
    elsewhere.bundles.put(CEM, bundle(), store.bundles.take(ANA), {})
    assert elsewhere.wins.numbered(CEM, 1) == mine
    numbers = [row["number"] for row in elsewhere.bundles.take(CEM)["wins"]]
    assert len(numbers) == len(set(numbers)) == 31


@pytest.mark.promise(34)
def test_ids_that_somebody_else_has_here_are_given_anew_wherever_they_stand(store: Store) -> None:
    filled(store)
    theirs = store.bundles.take(ANA)
    store.bundles.put(CEM, bundle(), theirs, {})
    assert store.bundles.take(ANA) == theirs
    copied = store.bundles.take(CEM)
    ids = {row["public_id"] for row in theirs["wins"]}
    assert not ids & {row["public_id"] for row in copied["wins"]}
    assert not ids & {row["win_id"] for row in copied["praise"]}
    assert [len(copied[name]) for name in BOOK] == [len(theirs[name]) for name in BOOK]


def test_undo_takes_out_exactly_what_came_in(store: Store, elsewhere: Store) -> None:
    filled(store)
    mine = elsewhere.wins.add(ANA, win("view:mine", "My own words")).win
    elsewhere.people.learn("T1", "UANA", NOW, name="Ana")
    before = elsewhere.bundles.take(ANA)
    new = elsewhere.bundles.put(ANA, bundle(), store.bundles.take(ANA), {})
    own = praise(ANA, ts="9.9")
    elsewhere.praise.notice([own], [])
    theirs = elsewhere.wins.numbered(ANA, 5)
    assert theirs is not None
    elsewhere.praise.keep(ANA, own.public_id, NOW, theirs.id, ["x"])
    [brought] = elsewhere.bundles.imports(ANA)
    assert elsewhere.bundles.undo(BEN, brought.public_id) is None
    assert elsewhere.bundles.undo(ANA, brought.public_id) == (new, 0)
    after = elsewhere.bundles.take(ANA)
    [kept] = after.pop("praise")
    assert kept["win_id"] is None
    assert after == {name: rows for name, rows in before.items() if name != "praise"}
    assert elsewhere.wins.get(ANA, mine.public_id) == mine
    assert elsewhere.bundles.undo(ANA, brought.public_id) is None


def test_what_was_edited_since_stays(store: Store) -> None:
    found = [win(f"import:{n}", f"Win {n}") for n in range(3)]
    assert store.bundles.add(ANA, bundle(), found) == 3
    assert store.bundles.add(ANA, bundle(), found) == 3
    assert store.bundles.add(ANA, bundle("again"), found) == 0
    one = store.wins.numbered(ANA, 2)
    assert one is not None
    store.wins.change(ANA, one.public_id, 1, NOW, text="My own words now")
    store.corrections.keep(ANA, correction(ANA, one.id or 0))
    brought = store.bundles.imports(ANA)[-1]
    assert store.bundles.undo(ANA, brought.public_id) == (2, 1)
    assert [w.text for w in store.wins.of(ANA)] == ["My own words now"]


@pytest.mark.parametrize("broken", [{"win_id": "nowhere"}, {"said_at": "soon"}, {"state": None}])
def test_rows_that_fit_no_table_add_nothing(
    store: Store, elsewhere: Store, broken: dict[str, object]
) -> None:
    filled(store)
    taken = store.bundles.take(ANA)
    taken["praise"][0] |= broken
    with pytest.raises(ValueError):
        elsewhere.bundles.put(ANA, bundle(), taken, {})
    assert elsewhere.bundles.take(ANA)["wins"] == []
