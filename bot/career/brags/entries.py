"""What stands in a brag document, before it is a win."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True)
class Entry:
    """One thing that was done; `happened` is None where the document names no day.

    `line` is where it stands: a line of text, a row of a sheet, or its number in JSON.
    """

    text: str
    line: int
    happened: date | None = None
    is_rough: bool = False  # only the month or quarter is said; then its last day
    outcome: str = ""
    links: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


class Problem(NamedTuple):
    """Why something was not read."""

    line: int
    said: str


class Brags(NamedTuple):
    """`kind`: bragbit | bragdoc | json | csv | markdown."""

    kind: str
    entries: list[Entry]
    problems: list[Problem]
