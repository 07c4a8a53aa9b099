"""A person's own word on each expectation, beside what their file shows for it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.career.gaps import CONSISTENT, NEVER, SOMETIMES, Standing
from bot.career.ladders import Criterion
from bot.career.rubric import Rubric
from storage.records import SelfAssessment

ALREADY, NOT_APPLICABLE = "already", "not_applicable"
ANSWERS = {
    ALREADY: "Already",
    SOMETIMES: "Sometimes",
    NEVER: "Never",
    NOT_APPLICABLE: "Not applicable",
}


class Asked(NamedTuple):
    """One expectation of a level: the words it stands under, and which of the five it means."""

    criterion: Criterion
    group: str
    meant: str  # "none" when it is not one of the five


class Beside(NamedTuple):
    """`differs` is a sentence when the person's word and the file say different things."""

    asked: Asked
    answer: str
    reason: str
    shown: str  # what the file shows: consistent | sometimes | never | "" when it cannot
    differs: str


def expectations(rubric: Rubric, level_id: str) -> list[Asked]:
    """Everything a level asks, in the company's order; a manager's words last."""
    names = {one.id: one.name for one in rubric.ladder.dimensions}
    level = rubric.level(level_id).id
    mine = [one for one in rubric.ladder.criteria if one.level == level]
    own = [
        Asked(
            one, names.get(one.dimension, ""), rubric.mapping.get(one.dimension or one.id, "none")
        )
        for one in mine
    ]
    known = {one.id for one in mine}
    said = [
        Asked(one, "In your manager's words", key)
        for key in rubric.dimensions
        for one in rubric.asks(key, level).criteria
        if one.id not in known
    ]
    return [*own, *said]


def pages(asked: Sequence[Asked], most: int) -> list[list[Asked]]:
    """Dimensions together while they fit on a page; a longer one has pages of its own."""
    found: list[list[Asked]] = []
    for group in dict.fromkeys(one.group for one in asked):
        mine = [one for one in asked if one.group == group]
        if found and len(found[-1]) + len(mine) <= most:
            found[-1] += mine
        else:
            found += [mine[at : at + most] for at in range(0, len(mine), most)]
    return found


def beside(
    asked: Sequence[Asked], said: Mapping[str, SelfAssessment], standings: Sequence[Standing]
) -> list[Beside]:
    """Each expectation that was answered, with what the file shows in its dimension."""
    shown = {standing.dimension: standing for standing in standings}
    return [
        _beside(one, said[one.criterion.id], shown.get(one.meant))
        for one in asked
        if one.criterion.id in said
    ]


def _beside(asked: Asked, said: SelfAssessment, standing: Standing | None) -> Beside:
    level = standing.level if standing else ""
    differs = _difference(said.answer, standing) if standing else ""
    return Beside(asked, said.answer, said.reason, level, differs)


def _difference(answer: str, standing: Standing) -> str:
    """Where they say different things; the file is evidence, not a verdict."""
    wins = f"{standing.wins} win{'' if standing.wins == 1 else 's'}"
    match answer, standing.level:
        case ("already", level) if level == NEVER:
            return "You say already; your file shows nothing yet."
        case ("already", level) if level == SOMETIMES:
            return f"You say already; your file is thin ({wins})."
        case ("sometimes", level) if level == NEVER:
            return "You say sometimes; your file shows nothing yet."
        case ("sometimes", level) if level == CONSISTENT:
            return f"You say sometimes; your file is consistent ({wins})."
        case ("never", level) if level != NEVER:
            return f"You say never; your file shows {wins}."
        case ("not_applicable", level) if level != NEVER:
            return f"You say it does not apply; your file shows {wins}."
    return ""
