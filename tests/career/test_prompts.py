"""When people are asked: every zone, every clock change, once a month."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.career import prompts
from bot.errors import Refused
from storage.records import Delivery, Person

START = datetime(2026, 1, 1, tzinfo=UTC)


def person(zone: str = "Europe/Berlin", **chosen: object) -> Person:
    facts = {"workspace": "T1", "user": "U1", "created_at": START, "rhythm": "monthly"}
    return Person(**(facts | {"zone": zone} | chosen))


@pytest.mark.parametrize(
    ("rule", "year", "month", "expected"),
    [
        ("1", 2026, 12, date(2026, 12, 1)),
        ("1", 2026, 8, date(2026, 8, 3)),
        ("28", 2026, 2, date(2026, 2, 27)),
        ("last", 2026, 5, date(2026, 5, 29)),
        ("last-friday", 2026, 11, date(2026, 11, 27)),
        ("first-monday", 2026, 12, date(2026, 12, 7)),
        ("15", 2026, 11, date(2026, 11, 16)),
    ],
    ids=[
        "a working first",
        "a Saturday moves on",
        "moving on would leave the month",
        "the last is a Sunday",
        "last Friday",
        "first Monday",
        "a Sunday moves on",
    ],
)
def test_the_day_of_the_question(rule: str, year: int, month: int, expected: date) -> None:
    assert prompts.ask_on(rule, year, month) == expected


@pytest.mark.promise(15)
@settings(max_examples=40)
@given(
    zone=st.sampled_from(sorted(available_timezones())),
    rule=st.one_of(st.integers(1, 28).map(str), st.sampled_from(["last", "last-friday"])),
    minutes=st.integers(9 * 60, 16 * 60 + 59),
)
def test_everyone_is_asked_exactly_once_a_month_at_the_chosen_time(
    zone: str, rule: str, minutes: int
) -> None:
    chosen = f"{minutes // 60:02}:{minutes % 60:02}"
    asked = person(zone, ask_day=rule, ask_time=chosen)
    rows = planned(asked, START + timedelta(days=35), days=400, step=timedelta(hours=23))
    months = [row.period for row in rows]
    assert len(months) == len(set(months))
    assert set(months) >= {f"2026-{m:02}" for m in range(3, 13)}
    for row in rows:
        here = row.due.astimezone(ZoneInfo(zone))
        assert f"{here:%Y-%m}" == row.period
        assert here.weekday() < 5
        assert f"{here:%H:%M}" == chosen


def planned(asked: Person, start: datetime, days: int, step: timedelta) -> list[Delivery]:
    """What the table would hold: one row per kind and period, whatever is planned again."""
    kept: dict[str, Delivery] = {}
    moment = start
    while moment < start + timedelta(days=days):
        for row in prompts.monthly([asked], moment, "UTC"):
            kept.setdefault(row.period, row)
        moment += step
    return list(kept.values())


def test_a_machine_that_was_off_for_forty_days_asks_once() -> None:
    back = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert [row.period for row in prompts.monthly([person()], back, "UTC")] == ["2026-05"]


def test_a_question_a_week_late_is_not_asked() -> None:
    assert prompts.monthly([person()], datetime(2026, 5, 20, tzinfo=UTC), "UTC") == []


def test_nobody_is_asked_for_a_time_before_they_chose() -> None:
    chose = datetime(2026, 5, 4, tzinfo=UTC)
    late = person(rhythm_at=chose)
    assert prompts.monthly([late], chose + timedelta(hours=1), "UTC") == []


@pytest.mark.parametrize(
    "chosen",
    [
        {"rhythm": "off"},
        {"rhythm": "unset"},
        {"paused_until": date(2026, 7, 1)},
        {"skipped_month": "2026-05"},
    ],
    ids=["off", "never chosen", "paused", "skipped"],
)
def test_the_silent_are_left_alone(chosen: dict[str, object]) -> None:
    assert prompts.monthly([person(**chosen)], datetime(2026, 5, 1, 8, tzinfo=UTC), "UTC") == []


def test_a_nudge_is_never_within_a_week_of_the_question() -> None:
    middle = datetime(2026, 5, 15, 8, tzinfo=UTC)
    assert prompts.nudges([person(ask_day="12")], middle, "UTC") == []
    assert [row.slot for row in prompts.nudges([person()], middle, "UTC")] == [2]


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        (datetime(2026, 11, 24, 10, tzinfo=UTC), None),
        (datetime(2026, 11, 24, 7, tzinfo=UTC), datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (datetime(2026, 11, 24, 16, tzinfo=UTC), datetime(2026, 11, 25, 8, tzinfo=UTC)),
        (datetime(2026, 11, 27, 18, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC)),
    ],
    ids=["in the window", "too early", "evening", "Friday evening waits for Monday"],
)
def test_the_window(now: datetime, opens: datetime | None) -> None:
    assert prompts.next_opening(person(), now, "UTC") == opens


@pytest.mark.parametrize(
    ("said", "read"), [("16:00", "16:00"), ("4pm", "16:00"), ("9", "09:00"), ("10.30", "10:30")]
)
def test_times_in_words(said: str, read: str) -> None:
    assert prompts.read_time(said) == read


@pytest.mark.parametrize("said", ["", "noon", "8:00", "17:00", "25:00", "10:99", "²", "9" * 500])
def test_other_times_are_refused_with_a_sentence(said: str) -> None:
    with pytest.raises(Refused, match="Write it as|between"):
        prompts.read_time(said)


@pytest.mark.parametrize("said", ["0", "31", "someday", "last sunday", "", "²"])
def test_other_days_are_refused_with_a_sentence(said: str) -> None:
    with pytest.raises(Refused, match="from 1 to 28"):
        prompts.read_day(said)


def test_a_changed_time_moves_the_unsent_question_and_keeps_its_month() -> None:
    now = datetime(2026, 4, 30, 12, tzinfo=UTC)
    [row] = prompts.monthly([person()], now, "UTC")
    [(moved, due)] = prompts.replanned(person(ask_time="15:00"), [row], now, "UTC")
    assert (moved.period, due) == ("2026-05", datetime(2026, 5, 1, 13, tzinfo=UTC))


def test_an_unknown_zone_falls_back_to_the_workspace() -> None:
    assert prompts.zone_of(person("Mars/Olympus"), "Asia/Tokyo").key == "Asia/Tokyo"
