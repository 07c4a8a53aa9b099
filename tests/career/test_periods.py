"""Stretches of time in words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career import periods

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("Q3", date(2026, 7, 1), date(2026, 9, 30), "Q3 2026"),
        ("q4", date(2026, 10, 1), date(2026, 12, 31), "Q4 2026"),
        ("Q3 2025", date(2025, 7, 1), date(2025, 9, 30), "Q3 2025"),
        ("2025 Q1", date(2025, 1, 1), date(2025, 3, 31), "Q1 2025"),
        ("last  Quarter", date(2026, 7, 1), date(2026, 9, 30), "Q3 2026"),
        ("this quarter", date(2026, 10, 1), date(2026, 12, 31), "Q4 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2026"),
        ("last year", date(2025, 1, 1), date(2025, 12, 31), "2025"),
        ("this year", date(2026, 1, 1), date(2026, 12, 31), "2026"),
        ("H1", date(2026, 1, 1), date(2026, 6, 30), "H1 2026"),
        ("last half", date(2026, 1, 1), date(2026, 6, 30), "H1 2026"),
        ("last month", date(2026, 10, 1), date(2026, 10, 31), "October 2026"),
        ("this month", date(2026, 11, 1), date(2026, 11, 30), "November 2026"),
        ("March", date(2026, 3, 1), date(2026, 3, 31), "March 2026"),
        ("dec", date(2025, 12, 1), date(2025, 12, 31), "December 2025"),
        ("Feb 2024", date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        ("since March", date(2026, 3, 1), TODAY, "since Mar 1, 2026"),
        ("since 2025", date(2025, 1, 1), TODAY, "since Jan 1, 2025"),
        ("since Nov 3", date(2026, 11, 3), TODAY, "since Nov 3, 2026"),
        ("last 3 months", date(2026, 8, 25), TODAY, "the last 3 months"),
        ("last week", date(2026, 11, 16), date(2026, 11, 22), "the week of Nov 16, 2026"),
        ("today", TODAY, TODAY, "Nov 24, 2026"),
        (
            "end of last month",
            date(2026, 10, 25),
            date(2026, 10, 31),
            "the last week of October 2026",
        ),
    ],
)
def test_a_period_is_read_with_both_ends_and_a_name(
    text: str, first: date, last: date, name: str
) -> None:
    assert periods.read(text, TODAY) == (first, last, name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Q5",
        "Q3 was good",
        "99",
        "12",
        "the platform",
        "since",
        "since ever",
        "since 2027",
        "may we",
    ],
)
def test_anything_else_is_no_period(text: str) -> None:
    assert periods.read(text, TODAY) is None


@given(st.text(max_size=70) | st.from_regex(r"(last|past|since) [0-9]{1,3} ?\w{1,7}"), st.dates())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_text_breaks_it_and_the_end_never_comes_first(text: str, today: date) -> None:
    found = periods.read(text, today)
    assert found is None or found.first <= found.last
