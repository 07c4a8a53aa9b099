"""How well a "no" is read: specific or not; `--misses` shows the answers that went wrong."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bot.career import decisions

LABELLED = Path(__file__).parent.parent / "tests" / "career" / "labelled_decisions.yml"


class Quality(NamedTuple):
    """Of answers called specific how many are, and of those that are how many were found."""

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
    """Each with its `text`, whether it is `specific`, and maybe `held_out`."""
    rows: list[dict[str, Any]] = yaml.safe_load(LABELLED.read_text("utf-8"))
    return rows


def quality(rows: Iterable[dict[str, Any]]) -> Quality:
    told = [(row["specific"], decisions.specific(row["text"]).is_specific) for row in rows]
    right = sum(due and given for due, given in told)
    return Quality(right, sum(given for _, given in told), sum(due for due, _ in told))


def measure(rows: list[dict[str, Any]]) -> tuple[float, float]:
    said = quality(rows)
    return said.precision, said.recall


def main() -> None:
    for row in labelled():
        verdict = decisions.specific(row["text"])
        if verdict.is_specific != row["specific"] and "--misses" in sys.argv:
            print(row["specific"], bool(row.get("held_out")), row["text"], verdict, sep=" | ")
    for part in (False, True):
        rows = [row for row in labelled() if bool(row.get("held_out")) is part]
        print("held out" if part else "seen", len(rows), measure(rows))


if __name__ == "__main__":
    main()
