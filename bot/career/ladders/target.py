"""The one form every ladder is read into: levels, dimensions, criteria, and their ids."""

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass, field
from typing import Any

SHOWN = 40  # characters of a dimension's name on a screen


@dataclass(frozen=True)
class Level:
    """A rung. `rank` counts from 0 upwards; levels of one rank differ by `branch` (ic or pm)."""

    id: str
    name: str
    rank: int
    branch: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Dimension:
    """What the company calls it; `name` is whole, `title` fits a screen."""

    id: str
    name: str
    summary: str = ""

    @property
    def title(self) -> str:
        return shortened(self.name)


@dataclass(frozen=True)
class Criterion:
    """What one level asks in one dimension; `dimension` "" means that a person assigns it."""

    id: str
    level: str
    dimension: str
    text: str
    examples: tuple[str, ...] = ()
    proficiency: str = ""
    inherited_from: str = ""
    is_prose: bool = False


@dataclass(frozen=True)
class Ladder:
    """A whole rubric as it was read. `mapping` is what the file itself says of our dimensions."""

    name: str
    version: str = ""
    source: str = ""
    licence: str = ""
    introduction: str = ""
    levels: tuple[Level, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    mapping: dict[str, str] = field(default_factory=dict)

    def at(self, level: str, dimension: str) -> list[Criterion]:
        """One cell; empty when the level asks nothing there."""
        return [c for c in self.criteria if (c.level, c.dimension) == (level, dimension)]

    @property
    def sources(self) -> list[tuple[str, str]]:
        """(key, name) of everything a person maps: dimensions, then criteria that have none."""
        named = [(dimension.id, dimension.name) for dimension in self.dimensions]
        return named + [(c.id, c.text) for c in self.criteria if not c.dimension]


def as_data(ladder: Ladder) -> dict[str, Any]:
    """Plain lists and dicts, ready for JSON; `from_data` gives the same ladder back."""
    return asdict(ladder)


def from_data(said: dict[str, Any]) -> Ladder:
    """The ladder that `as_data` wrote down."""
    given = dict(said)
    given["levels"] = tuple(Level(**level) for level in said.get("levels", ()))
    given["dimensions"] = tuple(Dimension(**one) for one in said.get("dimensions", ()))
    given["criteria"] = tuple(
        Criterion(**{**one, "examples": tuple(one.get("examples", ()))})
        for one in said.get("criteria", ())
    )
    return Ladder(**given)


def slug(name: str) -> str:
    """An id made of a name: `Problem Solving & Decisions` is `problem-solving-decisions`."""
    folded = unicodedata.normalize("NFKC", name).lower()
    short = re.sub(r"[^\w]+", "-", folded).strip("-_")[:60].rstrip("-")
    return short or "x" + hashlib.sha256(name.encode()).hexdigest()[:8]


def criterion_id(level: str, dimension: str, text: str) -> str:
    """An id that survives a re-import: it depends on the words, not on where they stand."""
    return (
        "c" + hashlib.sha256("\n".join((level, dimension, plain(text))).encode()).hexdigest()[:15]
    )


def plain(text: str) -> str:
    """The words alone: no capitals, no punctuation, no line breaks."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold()))


def shortened(name: str, most: int = SHOWN) -> str:
    """A name that fits: its part before a colon or semicolon, else cut with an ellipsis."""
    if len(name) <= most:
        return name
    head = re.split(r"[:;]", name, maxsplit=1)[0].strip()
    return head if 2 < len(head) <= most else name[: most - 1].rstrip() + "…"
