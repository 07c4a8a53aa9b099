"""What reading a file gave: the ladder or every problem with its place, and notes for a dry run."""

from dataclasses import dataclass, field
from typing import NamedTuple

from bot.career.ladders.target import Ladder

MOST = 100  # problems that are listed


class Spot(NamedTuple):
    """Where something stands; both count from 1. In a sheet, `column` is the number of the cell."""

    line: int
    column: int


TOP = Spot(1, 1)


class Problem(NamedTuple):
    """One thing that keeps a file from being imported: what is wrong, and what to write instead."""

    file: str
    line: int
    column: int
    wrong: str
    fix: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.wrong} {self.fix}".rstrip()


class Stop(Exception):  # noqa: N818 - says what it does; the reason stands in the report
    """Nothing more can be read from this file."""


@dataclass
class Report:
    """Collects what is to be said of one file while it is read."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def wrong(self, spot: Spot, wrong: str, fix: str = "") -> None:
        self.problems.append(Problem(self.file, spot.line, spot.column, wrong, fix))

    def stop(self, spot: Spot, wrong: str, fix: str = "") -> Stop:
        """Note it; the caller raises what this returns."""
        self.wrong(spot, wrong, fix)
        return Stop()

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


@dataclass(frozen=True)
class Found:
    """`ladder` is None when there are problems: then nothing of the file may be used."""

    file: str
    shape: str
    digest: str
    ladder: Ladder | None
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]


def count(number: int, noun: str, many: str = "") -> str:
    """`1 level`, `3 levels`."""
    return f"{number} {noun if number == 1 else many or noun + 's'}"


def listed(words: list[str], most: int = 8) -> str:
    """`a, b and c`; what is left over is counted."""
    if len(words) > most:
        return f"{', '.join(words[:most])} and {len(words) - most} more"
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)
