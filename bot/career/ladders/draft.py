"""A ladder while it is being read: what comes twice, what is empty, and what has no id."""

from collections.abc import Sequence
from dataclasses import replace

from bot.career.ladders import forks, target
from bot.career.ladders.found import TOP, Report, Spot, count, listed
from bot.career.ladders.nodes import short
from bot.career.ladders.target import Criterion, Dimension, Ladder

BLANK = frozenset({"", "-", "--", "–", "—", "n/a", "n.a.", "na"})  # a cell that asks nothing
MOST_LEVELS, MOST_DIMENSIONS = 60, 200


class Draft:
    """Levels, dimensions and criteria in the order in which they are met."""

    def __init__(self, report: Report, **about: str) -> None:
        self.report = report
        self.about = about  # name, version, source, licence, introduction
        self.mapping: dict[str, str] = {}
        self._levels: dict[str, forks.Raw] = {}
        self._dimensions: dict[str, Dimension] = {}
        self._criteria: dict[str, Criterion] = {}
        self._places: dict[str, Spot] = {}
        self._twice = 0

    def level(self, name: str, key: str = "", after: str = "", **more: object) -> str:
        """The level's id; a name met before is the same level. A new one comes behind `after`."""
        if not name.strip():
            raise self.report.stop(TOP, "A level has no name.", "Write one for each.")
        wanted = key or target.slug(name)
        name = f"Level {name}" if name.isdecimal() else name
        if wanted not in self._levels:
            self._limit(len(self._levels), MOST_LEVELS, "levels")
            self._insert(forks.Raw(wanted, tidy(name), **more), after)  # type: ignore[arg-type]
        return wanted

    def dimension(self, name: str, key: str = "", summary: str = "") -> str:
        """The dimension's id; a name met before is the same dimension."""
        wanted = key or target.slug(name)
        known = self._dimensions.get(wanted)
        if known is None:
            self._limit(len(self._dimensions), MOST_DIMENSIONS, "dimensions")
            self._dimensions[wanted] = Dimension(wanted, tidy(name), tidy(summary))
        elif summary and not known.summary:
            self._dimensions[wanted] = replace(known, summary=tidy(summary))
        return wanted

    def claim(self, key: str, spot: Spot) -> str:
        """A criterion's own id; given before, it is a problem."""
        if key and key in self._places:
            self.report.wrong(
                spot,
                f"The id “{short(key)}” is given twice; the first is in line "
                f"{self._places[key].line}.",
                "Give each criterion its own id.",
            )
        self._places.setdefault(key, spot)
        return key

    def criterion(
        self,
        level: str,
        dimension: str,
        text: str,
        key: str = "",
        examples: Sequence[str] = (),
        **more: object,
    ) -> None:
        """One expectation; an empty text says that the cell asks nothing."""
        said = tidy(text)
        if said.lower() in BLANK:
            return
        wanted = key or target.criterion_id(level, dimension, said)
        if wanted in self._criteria:
            self._twice += not key  # an id given twice was a problem when it was claimed
            return
        shown = tuple(tidy(one) for one in examples if one.strip())
        made = Criterion(wanted, level, dimension, said, shown, **more)  # type: ignore[arg-type]
        self._criteria[wanted] = made

    @property
    def level_ids(self) -> list[str]:
        return list(self._levels)

    @property
    def dimension_ids(self) -> list[str]:
        return list(self._dimensions)

    def forget_single_proficiency(self) -> str:
        """Leave out a proficiency that all of several criteria share, and return it."""
        said = {one.proficiency for one in self._criteria.values()}
        if len(self._criteria) < 3 or len(said) != 1 or said == {""}:
            return ""
        bare = {key: replace(one, proficiency="") for key, one in self._criteria.items()}
        self._criteria = bare
        return said.pop()

    def finish(self) -> Ladder | None:
        """The ladder, with everything worth knowing noted; None when there is a problem."""
        self._check()
        if self.report.problems:
            return None
        levels = forks.arranged(self.report, list(self._levels.values()))
        ladder = Ladder(
            **self.about,
            levels=levels,
            dimensions=tuple(self._dimensions.values()),
            criteria=tuple(self._criteria.values()),
            mapping=self.mapping,
        )
        self._note(ladder)
        return ladder

    def _insert(self, raw: forks.Raw, after: str) -> None:
        keys = list(self._levels)
        at = keys.index(after) + 1 if after in keys else len(keys)
        rows = list(self._levels.values())
        rows.insert(at, raw)
        self._levels = {row.id: row for row in rows}

    def _check(self) -> None:
        if self.report.problems:
            return
        if not self._criteria:
            self.report.wrong(
                TOP,
                "No expectation was found in this file.",
                "Every level needs at least one; `winbook rubric template` prints a start.",
            )

    def _limit(self, number: int, most: int, what: str) -> None:
        if number >= most:
            raise self.report.stop(
                TOP,
                f"The file gives more than {most} {what}.",
                "Bring one ladder per file; or are rows and columns the wrong way round?",
            )

    def _note(self, ladder: Ladder) -> None:
        note = self.report.note
        if self._twice:
            times = "once more" if self._twice == 1 else f"{self._twice} times more"
            note(f"Words already given in the same cell came {times}; they are kept once.")
        if prose := sum(c.is_prose for c in ladder.criteria):
            note(f"{count(prose, 'criterion is', 'criteria are')} prose: a whole paragraph each.")
        long = [d.title for d in ladder.dimensions if d.title != d.name]
        if long:
            note(
                f"{count(len(long), 'name')} longer than {target.SHOWN} characters "
                f"({listed([short(name, 30) for name in long], 4)}): cut on screen, kept whole."
            )
        if bare := sum(not c.dimension for c in ladder.criteria):
            note(f"{count(bare, 'criterion has', 'criteria have')} no dimension: you assign each.")
        _note_holes(self.report, ladder)


def _note_holes(report: Report, ladder: Ladder) -> None:
    """Cells that ask nothing: each named while they are few, else counted."""
    levels, filled = ladder.levels, {(c.level, c.dimension) for c in ladder.criteria}
    idle = [level for level in levels if not any(c.level == level.id for c in ladder.criteria)]
    for level in idle:
        report.note(f"Level “{level.name}” asks nothing.")
    busy = [level for level in levels if level not in idle]
    holes = {
        dimension.name: [v.name for v in busy if (v.id, dimension.id) not in filled]
        for dimension in ladder.dimensions
    }
    holes = {name: missing for name, missing in holes.items() if missing}
    if len(holes) > 6:
        empty = sum(len(missing) for missing in holes.values())
        report.note(f"{empty} of {len(busy) * len(ladder.dimensions)} cells are empty.")
        return
    for name, missing in holes.items():
        where = "any level" if len(missing) == len(busy) else listed([f"“{v}”" for v in missing])
        report.note(f"“{target.shortened(name)}” asks nothing at {where}.")


def tidy(text: str) -> str:
    """No blanks at the ends of lines or in a row, no more than one empty line."""
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept)
