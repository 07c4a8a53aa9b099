"""Coverage: consistent, sometimes, never, and what is still needed."""

from datetime import UTC, date, datetime

import pytest

from bot.career import gaps, rubric
from storage.records import Praise, Win

TODAY = date(2026, 11, 24)
AT = datetime(2026, 11, 24, tzinfo=UTC)


def win(number: int, on: date, *, figure: bool = False, dimension: str = "scope") -> Win:
    return Win(
        id=number,
        workspace="T1",
        owner="UDANA",
        number=number,
        source=f"command:{number}",
        text="Shipped it",
        happened=on,
        dimensions=[dimension],
        figures=[{"text": "40%"}] if figure else [],
        created_at=AT,
        updated_at=AT,
    )


def words(by: str) -> Praise:
    return Praise(
        workspace="T1",
        owner="UDANA",
        author=by,
        channel="C1",
        ts="1.1",
        said_at=AT,
        quote="thanks",
        noticed_at=AT,
        updated_at=AT,
    )


THREE = [win(1, date(2026, 9, 1), figure=True), win(2, date(2026, 10, 1)), win(3, TODAY)]
BACKED = {1: [words("UBEN")]}


@pytest.mark.parametrize(
    ("wins", "backing", "level", "missing"),
    [
        (THREE, BACKED, "consistent", ()),
        (THREE, {}, "sometimes", ("a colleague's words",)),
        (THREE, {1: [words("UDANA")]}, "sometimes", ("a colleague's words",)),
        (
            [win(1, TODAY), win(2, TODAY), win(3, TODAY, figure=True)],
            BACKED,
            "sometimes",
            ("2 more months with a win",),
        ),
        (THREE[:2], BACKED, "sometimes", ("1 more win",)),
        ([], {}, "never", ("3 more wins", "a colleague's words", "a figure")),
        (
            [win(1, date(2025, 11, 23))],
            {},
            "never",
            ("3 more wins", "a colleague's words", "a figure"),
        ),
        (
            [win(1, date(2025, 11, 24))],
            {},
            "sometimes",
            ("2 more wins", "a colleague's words", "a figure"),
        ),
    ],
    ids=[
        "all four",
        "nobody else's words",
        "own words do not count",
        "all in one month",
        "two wins",
        "nothing",
        "older than the window",
        "on the window's first day",
    ],
)
def test_what_the_file_shows(
    wins: list[Win], backing: dict[int, list[Praise]], level: str, missing: tuple[str, ...]
) -> None:
    [standing] = gaps.coverage(["scope"], wins, backing, TODAY)
    assert (standing.level, standing.missing) == (level, missing)


def test_the_barest_dimension_comes_first() -> None:
    wins = [win(1, TODAY), win(2, TODAY, dimension="influence"), win(3, TODAY)]
    standings = gaps.coverage(["scope", "influence", "direction"], wins, {}, TODAY)
    assert [s.dimension for s in gaps.thin(standings)] == ["direction", "influence", "scope"]


def test_the_window_survives_the_end_of_february() -> None:
    assert gaps.since(date(2028, 2, 29)) == date(2027, 2, 28)


def test_the_default_rubric_asks_something_of_every_cell() -> None:
    ladder = rubric.default()
    assert len(ladder.expectations) == len(ladder.levels) * len(ladder.dimensions) == 25
    assert all(e.asks.endswith(".") and e.such_as for e in ladder.expectations.values())
    assert set(rubric.suggestions()) == set(ladder.dimensions)


def test_the_trend_ends_with_the_quarter_that_runs() -> None:
    told = [win(1, date(2026, 9, 30)), win(2, date(2026, 10, 1)), win(3, date(2025, 12, 31))]
    late = win(4, date(2026, 12, 24))  # a day to come
    found = gaps.trend([*told, late], TODAY)
    assert [(q.name, q.total, q.is_over) for q in found] == [
        ("Q1 2026", 0, True),
        ("Q2 2026", 0, True),
        ("Q3 2026", 1, True),
        ("Q4 2026", 1, False),
    ]
    assert found[2].wins == {"scope": 1}
