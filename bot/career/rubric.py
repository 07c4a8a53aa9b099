"""The competency rubric a person is judged by: levels, dimensions, expectations."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bot.errors import Refused

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Level:
    """A rung; `rank` counts from 0 upwards."""

    id: str
    name: str
    rank: int


@dataclass(frozen=True)
class Expectation:
    """What one level asks in one dimension."""

    dimension: str
    level: str
    asks: str
    such_as: tuple[str, ...]


@dataclass(frozen=True)
class Rubric:
    name: str
    version: str
    levels: tuple[Level, ...]
    dimensions: dict[str, str]  # key -> summary
    expectations: dict[tuple[str, str], Expectation]  # (dimension, level)

    def level(self, level_id: str) -> Level:
        """The level of this id; the lowest when it is unknown."""
        return next((level for level in self.levels if level.id == level_id), self.levels[0])

    def asks(self, dimension: str, level_id: str) -> Expectation:
        return self.expectations[dimension, self.level(level_id).id]

    def after(self, level_id: str) -> Level:
        """The next level up; the highest stays."""
        return self.levels[min(self.level(level_id).rank + 1, len(self.levels) - 1)]

    def named(self, words: str) -> Level:
        """The level a person means by its name or a unique beginning of it, or Refused."""
        wanted = words.strip().lower()
        fitting = [level for level in self.levels if level.name.lower().startswith(wanted)]
        if not wanted or len(fitting) != 1:
            names = ", ".join(level.name for level in self.levels)
            raise Refused(f"There is no level “{words.strip()[:40]}”. The levels are {names}.")
        return fitting[0]


@cache
def default() -> Rubric:
    """The rubric that ships with Winbook."""
    return _read(yaml.safe_load((DATA / "rubric_default.yml").read_text(encoding="utf-8")))


@cache
def suggestions() -> dict[str, tuple[str, ...]]:
    """Work to look for, per dimension."""
    found = yaml.safe_load((DATA / "suggestions.yml").read_text(encoding="utf-8"))
    return {dimension: tuple(texts) for dimension, texts in found.items()}


def suggestion(dimension: str, turn: int) -> str:
    """One suggestion, another one each turn (the month's number, say)."""
    offered = suggestions()[dimension]
    return offered[turn % len(offered)]


def _read(said: dict[str, Any]) -> Rubric:
    levels = tuple(
        Level(level["id"], level["name"], rank) for rank, level in enumerate(said["levels"])
    )
    expectations = {
        (dimension, level.id): Expectation(
            dimension, level.id, told[level.id]["asks"], tuple(told[level.id]["such_as"])
        )
        for dimension, told in said["dimensions"].items()
        for level in levels
    }
    summaries = {dimension: told["summary"] for dimension, told in said["dimensions"].items()}
    return Rubric(said["name"], said["version"], levels, summaries, expectations)
