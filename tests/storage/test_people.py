"""Conversations with the store about people, what they typed, and their last reaction."""

from datetime import timedelta
from typing import Any

from storage import Store, open_store
from storage.held import ALONE, Held
from storage.records import Principal
from tests.storage.said import ANA, BEN, HOUR, NOW, OTHER_ANA


def test_what_slack_says_and_what_was_chosen_live_side_by_side(store: Store) -> None:
    store.people.choose(ANA, NOW, "1.0", level_next="staff")
    person = store.people.learn("T1", "UANA", NOW + HOUR, name="Ana", zone="Europe/Berlin")
    assert (person.level_next, person.name, person.profile_at) == ("staff", "Ana", NOW + HOUR)
    assert person.created_at == NOW


def test_an_older_choice_changes_nothing(store: Store) -> None:
    store.people.choose(ANA, NOW, "5.0", rhythm="monthly")
    assert store.people.choose(ANA, NOW + HOUR, "4.0", rhythm="off").rhythm == "monthly"
    assert store.people.choose(ANA, NOW + HOUR, "6.0", rhythm="off").rhythm == "off"


def test_choosing_the_rhythm_notes_when(store: Store) -> None:
    assert store.people.choose(ANA, NOW, hints=["first"]).rhythm_at is None
    assert store.people.choose(ANA, NOW, ask_day="last").rhythm_at == NOW


def test_whoever_acts_is_no_longer_silenced(store: Store) -> None:
    store.people.choose(ANA, NOW, silenced_at=NOW)
    person = store.people.acted(ANA, NOW + HOUR)
    assert (person.silenced_at, person.acted_at) == (None, NOW + HOUR)


def test_bots_and_the_gone_are_known_but_not_among_all(store: Store) -> None:
    store.people.acted(ANA, NOW)
    store.people.acted(OTHER_ANA, NOW)
    store.people.learn("T1", "UBOT", NOW, is_bot=True)
    store.people.learn("T1", "UGONE", NOW, is_gone=True)
    assert store.people.known("T1") == {"UANA", "UBOT", "UGONE"}
    assert [(p.workspace, p.user) for p in store.people.all("T1")] == [("T1", "UANA")]
    assert [(p.workspace, p.user) for p in store.people.all()] == [("T1", "UANA"), ("T2", "UANA")]


def test_only_known_names_are_given_and_only_from_here(store: Store) -> None:
    store.people.learn("T1", "UANA", NOW, name="Ana")
    store.people.acted(BEN, NOW)
    assert store.people.names("T1", ["UANA", "UBEN", "UCEM"]) == {"UANA": "Ana"}
    assert store.people.names("T2", ["UANA"]) == {}


def test_typed_words_wait_per_person_and_form(store: Store) -> None:
    store.typed.keep(ANA, "win", {"text": "first"}, NOW)
    store.typed.keep(ANA, "win", {"text": "newest"}, NOW)
    assert store.typed.get(ANA, "win") == {"text": "newest"}
    assert (store.typed.get(BEN, "win"), store.typed.get(ANA, "edit")) == (None, None)
    store.typed.drop(ANA, "win")
    assert store.typed.get(ANA, "win") is None


def test_the_last_reaction_is_explained(store: Store) -> None:
    store.whys.note(ANA, "not about you", NOW, channel="C1")
    store.whys.note(ANA, "kept", NOW + HOUR, channel="C2")
    why = store.whys.last(ANA)
    assert why is not None
    assert (why.code, why.about, why.at) == ("kept", {"channel": "C2"}, NOW + HOUR)
    assert store.whys.last(BEN) is None


def test_a_workspace_remembers_blocks_it_refused(store: Store) -> None:
    store.workspaces.refuse_block("T1", "monthly")
    store.workspaces.refuse_block("T1", "monthly")
    workspace = store.workspaces.get("T1")
    assert workspace is not None
    assert workspace.refused_blocks == ["monthly"]


def test_a_change_of_ones_own_counts_at_once_and_another_process_s_within_a_minute(
    store: Store, url: str
) -> None:
    other = open_store(url)
    store.people.learn("T1", "UANA", NOW, name="Ana")
    assert store.people.lately(ANA, NOW).name == "Ana"
    store.people.learn("T1", "UANA", NOW, name="Anna")
    assert store.people.lately(ANA, NOW).name == "Anna"
    other.people.learn("T1", "UANA", NOW, name="Anne")
    assert store.people.lately(ANA, NOW + timedelta(minutes=1)).name == "Anne"
    store.erasure.forget(ANA, NOW)
    assert store.people.lately(ANA, NOW + timedelta(minutes=1)) is None
    other.close()


def test_what_was_read_before_a_change_is_not_held_after_it() -> None:
    held, rows = Held(ALONE), {ANA: "before"}

    def slowly(me: Principal) -> Any:
        found, rows[me] = rows[me], "after"
        held.drop(me)  # somebody changes the row between our question and its answer
        return found

    assert held.get(ANA, NOW, slowly) == "before"
    assert held.get(ANA, NOW, rows.get) == "after"
    assert held.get(ANA, NOW, slowly) == "after"
