"""Imported rubrics: versions, who uses which, what they mean, and what people say of themselves."""

from datetime import date
from typing import Any

import pytest

from storage import Store
from storage.records import ManagerWords, Principal, RubricVersion
from tests.storage.said import ANA, BEN, HOUR, NOW, OTHER_ANA, at_once

EVERYBODY = ""


def version(owner: str = "UANA", digest: str = "d1", **more: Any) -> RubricVersion:
    said: dict[str, Any] = {"key": "acme", "name": "Acme", "content": {"name": "Acme"}, **more}
    return RubricVersion(
        workspace=said.pop("workspace", "T1"), owner=owner, digest=digest, created_at=NOW, **said
    )


def words(source: str = "view:1", **more: Any) -> ManagerWords:
    said: dict[str, Any] = {"text": "Own the quarter", "said_on": date(2026, 2, 1), **more}
    return ManagerWords(workspace="", owner="", source=source, created_at=NOW, **said)


class TestVersions:
    def test_the_same_file_again_makes_no_new_version(self, store: Store) -> None:
        first, is_new = store.rubrics.add(version())
        again, is_again = store.rubrics.add(version())
        assert (is_new, is_again, again.id, again.number) == (True, False, first.id, 1)

    def test_another_file_of_that_name_is_the_next_version(self, store: Store) -> None:
        first, _ = store.rubrics.add(version())
        second, is_new = store.rubrics.add(version(digest="d2"))
        assert (second.number, is_new) == (2, True)
        before = store.rubrics.version(second, 1)
        assert before is not None
        assert before.public_id == first.public_id

    def test_each_owner_counts_alone(self, store: Store) -> None:
        store.rubrics.add(version())
        theirs, _ = store.rubrics.add(version(owner="UBEN", digest="d2"))
        shared, _ = store.rubrics.add(version(owner=EVERYBODY, digest="d3"))
        assert (theirs.number, shared.number) == (1, 1)

    def test_ten_at_once_are_ten_numbers(self, store: Store) -> None:
        made = at_once(10, lambda n: store.rubrics.add(version(digest=f"d{n}"))[0].number)
        assert sorted(made) == list(range(1, 11))

    def test_a_person_is_offered_their_own_and_the_workspaces_newest(self, store: Store) -> None:
        store.rubrics.add(version(owner=EVERYBODY, key="house", name="House"))
        store.rubrics.add(version())
        store.rubrics.add(version(digest="d2"))
        store.rubrics.add(version(owner="UBEN", digest="d3"))
        found = [(one.key, one.number) for one in store.rubrics.offered(ANA)]
        assert found == [("house", 1), ("acme", 2)]

    @pytest.mark.promise(34)
    def test_somebody_elses_is_as_if_it_were_not_there(self, store: Store) -> None:
        theirs, _ = store.rubrics.add(version(owner="UBEN"))
        assert store.rubrics.get(BEN, theirs.public_id) is not None
        assert store.rubrics.get(ANA, theirs.public_id) is None
        assert store.rubrics.get(Principal("T2", "UBEN"), theirs.public_id) is None


class TestChoosing:
    def test_without_a_choice_it_is_what_ships(self, store: Store) -> None:
        chosen = store.rubrics.chosen(ANA)
        assert (chosen.version, chosen.is_own, chosen.mapping, chosen.said) == (None, False, {}, [])

    def test_the_workspaces_serves_whoever_chose_nothing(self, store: Store) -> None:
        shared, _ = store.rubrics.add(version(owner=EVERYBODY))
        store.rubrics.choose("T1", EVERYBODY, shared, NOW)
        chosen = store.rubrics.chosen(ANA)
        assert chosen.version is not None
        assert (chosen.version.id, chosen.is_own) == (shared.id, False)
        assert store.rubrics.chosen(OTHER_ANA).version is None

    def test_a_persons_own_choice_goes_first_and_may_be_what_ships(self, store: Store) -> None:
        shared, _ = store.rubrics.add(version(owner=EVERYBODY))
        mine, _ = store.rubrics.add(version())
        store.rubrics.choose("T1", EVERYBODY, shared, NOW)
        store.rubrics.choose("T1", "UANA", mine, NOW, branch="pm")
        chosen = store.rubrics.chosen(ANA)
        assert chosen.version is not None
        assert (chosen.version.id, chosen.is_own, chosen.branch) == (mine.id, True, "pm")
        store.rubrics.choose("T1", "UANA", None, NOW)
        again = store.rubrics.chosen(ANA)
        assert (again.version, again.is_own) == (None, True)
        assert store.rubrics.chosen(BEN).version is not None

    def test_a_choice_stays_with_its_version_and_says_when_there_is_a_newer(
        self, store: Store
    ) -> None:
        first, _ = store.rubrics.add(version())
        store.rubrics.choose("T1", "UANA", first, NOW)
        assert store.rubrics.chosen(ANA).newest is None
        second, _ = store.rubrics.add(version(digest="d2"))
        chosen = store.rubrics.chosen(ANA)
        assert chosen.version is not None
        assert chosen.newest is not None
        assert (chosen.version.number, chosen.newest.number) == (1, second.number)


class TestMapping:
    def test_a_persons_own_words_go_over_the_workspaces(self, store: Store) -> None:
        store.rubrics.map("T1", EVERYBODY, "acme", {"craft": "none", "reach": "scope"}, NOW)
        store.rubrics.map("T1", "UANA", "acme", {"reach": "influence"}, NOW)
        store.rubrics.map("T1", "UBEN", "acme", {"craft": "direction"}, NOW)
        assert store.rubrics.mapping(ANA, "acme") == {"craft": "none", "reach": "influence"}
        assert store.rubrics.mapping(BEN, "acme") == {"craft": "direction", "reach": "scope"}

    def test_mapped_again_the_newest_stands(self, store: Store) -> None:
        store.rubrics.map("T1", "UANA", "acme", {"reach": "scope"}, NOW)
        store.rubrics.map("T1", "UANA", "acme", {"reach": "none"}, NOW + HOUR)
        assert store.rubrics.mapping(ANA, "acme") == {"reach": "none"}

    def test_it_outlives_a_new_version(self, store: Store) -> None:
        first, _ = store.rubrics.add(version())
        store.rubrics.map("T1", "UANA", "acme", {"reach": "scope"}, NOW)
        second, _ = store.rubrics.add(version(digest="d2"))
        store.rubrics.choose("T1", "UANA", second, NOW)
        assert store.rubrics.chosen(ANA).mapping == {"reach": "scope"}
        assert first.key == second.key


class TestOwnWord:
    def test_the_newest_answer_stands_and_is_seen_by_nobody_else(self, store: Store) -> None:
        store.assessments.answer(ANA, "acme", 1, {"c1": ("never", ""), "c2": ("already", "")}, NOW)
        store.assessments.answer(ANA, "acme", 2, {"c1": ("not_applicable", "No team")}, NOW + HOUR)
        found = store.assessments.of(ANA, "acme")
        assert {key: (one.answer, one.reason, one.number) for key, one in found.items()} == {
            "c1": ("not_applicable", "No team", 2),
            "c2": ("already", "", 1),
        }
        assert store.assessments.of(BEN, "acme") == {}
        assert store.assessments.of(ANA, "other") == {}


class TestManagerWords:
    def test_one_form_sent_twice_is_one_row(self, store: Store) -> None:
        first = store.manager_words.keep(ANA, words())
        again = store.manager_words.keep(ANA, words())
        assert first.public_id == again.public_id
        assert len(store.manager_words.of(ANA)) == 1

    def test_the_latest_said_comes_first(self, store: Store) -> None:
        store.manager_words.keep(ANA, words("view:1", text="early", said_on=date(2026, 1, 1)))
        store.manager_words.keep(ANA, words("view:2", text="late", said_on=date(2026, 3, 1)))
        store.manager_words.keep(ANA, words("view:3", text="between", said_on=date(2026, 2, 1)))
        said = [one.text for one in store.manager_words.of(ANA)]
        assert said == ["late", "between", "early"]

    def test_made_an_expectation_they_come_with_the_rubric(self, store: Store) -> None:
        kept = store.manager_words.keep(ANA, words())
        assert store.rubrics.chosen(ANA).said == []
        store.manager_words.change(ANA, kept.public_id, level="senior", dimension="scope")
        (said,) = store.rubrics.chosen(ANA).said
        assert (said.text, said.level) == ("Own the quarter", "senior")

    @pytest.mark.promise(34)
    def test_nobody_else_changes_or_forgets_them(self, store: Store) -> None:
        kept = store.manager_words.keep(ANA, words())
        assert store.manager_words.change(BEN, kept.public_id, level="x") is None
        assert store.manager_words.forget(BEN, kept.public_id) is False
        assert store.manager_words.forget(ANA, kept.public_id) is True
        assert store.manager_words.of(ANA) == []


@pytest.mark.promise(54)
def test_whoever_is_erased_leaves_the_workspaces_rubric_without_their_name(store: Store) -> None:
    shared, _ = store.rubrics.add(version(owner=EVERYBODY, made_by="UANA"))
    store.rubrics.choose("T1", EVERYBODY, shared, NOW)
    store.erasure.forget(ANA, NOW)
    chosen = store.rubrics.chosen(BEN)
    assert chosen.version is not None
    assert chosen.version.made_by == ""
