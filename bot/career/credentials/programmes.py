"""Programmes in progress: units, days, how far; finished, a programme becomes a credential."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.errors import Refused
from storage.records_credentials import Programme

LINE = re.compile(r"(?P<done>\[[xX ]?\]\s*)?(?P<name>.*?)(?:\s+by (?P<due>\d{4}-\d\d-\d\d))?\s*")
MOST = 60  # units
WIDE = 10  # squares of a bar


def units(text: str, before: Sequence[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """A unit a line: `[x] Statistics by 2027-01-31`. What was done before stays done on its day."""
    done = {unit["name"]: unit["done"] for unit in before}
    found = [_unit(line, done, today) for line in text.splitlines() if line.strip(" -*•\t")]
    if not found:
        raise Refused("Write the units, one a line.", "units")
    if len(found) > MOST:
        raise Refused(f"{MOST} units are the most.", "units")
    names = [unit["name"].lower() for unit in found]
    if len(set(names)) != len(names):
        raise Refused("Two units have the same name. Tell them apart.", "units")
    return found


def text(programme: Programme) -> str:
    """The units as they are written in the form."""
    return "\n".join(_line(unit) for unit in programme.units)


def done(programme: Programme) -> int:
    return sum(bool(unit["done"]) for unit in programme.units)


def is_whole(programme: Programme) -> bool:
    return done(programme) == len(programme.units)


def bar(programme: Programme) -> str:
    """`▰▰▰▱▱▱▱▱▱▱ 3 of 10`; full only when everything is done."""
    total, ready = len(programme.units), done(programme)
    filled = ready * WIDE // total if total else 0
    return f"{'▰' * filled}{'▱' * (WIDE - filled)} {ready} of {total}"


def late(programme: Programme, today: date) -> list[str]:
    """Units whose day is over and that are not done."""
    return [u["name"] for u in programme.units if not u["done"] and (u["due"] or "9") < f"{today}"]


def following(programme: Programme) -> dict[str, Any] | None:
    """The next unit: the one with the nearest day, else the first that is not done."""
    left = [unit for unit in programme.units if not unit["done"]]
    return min(left, key=lambda unit: unit["due"] or "9", default=None)


def _unit(line: str, before: dict[str, Any], today: date) -> dict[str, Any]:
    found = LINE.fullmatch(line.strip(" -*•\t"))
    assert found is not None
    name = " ".join(found["name"].split())[:200]
    if not name:
        raise Refused("A unit has no name.", "units")
    due = found["due"]
    if due:
        try:
            date.fromisoformat(due)
        except ValueError:
            raise Refused(f"{due} is no day of the calendar.", "units") from None
    is_done = bool(found["done"]) and "x" in found["done"].lower()
    on = (before.get(name) or today.isoformat()) if is_done else None
    return {"name": name, "due": due, "done": on}


def _line(unit: dict[str, Any]) -> str:
    due = f" by {unit['due']}" if unit["due"] else ""
    return f"[{'x' if unit['done'] else ' '}] {unit['name']}{due}"
