"""The agenda of a check-in: drafted from what is new, shared item by item."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bot.career import dimensions, gaps
from bot.career.days import spelled
from bot.career.metrics.shown import figure
from bot.career.plans import Progress
from storage.records import Praise, Win

MOST = 20  # items offered
WORDS = 400  # characters of a win


class Item(NamedTuple):
    """`key` is what a box says was chosen; `text` exactly what the sponsor would read."""

    key: str
    label: str
    text: str


def draft(
    wins: Sequence[Win],
    backing: Mapping[int, Sequence[Praise]],
    thin: Sequence[gaps.Standing],
    shown: Sequence[Progress],
    since: date,
) -> list[Item]:
    """New wins first, then the agreed evidence, then what is thin; nothing is shared by itself."""
    new = [win for win in wins if win.created_at.date() >= since or win.happened >= since]
    items = [_win(win, backing.get(win.id or 0, ())) for win in new]
    items += [_evidence(one) for one in shown]
    items += [_thin(one) for one in thin]
    return items[:MOST]


def _win(win: Win, backing: Sequence[Praise]) -> Item:
    words = " ".join(filter(None, [win.text, win.outcome]))
    words = words if len(words) <= WORDS else f"{words[: WORDS - 1].rstrip()}…"
    figures = ", ".join(figure(found) for found in win.figures[:2])
    people = len(gaps.corroborators(win, backing))
    who = "1 colleague" if people == 1 else f"{people} colleagues"
    beside = [spelled(win.happened), figures, f"backed by {who}" if people else ""]
    text = f"Win: {words} ({', '.join(filter(None, beside))})"
    return Item(f"win:{win.public_id}", f"Win {win.number}: {win.text}", text)


def _evidence(one: Progress) -> Item:
    many = "1 win" if len(one.wins) == 1 else f"{len(one.wins)} wins"
    state = f"shown by {many}, {one.backed} backed by a colleague" if one.wins else "not shown yet"
    text = f"Agreed evidence: {one.text} ({state})"
    return Item(f"evidence:{one.id}", f"Agreed: {one.text}", text)


def _thin(one: gaps.Standing) -> Item:
    title = dimensions.TITLES.get(one.dimension, one.dimension)
    since = f"nothing since {spelled(one.last)}" if one.last else "nothing yet"
    state = since if not one.wins else f"needs {', '.join(one.missing)}"
    return Item(f"thin:{one.dimension}", f"Thin: {title}", f"Thin: {title} ({state})")
