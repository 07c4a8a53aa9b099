"""The five dimensions: their names, and which of them the words of a win point to."""

import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import process

_DATA = Path(__file__).parent / "data/dimensions.yml"
DIMENSIONS: dict[str, dict[str, Any]] = yaml.safe_load(_DATA.read_text("utf-8"))
KEYS = tuple(DIMENSIONS)
TITLES: dict[str, str] = {key: about["title"] for key, about in DIMENSIONS.items()}
CHANNEL = re.compile(r"<#[A-Z0-9]+\|([\w-]+)>")
ENOUGH = 2  # weight below which we are not sure
MOST_WORDS = 3  # shown as the reason


class Suggestion(NamedTuple):
    """A dimension and the words of the text that point to it, as they stand there."""

    dimension: str
    words: list[str]


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


def suggest(text: str) -> list[Suggestion]:
    """What the words point to, most fitting first; empty means not sure."""
    found = {key: _found(key, text) for key in KEYS}
    weights = {key: sum(words.values()) for key, words in found.items()}
    sure = [key for key in KEYS if weights[key] >= ENOUGH]
    ranked = sorted(sure, key=lambda key: (-weights[key], KEYS.index(key)))
    return [Suggestion(key, _strongest(found[key])) for key in ranked]


def _strongest(words: dict[str, int]) -> list[str]:
    return sorted(words, key=lambda word: -words[word])[:MOST_WORDS]


def _found(key: str, text: str) -> dict[str, int]:
    """The words in the text with their weights, each once, in the order of the text."""
    pattern, weights = _pattern(key)
    found: dict[str, int] = {}
    seen: set[str] = set()
    for match in pattern.finditer(text):
        if match.group().lower() not in seen:
            seen.add(match.group().lower())
            found[match.group()] = weights[int(match.lastgroup[1:]) if match.lastgroup else 0]
    return found


@cache
def _pattern(key: str) -> tuple[re.Pattern[str], list[int]]:
    """One pattern for all words of a dimension, longest first, a named group for each."""
    rows = [
        (str(word), int(weight))
        for weight, words in DIMENSIONS[key]["words"].items()
        for word in words
    ]
    rows.sort(key=lambda row: -len(row[0]))
    groups = [f"(?P<w{at}>{_words(word)})" for at, (word, _) in enumerate(rows)]
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w])", re.IGNORECASE)
    return pattern, [weight for _, weight in rows]


def _words(word: str) -> str:
    """`align*` as a pattern; a blank is any white space."""
    return re.escape(word).replace(r"\*", r"\w{0,12}").replace(r"\ ", r"\s{1,3}")


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
