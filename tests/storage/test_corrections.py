"""Corrections: one per win, the owner's alone, gone with the win or when asked."""

from storage import Store, migrate, open_store
from tests.storage.said import ANA, BEN, NOW, OTHER_ANA, correction, win


def kept(store: Store, source: str = "view:1") -> int:
    return store.wins.add(ANA, win(source)).win.id or 0


def test_a_second_correction_of_a_win_replaces_the_first(store: Store) -> None:
    number = kept(store)
    store.corrections.keep(ANA, correction(win_id=number, words=["rota"]))
    store.corrections.keep(ANA, correction(win_id=number, words=["rota", "winter"]))
    [found] = store.corrections.of(ANA)
    assert found.words == ["rota", "winter"]
    assert store.corrections.about(ANA, number) == found
    store.corrections.drop(ANA, number)
    assert store.corrections.of(ANA) == []


def test_nobody_else_learns_from_it(store: Store) -> None:
    store.corrections.keep(ANA, correction(win_id=kept(store)))
    for other in (BEN, OTHER_ANA):
        assert store.corrections.of(other) == []
        assert store.corrections.forget(other) == 0
    assert store.corrections.forget(ANA) == 1
    assert store.corrections.of(ANA) == []


def test_the_bin_teaches_nothing_and_takes_its_words_along(store: Store) -> None:
    number = kept(store)
    row = store.wins.numbered(ANA, 1)
    assert row is not None
    store.corrections.keep(ANA, correction(win_id=number))
    store.wins.bin(ANA, row.public_id, NOW)
    assert store.corrections.of(ANA) == []
    store.wins.restore(ANA, row.public_id, NOW)
    assert len(store.corrections.of(ANA)) == 1
    store.wins.bin(ANA, row.public_id, NOW)
    store.wins.empty_bins(NOW.replace(year=NOW.year + 1))
    assert store.corrections.about(ANA, number) is None


def test_what_the_coach_notes_is_no_edit(store: Store) -> None:
    row = store.wins.add(ANA, win()).win
    noted = store.wins.note(ANA, row.public_id, asked={"change": "none"}, outcome_state="none")
    assert noted is not None
    assert (noted.asked, noted.outcome_state, noted.version) == ({"change": "none"}, "none", 1)
    assert store.wins.history(ANA, row.public_id) == []
    assert store.wins.note(BEN, row.public_id, asked={}) is None


def test_a_book_of_the_revision_before_is_brought_along_unasked(store: Store, url: str) -> None:
    added = store.wins.add(ANA, win()).win
    store.close()
    assert "0003" in migrate(url, to="0002")
    later = open_store(url)
    assert later.wins.get(ANA, added.public_id) == added
    assert later.corrections.of(ANA) == []
    later.close()
