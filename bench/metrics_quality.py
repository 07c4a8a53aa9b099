"""Precision and recall of the figure reader on the labelled sentences, by exact words."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from bot.career.metrics import find
from bot.career.tables import typed

LABELLED = Path(__file__).parent.parent / "tests" / "career" / "labelled_metrics.yml"


class Quality(NamedTuple):
    """How many figures were right, found and expected."""

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
    """The labelled sentences, each with `text`, `figures` and maybe `numbers` and `held_out`."""
    rows: list[dict[str, Any]] = typed(LABELLED)
    return rows


def quality(rows: list[dict[str, Any]]) -> Quality:
    right = found = expected = 0
    for row in rows:
        texts, wanted = Counter(m.text for m in find(row["text"])), Counter(row["figures"])
        right += (texts & wanted).total()
        found += texts.total()
        expected += wanted.total()
    return Quality(right, found, expected)


def _print_misses(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        texts = [m.text for m in find(row["text"])]
        if sorted(texts) != sorted(row["figures"]):
            print(f"  {row['text']!r}\n    found {texts}\n    label {row['figures']}")


def main() -> None:
    rows = labelled()
    for name, part in (("all", rows), ("held out", [r for r in rows if r.get("held_out")])):
        q = quality(part)
        print(f"{name}: {len(part)} sentences, {q.expected} figures,", end=" ")
        print(f"precision {q.precision:.3f}, recall {q.recall:.3f}")
    if "--misses" in sys.argv:
        _print_misses(rows)


if __name__ == "__main__":
    main()
