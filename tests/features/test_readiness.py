"""Ready: one message when every dimension the level asks for is consistent, never a second."""

import pytest

from playground.driver import Visitor
from tests.features.said import answer, move_to, told

MONTHS = ("sep", "oct", "nov")
DIMENSIONS = ("scope", "ambiguity", "influence", "blast_radius", "direction")
POINT = "Every dimension that Staff asks for is consistent."


@pytest.fixture
def strong(dana: Visitor) -> Visitor:
    """Three wins in three months per dimension, with figures; praise kept for each."""
    answer(dana, "/win level senior to staff")
    for number, month in enumerate(MONTHS, 13):
        tags = " ".join(f"#{name}" for name in DIMENSIONS)
        answer(dana, f"/win Cut the wait at checkout by {number}% {tags} on {number} {month}")
    return dana


def press(visitor: Visitor, otis: Visitor) -> None:
    """A colleague's words, kept: they back a win of every dimension."""
    sent = otis.post("#eng", "Kudos @dana for cutting the wait at checkout by 15%")
    visitor.react(sent["channel"], sent["ts"], "trophy")
    assert visitor.settle()


def ready(visitor: Visitor) -> int:
    return sum(POINT in said for said in told(visitor))


def test_it_is_said_mid_month_with_words_for_the_sponsor(strong: Visitor, otis: Visitor) -> None:
    press(strong, otis)
    move_to(strong, "2026-12-01T12:00:00+00:00")
    assert ready(strong) == 0
    answer(strong, "/win gaps")  # whoever leaves the question unanswered hears nothing mid-month
    move_to(strong, "2026-12-15T12:00:00+00:00")
    assert ready(strong) == 1
    said = told(strong)[-1]
    assert "I would like to be put forward for Staff in the next cycle." in said
    assert "Nothing was sent to anybody." in said
    assert "still thin" not in said


def test_it_is_said_once_for_a_level(strong: Visitor, otis: Visitor) -> None:
    press(strong, otis)
    move_to(strong, "2026-12-15T12:00:00+00:00")
    answer(strong, "/win Wrote the guide for the on-call week")
    move_to(strong, "2027-01-15T12:00:00+00:00")
    assert ready(strong) == 1


def test_it_is_not_said_while_something_is_thin(strong: Visitor) -> None:
    move_to(strong, "2026-12-15T12:00:00+00:00")
    assert ready(strong) == 0
    assert "still thin" in told(strong)[-1]


def test_it_is_not_said_when_a_win_left_in_the_meantime(strong: Visitor, otis: Visitor) -> None:
    press(strong, otis)
    answer(strong, "/win delete 1")
    move_to(strong, "2026-12-15T12:00:00+00:00")
    assert ready(strong) == 0
