"""Which of the five dimensions a company's own may mean: proposed with the reason, never taken."""

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from bot.career import dimensions
from bot.career.ladders import rungs
from bot.career.ladders.target import Criterion, Ladder

NONE = "none"
MEANINGS = (*dimensions.KEYS, NONE)
SHARE = 0.25  # of a dimension's criteria that must point the same way


class Proposal(NamedTuple):
    """`dimension` is one of the five, or `none`; `because` is a clause to show beside it."""

    dimension: str
    because: str


def proposals(ladder: Ladder) -> dict[str, Proposal]:
    """One for each thing that is mapped, by its key, in the ladder's order."""
    return {key: _proposal(ladder, key, name) for key, name in ladder.sources}


def titled(dimension: str) -> str:
    """`Blast radius`; for `none` and for what nobody mapped, `None of them`."""
    return dimensions.TITLES.get(dimension, "None of them")


def _proposal(ladder: Ladder, key: str, name: str) -> Proposal:
    if key in ladder.mapping:
        return Proposal(ladder.mapping[key], "the file says so")
    if any(dimension.id == key for dimension in ladder.dimensions):
        mine = [one for one in ladder.criteria if one.dimension == key]
        return _by_name(name) or _by_criteria(mine) or UNSURE
    found = dimensions.suggest(name)
    return _said(found[0]) if found else UNSURE


UNSURE = Proposal(NONE, "nothing in its words points to one of the five")


def _by_name(name: str) -> Proposal | None:
    """The weightiest word of the name; skill in the trade only when nothing else is said."""
    for pattern, meant in _patterns():
        if word := pattern.search(name):
            trade = ", skill in the trade itself" if meant == NONE else ""
            return Proposal(meant, f"its name says “{word[0].lower()}”{trade}")
    return None


def _by_criteria(mine: list[Criterion]) -> Proposal | None:
    """What most of its criteria point to, when they are a good part of them."""
    found = [hits[0] for one in mine if (hits := _suggested(one.text))]
    if not found:
        return None
    (best, number), *_ = Counter(hit.dimension for hit in found).most_common(1)
    if number < max(2, SHARE * len(mine)):
        return None
    words = Counter(word.lower() for hit in found if hit.dimension == best for word in hit.words)
    shown = ", ".join(f"“{word}”" for word, _ in words.most_common(3))
    return Proposal(best, f"{number} of its {len(mine)} criteria say such as {shown}")


def _suggested(text: str) -> list[dimensions.Suggestion]:
    """Criteria say what somebody does: "Mentors two" is read as "Mentor two"."""
    verb, gap, rest = text.partition(" ")
    cut = 2 if verb.endswith(("ches", "shes", "sses", "xes")) else 1
    is_third = verb.endswith("s") and not verb.endswith("ss")
    plain = f"{verb[:-cut]}{gap}{rest}" if is_third else text
    return dimensions.suggest(text) or dimensions.suggest(plain)


def _said(hit: dimensions.Suggestion) -> Proposal:
    return Proposal(hit.dimension, f"it says {', '.join(f'“{word}”' for word in hit.words)}")


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """(word, meaning) by weight: the first words of each list first, `none` behind all others."""
    rows = [
        (meant == NONE, at, str(word), str(meant))
        for meant, words in rungs.words()["means"].items()
        for at, word in enumerate(words)
    ]
    return [
        (re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE), meant)
        for _, _, word, meant in sorted(rows, key=lambda row: (row[0], row[1]))
    ]
