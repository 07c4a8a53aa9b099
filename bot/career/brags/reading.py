"""Which kind of brag document a file is, and what stands in it."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.career.brags import fields, prose
from bot.career.brags.entries import Brags, Entry, Problem
from bot.errors import Refused

MOST = 1_000_000  # bytes
MOST_ENTRIES = 2000
LISTS = ("wins", "achievements", "brags", "entries", "items", "accomplishments", "data")
LADDERS = frozenset({"level", "criterion", "criteria", "expectation", "competency"})
SEPARATORS = ",;\t|"
DEEPEST = 30


def looks_like_one(name: str, data: bytes, today: date) -> bool:
    """Is this file a list of things that somebody did, rather than a ladder?"""
    try:
        found = read(name, data, today, day_first=False)
    except Refused:
        return False
    dated = sum(entry.happened is not None for entry in found.entries)
    return bool(found.entries) and (found.kind in ("bragbit", "bragdoc") or dated > 0)


def read(name: str, data: bytes, today: date, *, day_first: bool) -> Brags:
    """Everything that can be read, with the line of what cannot; Refused for no document at all."""
    if len(data) > MOST:
        raise Refused(f"That file has {len(data) // 1000} KB, and {MOST // 1000} are the limit.")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise Refused(
            "That file is not text in UTF-8. Save it as UTF-8 and bring it again."
        ) from None
    ending = name.rpartition(".")[2].lower()
    if ending == "json":
        kind, found = _objects(text, today, day_first)
    elif ending == "csv":
        kind, found = "csv", list(_rows(text, today, day_first))
    else:
        kind, found = "markdown", list(prose.entries(text, today, day_first=day_first))
    if len(found) > MOST_ENTRIES:
        raise Refused(f"That file has more than {MOST_ENTRIES:,} entries. Bring it in parts.")
    entries = [one for one in found if isinstance(one, Entry)]
    return Brags(kind, entries, [one for one in found if isinstance(one, Problem)])


def _objects(text: str, today: date, day_first: bool) -> tuple[str, list[Entry | Problem]]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as error:
        where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise Refused(f"That file is no JSON{where}. Nothing was read.") from None
    kind, objects = _listed(said)
    found = [
        fields.entry(one, number, today, day_first=day_first)
        for number, one in enumerate(objects, 1)
        if isinstance(one, dict)
    ]
    return kind, found


def _listed(said: Any) -> tuple[str, list[Any]]:
    """(the kind, the objects that are entries)."""
    if isinstance(said, dict) and isinstance(said.get("documents"), list) and "workspace" in said:
        documents = [one for one in said["documents"] if isinstance(one, dict)]
        return "bragbit", [b for one in documents for b in _list(one.get("brags"))]
    if isinstance(said, dict) and isinstance(said.get("achievements"), list) and "version" in said:
        kept = [a for a in said["achievements"] if isinstance(a, dict) and not a.get("isArchived")]
        return "bragdoc", kept
    if isinstance(said, dict):
        said = next((said[name] for name in LISTS if isinstance(said.get(name), list)), None)
    objects = _list(said)
    if not any(
        isinstance(o, dict) and fields.is_entry({fields.named(n): 1 for n in o}) for o in objects
    ):
        raise Refused(
            "That JSON holds no list of wins: objects with a title, and a date or an impact."
        )
    return "json", objects


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _rows(text: str, today: date, day_first: bool) -> Iterator[Entry | Problem]:
    head = text.partition("\n")[0]
    separator = max(SEPARATORS, key=head.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=separator, restkey="", restval="")
    try:
        names = {fields.named(name) for name in reader.fieldnames or ()}
        if not fields.is_entry(dict.fromkeys(names)) or names & LADDERS:
            raise Refused(
                "The first row names no columns of wins: one of title, what or win, and a date or "
                "an impact."
            )
        for row in reader:
            told = {name: value for name, value in row.items() if isinstance(value, str)}
            if any(value.strip() for value in told.values()) and row.get("state") != "deleted":
                yield fields.entry(told, reader.line_num, today, day_first=day_first)
    except csv.Error as error:
        raise Refused(f"The sheet cannot be read at line {reader.line_num}: {error}.") from None
