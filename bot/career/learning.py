"""What a person's own corrections teach: which of their words belong to which dimension."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from bot.career import phrases
from bot.career.line import Line
from storage.records import Correction, Win

ENOUGH = 2  # corrections that must agree: once can be a fluke
MOST_WORDS = 40  # of one win
SHORTEST = 3  # letters
TIMES = {1: "once", 2: "twice"}


class Lesson(NamedTuple):
    """A word that its writer has moved to a dimension `times` more often than away from it."""

    word: str
    dimension: str
    times: int

    def said(self, title: str) -> str:
        """you moved “rota” to Influence twice."""
        return f"you moved “{self.word}” to {title} {TIMES.get(self.times, f'{self.times} times')}"


Taught = Mapping[str, Lesson]  # by the folded word
NOTHING: Taught = {}


def lessons(corrections: Iterable[Correction]) -> Taught:
    """Every word on which at least `ENOUGH` corrections agree, and none says otherwise.

    A word counts for the dimension its win was moved to and against the one that was suggested.
    """
    balance: dict[str, Counter[str]] = defaultdict(Counter)
    for correction in corrections:
        for word in correction.words:
            balance[word][correction.moved_to] += 1
            balance[word][correction.moved_from] -= 1
    best = {word: counted.most_common(2) for word, counted in balance.items()}
    return {
        word: Lesson(word, ranked[0][0], ranked[0][1])
        for word, ranked in best.items()
        if ranked[0][1] >= ENOUGH and all(times <= 0 for _, times in ranked[1:])
    }


def words_of(text: str) -> list[str]:
    """What the text is about, each word once: no verbs of doing, no people, no small words."""
    return list(dict.fromkeys(found for found in _folded(phrases.read(text)) if found))[:MOST_WORDS]


def found(line: Line, taught: Taught) -> dict[str, dict[str, Lesson]]:
    """Per dimension the words as typed that were taught, with the lesson of each."""
    lessons_here: dict[str, dict[str, Lesson]] = defaultdict(dict)
    if taught:
        for (first, past), word in zip(line.spans, _folded(line), strict=True):
            if word in taught:
                lessons_here[taught[word].dimension][line.text[first:past]] = taught[word]
    return lessons_here


def corrected(win: Win, chosen: str, before: Correction | None, at: datetime) -> Correction | None:
    """What to remember of a new main dimension; None when it says nothing or takes it back.

    Only a suggestion can be corrected: what the person filed themselves teaches nothing.
    """
    suggested = before.moved_from if before else _suggested(win)
    if suggested is None or chosen == suggested or win.id is None:
        return None
    return Correction(
        workspace=win.workspace,
        owner=win.owner,
        win_id=win.id,
        moved_from=suggested,
        moved_to=chosen,
        words=words_of(f"{win.text}\n{win.outcome}"),
        at=at,
    )


def _suggested(win: Win) -> str | None:
    """The dimension we suggested, "" when we were not sure, None when it was not us."""
    if not win.dimensions:
        return None if win.unsorted else ""
    return win.dimensions[0] if win.dimensions[0] in win.because else None


def _folded(line: Line) -> list[str]:
    """Per word of the line the form under which it is remembered; "" for one that says nothing."""
    return [_topic(word) for word in line.words]


def _topic(word: str) -> str:
    bare = word.removesuffix("'s")
    if len(bare) < SHORTEST or not bare.isalpha() or bare in phrases.general():
        return ""
    return bare[:-1] if bare.endswith("s") and not bare.endswith(("ss", "us", "is")) else bare
