"""Entries of a brag document as wins, and those of them that the book has already."""

import hashlib
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.career import dimensions, wins
from bot.career.brags.entries import Brags, Entry, Problem
from bot.career.wins import Owner
from bot.errors import Refused
from storage.records import Win

NEAR = timedelta(days=14)
ALIKE = 92  # of 100
WORDS = re.compile(r"[^\w]+")


class Found(NamedTuple):
    """What an import would do. `doubles` are said already, in the book or before."""

    kind: str
    new: list[Win]
    doubles: list[tuple[Entry, Win]]
    problems: list[Problem]
    undated: int  # filed under today
    rough: int  # filed under the last day of a month or quarter


def found(brags: Brags, book: Sequence[Win], person: Owner, now: datetime) -> Found:
    """`now` is aware, in the person's zone; `book` is everything the person has, the bin too."""
    new: list[Win] = []
    doubles: list[tuple[Entry, Win]] = []
    problems = list(brags.problems)
    seen = _Seen(book)
    kept: list[Entry] = []
    for entry in brags.entries:
        try:
            win = _win(entry, person, now)
        except Refused as refused:
            problems.append(Problem(entry.line, refused.sentence))
            continue
        same = seen.same(win)
        if same is not None:
            doubles.append((entry, same))
            continue
        seen.add(win)
        new.append(win)
        kept.append(entry)
    undated = sum(entry.happened is None for entry in kept)
    rough = sum(entry.is_rough for entry in kept)
    return Found(brags.kind, new, doubles, sorted(problems), undated, rough)


class _Seen:
    """Wins by their day, so that a long document is compared with its neighbours alone."""

    def __init__(self, book: Sequence[Win]) -> None:
        self._by_day: dict[date, list[tuple[str, Win]]] = {}
        self._sources = {win.source: win for win in book}
        for win in book:
            self.add(win)

    def add(self, win: Win) -> None:
        self._sources[win.source] = win
        self._by_day.setdefault(win.happened, []).append((_folded(win.text), win))

    def same(self, win: Win) -> Win | None:
        if win.source in self._sources:
            return self._sources[win.source]
        words = _folded(win.text)
        for away in range(-NEAR.days, NEAR.days + 1):
            near = self._by_day.get(win.happened + timedelta(days=away), ())
            for said, other in near:
                if _is_same(said, words):
                    return other
        return None


def _is_same(one: str, other: str) -> bool:
    """Alike in words, and with the same figures."""
    is_alike = one == other or fuzz.ratio(one, other, score_cutoff=ALIKE) > 0
    return is_alike and _numbers(one) == _numbers(other)


def _folded(text: str) -> str:
    return WORDS.sub(" ", text.partition("\n")[0].lower()).strip()


def _numbers(said: str) -> list[str]:
    return re.findall(r"\d+", said)


def _win(entry: Entry, person: Owner, now: datetime) -> Win:
    """With its figures read, its dimension suggested, and a source that is the same next time."""
    tags = [key for key in map(dimensions.by_tag, entry.tags) if key is not None]
    answers = {
        "what": entry.text,
        "outcome": entry.outcome,
        "happened": (entry.happened or now.date()).isoformat(),
        "dimensions": list(dict.fromkeys(tags)),
        "links": "\n".join(entry.links[: wins.MOST_LINKS]),
    }
    told = f"{entry.happened}\n{entry.text}\n{entry.outcome}"
    source = f"import:{hashlib.sha256(told.encode()).hexdigest()[:32]}"
    return wins.from_form(answers, person, now, source)
