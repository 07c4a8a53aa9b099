"""How well bullets are read, label by label; `--misses` shows the bullets that went wrong."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from bot.career import bullets
from bot.career.tables import typed

LABELLED = Path(__file__).parent.parent / "tests" / "career" / "labelled_bullets.yml"
YES_OR_NO = {
    "vague": "vague",
    "outcome": "has_outcome",
    "figure": "has_figure",
    "beneficiary": "names_beneficiary",
    "owns": "owns",
}
LABELS = (*YES_OR_NO, "weak", "dimension")
AIMS = {"vague": 0.9, "dimension": 0.75}
AIM = 0.85


class Quality(NamedTuple):
    """How often a label was rightly given, given at all, and due."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0


def labelled() -> list[dict[str, Any]]:
    """The labelled bullets, each with its `text`, a value for every label, and maybe `held_out`."""
    rows: list[dict[str, Any]] = typed(LABELLED)
    return rows


def quality(rows: Iterable[dict[str, Any]], label: str) -> Quality:
    """For "dimension", of all bullets: the first one, or none, is right."""
    rights, founds, dues = zip(*(_compared(row, label) for row in rows), strict=True)
    return Quality(sum(rights), sum(founds), sum(dues))


def _compared(row: dict[str, Any], label: str) -> tuple[int, int, int]:
    found, due = said(row["text"], label), row[label]
    if label == "dimension":
        return int(found == due), 1, 1
    if label == "weak":
        due = [phrase.lower() for phrase in due]
        found = [phrase.lower() for phrase in found]
        return len(set(found) & set(due)), len(found), len(due)
    return int(found and due), int(found), int(due)


def said(text: str, label: str) -> Any:
    """What the reader says of a text under this label."""
    reading = bullets.read(text)
    if label == "weak":
        return reading.weak_phrases
    if label == "dimension":
        return reading.dimensions[0].dimension if reading.dimensions else None
    return getattr(reading, YES_OR_NO[label])


def parts(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    held_out = [row for row in rows if row.get("held_out")]
    return {"all": rows, "held out": held_out, "seen": [row for row in rows if row not in held_out]}


def aim_of(label: str) -> float:
    return AIMS.get(label, AIM)


def _show(part: str, rows: list[dict[str, Any]]) -> None:
    for label in LABELS:
        q = quality(rows, label)
        aim = aim_of(label)
        met = "" if min(q.precision, q.recall) >= aim else f"  (aim {aim})"
        print(f"{part:9} {label:12} precision {q.precision:.3f}  recall {q.recall:.3f}{met}")


def _show_misses(rows: list[dict[str, Any]], labels: Iterable[str]) -> None:
    for label in labels:
        for row in rows:
            right, found, due = _compared(row, label)
            if not right == found == due:
                print(f"{label}: {row['text']!r}: {said(row['text'], label)}, not {row[label]}")


def main() -> None:
    chosen = parts(labelled())
    wanted = [name for name in chosen if name.replace(" ", "-") in sys.argv] or ["all", "held out"]
    for part in wanted:
        _show(part, chosen[part])
    if "--misses" in sys.argv:
        labels = [label for label in LABELS if label in sys.argv] or LABELS
        for part in wanted:
            _show_misses(chosen[part], labels)


if __name__ == "__main__":
    main()
