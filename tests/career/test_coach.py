"""The coach's one question: which, in what order, about which words, and when none."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.career import coach
from bot.career.bullets import read
from bot.career.coach import CHANGE, DROVE, GAINED, SCOPED, next_question
from bot.errors import Refused
from storage.records import Win
from tests.career.test_bullets import PAIRS

NOW = datetime(2026, 11, 24, tzinfo=UTC)
VAGUE = "Worked on the spring fair"
STRONG = "Cut deploy time from 40 to 9 minutes for all six teams by caching the images"


def win(text: str, **more: Any) -> Win:
    said = {"happened": date(2026, 11, 24), "created_at": NOW, "updated_at": NOW, **more}
    return Win(workspace="T1", owner="U1", number=1, source="view:1", text=text, **said)


def asked(text: str, **more: Any) -> str | None:
    question = coach.about(win(text, **more))
    return question.key if question else None


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["weak"] for pair in PAIRS])
def test_the_coach_stops_at_the_weak_version_and_passes_the_strong_one(
    pair: dict[str, str],
) -> None:
    stopped = coach.about(win(pair["weak"]))
    assert stopped is not None
    assert stopped.text == "What changed, by how much?"
    assert coach.about(win(pair["strong"])) is None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (VAGUE, CHANGE),
        ("Rewrote the intake form, so nurses no longer ask twice", CHANGE),
        ("Cut deploy time from 40 to 9 minutes", GAINED),
        ("We cut deploy time from 40 to 9 minutes for all six teams", DROVE),
        (STRONG, None),
    ],
)
def test_the_first_open_question_is_asked(text: str, key: str | None) -> None:
    assert asked(text) == key


def test_where_only_the_figure_is_missing_the_question_says_so() -> None:
    question = coach.about(win("Rewrote the intake form, so nurses no longer ask twice"))
    assert question is not None
    assert question.text == "By how much did it change?"


def test_the_order_is_fixed_and_each_is_asked_once() -> None:
    state: dict[str, str] = {}
    order = []
    while question := next_question(read(VAGUE), win(VAGUE, asked=dict(state))):
        order.append(question.key)
        state[question.key] = "answered"
    assert order == [CHANGE, GAINED, DROVE, SCOPED] == ["change", "gained", "drove", "scoped"]


@pytest.mark.parametrize("state", ["answered", "none"])
def test_what_was_answered_or_dismissed_is_not_asked_again(state: str) -> None:
    assert asked(VAGUE, asked={CHANGE: state}) == GAINED
    assert asked(VAGUE, asked={CHANGE: "asked"}) == CHANGE
    assert asked(VAGUE, outcome_state="none") == GAINED


def test_who_scoped_it_is_only_asked_in_a_conversation_and_without_a_dimension() -> None:
    told = {CHANGE: "answered", GAINED: "answered", DROVE: "answered"}
    dismissed = dict.fromkeys(told, "none")
    assert asked(VAGUE, asked=told) == SCOPED
    assert asked(VAGUE, asked=told, dimensions=["scope"]) is None
    assert asked(VAGUE, asked=dismissed) is None


@pytest.mark.parametrize(
    ("text", "done", "stumbled"),
    [
        ("Worked on various things", [], ("Worked on", "various", "things")),
        ("Ran the fair", [], ()),
        ("We ran the fair", [CHANGE, GAINED], ("We",)),
        ("Helped out, as a team", [CHANGE, GAINED], ("Helped out", "as a team")),
    ],
)
def test_a_question_names_the_words_it_stumbled_on(
    text: str, done: list[str], stumbled: tuple[str, ...]
) -> None:
    question = coach.about(win(text, asked=dict.fromkeys(done, "none")))
    assert question is not None
    assert question.stumbled == stumbled


def test_an_asked_question_is_noted_once() -> None:
    fresh = win(VAGUE)
    notes = coach.noted(fresh, CHANGE)
    assert notes == {"asked": {CHANGE: "asked"}, "outcome_state": "asked"}
    assert coach.noted(win(VAGUE, **notes), CHANGE) == {}
    assert coach.noted(fresh, GAINED) == {"asked": {GAINED: "asked"}}
    assert coach.noted(win(VAGUE, outcome_state="found"), CHANGE) == {"asked": {CHANGE: "asked"}}


def test_nothing_to_add_is_kept_as_said_and_twice_is_once() -> None:
    notes = coach.dismissed(win(VAGUE), CHANGE)
    assert notes == {"asked": {CHANGE: "none"}, "outcome_state": "none"}
    assert coach.dismissed(win(VAGUE, **notes), CHANGE) == {}


@pytest.mark.parametrize(
    ("key", "place"), [(CHANGE, "outcome"), (GAINED, "outcome"), (DROVE, "text"), (SCOPED, "text")]
)
def test_an_answer_is_added_behind_what_was_said(key: str, place: str) -> None:
    before = win(VAGUE, outcome="It rained less")
    changes = coach.answered(before, key, "  40 stalls, was 25 ")
    assert changes[place] == f"{getattr(before, place)}\n40 stalls, was 25"
    assert changes["asked"] == {key: "answered"}
    assert changes["outcome_state"] == "found"
    assert changes["figures"][0]["text"] == "40 stalls, was 25"


def test_an_answer_may_suggest_a_dimension_but_never_change_one() -> None:
    words = "I noticed it before anyone asked"
    assert coach.answered(win(VAGUE), SCOPED, words)["dimensions"] == ["direction"]
    assert "dimensions" not in coach.answered(win(VAGUE, dimensions=["scope"]), SCOPED, words)
    assert "dimensions" not in coach.answered(win(VAGUE, unsorted=["wat"]), SCOPED, words)


@pytest.mark.parametrize(
    ("words", "says"), [("", "Write a few words"), (" … ", "Write a few"), ("a" * 3000, "3,026")]
)
def test_an_answer_that_cannot_be_kept_names_its_box(words: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refusal:
        coach.answered(win(VAGUE), DROVE, words)
    assert refusal.value.field == "answer"


def test_the_pairs_are_twenty_at_least() -> None:
    assert len(PAIRS) >= 20
