"""Stretches of time in words: Q3, last quarter, since March."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from bot.career.days import MONTHS, WORDS, months_back, said, spelled

LONGEST = 60  # characters
WEEK = timedelta(days=7)
DAY = timedelta(days=1)


class Period(NamedTuple):
    """From `first` to `last`, both included; `name` is what a heading says."""

    first: date
    last: date
    name: str


Kind = Callable[[int, int], Period]
Reading = Callable[[dict[str, str], date], Period | None]


def read(text: str, today: date) -> Period | None:
    """The stretch a whole text names, seen from `today`; None for anything else.

    Without a year: the most recent such quarter or month that has begun.
    """
    phrase = " ".join(text.lower().replace("’", "'").split())
    if len(phrase) > LONGEST:
        return None
    for shape, reading in SHAPES:
        if found := shape.fullmatch(phrase):
            try:
                return reading({k: v for k, v in found.groupdict().items() if v}, today)
            except (ValueError, OverflowError):
                return None
    return None


def month(year: int, at: int) -> Period:
    last = date(year, at, monthrange(year, at)[1])
    return Period(last.replace(day=1), last, f"{WORDS['months'][at - 1][0].title()} {year}")


def quarter(year: int, at: int) -> Period:
    first, last = month(year, 3 * at - 2).first, month(year, 3 * at).last
    return Period(first, last, f"Q{at} {year}")


def half(year: int, at: int) -> Period:
    first, last = month(year, 6 * at - 5).first, month(year, 6 * at).last
    return Period(first, last, f"H{at} {year}")


def half_of(day: date) -> Period:
    """The half-year that this day lies in."""
    return half(day.year, 1 if day.month < 7 else 2)


def whole_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def _quarter(part: dict[str, str], today: date) -> Period:
    return _begun(quarter, int(part["at"]), part, today)


def _half(part: dict[str, str], today: date) -> Period:
    return _begun(half, int(part["at"]), part, today)


def _month(part: dict[str, str], today: date) -> Period:
    return _begun(month, MONTHS[part["month"]], part, today)


def _begun(kind: Kind, at: int, part: dict[str, str], today: date) -> Period:
    if "year" in part:
        return kind(int(part["year"]), at)
    this = kind(today.year, at)
    return this if this.first <= today else kind(today.year - 1, at)


def _relative(part: dict[str, str], today: date) -> Period:
    back = 0 if part["which"] == "this" else 1
    if part["unit"] == "week":
        first = today - timedelta(days=today.weekday()) - back * WEEK
        return Period(first, first + 6 * DAY, f"the week of {spelled(first)}")
    if part["unit"] == "year":
        return whole_year(today.year - back)
    months = {"month": 1, "quarter": 3, "half": 6}[part["unit"]]
    then = months_back(today.replace(day=1), back * months)
    kinds = {1: month, 3: quarter, 6: half}
    return kinds[months](then.year, (then.month - 1) // months + 1)


def _end_of_last_month(part: dict[str, str], today: date) -> Period:
    last = today.replace(day=1) - DAY
    return Period(last - 6 * DAY, last, f"the last week of {month(last.year, last.month).name}")


def _recent(part: dict[str, str], today: date) -> Period:
    count, unit = int(part["count"]), part["unit"]
    if unit in ("day", "week"):
        first = today - count * (DAY if unit == "day" else WEEK)
    else:
        first = months_back(today, count * (12 if unit == "year" else 1))
    return Period(first + DAY, today, f"the last {count} {unit}{'' if count == 1 else 's'}")


def _since(part: dict[str, str], today: date) -> Period | None:
    period = read(part["start"], today)
    start = period.first if period else _day(part["start"], today)
    if start is None or start > today:
        return None
    return Period(start, today, f"since {spelled(start)}")


def _day(text: str, today: date) -> date | None:
    meant = said(text, today, is_day_first=False)
    return meant.day if meant else None


def _shapes() -> tuple[tuple[re.Pattern[str], Reading], ...]:
    names = "|".join(sorted(MONTHS, key=len, reverse=True))
    year = r"(?P<year>(?:19|20)[0-9]{2})"
    short = r"(?:[ /,]*(?P<year>(?:19|20)[0-9]{2}))?"
    table: tuple[tuple[str, Reading], ...] = (
        (rf"q(?P<at>[1-4]){short}", _quarter),
        (rf"{year}[ /-]?q(?P<at>[1-4])", _quarter),
        (rf"h(?P<at>[12]){short}", _half),
        (rf"{year}[ /-]?h(?P<at>[12])", _half),
        (rf"(?:in )?(?P<month>{names})\.?(?: of)?,?{short}", _month),
        (year, lambda part, _: whole_year(int(part["year"]))),
        ("(?P<which>this|last) (?P<unit>week|month|quarter|half|year)", _relative),
        ("(?:the )?end of last month", _end_of_last_month),
        (r"(?:the )?(?:last|past) (?P<count>[0-9]{1,3}) (?P<unit>day|week|month|year)s?", _recent),
        ("today", lambda _, today: Period(today, today, spelled(today))),
        ("yesterday", lambda _, today: Period(today - DAY, today - DAY, spelled(today - DAY))),
        (r"since (?P<start>(?!since ).+)", _since),
    )
    return tuple((re.compile(shape), reading) for shape, reading in table)


SHAPES = _shapes()
