"""A "no": is it a gap that can be closed, only kind, or nothing that a skill closes?"""

import pytest

from bench.decisions_quality import labelled, quality
from bot.career import decisions

AIM = 0.9


@pytest.mark.parametrize("held_out", [False, True])
def test_answers_are_read_as_they_were_labelled(held_out: bool) -> None:
    rows = [row for row in labelled() if bool(row.get("held_out")) is held_out]
    found = quality(rows)
    assert found.precision >= AIM
    assert found.recall >= AIM


def test_there_are_enough_of_both_kinds() -> None:
    rows = labelled()
    assert len(rows) >= 80
    assert 0.35 < sum(row["specific"] for row in rows) / len(rows) < 0.65


@pytest.mark.parametrize("text", ["Keep it up", "You’re so close!", "more   visibility", "", " \n"])
def test_a_soft_let_down_is_no_gap_and_comes_with_two_questions(text: str) -> None:
    verdict = decisions.specific(text)
    assert not verdict
    assert len(verdict.questions) == 2


def test_what_made_it_soft_is_named() -> None:
    assert decisions.specific("Keep it up, you're a bit too early").soft == (
        "keep it up",
        "too early",
    )


def test_kind_words_around_a_gap_do_not_hide_it() -> None:
    verdict = decisions.specific("You're close, but lead the vendor migration across three teams.")
    assert verdict
    assert "vendor migration" in verdict.aim
    assert verdict.questions == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("There is no headcount for another Senior.", "band"),
        ("We only have so many slots this cycle.", "quota"),
        ("There is a promotion freeze until spring.", "budget"),
        ("Lead a project across two teams.", ""),
    ],
)
def test_what_no_skill_closes_is_recognised(text: str, kind: str) -> None:
    assert decisions.structural(text) == kind


@pytest.mark.parametrize("text", ["x" * 100_000, "not " * 20_000, "<!channel> \0 \ud800 🏴" * 500])
def test_any_text_is_read(text: str) -> None:
    assert decisions.specific(text) is not None
