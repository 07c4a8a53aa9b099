"""The five dimensions: their names, and which of them the words of a win point to."""

import re
from functools import cache
from typing import Any, NamedTuple

from rapidfuzz import process

from bot.career import learning, phrases
from bot.career.learning import NOTHING, Lesson, Taught
from bot.career.line import Line
from bot.career.phrases import Found, Phrases, listed

DIMENSIONS: dict[str, dict[str, Any]] = phrases.data("dimensions")
KEYS = tuple(DIMENSIONS)
TITLES: dict[str, str] = {key: about["title"] for key, about in DIMENSIONS.items()}
CHANNEL = re.compile(r"<#[A-Z0-9]+\|([\w-]+)>")
ENOUGH = 2  # weight below which we are not sure
TAUGHT = 5  # what a word weighs that the person has moved to a dimension
MOST_WORDS = 3  # shown as the reason
# Of two that weigh the same, the one that is said less often by chance.
PRECEDENCE = ("direction", "ambiguity", "influence", "blast_radius", "scope")


class Suggestion(NamedTuple):
    """A dimension and the words of the text that point to it, as they stand there.

    `taught` are those of them that the person's own corrections point with.
    """

    dimension: str
    words: list[str]
    taught: tuple[Lesson, ...] = ()

    @property
    def reasons(self) -> list[str]:
        """What to show behind "because": "you moved “rota” to Influence twice", else the words."""
        return [one.said(TITLES[self.dimension]) for one in self.taught] or self.words


def by_tag(tag: str) -> str | None:
    """The dimension a #tag means: its name, an alias, or a beginning that only one of them has."""
    wanted = _folded(tag)
    if not wanted:
        return None
    names = _names()
    if wanted in names:
        return names[wanted]
    keys = {key for key in KEYS if _folded(key).startswith(wanted)}
    fitting = keys or {key for name, key in names.items() if name.startswith(wanted)}
    return fitting.pop() if len(fitting) == 1 else None


def tagged(line: str) -> str:
    """The line with `#scope` where Slack made a channel of it because one has that name."""
    return CHANNEL.sub(lambda found: f"#{found[1]}" if by_tag(found[1]) else found[0], line)


def nearest(tag: str) -> list[str]:
    """The two dimensions whose names are most like an unknown tag, best first."""
    names = _names()
    ranked = process.extract(_folded(tag), list(names), limit=None)
    return list(dict.fromkeys(names[name] for name, _, _ in ranked))[:2]


def suggest(text: str, taught: Taught = NOTHING) -> list[Suggestion]:
    """What the words point to, most fitting first; empty means not sure."""
    return weighed(phrases.read(text), taught)


def weighed(line: Line, taught: Taught = NOTHING) -> list[Suggestion]:
    """As `suggest`, of a text that is cut already. What the person taught weighs most."""
    own = learning.found(line, taught)
    found = {key: _found(line, key) | dict.fromkeys(own.get(key, ()), TAUGHT) for key in KEYS}
    weights = {key: sum(words.values()) for key, words in found.items()}
    sure = [key for key in KEYS if weights[key] >= ENOUGH]
    ranked = sorted(sure, key=lambda key: (key not in own, -weights[key], PRECEDENCE.index(key)))
    return [
        Suggestion(key, _strongest(found[key]), tuple(own.get(key, {}).values())[:MOST_WORDS])
        for key in ranked
    ]


def _strongest(words: dict[str, int]) -> list[str]:
    return sorted(words, key=lambda word: -words[word])[:MOST_WORDS]


def _found(line: Line, key: str) -> dict[str, int]:
    """The words as typed with their weights, none inside another, in the order of the text."""
    words: dict[str, int] = {}
    past = 0
    for found in _table(key).within(line, _weightiest):
        typed = line.typed(found.first, found.past)
        if found.first >= past and typed.lower() not in map(str.lower, words):
            words[typed] = found.worth
            past = found.past
    return words


def _weightiest(found: Found) -> tuple[int, int]:
    """What weighs most, in the fewest words: they are shown as the reason."""
    return found.worth, -found.past


@cache
def _table(key: str) -> Phrases:
    rows = phrases.data("dimensions")[key]["words"]
    return Phrases((word, int(worth)) for worth, words in rows.items() for word in listed(words))


@cache
def _names() -> dict[str, str]:
    """Every folded name and alias with its dimension."""
    return {
        _folded(name): key
        for key, about in DIMENSIONS.items()
        for name in (key, about["title"], *about["aliases"])
    }


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).lower()
