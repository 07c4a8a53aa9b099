"""The words and phrases the praise reader goes by, from its data files, made into patterns."""

import re
from functools import cache
from pathlib import Path

from bot.career.tables import typed

MENTION = "\ue000"  # begins a masked mention; padding follows, so that places stay the same
NAME = rf"{MENTION}\ue001*+"
NAMES = rf"{NAME}(?:(?:\s|,|&|\+|/|\band\b)*{NAME})*"
_DATA = Path(__file__).parents[1] / "data"
_LIST = re.compile(r"\{([a-z_]+)\}")
_GROUP = re.compile(r"(?<!\\)\((?!\?)")


@cache
def listed(*names: str) -> frozenset[str]:
    """The words of these lists of data/praise.yml, taken together."""
    return frozenset(word for name in names for word in _words()[name])


@cache
def pattern(shorthand: str) -> re.Pattern[str]:
    """A pattern written in the shorthand that data/praise_phrases.yml explains at its top."""
    return re.compile(_written_out(shorthand))


def _written_out(shorthand: str) -> str:
    plain = _GROUP.sub("(?:", shorthand.replace(" | ", "|")).replace(" ", r"\s+")
    return _LIST.sub(lambda found: f"(?:{_any_of(found[1])})", plain)


@cache
def _any_of(name: str) -> str:
    if name in ("name", "names"):
        return NAME if name == "name" else NAMES
    if name in _phrases():
        return _written_out(_phrases()[name])
    longest_first = sorted(listed(name), key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in longest_first)


@cache
def _words() -> dict[str, list[str]]:
    return {name: said.split(", ") for name, said in _read("praise.yml").items()}


@cache
def _phrases() -> dict[str, str]:
    return _read("praise_phrases.yml")


def _read(name: str) -> dict[str, str]:
    said: dict[str, str] = typed(_DATA / name)
    return said
