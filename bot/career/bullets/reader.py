"""Puts the answers about one text together."""

from dataclasses import dataclass
from functools import lru_cache

from bot.career import dimensions, metrics, phrases
from bot.career.bullets.gaining import names_beneficiary
from bot.career.bullets.outcome import has_outcome
from bot.career.bullets.owning import owns
from bot.career.line import Line

REMEMBERED = 2048  # texts: a book is read again and again


@dataclass(frozen=True)
class Reading:
    """What a careful reader finds. `weak_phrases` are the exact words typed, in their order.

    `dimensions` has the most fitting first, each with the words that caused it; empty: not sure.
    """

    vague: bool
    has_outcome: bool
    has_figure: bool
    names_beneficiary: bool
    owns: bool
    weak_phrases: list[str]
    dimensions: list[dimensions.Suggestion]


@lru_cache(REMEMBERED)
def read(text: str) -> Reading:
    """Read one bullet by the definitions in docs/coach.md. Never raises; linear time."""
    line, figures = phrases.read(text), metrics.find(text)
    outcome, is_driven = has_outcome(line, figures), owns(line)
    return Reading(
        vague=not outcome,
        has_outcome=outcome,
        has_figure=bool(figures),
        names_beneficiary=names_beneficiary(line, has_outcome=outcome, is_driven=is_driven),
        owns=is_driven,
        weak_phrases=weak_phrases(line),
        dimensions=dimensions.weighed(line) if outcome or is_driven else [],
    )


def weak_phrases(line: Line) -> list[str]:
    """The exact words that blur who did it, what, or how much."""
    said = line.without(phrases.table("bullets", "not_weak").spans(line))
    tables = [phrases.table("bullets", name) for name in ("weak_part", "weak_size")]
    found = sorted(span for one in tables for span in one.spans(said))
    apart: list[tuple[int, int]] = []
    for first, past in found:
        if not apart or first >= apart[-1][1]:
            apart.append((first, past))
    return [line.typed(*span) for span in apart]
