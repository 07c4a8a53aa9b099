"""Do the rows of a bundle say what rows of ours could say? A file that was edited may not."""

import base64
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from bot.career import dimensions, ladders, packet
from bot.career.credentials import stacks, steps
from bot.career.metrics.metric import Metric
from bot.career.wins import LONGEST
from bot.errors import Refused
from storage.book import BOOK, CHOICES
from storage.records import Win

LARGEST_BADGE = 1_000_000  # bytes
LONGEST_TEXT = 60_000  # characters of any text: Slack's messages have 40,000
MOST_ROWS = 50_000
DAY = re.compile(r"[1-9]|1\d|2[0-8]|last|(?:first|last)-(?:mon|tues|wednes|thurs|fri|satur|sun)day")
TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
VERDICTS = (steps.YES, steps.NO, steps.UNCHECKED)
Row = Mapping[str, Any]
Rule = Callable[[Any], bool]


def check(tables: Mapping[str, list[dict[str, Any]]]) -> None:
    """Refused names the first table, row and field that no book of ours could hold."""
    for name, rows in tables.items():
        if len(rows) > MOST_ROWS:
            raise Refused(f"{name} has {len(rows):,} rows, and {MOST_ROWS:,} are the limit.")
        wanted = set(CHOICES if name == "person" else BOOK[name].columns)
        raw = () if name == "person" else BOOK[name].raw
        for number, row in enumerate(rows, 1):
            wrong = _strange(row, wanted, raw) or _untrue(name, row)
            if wrong:
                raise Refused(
                    f"Row {number} of {name} in that bundle has a “{wrong[:40]}” that cannot be "
                    "read. Nothing was imported; export it again where it comes from."
                )


def _strange(row: Row, wanted: set[str], raw: tuple[str, ...]) -> str:
    """A field that is missing, unknown or too long."""
    if different := set(row) ^ wanted:
        return min(different)
    long = (name for name, value in row.items() if name not in raw and _too_long(value))
    return next(long, "")


def _too_long(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) > LONGEST_TEXT
    if isinstance(value, dict):
        return any(_too_long(key) or _too_long(part) for key, part in value.items())
    if isinstance(value, list):
        return any(_too_long(part) for part in value)
    return isinstance(value, float) and not math.isfinite(value)


def _untrue(name: str, row: Row) -> str:
    """The first field that breaks its rule."""
    rules = RULES.get(name, {})
    return next((field for field, rule in rules.items() if not _holds(rule, row[field])), "")


def _holds(rule: Rule, value: Any) -> bool:
    try:
        return rule(value)
    except (ValueError, TypeError, KeyError, AttributeError, Refused, ZoneInfoNotFoundError):
        return False


def _one_of(*known: str) -> Rule:
    return lambda value: value in known


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)


def _of_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(_texts(part) for part in value.values())


def _said(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(part, str) for part in value.values())


def _words(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST


def _number(value: Any) -> bool:
    return type(value) is int and 0 < value < 10**7


def _figures(value: Any) -> bool:
    figures = [Metric.from_dict(one) for one in value]
    numbers = [n for f in figures for n in (f.before, f.after, f.value) if n is not None]
    texts = [t for f in figures for t in (f.text, f.unit, f.kind, f.direction)]
    return all(type(n) in (int, float) for n in numbers) and all(type(t) is str for t in texts)


def _dimensions(value: Any) -> bool:
    return _texts(value) and set(value) <= set(dimensions.KEYS)


def _zone(value: Any) -> bool:
    return value == "" or bool(ZoneInfo(value).key)


def _then(value: Any) -> bool:
    """What a win said before an edit: a whole win, with the rules of one."""
    row = value | {"workspace": "W", "owner": "U"}
    try:
        Win.model_validate(row)
    except ValidationError:
        return False
    return not _untrue("wins", row)


def _level(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200


def _steps(value: Any) -> bool:
    told = steps.from_data(value)
    known = all(one.name in steps.STEPS and one.verdict in VERDICTS for one in told)
    return known and all(isinstance(one.reason, str) for one in told)


def _badge(value: Any) -> bool:
    return 0 < len(base64.b64decode(value, validate=True)) <= LARGEST_BADGE


def _units(value: Any) -> bool:
    return isinstance(value, list) and all(_unit(**one) for one in value)


def _unit(name: Any, due: Any, done: Any) -> bool:
    days = [date.fromisoformat(day) for day in (due, done) if day is not None]
    return isinstance(name, str) and len(days) <= 2


RULES: dict[str, dict[str, Rule]] = {
    "person": {
        "level_now": _level,
        "level_next": _level,
        "rhythm": _one_of("unset", "monthly", "off"),
        "ask_day": lambda value: bool(DAY.fullmatch(value)),
        "ask_time": lambda value: bool(TIME.fullmatch(value)),
        "ask_zone": _zone,
        "country": lambda value: value == "" or (len(value) == 2 and value.isalpha()),
        "praise_notices": _one_of("now", "weekly", "never"),
        "hints": _texts,
        "steps_done": _texts,
    },
    "rubrics": {"content": lambda value: bool(ladders.from_data(value).levels)},
    "rubric_mappings": {"dimension": _one_of(*dimensions.KEYS, "none")},
    "assessments": {"answer": _one_of("already", "sometimes", "never", "not_applicable")},
    "wins": {
        "public_id": _level,
        "number": _number,
        "version": _number,
        "text": _words,
        "outcome": lambda value: isinstance(value, str) and len(value) <= LONGEST,
        "state": _one_of("kept", "draft"),
        "outcome_state": _one_of("found", "asked", "none", "not asked"),
        "asked": _said,
        "dimensions": _dimensions,
        "because": _of_texts,
        "unsorted": _texts,
        "credited": _texts,
        "links": _texts,
        "figures": _figures,
    },
    "versions": {"said": _then, "version": _number},
    "corrections": {"words": _texts},
    "praise": {
        "public_id": _level,
        "state": _one_of("draft", "kept", "declined", "withdrawn", "removed"),
        "because": _texts,
        "dimensions": _texts,
    },
    "packets": {
        "public_id": _level,
        "state": _one_of("draft", "frozen"),
        "version": _number,
        "requirements": _texts,
        "curation": lambda value: bool(packet.Curation.from_dict(value)),
        "content": lambda value: value is None or bool(packet.from_dict(value)),
    },
    "last_reaction": {"about": _said},
    "credentials": {
        "public_id": _level,
        "number": _number,
        "title": _level,
        "steps": _steps,
        "aims": _texts,
        "dimensions": _dimensions,
        "expectations": _texts,
        "shown_by": _texts,
    },
    "badge_files": {"credential_id": _level, "body": _badge},
    "addresses": {"address": _level},
    "programmes": {
        "public_id": _level,
        "title": _level,
        "units": _units,
        "dimensions": _dimensions,
        "state": _one_of("open", "finished", "dropped"),
    },
    "credential_ladders": {
        "public_id": _level,
        "name": _level,
        "content": lambda value: bool(stacks.from_data(value)),
    },
    "pathways": {
        "public_id": _level,
        "dimension": _one_of(*dimensions.KEYS),
        "state": _one_of("open", "done", "dropped"),
    },
    "proofs": {"public_id": _level, "number": _number, "serial": _level},
}
