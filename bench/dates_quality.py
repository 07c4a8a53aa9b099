"""Precision and recall of the date reader: python -m bench.dates_quality."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from bot.career import dates
from bot.career.tables import typed
from bot.errors import Refused

LABELS = Path(__file__).parent.parent / "tests/career/labelled_dates.yml"


class Line(NamedTuple):
    """A labelled line; `day` is None where a refusal is wanted."""

    text: str
    now: datetime
    day: date | None
    rest: str
    is_held_out: bool


def lines() -> list[Line]:
    groups: list[dict[str, Any]] = typed(LABELS)
    return [
        Line(row[0], _now(group), None, "", group["held_out"])
        if row[1] == "refused"
        else Line(row[0], _now(group), row[1], row[2], group["held_out"])
        for group in groups
        for row in group["lines"]
    ]


def answer(line: Line) -> tuple[date | None, str]:
    """What the reader says: a day and the rest, or (None, "") for a refusal."""
    try:
        return dates.read(line.text, line.now)
    except Refused:
        return None, ""


def measure(rows: list[Line]) -> tuple[float, float]:
    """(precision, recall) of dates taken out of lines: day and rest must both be right."""
    said = [row for row in rows if answer(row)[1] != row.text.strip()]
    real = [row for row in rows if row.rest != row.text.strip()]
    right = [row for row in real if answer(row) == (row.day, row.rest)]
    return len(right) / max(1, len(said)), len(right) / max(1, len(real))


def main() -> None:
    everything = lines()
    for row in everything:
        if answer(row) != (row.day, row.rest):
            print(f"  wrong: {row.text!r} {answer(row)} wanted {row.day} {row.rest!r}")
    for name, wanted in (("tuned on", False), ("held out", True)):
        rows = [row for row in everything if row.is_held_out is wanted]
        precision, recall = measure(rows)
        print(f"{name}: {len(rows)} lines, precision {precision:.3f}, recall {recall:.3f}")


def _now(group: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(group["now"])


if __name__ == "__main__":
    sys.exit(main())
