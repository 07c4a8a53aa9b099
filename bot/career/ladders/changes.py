"""What a new version of a ladder changes: criteria added, removed and said in other words."""

from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.career.ladders.found import count, listed
from bot.career.ladders.target import Criterion, Ladder, plain

ALIKE = 70  # of 100: how alike two texts in one cell must be to be one criterion reworded


@dataclass(frozen=True)
class Differences:
    """`changed` holds (before, now); `new_sources` are keys that nobody has mapped yet."""

    added: tuple[Criterion, ...] = ()
    removed: tuple[Criterion, ...] = ()
    changed: tuple[tuple[Criterion, Criterion], ...] = ()
    new_sources: tuple[str, ...] = ()
    gone_sources: tuple[str, ...] = ()
    new_levels: tuple[str, ...] = ()
    gone_levels: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Differences()

    @property
    def touched(self) -> list[Criterion]:
        """Every criterion, old or new, that is not as it was."""
        return [*self.added, *self.removed, *(one for pair in self.changed for one in pair)]


def differences(old: Ladder, new: Ladder) -> Differences:
    """Compared by id; where ids come from the words, reworded ones are found in their cell."""
    before = {one.id: one for one in old.criteria}
    now = {one.id: one for one in new.criteria}
    kept = [(before[key], now[key]) for key in now if key in before]
    changed = [(was, one) for was, one in kept if not _is_same(was, one)]
    added = [one for key, one in now.items() if key not in before]
    removed = [one for key, one in before.items() if key not in now]
    reworded = _reworded(removed, added)
    gone, come = {was.id for was, _ in reworded}, {one.id for _, one in reworded}
    new_sources, gone_sources = _parted([k for k, _ in old.sources], [k for k, _ in new.sources])
    new_levels, gone_levels = _parted([v.id for v in old.levels], [v.id for v in new.levels])
    return Differences(
        added=tuple(one for one in added if one.id not in come),
        removed=tuple(one for one in removed if one.id not in gone),
        changed=(*changed, *reworded),
        new_sources=new_sources,
        gone_sources=gone_sources,
        new_levels=new_levels,
        gone_levels=gone_levels,
    )


def sentence(found: Differences) -> str:
    """`3 criteria added, 1 removed, 2 reworded.`"""
    if found.is_empty:
        return "Nothing changed."
    parts = [
        (len(found.added), "added"),
        (len(found.removed), "removed"),
        (len(found.changed), "changed"),
    ]
    said = [f"{number} {word}" for number, word in parts if number]
    criteria = f"Criteria: {listed(said)}. " if said else ""
    names = [
        (count(len(found.new_levels), "new level"), found.new_levels),
        (count(len(found.gone_levels), "level") + " gone", found.gone_levels),
        (count(len(found.new_sources), "new dimension"), found.new_sources),
        (count(len(found.gone_sources), "dimension") + " gone", found.gone_sources),
    ]
    rest = [words for words, those in names if those]
    return (criteria + (f"{listed(rest)}." if rest else "")).strip()


def dimensions_touched(found: Differences, mapping: dict[str, str]) -> list[str]:
    """The dimensions of ours whose expectations changed: wins filed there are worth a look."""
    meant = [mapping.get(one.dimension or one.id, "none") for one in found.touched]
    return [key for key in dict.fromkeys(meant) if key != "none"]


def _is_same(was: Criterion, one: Criterion) -> bool:
    """Commas and capitals aside: those change nothing that is asked."""
    return (plain(was.text), was.level, was.dimension, was.proficiency) == (
        plain(one.text),
        one.level,
        one.dimension,
        one.proficiency,
    ) and was.examples == one.examples


def _reworded(
    removed: list[Criterion], added: list[Criterion]
) -> list[tuple[Criterion, Criterion]]:
    """Pairs within one cell, the most alike first, each used once."""
    scored = [
        (fuzz.token_set_ratio(was.text, one.text), was, one)
        for was in removed
        for one in added
        if (was.level, was.dimension) == (one.level, one.dimension)
    ]
    found: list[tuple[Criterion, Criterion]] = []
    used: set[str] = set()
    for score, was, one in sorted(scored, key=lambda row: -row[0]):
        if score >= ALIKE and not {was.id, one.id} & used:
            found.append((was, one))
            used |= {was.id, one.id}
    return found


def _parted(old: list[str], new: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(k for k in new if k not in old), tuple(k for k in old if k not in new)
