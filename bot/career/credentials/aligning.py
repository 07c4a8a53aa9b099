"""What an issuer's alignment means in a person's rubric; said with its reason, never guessed."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.career import dimensions
from bot.career.rubric import NONE, Rubric

ALIKE = 90  # of 100: how alike an alignment and an expectation must be


class Meant(NamedTuple):
    """Dimensions and ids of expectations, in the rubric's order."""

    dimensions: list[str]
    expectations: list[str]


def meant(aims: Sequence[str], rubric: Rubric, level: str) -> Meant:
    """By a dimension's name, ours or the company's, or by an expectation's words or id."""
    told = [aim for aim in aims if aim.strip()]
    found: list[str] = []
    criteria: list[str] = []
    for dimension in rubric.dimensions:
        if any(_names(aim, dimension, rubric) for aim in told):
            found.append(dimension)
        for one in rubric.asks(dimension, level).criteria:
            if any(_is(aim, one.id, one.text) for aim in told):
                criteria.append(one.id)
                found.append(dimension)
    return Meant(list(dict.fromkeys(found)), criteria)


def _names(aim: str, dimension: str, rubric: Rubric) -> bool:
    wanted = aim.strip().lower()
    own = [name.lower() for name in rubric.names(dimension)]
    ids = [key.lower() for key, value in rubric.mapping.items() if value == dimension != NONE]
    is_ours = wanted in (dimension, dimensions.TITLES.get(dimension, "").lower())
    return is_ours or wanted in own or (rubric.key != "" and wanted in ids)


def _is(aim: str, id_: str, text: str) -> bool:
    if aim.strip() == id_:
        return True
    return len(aim) > 12 and fuzz.token_sort_ratio(aim.lower(), text.lower()) >= ALIKE
