"""Levels that share a rung: how far up each stands, and which belong to which branch."""

import re
from typing import NamedTuple

from bot.career.ladders import rungs
from bot.career.ladders.found import Report, listed
from bot.career.ladders.target import Level

IC, PM = "ic", "pm"
BRANCHES = {IC: "individual contributors", PM: "people managers"}
MARKS = (
    (IC, r"individual contributors?|ic|ics|technical track|specialist track|expert track"),
    (PM, r"people managers?|people management|pm|em|mgr|managers?|management|manager track"),
)
ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$|\s+[-–—:/,]\s+([^-–—:/,]+)$")
ENDING = re.compile(r"[-_. ](ic|pm|em|mgr|manager)$", re.IGNORECASE)
LEADS = re.compile(
    r"\b(?:manager|director|head of|vp|vice president|chief|cto|m\d)\b", re.IGNORECASE
)


class Raw(NamedTuple):
    """A level as the file names it, with what the file itself says of its place."""

    id: str
    name: str
    summary: str = ""
    rank: int | None = None
    branch: str = ""


def arranged(report: Report, levels: list[Raw]) -> tuple[Level, ...]:
    """Each with rank and branch: the file's own where it says them, else proposed and said.

    Two levels that differ only by a mark such as `(People Manager)` or `-pm` share a rank. Order in
    the file is taken as order of the rungs otherwise.
    """
    levels = _upwards(report, levels)
    stems = [_stem(raw) for raw in levels]
    forked = _forked(stems)
    placed: list[Level] = []
    ranks: dict[str, int] = {}
    for raw, (stem, branch) in zip(levels, stems, strict=True):
        is_fork = stem in forked
        rank = _rank(raw, ranks, stem if is_fork else raw.id)
        own = raw.branch or (branch if is_fork else "")
        placed.append(Level(raw.id, raw.name, rank, own, raw.summary))
    found = _managers(report, _close_up(placed))
    _tell(report, found)
    return tuple(found)


def branch_of(title: str) -> str:
    """The branch that a heading over several levels names."""
    return PM if re.search(r"manage|people|lead", title, re.IGNORECASE) else IC


def _upwards(report: Report, levels: list[Raw]) -> list[Raw]:
    """A file may begin with the highest level: turned round where every name says so, and said."""
    told = rungs.heights([raw.name for raw in levels])
    is_down = len(told) > 1 and all(a > b for a, b in zip(told, told[1:], strict=False))
    if not is_down or any(raw.rank is not None for raw in levels):
        return levels
    report.note(f"The file begins with the highest level, “{levels[0].name}”: turned round.")
    return levels[::-1]


def _rank(raw: Raw, ranks: dict[str, int], rung: str) -> int:
    if raw.rank is not None:
        ranks[rung] = raw.rank
    elif rung not in ranks:
        ranks[rung] = max(ranks.values(), default=-1) + 1
    return ranks[rung]


def _close_up(levels: list[Level]) -> list[Level]:
    """Ranks without holes, from 0, in order."""
    steps = {rank: at for at, rank in enumerate(sorted({level.rank for level in levels}))}
    renamed = [Level(v.id, v.name, steps[v.rank], v.branch, v.summary) for v in levels]
    return sorted(renamed, key=lambda level: level.rank)


def _stem(raw: Raw) -> tuple[str, str]:
    """The name without its branch, and the branch; "" when none is marked."""
    aside = ASIDE.search(raw.name)
    words = (aside[1] or aside[2] or "").strip().lower() if aside else ""
    for branch, pattern in MARKS:
        if aside and re.fullmatch(pattern, words):
            return raw.name[: aside.start()].strip().lower(), branch
    ending = ENDING.search(raw.id)
    if ending:
        return raw.id[: ending.start()].lower(), IC if ending[1].lower() == "ic" else PM
    return raw.id.lower(), ""


def _forked(stems: list[tuple[str, str]]) -> set[str]:
    """Stems that come with more than one branch."""
    kinds: dict[str, set[str]] = {}
    for stem, branch in stems:
        kinds.setdefault(stem, set()).add(branch)
    return {stem for stem, branches in kinds.items() if len(branches) > 1}


def _managers(report: Report, levels: list[Level]) -> list[Level]:
    """Managers' levels behind all others look like a branch without a partner: say so."""
    if any(level.branch for level in levels):
        return levels
    leads = [bool(LEADS.search(level.name)) for level in levels]
    first = leads.index(True) if True in leads else len(levels)
    if not 0 < first < len(levels) - 1 or not all(leads[first:]):
        return levels
    names = listed([level.name for level in levels[first:]])
    report.note(
        f"{names} read like a managers' branch behind “{levels[first - 1].name}”. They are taken "
        "as further rungs, in the file's order: give them `rank` and `branch` if that is wrong."
    )
    return levels


def _tell(report: Report, levels: list[Level]) -> None:
    """Every fork that was found, once."""
    for rank in sorted({level.rank for level in levels}):
        names = [f"“{v.name}” ({v.branch or 'all'})" for v in levels if v.rank == rank]
        if len(names) > 1:
            report.note(f"The levels fork at rung {rank + 1}: {listed(names)}. Confirm it.")
