"""The same few fields under the many names that people and programs give them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.career.brags import dating
from bot.career.brags.entries import Entry, Problem

TEXT = (
    *("title", "what happened", "what", "win", "brag", "accomplishment", "achievement", "headline"),
    *("summary", "bullet", "entry", "text", "description", "name", "task", "contribution"),
)
MORE = ("description", "descriptionmd", "details", "detail", "notes", "context", "story")
DAY = (
    *("date", "happened", "when", "day", "eventstart", "eventdate", "completed", "completed at"),
    *("completedat", "event start", "date completed", "finished", "month", "period", "quarter"),
    *("createdat", "created at", "created"),
)
OUTCOME = ("impact", "impactmd", "outcome", "result", "results", "so what", "benefit")
LINKS = ("links", "link", "url", "urls", "evidence", "permalink", "reference")
TAGS = ("tags", "tag", "dimensions", "dimension", "category", "skill", "skills", "area")
ADDRESS = re.compile(r"https?://[^\s<>|)\]\"',]+")
GUARD = re.compile(r"^'(?=[\s\W]*[=+\-@＝＋－＠])")  # the apostrophe of our own sheets


def named(name: Any) -> str:
    return " ".join(str(name).strip().lower().replace("_", " ").replace("-", " ").split())


def is_entry(names: Mapping[str, Any]) -> bool:
    """Do these fields say what was done, and when or to what effect?"""
    has_more = any(name in names for name in (*DAY, *OUTCOME))
    return any(name in names for name in TEXT) and has_more


def entry(row: Mapping[str, Any], line: int, today: date, *, day_first: bool) -> Entry | Problem:
    """What a row or an object says; Problem when it says nothing, or a day to come."""
    said = {named(name): value for name, value in row.items()}
    text = _first(said, TEXT)
    if not text:
        return Problem(line, "says nothing")
    more = _first({n: v for n, v in said.items() if _words(v) != text}, MORE)
    outcome = _first(said, OUTCOME)
    written = _first(said, DAY)
    found = dating.read(written, today, day_first=day_first) if written else None
    if written and found is None:
        return Problem(line, f"“{written[:30]}” is no day that has come yet")
    return Entry(
        text=f"{text}\n{more}" if more else text,
        line=line,
        happened=found.day if found else None,
        is_rough=bool(found and found.is_rough),
        outcome="" if outcome.isdecimal() else outcome,  # bragdoc: a number of stars
        links=tuple(dict.fromkeys(ADDRESS.findall(_everything(said)))),
        tags=tuple(_tags(said)),
    )


def _first(said: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((words for name in names if (words := _words(said.get(name)))), "")


def _words(value: Any) -> str:
    """Text as it stands; a number as its digits; anything else says nothing."""
    if isinstance(value, str):
        return GUARD.sub("", value.strip())
    return str(value) if type(value) in (int, float) else ""


def _everything(said: Mapping[str, Any]) -> str:
    return " ".join(str(said[name]) for name in LINKS if said.get(name))


def _tags(said: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    for name in TAGS:
        value = said.get(name)
        parts = value if isinstance(value, list) else str(value or "").split(",")
        found += [str(part).strip().lstrip("#") for part in parts if isinstance(part, str)]
    return [tag for tag in dict.fromkeys(found) if tag]
