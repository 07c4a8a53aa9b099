"""A dry run in words: what was found, what would be imported, and what stands in the way."""

from bot.career.ladders.found import Found, count, listed
from bot.career.ladders.target import Ladder, Level

SHOWN = 12


def headline(found: Found) -> str:
    """One sentence: the shape and the counts, or how many problems."""
    if found.ladder is None:
        number = count(len(found.problems), "problem")
        return f"{found.file}: {number}, so nothing can be imported."
    return f"{found.file} is {found.shape}: {counts(found.ladder)}."


def counts(ladder: Ladder) -> str:
    """`8 levels, 9 dimensions, 72 criteria, 14 of them with examples`."""
    criteria = count(len(ladder.criteria), "criterion", "criteria")
    with_examples = sum(bool(one.examples) for one in ladder.criteria)
    more = f", {with_examples} of them with examples" if with_examples else ""
    dimensions = count(len(ladder.dimensions), "dimension") if ladder.dimensions else "no dimension"
    return f"{count(len(ladder.levels), 'level')}, {dimensions}, {criteria}{more}"


def levels(ladder: Ladder) -> str:
    """Lowest first; what shares a rung is joined with `or`."""
    rungs: dict[int, list[Level]] = {}
    for level in ladder.levels:
        rungs.setdefault(level.rank, []).append(level)
    return " → ".join(" or ".join(level.name for level in rung) for rung in rungs.values())


def dimensions(ladder: Ladder) -> str:
    """Each with the number of its criteria."""
    told = [
        f"{one.title} ({sum(c.dimension == one.id for c in ladder.criteria)})"
        for one in ladder.dimensions
    ]
    return listed(told, 20) or "none: you assign each criterion"


def report(found: Found, most: int = SHOWN) -> list[str]:
    """The whole dry run, a line each; problems as `file:line:column: what. What to write.`"""
    if found.ladder is None:
        shown = [str(problem) for problem in found.problems[:most]]
        left = len(found.problems) - most
        return [headline(found), *shown, *([f"… and {left} more."] if left > 0 else [])]
    return [
        headline(found),
        f"Levels: {levels(found.ladder)}",
        f"Dimensions: {dimensions(found.ladder)}",
        *(f"Note: {note}" for note in found.notes),
    ]
