"""The word lists of the figure reader, read once from the data files beside it."""

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bot.career.tables import worded

DATA = Path(__file__).parent.parent / "data"


@cache
def _file(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = worded(DATA / f"{name}.yml")
    return loaded


def _entry(key: str) -> Any:
    for name in ("metrics", "metrics_nouns", "metrics_names", "metrics_clock"):
        if key in _file(name):
            return _file(name)[key]
    raise KeyError(key)


@cache
def listed(key: str) -> frozenset[str]:
    """The words under `key`, as a set of strings."""
    return frozenset(str(word) for word in _entry(key))


@cache
def table(key: str) -> dict[str, float]:
    """The numbers under `key`, by word."""
    return {str(word): float(number) for word, number in _entry(key).items()}


def _any_of(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _by_first_letter(words: frozenset[str]) -> str:
    """As `_any_of`, but most places are left after one look at their first letter."""
    letters = sorted({word[0] for word in words})
    rests = {a: frozenset(word[1:] for word in words if word[0] == a) for a in letters}
    return "|".join(f"{re.escape(a)}(?:{_any_of(rests[a])})" for a in letters)


class Coded(NamedTuple):
    """Numbers that are codes where one of some words stands before or after them."""

    numbers: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]


@cache
def codes() -> tuple[Coded, ...]:
    return tuple(Coded(*(frozenset(row[key]) for key in Coded._fields)) for row in _entry("codes"))


@cache
def names() -> re.Pattern[str]:
    """All names, idioms and labels that hold a number, as one pattern over lower-case text."""
    # A space in the list stands for a hyphen as well: zero day, zero-day.
    spaced = _by_first_letter(listed("names")).replace("\\ ", "[ -]")
    return re.compile(rf"(?<![\w$€£.,])(?:{spaced})(?:-\d\w*)?(?![\w%]|[.,]\d)")


@cache
def joins(key: str) -> re.Pattern[str]:
    """What may stand between the two numbers of a pair, as one pattern for the whole gap."""
    entry = _entry(key)
    shapes = [entry] if isinstance(entry, str) else entry
    hedge = rf"(?:(?:{_any_of(listed('hedges'))}) |[~<>≈≤≥+±-] ?)*"
    return re.compile("|".join(f"(?:{shape.replace('{hedge}', hedge)})" for shape in shapes))


@cache
def arrow() -> re.Pattern[str]:
    """An arrow between two numbers, with the hedges that may follow it."""
    hedge = rf"(?:(?:{_any_of(listed('hedges'))}) |[~<>≈≤≥] ?)*"
    return re.compile(rf"(?:{_any_of(listed('arrows'))}) ?{hedge}")


def seconds(unit: str) -> float:
    """How long one of a unit of time is, in seconds; 0 for what is none."""
    low = unit.lower().split()[0] if unit.split() else ""
    sizes = table("seconds")
    if low in sizes:
        return sizes[low]
    stems = {
        "mil": "ms",
        "mse": "ms",
        "sec": "s",
        "min": "min",
        "hou": "h",
        "hr": "h",
        "hrs": "h",
        "day": "d",
        "wee": "w",
        "wk": "w",
        "mon": "mo",
        "yea": "y",
        "yr": "y",
        "m": "min",
    }
    return sizes.get(stems.get(low[:3], ""), 0.0)
