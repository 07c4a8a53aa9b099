"""Which win a praise is about, and whether a win was written down before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from bot.career.praise.words import message
from bot.career.tables import typed
from storage.records import Win

BEFORE, AFTER = 45, 14  # a win at most so many days before the praise, or after it
ENOUGH = 2.0  # two shared words of substance, or one with a figure or a credit
NEAR, TELLING = 14, 4  # days, and letters of a word that tells wins apart
ALIKE, ALIKE_DAYS = 80, 14  # token_set_ratio, and days between two dates

_STOP_FILE = Path(__file__).parent / "data" / "praise_matching.yml"
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_FIGURE = re.compile(r"(?<![\w.])[$€£]?\d[\d,]*(?:\.\d+)?\s?(?:%|k\b|m\b|x\b|ms\b)?", re.IGNORECASE)
_UNITS = frozenset(
    ("ms", "min", "mins", "minute", "minutes", "hour", "hours", "hrs", "second", "seconds")
    + ("percent", "pm", "am")
)
_ENDINGS = (
    ("ation", ""), ("ingly", ""), ("ment", ""), ("ing", ""), ("ied", "i"), ("ely", ""), ("ly", ""),
    ("ed", ""), ("er", ""), ("e", ""),
)  # fmt: skip


@dataclass(frozen=True)
class Match:
    """A win and, in words for a person, why it was chosen."""

    win: Win
    because: list[str]


@dataclass(frozen=True)
class _Fit:
    win: Win
    words: list[str]
    figures: list[str]
    days: int
    is_credited: bool

    @property
    def score(self) -> float:
        shared = len(self.words) + 1.5 * len(self.figures) + 1.0 * self.is_credited
        return shared - self.days / 100

    @property
    def is_enough(self) -> bool:
        """Never by time or credit alone: some words or a figure must be about the same thing."""
        shared = len(self.words) + 1.5 * len(self.figures) + 1.0 * self.is_credited
        return bool(self.words or self.figures) and shared >= ENOUGH

    def because(self) -> list[str]:
        said = []
        if self.words:
            said.append(f"shared words: {', '.join(self.words[:5])}")
        if self.figures:
            said.append(f"shared figures: {', '.join(self.figures)}")
        said.append(_apart(self.days))
        return [*said, "credited them"] if self.is_credited else said


def best_win(praise_text: str, said_on: date, author: str, wins: Sequence[Win]) -> Match | None:
    """The best fitting win from 45 days before the praise to 14 after it, or None.

    Shared words count one each, shared figures one and a half, a credited author one; two are
    needed, or one within two weeks when no other win shares any; the nearer day decides between
    equals. A generic word alone ("rewrite") counts nothing beside words the win lacks. Binned wins
    do not take part.
    """
    said = message(praise_text)
    words, figures = stems(said.masked), _figures(said.masked)
    fits = [
        _fit(win, words, figures, said_on, author)
        for win in wins
        if win.deleted_at is None and -AFTER <= (said_on - win.happened).days <= BEFORE
    ]
    best = max((fit for fit in fits if fit.is_enough), key=lambda fit: fit.score, default=None)
    best = best or _the_only_one(fits)
    return Match(best.win, best.because()) if best else None


def _the_only_one(fits: Sequence[_Fit]) -> _Fit | None:
    """One shared word of substance is enough within two weeks, when no other win has any."""
    sharing = [fit for fit in fits if fit.words or fit.figures]
    if len(sharing) != 1 or sharing[0].days > NEAR:
        return None
    long_enough = any(len(word) >= TELLING for word in sharing[0].words)
    return sharing[0] if long_enough or sharing[0].figures else None


def near_duplicate(win: Win, others: Sequence[Win]) -> Win | None:
    """The win most like this one: alike words, equal figures, dates within 14 days; or None."""
    close = [
        (fuzz.token_set_ratio(_plain(win.text), _plain(other.text)), other)
        for other in others
        if other.public_id != win.public_id
        and other.deleted_at is None
        and abs((other.happened - win.happened).days) <= ALIKE_DAYS
        and _numbers(other) == _numbers(win)
    ]
    score, nearest = max(close, key=lambda one: one[0], default=(0.0, win))
    return nearest if score >= ALIKE else None


def _fit(win: Win, words: dict[str, str], figures: set[str], said_on: date, author: str) -> _Fit:
    about = f"{win.text} {win.outcome}"
    theirs = stems(about)
    common = [stem for stem in words if stem in theirs]
    days = abs((said_on - win.happened).days)
    numbers = sorted(figures & _figures(about))
    if not numbers and len(common) == 1 and common[0] in _generic() and len(words) > 1:
        common = []  # a rewrite each, of different things
    shared = [words[stem] for stem in common]
    return _Fit(win, shared, numbers, days, bool(author) and author in win.credited)


def _apart(days: int) -> str:
    if days == 0:
        return "the same day"
    return f"{days} day{'' if days == 1 else 's'} apart"


@cache
def _stop() -> frozenset[str]:
    return frozenset(_words()["stop"])


@cache
def _generic() -> frozenset[str]:
    """Stems of what many wins are: alone they say nothing about which."""
    return frozenset(map(_stem, _words()["generic"]))


@cache
def _words() -> dict[str, list[str]]:
    said: dict[str, list[str]] = typed(_STOP_FILE)
    return said


def shared_words(one: str, other: str) -> list[str]:
    """The words of substance in `one` that `other` has too, whatever their endings; in order."""
    theirs = stems(other)
    return [word for stem, word in stems(one).items() if stem in theirs]


def stems(text: str) -> dict[str, str]:
    """Stem -> the word as first typed, stop-words left out, in order."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text.lower().replace("’", "'")):
        bare = word.removesuffix("'s").strip("'")
        if bare not in _stop() | _UNITS and len(bare) > 1 and set(bare) != {"x"}:
            found.setdefault(_stem(bare), bare)
    return found


def _stem(word: str) -> str:
    """Light on purpose: enough for migrate, migrated, migrating and migrations to meet."""
    word = _singular(word)
    if word[-1] == "y" and word[-2:-1] not in "aeiou" and len(word) > 3:
        return f"{word[:-1]}i"
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 3:
            stem = word[: -len(ending)] + instead
            break
    else:
        return word
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiouls":
        stem = stem[:-1]
    return stem.removesuffix("at") if len(stem) > 5 else stem


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
    return word[:-1] if is_plural else word


def _figures(text: str) -> set[str]:
    """Figures as tokens that compare: "1,200" and "1200", "40 %" and "40%"."""
    found = (re.sub(r"[\s,]", "", figure).lower() for figure in _FIGURE.findall(text))
    return {figure for figure in found if len(figure) > 1}


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _numbers(win: Win) -> list[tuple[str, ...]]:
    """The figures of a win so that two wins compare, whatever order they were typed in."""
    if not win.figures:
        return sorted((figure,) for figure in _figures(win.text))
    keys = ("before", "after", "value", "unit")
    return sorted(tuple(str(figure.get(key)) for key in keys) for figure in win.figures)
