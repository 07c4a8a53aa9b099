"""Conversations with the store about wins."""

from datetime import date

import pytest

from storage import Store
from storage.wins import Changed
from tests.storage.said import ANA, BEN, HOUR, NOW, OTHER_ANA, at_once, praise, win


def test_a_win_gets_the_next_number_of_its_owner(store: Store) -> None:
    numbers = [store.wins.add(me, win(f"view:{n}")).win.number for n in (1, 2) for me in (ANA, BEN)]
    assert numbers == [1, 1, 2, 2]


def test_a_number_is_not_used_again_after_a_win_went_into_the_bin(store: Store) -> None:
    first = store.wins.add(ANA, win("view:1")).win
    store.wins.bin(ANA, first.public_id, NOW)
    assert store.wins.add(ANA, win("view:2")).win.number == 2


@pytest.mark.promise(11)
def test_twenty_threads_that_submit_one_form_make_one_win(store: Store) -> None:
    said = at_once(20, lambda _: store.wins.add(ANA, win("view:1")).outcome)
    assert sorted(said) == ["new"] + ["same"] * 19
    assert store.wins.count(ANA) == 1


@pytest.mark.promise(11)
def test_other_words_from_the_same_form_win_and_the_old_ones_are_kept(store: Store) -> None:
    store.wins.add(ANA, win("view:1", "first words"))
    again = store.wins.add(ANA, win("view:1", "newest words", updated_at=NOW + HOUR))
    assert (again.outcome, again.win.text, again.win.version) == ("updated", "newest words", 2)
    assert [v.said["text"] for v in store.wins.history(ANA, again.win.public_id)] == ["first words"]


def test_a_repeat_of_the_first_words_does_not_undo_an_edit(store: Store) -> None:
    added = store.wins.add(ANA, win("message:C1:1.0", "first words")).win
    store.wins.change(ANA, added.public_id, 1, NOW, text="edited words")
    again = store.wins.add(ANA, win("message:C1:1.0", "first words"))
    assert (again.outcome, again.win.text) == ("same", "edited words")


def test_a_draft_that_comes_again_does_not_replace_what_was_kept(store: Store) -> None:
    draft = store.wins.add(ANA, win("message:C1:1.0", state="draft")).win
    store.wins.change(ANA, draft.public_id, 1, NOW, text="kept words", state="kept")
    again = store.wins.add(ANA, win("message:C1:1.0", "others", state="draft"))
    assert (again.outcome, again.win.text) == ("same", "kept words")


@pytest.mark.promise(29)
def test_the_second_of_two_open_forms_is_told(store: Store) -> None:
    added = store.wins.add(ANA, win()).win
    store.wins.change(ANA, added.public_id, 1, NOW, text="mine")
    with pytest.raises(Changed):
        store.wins.change(ANA, added.public_id, 1, NOW, text="theirs")
    kept = store.wins.get(ANA, added.public_id)
    assert kept is not None
    assert kept.text == "mine"


@pytest.mark.promise(29)
def test_four_threads_that_read_then_write_lose_nothing(store: Store) -> None:
    added = store.wins.add(ANA, win(text="0")).win

    def fifty(_: int) -> None:
        for _ in range(50):
            _one_more(store, added.public_id)

    assert at_once(4, fifty) == [None] * 4
    kept = store.wins.get(ANA, added.public_id)
    assert kept is not None
    assert (kept.text, kept.version) == ("200", 201)


def _one_more(store: Store, public_id: str) -> None:
    while True:
        seen = store.wins.get(ANA, public_id)
        assert seen is not None
        try:
            store.wins.change(ANA, public_id, seen.version, NOW, text=str(int(seen.text) + 1))
        except Changed:
            continue
        return


def test_an_edit_of_a_win_that_is_not_there_says_so(store: Store) -> None:
    with pytest.raises(KeyError):
        store.wins.change(ANA, "nothing", 1, NOW, text="x")


@pytest.mark.promise(34)
@pytest.mark.parametrize("stranger", [BEN, OTHER_ANA], ids=["colleague", "same id elsewhere"])
def test_nobody_else_can_reach_a_win(store: Store, stranger: object) -> None:
    id_ = store.wins.add(ANA, win()).win.public_id
    assert isinstance(stranger, type(ANA))
    assert store.wins.get(stranger, id_) is None
    assert store.wins.numbered(stranger, 1) is None
    assert store.wins.bin(stranger, id_, NOW) is None
    assert store.wins.history(stranger, id_) == []
    assert store.wins.of(stranger) == []
    with pytest.raises(KeyError):
        store.wins.change(stranger, id_, 1, NOW, text="x")


def test_the_book_shows_the_newest_first_and_leaves_out_the_bin(store: Store) -> None:
    days = {day: store.wins.add(ANA, win(f"view:{day}", happened=date(2026, 3, day))).win
            for day in (2, 5, 3)}  # fmt: skip
    store.wins.bin(ANA, days[2].public_id, NOW)
    assert [w.happened.day for w in store.wins.of(ANA)] == [5, 3]
    assert [w.happened.day for w in store.wins.of(ANA, until=date(2026, 3, 3))] == [3]
    assert [w.happened.day for w in store.wins.of(ANA, since=date(2026, 3, 4))] == [5]
    assert [w.happened.day for w in store.wins.binned(ANA)] == [2]
    assert (store.wins.count(ANA), store.wins.last(ANA)) == (2, days[3])


def test_a_win_comes_back_from_the_bin(store: Store) -> None:
    id_ = store.wins.add(ANA, win()).win.public_id
    store.wins.bin(ANA, id_, NOW)
    again = store.wins.bin(ANA, id_, NOW + HOUR)
    assert again is not None
    assert again.deleted_at == NOW
    back = store.wins.restore(ANA, id_, NOW)
    assert back is not None
    assert back.deleted_at is None


def test_emptying_the_bin_leaves_praise_standing(store: Store) -> None:
    old = store.wins.add(ANA, win()).win
    draft = store.praise.notice([praise()], [])[0]
    store.praise.keep(ANA, draft.public_id, NOW, old.id, ["said so"])
    store.wins.bin(ANA, old.public_id, NOW)
    assert (store.wins.empty_bins(NOW), store.wins.empty_bins(NOW + HOUR)) == (0, 1)
    assert [p.win_id for p in store.praise.kept(ANA)] == [None]
