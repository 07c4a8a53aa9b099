"""Yes, no, not yet: whether a "no" names a gap that can be closed, and what became of the last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "data" / "decisions.yml"
QUESTIONS = (
    "What exactly would you have needed to see to say yes?",
    "By when should it be there, and how will we both know that it is?",
)
CLAUSE = re.compile(r"[.;:!?\n]+|,? but |, and I ")
WORD = re.compile(r"[a-z][a-z'’-]*|\d[\d.,]*%?")
SHORT = (("’", "'"), ("you're", "you are"), ("i'd", "i would"), ("i'll", "i will"), ("n't", " not"))
FILLERS = r"(?:\s+(?:a|the|bit|little|much|even|just|so|slightly|somewhat)){0,3}\s+"


@dataclass(frozen=True)
class Verdict:
    """Whether an answer says what would have to be seen; true when it does.

    `soft` are the phrases that only sound like it, in the words typed as far as they were read;
    `aim` is the clause that names something one can point at; `blocker` is band, quota, budget or
    "", for reasons that no skill closes.
    """

    is_specific: bool
    soft: tuple[str, ...] = ()
    aim: str = ""
    blocker: str = ""

    def __bool__(self) -> bool:
        return self.is_specific

    @property
    def questions(self) -> tuple[str, ...]:
        """What to ask back; nothing when the answer is specific."""
        return () if self.is_specific else QUESTIONS


def specific(text: str) -> Verdict:
    """Read an answer to "why not yet". An aim names a deed or a lack, and a thing one can see."""
    said = _plain(text)
    soft = tuple(phrase for phrase, found in _soft() if found.search(said))
    rest = said
    for _, found in _soft():
        rest = found.sub(" ", rest)
    aim = next((clause.strip() for clause in CLAUSE.split(rest) if _is_aim(clause)), "")
    return Verdict(bool(aim), soft, aim, structural(text))


def structural(text: str) -> str:
    """band, quota or budget, when the answer gives one of these as its reason; "" otherwise."""
    said = _plain(text)
    for kind, phrases in _data()["structural"].items():
        if any(re.search(rf"\b{re.escape(phrase)}\b", said) for phrase in phrases):
            return str(kind)
    return ""


def _is_aim(clause: str) -> bool:
    words = WORD.findall(clause)
    return _names_a_thing(clause, words) and (_has_deed(words) or _lacks(clause))


def _has_deed(words: Sequence[str]) -> bool:
    return bool(_set("deeds") & set(words))


def _lacks(clause: str) -> bool:
    return any(phrase in clause for phrase in _data()["lacking"])


def _names_a_thing(clause: str, words: Sequence[str]) -> bool:
    """A thing from the list, a figure that counts no time, or a proper thing behind its deed."""
    if _set("things") & set(words) or any(f" {two} " in f" {clause} " for two in _pairs()):
        return True
    return any(_counts_something(words, at) for at in range(len(words)))


def _counts_something(words: Sequence[str], at: int) -> bool:
    is_number = words[at][0].isdigit() or words[at] in _set("numbers")
    after = [word for word in words[at + 1 : at + 4] if word not in ("more", "of", "strong")]
    counted = after[0] if after else ""
    if words[at].endswith("%"):
        return True
    return is_number and bool(counted) and counted not in _set("spans") | _set("hollow")


def _plain(text: str) -> str:
    said = " ".join(text.lower().split())
    for short, long in SHORT:
        said = said.replace(short, long)
    return said


@cache
def _soft() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each with room for the little words that people put into it; the longest first."""
    phrases = sorted(_data()["soft"], key=len, reverse=True)
    return tuple(
        (phrase, re.compile(rf"\b{FILLERS.join(map(re.escape, phrase.split()))}\b"))
        for phrase in phrases
    )


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(word for word in _data()[name] if " " not in word)


@cache
def _pairs() -> tuple[str, ...]:
    return tuple(word for word in _data()["things"] if " " in word)


@cache
def _data() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return said
