"""Is a name that of a level? What decides which way round a table or a page of headings is."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.career.tables import typed

DATA = Path(__file__).parents[1] / "data/ladders.yml"
# L4, IC3, E2+, 1.2, "2", "III": short marks that stand alone in a name.
CODE = re.compile(
    r"(?:^|[\s(])(?:[A-Z]{1,4}\s?-?\d{1,2}(?:\.\d)?\+?|[1-9]\d?(?:\.\d)?)(?=$|[\s):,.–—/-])"
)
ENOUGH = 0.5
EXACT = ("level", "level_too", "id", "branch")  # `Entry level` is a level, not a column of them


@cache
def words() -> dict[str, Any]:
    """The word lists, as a team may have edited them."""
    found: dict[str, Any] = typed(DATA)
    return found


def is_level(name: str) -> bool:
    """`Senior Engineer`, `L4`, `IC3 - Mid`, `Level 2` and `Developer` are; `Leadership` is not."""
    level, title, other = _patterns()
    if other.search(name):
        return False
    return bool(level.search(name) or CODE.search(name) or title.search(name.strip()))


def which(names: Sequence[str]) -> list[bool]:
    """For each name, is it a level's? Beside `Senior Cook`, `Cook` is one too."""
    sure = [is_level(name) for name in names]
    tails = {name.split()[-1].lower() for name, is_it in zip(names, sure, strict=True) if is_it}
    return [
        is_it or bool(name.split()) and name.split()[-1].lower() in tails
        for name, is_it in zip(names, sure, strict=True)
    ]


def share(names: Sequence[str]) -> float:
    """How many of the names are those of levels, from 0 to 1."""
    return sum(which(names)) / len(names) if names else 0.0


def first_are_levels(first: Sequence[str], second: Sequence[str]) -> bool | None:
    """Which of two sets of names are the levels; None when neither is clearly more like it."""
    one, other = share(first), share(second)
    if max(one, other) < ENOUGH or one == other:
        return None
    return one > other


def heights(names: Sequence[str]) -> list[int]:
    """How high each name says it is, by its words; empty unless all say it.

    Numbers alone say nothing: there are ladders on which grade 7 is below grade 6.
    """
    told = [_height(name.lower()) for name in names]
    numbers = [re.search(r"\d{1,2}", name) for name in names]
    steps = [int(found[0]) if found else 0 for found in numbers]
    return [at * 100 + step for at, step in zip(told, steps, strict=True)] if all(told) else []


def _height(name: str) -> int:
    for at, these in enumerate(words()["seniority"], 1):
        if re.search(rf"(?<!\w)(?:{_either(map(str, these))})(?!\w)", name):
            return at
    return 0


def is_frame(key: str) -> bool:
    """A key of the file's own making, not the name of a role or a group."""
    return key.isdecimal() or key.lower() in _flat(words()["frame"])


def is_column(head: str, kind: str) -> bool:
    """Is this the head of such a column? Some heads mean several: `description`, `category`."""
    said = " ".join(re.sub(r"[_*]+", " ", head).lower().split()).strip(" :")
    names = _flat(words()["columns"][kind])
    is_tail = kind not in EXACT and any(said.endswith(f" {name}") for name in names)
    return said in names or is_tail


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    levels, titles, others = (_flat(words()[kind]) for kind in ("levels", "titles", "not_levels"))
    inside = [word for word in levels if ord(word[0]) > 0x3000]  # written without blanks
    level = rf"(?<!\w)(?:{_either(levels)})(?!\w)|(?:{_either(inside)})"
    title = rf"(?<!\w)(?:{_either(titles)})s?(?:\s+(?:[1-9]|i{{1,3}}|iv|vi?))?$"
    other = rf"(?<!\w)(?:{_either(others)})(?!\w)"
    return (
        re.compile(level, re.IGNORECASE),
        re.compile(title, re.IGNORECASE),
        re.compile(other, re.IGNORECASE),
    )


def _flat(rows: Iterable[Any]) -> list[str]:
    found: list[str] = []
    for row in rows:
        found += [str(word) for word in row] if isinstance(row, list) else [str(row)]
    return found


def _either(these: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(these, key=len, reverse=True))
