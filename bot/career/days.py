"""The shapes in which people write a day, and which day each of them means."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from bot.career.tables import typed

WORDS: dict[str, Any] = typed(Path(__file__).parent / "data/dates.yml")
MONTHS = {name: at for at, names in enumerate(WORDS["months"], 1) for name in names}
WEEKDAYS = {name: at for at, names in enumerate(WORDS["weekdays"]) for name in names}
NUMBERS = {name: at for at, name in enumerate(WORDS["numbers"])} | {"a": 1, "an": 1}
TENS = {name: 10 * at for at, name in enumerate(WORDS["tens"], 2)}
MONTH_FIRST = frozenset(WORDS["month_first"])

Parts = dict[str, str]
Reading = Callable[[Parts, date], date | None]


class Shape(NamedTuple):
    """A way to write a day; `kind` says which words before it bind it to the sentence."""

    kind: str
    pattern: re.Pattern[str]
    reading: Reading


class Said(NamedTuple):
    """What a phrase means; `day` is None when there is no such day (Feb 30)."""

    kind: str
    day: date | None


def said(phrase: str, today: date, is_day_first: bool) -> Said | None:
    """What a phrase in small letters says; None for what is no listed shape."""
    for shape in SHAPES:
        if found := shape.pattern.fullmatch(phrase):
            parts = {name: part for name, part in found.groupdict().items() if part}
            order = {"is_day_first": "yes"} if is_day_first else {}
            kind = "share" if shape.kind == "slashed" and _is_share(parts) else shape.kind
            return Said(kind, shape.reading(parts | order, today))
    return None


def _is_share(part: Parts) -> bool:
    """Could it be 3 of 4 rather than a day?"""
    return int(part["one"]) <= int(part["two"])


def spelled(day: date) -> str:
    """Dec 24, 2027."""
    return f"{WORDS['months'][day.month - 1][0].title()[:3]} {day.day}, {day.year}"


def day_first(locale: str) -> bool:
    """Does this Slack locale write 3/11 for the third of November? Unknown: as in en-US."""
    known = locale.strip().lower().replace("_", "-")
    return bool(known) and known not in MONTH_FIRST and known.split("-")[0] not in MONTH_FIRST


def months_back(day: date, months: int) -> date:
    """The same day some months ago, or the end of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def latest(month: int, day: int, today: date) -> date | None:
    """The most recent such day that exists; None for one that never does."""
    days = (_date(year, month, day) for year in range(today.year, today.year - 9, -1))
    return next((found for found in days if found and found <= today), None)


def _weekday(part: Parts, today: date) -> date | None:
    back = (today.weekday() - WEEKDAYS[part["weekday"]]) % 7
    return _ago(today, "day", back or 7 if "last" in part else back)


def _counted(part: Parts, today: date) -> date | None:
    return _ago(today, part["unit"], _number(part["count"]))


def _named(part: Parts, today: date) -> date | None:
    month = MONTHS.get(part["month"]) or int(part["month"])
    day = int(part["day"])
    if "short" in part:  # "3 Nov 25" has a year only when that day is over
        found = _date(2000 + int(part["short"]), month, day)
        return found if found and found <= today else None
    if "year" not in part:
        return latest(month, day, today)
    return _date(_year(part["year"]), month, day)


def _figures(part: Parts, today: date) -> date | None:
    one, two = int(part["one"]), int(part["two"])
    day, month = (one, two) if "is_day_first" in part else (two, one)
    if "year" in part:
        year = _year(part["year"])
        return _date(year, month, day) or _date(year, day, month)  # 25/12/2025 has one meaning
    return None if (one, two) == (24, 7) else latest(month, day, today)


def _ago(today: date, unit: str, count: int) -> date | None:
    try:
        if unit == "month":
            return months_back(today, count)
        return today - timedelta(days=count * (7 if unit == "week" else 1))
    except (ValueError, OverflowError):
        return None


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return sum(TENS.get(part) or NUMBERS[part] for part in word.replace("-", " ").split())


def _year(year: str) -> int:
    digits = year.lstrip("'")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _any(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _shapes() -> tuple[Shape, ...]:
    """Every shape that is a date. What is not here stays in the text."""
    month, weekday = f"(?P<month>{_any(MONTHS)})", f"(?P<weekday>{_any(WEEKDAYS)})"
    day = r"(?:the )?(?P<day>[0-9]{1,2})(?: ?(?:st|nd|rd|th))?"
    year = r"(?:(?: ?,| ) ?(?P<year>[0-9]{4}|'[0-9]{2}))?"
    ones = {word: at for word, at in NUMBERS.items() if 0 < at < 10 and word not in ("a", "an")}
    count = f"(?P<count>[0-9]{{1,5}}|(?:{_any(TENS)})[ -](?:{_any(ones)})|{_any(NUMBERS | TENS)})"
    slashed = r"(?P<one>[0-9]{1,2})/(?P<two>[0-9]{1,2})"
    table: tuple[tuple[str, str, Reading], ...] = (
        ("day", "today", lambda _, today: today),
        ("day", "yesterday", lambda _, today: _ago(today, "day", 1)),
        ("span", "last (?P<unit>week|month)", lambda part, today: _ago(today, part["unit"], 1)),
        ("weekday", rf"(?P<last>last )?{weekday}\.?", _weekday),
        ("ago", rf"{count} (?P<unit>day|week|month)s? ago", _counted),
        ("date", rf"{month}\.?,? ?{day}{year}", _named),
        ("date", rf"{day}(?: of)? ?{month}\.?{year}", _named),
        ("date", rf"(?P<day>[0-9]{{1,2}}) {month} (?P<short>[0-9]{{2}})", _named),
        ("figures", r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})", _named),
        ("figures", rf"{slashed}/(?P<year>[0-9]{{4}}|[0-9]{{2}})", _figures),
        ("slashed", slashed, _figures),
        ("figures", r"(?P<one>[0-9]{1,2})\.(?P<two>[0-9]{1,2})\.(?P<year>[0-9]{4})", _figures),
    )
    return tuple(Shape(kind, re.compile(shape), reading) for kind, shape, reading in table)


SHAPES = _shapes()


def _like_a_day() -> re.Pattern[str]:
    """What people write where a date stands, and no shape reads: days to come, years, quarters."""
    month, weekday, year = f"(?:{_any(MONTHS)})", f"(?:{_any(WEEKDAYS)})", "(?:19|20)[0-9]{2}"
    count = f"(?:[0-9]{{1,3}}|{_any(NUMBERS | TENS)})"
    shapes = (
        "(?:the )?day after tomorrow|tomorrow|last night",
        rf"(?:next|this|coming) {weekday}\.?|next (?:week|month|quarter|year|{month})",
        rf"last (?:quarter|year|spring|summer|autumn|fall|winter|{month})",
        rf"in (?:{month}\.?,? )?{year}|in {month}|{month}\.?,? {year}",
        rf"in q[1-4](?: {year})?|q[1-4] {year}",
        f"{count} (?:quarter|year)s? ago|{count} (?:day|week|month|year)s? from (?:now|today)",
        f"{year}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}}|[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.]{year}",
    )
    return re.compile("|".join(shapes))


LIKE_A_DAY = _like_a_day()
