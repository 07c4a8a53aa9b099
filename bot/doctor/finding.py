"""One thing the doctor saw."""

from enum import Enum
from typing import NamedTuple


class Level(Enum):
    """`WRONG` makes the command end with 1."""

    GOOD = "ok"
    DOUBTFUL = "look"
    WRONG = "wrong"


class Finding(NamedTuple):
    """`fix` is what to do; "" when all is well."""

    level: Level
    what: str
    fix: str = ""


def good(what: str) -> Finding:
    return Finding(Level.GOOD, what)


def look(what: str, fix: str) -> Finding:
    return Finding(Level.DOUBTFUL, what, fix)


def wrong(what: str, fix: str) -> Finding:
    return Finding(Level.WRONG, what, fix)
