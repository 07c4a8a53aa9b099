"""The day of an entry, as brag documents write it."""

import re
from datetime import date, datetime
from typing import NamedTuple

from bot.career import days, periods

ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
LEADING = re.compile(
    r"^[\[(*_]*(?P<day>\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|"
    r"[A-Za-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?(?:, ?\d{4})?|"
    r"\d{1,2}(?:st|nd|rd|th)?\.? [A-Za-z]{3,9}\.?(?:,? \d{4})?)[\])*_]*"
    r"\s*(?:[:|·–—-]|\*\*)*\s+(?=\S)"
)
TRAILING = re.compile(r"\s*[(\[–—-]\s*(?P<day>[^()\[\]]{4,24}?)[)\]]?\.?$")


class Day(NamedTuple):
    """A day, and whether the document only names the stretch that ends with it."""

    day: date
    is_rough: bool = False


def read(words: str, today: date, *, day_first: bool) -> Day | None:
    """What a cell, a field or a heading says; None for no day that has come yet."""
    said = " ".join(words.replace("*", " ").replace("_", " ").split()).strip(" :·|–—-()[]").lower()
    if not said:
        return None
    exact = _exact(said, today, day_first)
    if exact is not None:
        return Day(exact) if exact <= today else None
    span = periods.read(said, today)
    if span is None or span.first > today:
        return None
    return Day(min(span.last, today), is_rough=True)


def leading(line: str, today: date, *, day_first: bool) -> tuple[Day | None, str]:
    """The day a line begins or ends with, and the line without it."""
    if at := LEADING.match(line):
        found = read(at["day"], today, day_first=day_first)
        if found is not None and not found.is_rough:
            return found, line[at.end() :]
    if at := TRAILING.search(line):
        found = read(at["day"], today, day_first=day_first)
        if found is not None:
            return found, line[: at.start()]
    return None, line


def _exact(said: str, today: date, day_first: bool) -> date | None:
    if iso := ISO.fullmatch(said.upper()):
        try:
            return datetime.strptime(iso[1], "%Y-%m-%d").date()  # noqa: DTZ007 - a day alone
        except ValueError:
            return None
    found = days.said(said.replace(".,", ",").replace(" ,", ","), today, day_first)
    return found.day if found is not None else None
