"""The competency rubric a person is judged by: any ladder, seen through our five dimensions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from bot.career import dimensions as five
from bot.career import ladders
from bot.career.ladders import Criterion, Ladder, Level
from bot.career.tables import typed
from bot.errors import Refused
from storage.records import ManagerWords

DATA = Path(__file__).parent / "data"
NONE = "none"


@dataclass(frozen=True)
class Expectation:
    """What one level asks in one of the five dimensions; `criteria` empty means: nothing."""

    dimension: str
    level: str
    criteria: tuple[Criterion, ...] = ()

    @property
    def asks(self) -> str:
        """All of it, a line each."""
        return "\n".join(one.text for one in self.criteria)

    @property
    def such_as(self) -> tuple[str, ...]:
        return tuple(example for one in self.criteria for example in one.examples)

    @property
    def is_asked(self) -> bool:
        return bool(self.criteria)


@dataclass(frozen=True)
class Rubric:
    """`mapping` is source to dimension; `unmapped` are sources that nobody has decided on yet.

    `key` "" is the rubric that ships. `branch` is the person's, where the levels fork.
    """

    name: str
    version: str
    levels: tuple[Level, ...]
    dimensions: dict[str, str]  # the five, each with its summary
    expectations: dict[tuple[str, str], Expectation]
    ladder: Ladder
    key: str = ""
    branch: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def unmapped(self) -> list[str]:
        return [key for key, _ in self.ladder.sources if key not in self.mapping]

    def knows(self, level_id: str) -> bool:
        return any(level.id == level_id for level in self.levels)

    def level(self, level_id: str) -> Level:
        """The level of this id; the lowest when it is unknown."""
        return next((level for level in self.levels if level.id == level_id), self.levels[0])

    def asks(self, dimension: str, level_id: str) -> Expectation:
        level = self.level(level_id).id
        return self.expectations.get((dimension, level), Expectation(dimension, level))

    def asked(self, level_id: str) -> list[str]:
        """The dimensions in which this level asks something; all five when it is not known."""
        if not self.knows(level_id):
            return list(self.dimensions)
        found = [key for key in self.dimensions if self.asks(key, level_id).is_asked]
        return found or list(self.dimensions)

    def after(self, level_id: str) -> Level:
        """The next level up, on the same branch; the highest stays."""
        here = self.level(level_id)
        branch = here.branch or self.branch
        above = [v for v in self.levels if v.rank > here.rank and v.branch in ("", branch or "ic")]
        above = above or [v for v in self.levels if v.rank > here.rank and not here.branch]
        return min(above, key=lambda level: level.rank, default=here)

    def names(self, dimension: str) -> list[str]:
        """What the company calls the dimensions that mean this one, when it has its own words."""
        own = self.ladder.dimensions if self.key else ()
        return [one.name for one in own if self.mapping.get(one.id) == dimension]

    def named(self, words: str) -> Level:
        """The level a person means by its id, its name or a unique beginning of it, or Refused."""
        wanted = " ".join(words.lower().split())
        exact = [v for v in self.levels if wanted in (v.id.lower(), v.name.lower())]
        fitting = exact or [v for v in self.levels if v.name.lower().startswith(wanted)]
        if not wanted or len(fitting) != 1:
            names = ", ".join(level.name for level in self.levels)
            raise Refused(f"There is no level “{words.strip()[:40]}”. The levels are {names}.")
        return fitting[0]


@cache
def default() -> Rubric:
    """The rubric that ships with Winbook."""
    found = ladders.read("rubric.yml", (DATA / "rubric_default.yml").read_bytes())
    assert found.ladder is not None, found.problems
    return through(found.ladder, found.ladder.mapping)


def through(
    ladder: Ladder,
    mapping: Mapping[str, str],
    key: str = "",
    branch: str = "",
    said: Sequence[ManagerWords] = (),
) -> Rubric:
    """A company's ladder as the five dimensions, by what each of its own means.

    What nobody mapped means none of them. `said` are a manager's words that stand as expectations.
    """
    cells: dict[tuple[str, str], list[Criterion]] = {}
    for one in ladder.criteria:
        meant = mapping.get(one.dimension or one.id, NONE)
        cells.setdefault((meant, one.level), []).append(one)
    for words in said:
        cells.setdefault((words.dimension, words.level), []).append(spoken(words))
    return Rubric(
        name=ladder.name,
        version=ladder.version,
        levels=ladder.levels,
        dimensions=_summaries(),
        expectations={
            cell: Expectation(*cell, tuple(found)) for cell, found in cells.items() if found
        },
        ladder=ladder,
        key=key,
        branch=branch,
        mapping=mapping,
    )


def spoken(words: ManagerWords) -> Criterion:
    """A manager's words as a criterion, verbatim."""
    return Criterion(
        id=f"words:{words.public_id}",
        level=words.level,
        dimension=words.dimension,
        text=words.text,
        inherited_from=f"your manager, {said_on(words.said_on)}",
    )


def said_on(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"


@cache
def suggestions() -> dict[str, tuple[str, ...]]:
    """Work to look for, per dimension."""
    found = typed(DATA / "suggestions.yml")
    return {dimension: tuple(texts) for dimension, texts in found.items()}


def suggestion(dimension: str, turn: int) -> str:
    """One suggestion, another one each turn (the month's number, say)."""
    offered = suggestions()[dimension]
    return offered[turn % len(offered)]


@cache
def _summaries() -> dict[str, str]:
    """The five with what each is about, as the rubric that ships says it."""
    said = typed(DATA / "rubric_default.yml")
    return {key: said["dimensions"][key]["summary"] for key in five.KEYS}
