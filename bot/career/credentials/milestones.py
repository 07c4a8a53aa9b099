"""Small milestones per dimension, derived from the book; never claimed, never compared."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.career.gaps import is_corroborated
from storage.records import Praise, Win
from storage.records_credentials import Credential

NAMES = ("first win", "first figure", "first corroborator", "third month")


class Milestone(NamedTuple):
    """`on` is the day it was reached; None: not yet."""

    name: str
    on: date | None


def of(
    dimension: str, wins: Sequence[Win], backing: Mapping[int, Sequence[Praise]]
) -> list[Milestone]:
    """The four of one dimension, in their order."""
    mine = sorted((w for w in wins if dimension in w.dimensions), key=lambda w: w.happened)
    with_figures = [win for win in mine if win.figures]
    backed = [win for win in mine if is_corroborated(win, backing.get(win.id or 0, ()))]
    found = (_first(mine), _first(with_figures), _first(backed), _third_month(mine))
    return [Milestone(*pair) for pair in zip(NAMES, found, strict=True)]


class Moment(NamedTuple):
    """One thing of a dimension's picture over time: a win, words about it, a credential."""

    on: date
    kind: str  # win | words | credential | expired
    what: str


def elevation(
    dimension: str,
    wins: Sequence[Win],
    backing: Mapping[int, Sequence[Praise]],
    held: Sequence[Credential],
    today: date,
) -> list[Moment]:
    """Wins, corroboration and credentials of one dimension, oldest first."""
    mine = [win for win in wins if dimension in win.dimensions]
    found = [Moment(win.happened, "win", win.text) for win in mine]
    for win in mine:
        others = [p for p in backing.get(win.id or 0, ()) if p.author not in ("", win.owner)]
        found += [Moment(p.said_at.date(), "words", f"about win {win.number}") for p in others]
    for one in (one for one in held if dimension in one.dimensions):
        if one.issued:
            found.append(Moment(one.issued, "credential", one.title))
        if one.expires and one.expires < today:
            found.append(Moment(one.expires, "expired", one.title))
    return sorted(found, key=lambda moment: moment.on)


def _first(wins: Sequence[Win]) -> date | None:
    return wins[0].happened if wins else None


def _third_month(wins: Sequence[Win]) -> date | None:
    months: set[tuple[int, int]] = set()
    for win in wins:
        months.add((win.happened.year, win.happened.month))
        if len(months) == 3:
            return win.happened
    return None
