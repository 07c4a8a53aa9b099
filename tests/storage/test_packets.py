"""Packets: one open version per case, choices that are never lost, and versions that are kept."""

from datetime import timedelta

import pytest

from storage import Store
from storage.records import Packet, Principal
from storage.wins import Changed
from tests.storage.said import ANA, BEN, NOW, OTHER_ANA, at_once, content, packet, praise, win

LATER = NOW + timedelta(days=1)


def opened(store: Store, me: Principal = ANA) -> Packet:
    return store.packets.draft(me, packet())


def test_looking_twice_at_a_case_opens_one_draft(store: Store) -> None:
    first = opened(store)
    again = store.packets.draft(ANA, packet(title="Another title"))
    assert (again.public_id, again.title) == (first.public_id, "Another title")


def test_the_newest_draft_is_the_one_looked_at_last(store: Store) -> None:
    first = opened(store)
    store.packets.draft(ANA, packet(case_key="staff|2026", updated_at=LATER))
    assert store.packets.newest(BEN) is None
    found = store.packets.newest(ANA)
    assert found is not None
    assert found.case_key == "staff|2026"
    store.packets.draft(ANA, packet(updated_at=LATER + timedelta(days=1)))
    again = store.packets.newest(ANA)
    assert again is not None
    assert again.public_id == first.public_id


@pytest.mark.promise(29)
def test_many_looks_at_once_open_one_draft(store: Store) -> None:
    made = at_once(8, lambda _: opened(store).public_id)
    assert len(set(made)) == 1


def test_another_case_and_another_person_have_drafts_of_their_own(store: Store) -> None:
    first = opened(store)
    assert store.packets.draft(ANA, packet(case_key="staff|2026")).public_id != first.public_id
    assert store.packets.get(BEN, first.public_id) is None
    assert store.packets.get(OTHER_ANA, first.public_id) is None
    with pytest.raises(KeyError):
        store.packets.curate(BEN, first.public_id, 0, {}, NOW)
    with pytest.raises(KeyError):
        store.packets.freeze(BEN, first.public_id, 0, {}, "", NOW)


@pytest.mark.promise(29)
def test_two_choices_on_the_same_state_are_not_both_taken_silently(store: Store) -> None:
    first = opened(store)
    store.packets.curate(ANA, first.public_id, 0, {"pinned": ["a"]}, NOW)
    with pytest.raises(Changed):
        store.packets.curate(ANA, first.public_id, 0, {"pinned": ["b"]}, NOW)
    kept = store.packets.get(ANA, first.public_id)
    assert kept is not None
    assert (kept.curation, kept.revision) == ({"pinned": ["a"]}, 1)


def test_a_frozen_version_stays_and_the_next_one_begins_with_its_choices(store: Store) -> None:
    first = opened(store)
    chosen = store.packets.curate(ANA, first.public_id, 0, {"dropped": ["a"]}, NOW)
    frozen = store.packets.freeze(ANA, first.public_id, 1, {"said": 1}, "d1", LATER)
    assert (frozen.state, frozen.content, frozen.digest) == ("frozen", {"said": 1}, "d1")
    again = store.packets.freeze(ANA, first.public_id, 1, {"said": 2}, "d2", LATER)
    assert again.content == {"said": 1}
    with pytest.raises(Changed):
        store.packets.curate(ANA, first.public_id, 1, {}, LATER)
    following = opened(store)
    assert (following.version, following.curation) == (2, chosen.curation)
    assert [one.version for one in store.packets.frozen(ANA, "senior|2026")] == [1]
    assert store.packets.count(ANA) == 1


def test_freezing_what_was_changed_meanwhile_is_told(store: Store) -> None:
    first = opened(store)
    store.packets.curate(ANA, first.public_id, 0, {"pinned": ["a"]}, NOW)
    with pytest.raises(Changed):
        store.packets.freeze(ANA, first.public_id, 0, {}, "", NOW)


def with_a_quote(store: Store) -> tuple[str, str]:
    """A frozen packet that tells kept words; the packet's and the praise's ids."""
    kept = store.wins.add(ANA, win()).win
    row = praise(ANA, author="UBEN", quote="she saved the launch")
    store.praise.notice([row], [])
    store.praise.keep(ANA, row.public_id, NOW, kept.id, [])
    first = opened(store)
    said = content(row.public_id, "UBEN", "she saved the launch")
    store.packets.freeze(ANA, first.public_id, 0, said, "digest", NOW)
    return first.public_id, row.public_id


@pytest.mark.parametrize("how", ["author", "deleted", "state"])
def test_words_taken_back_leave_a_frozen_packet(store: Store, how: str) -> None:
    public_id, ref = with_a_quote(store)
    if how == "author":
        store.praise.author_withdraws(BEN, ref, LATER)
    elif how == "deleted":
        store.praise.withdrawn("T1", "C1", "1.0", "9.0", LATER)
    else:
        store.praise.set_state(ANA, ref, "withdrawn", LATER)
    kept = store.packets.get(ANA, public_id)
    assert kept is not None
    assert kept.content is not None
    [told] = kept.content["sections"][0]["evidence"]
    [voice] = told["voices"]
    assert (voice["words"], voice["name"], voice["by"], voice["is_withdrawn"]) == ("", "", "", True)
    assert kept.digest == ""
    assert told["headline"] == "x"


def test_words_their_owner_put_aside_stay_in_what_was_frozen(store: Store) -> None:
    public_id, ref = with_a_quote(store)
    store.praise.set_state(ANA, ref, "removed", LATER)
    kept = store.packets.get(ANA, public_id)
    assert kept is not None
    assert "she saved the launch" in str(kept.content)
    assert kept.digest == "digest"
