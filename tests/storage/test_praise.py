"""Conversations with the store about praise, reactions and the messages behind them."""

import pytest

from storage import Store
from tests.storage.said import ANA, BEN, HOUR, NOW, at_once, delivery, event, praise, win


def test_one_message_makes_one_row_per_praised_person(store: Store) -> None:
    first = store.praise.notice([praise(ANA), praise(BEN, author="UCEM")], [])
    again = store.praise.notice([praise(ANA, quote="other words")], [])
    assert [row.public_id for row in again] == [first[0].public_id]
    assert len(store.praise.by_message("T1", "C1", "1.0")) == 2


def test_sixteen_notices_of_one_message_make_one_row(store: Store) -> None:
    rows = at_once(16, lambda _: store.praise.notice([praise()], [])[0].id)
    assert set(rows) == {1}


def test_new_praise_plans_a_message_and_known_praise_does_not(store: Store) -> None:
    for quote in ("thank you", "thank you again"):
        row = praise(quote=quote)
        plan = delivery(f"praise:{row.public_id}", kind="praise", about=[row.public_id])
        store.praise.notice([row], [plan])
    assert len(store.deliveries.planned("T1", "UANA", ["praise"])) == 1


def test_praise_within_the_hour_joins_the_message_that_is_there(store: Store) -> None:
    for ts in ("1.0", "2.0"):
        row = praise(ts=ts)
        plan = delivery(f"praise:{row.public_id}", kind="praise", about=[row.public_id])
        store.praise.notice([row], [plan])
    (planned,) = store.deliveries.planned("T1", "UANA", ["praise"])
    assert (len(planned.about), planned.revision) == (2, 1)


def test_keeping_twice_keeps_once(store: Store) -> None:
    kept_win = store.wins.add(ANA, win()).win
    id_ = store.praise.notice([praise()], [])[0].public_id
    store.praise.keep(ANA, id_, NOW, kept_win.id, ["same day"])
    again = store.praise.keep(ANA, id_, NOW + HOUR, None, [])
    assert again is not None
    assert (again.kept_at, again.win_id, again.because) == (NOW, kept_win.id, ["same day"])
    assert list(store.praise.backing(ANA, [kept_win.id or 0])) == [kept_win.id]
    assert store.praise.waiting(ANA) == []


@pytest.mark.promise(34)
def test_nobody_keeps_anothers_praise(store: Store) -> None:
    id_ = store.praise.notice([praise(ANA)], [])[0].public_id
    assert store.praise.keep(BEN, id_, NOW, None, []) is None
    assert store.praise.get(BEN, id_) is None
    assert [p.state for p in store.praise.waiting(ANA)] == ["draft"]


def test_a_deleted_message_takes_its_words_along_and_stays_dead(store: Store) -> None:
    kept = store.praise.notice([praise(ANA), praise(BEN)], [])[0]
    store.praise.keep(ANA, kept.public_id, NOW, None, [])
    news = store.praise.withdrawn("T1", "C1", "1.0", "9.0", NOW)
    assert [(p.owner, p.state, p.quote) for p in news] == [
        ("UANA", "withdrawn", ""),
        ("UBEN", "withdrawn", ""),
    ]
    assert [p.owner for p in store.praise.by_message("T1", "C1", "1.0")] == ["UANA"]
    assert store.praise.withdrawn("T1", "C1", "1.0", "9.0", NOW) == []
    assert store.praise.notice([praise(BEN)], []) == []


def test_a_late_original_stays_dead(store: Store) -> None:
    store.praise.withdrawn("T1", "C1", "1.0", "9.0", NOW)
    assert store.praise.notice([praise()], []) == []


def test_an_edit_changes_drafts_and_only_marks_what_is_kept(store: Store) -> None:
    kept = store.praise.notice([praise(ANA), praise(BEN)], [])[0]
    store.praise.keep(ANA, kept.public_id, NOW, None, [])
    store.praise.edited("T1", "C1", "1.0", "newer words", "5.0", NOW + HOUR)
    mine, theirs = store.praise.by_message("T1", "C1", "1.0")
    assert (mine.quote, mine.edited_at) == ("thank you", NOW + HOUR)
    assert (theirs.quote, theirs.edited_at) == ("newer words", None)


def test_an_edit_older_than_the_newest_or_without_new_words_is_no_news(store: Store) -> None:
    store.praise.notice([praise()], [])
    assert len(store.praise.edited("T1", "C1", "1.0", "newest", "5.0", NOW)) == 1
    assert store.praise.edited("T1", "C1", "1.0", "older", "4.0", NOW) == []
    assert store.praise.edited("T1", "C1", "1.0", "newest", "6.0", NOW) == []
    assert [p.quote for p in store.praise.waiting(ANA)] == ["newest"]


def test_old_drafts_are_forgotten_and_kept_praise_is_not(store: Store) -> None:
    kept = store.praise.notice([praise(ts="1.0"), praise(ts="2.0")], [])[0]
    store.praise.keep(ANA, kept.public_id, NOW, None, [])
    assert store.praise.forget_old(NOW + HOUR) == 1
    assert (len(store.praise.kept(ANA)), store.praise.waiting(ANA)) == (1, [])


def test_a_message_is_held_by_praise_by_a_win_or_by_an_open_event(store: Store) -> None:
    store.praise.notice([praise(ts="1.0")], [])
    store.wins.add(ANA, win(place="C1", place_ts="2.0"))
    store.inbox.keep(event(channel="C1", ts="3.0"))
    held = [store.praise.holds("T1", "C1", ts) for ts in ("1.0", "2.0", "3.0", "4.0")]
    assert held == [True, True, True, False]
    assert not store.praise.holds("T2", "C1", "1.0")
    store.inbox.done(store.inbox.claim(NOW))
    assert not store.praise.holds("T1", "C1", "3.0")


@pytest.mark.parametrize("order", [("5.0", "6.0"), ("6.0", "5.0")], ids=["in order", "late"])
def test_the_newest_word_about_a_reaction_decides(store: Store, order: tuple[str, str]) -> None:
    said = [
        store.reactions.react("T1", "C1", "1.0", "UANA", "trophy", s == "5.0", s) for s in order
    ]
    assert said == [True, order == ("5.0", "6.0")]
    assert store.reactions.react("T1", "C1", "1.0", "UANA", "trophy", False, "6.0")  # resent
    assert not store.reactions.react("T1", "C1", "1.0", "UANA", "trophy", True, "5.0")
