"""A table with levels on one side and dimensions on the other, or one with a row per criterion."""

import re
from typing import NamedTuple

from bot.career.ladders import lists, rungs
from bot.career.ladders.draft import BLANK, Draft
from bot.career.ladders.found import Report, listed
from bot.career.ladders.grids import Cell, Grid
from bot.career.ladders.nodes import short

NAME = "a matrix of levels and dimensions"


class Sides(NamedTuple):
    """How a matrix is to be read: what the rows are, and which column holds what."""

    rows_are_levels: bool
    name: int  # the column with each row's name
    group: int  # … with a word that goes before it; -1 = none
    summary: int  # … with the dimension's summary; -1 = none
    first: int  # the first column with criteria


def read(report: Report, draft: Draft, grids: list[Grid]) -> str:
    """All tables of a file into one draft; returns what they are called."""
    for grid in grids:
        lists.check(report, grid)
    names = [lists.NAME if lists.columns_of(grid) else NAME for grid in grids]
    for grid, name in zip(grids, names, strict=True):
        if name == lists.NAME:
            lists.read(report, draft, grid)
        else:
            _matrix(report, draft, grid, _clashing(grids))
    return names[0]


def _matrix(report: Report, draft: Draft, grid: Grid, clashing: set[str]) -> None:
    if len(grid.rows) < 2 or len(grid.header) < 2:
        spot = grid.header[0].spot if grid.rows and grid.header else None
        if spot:
            report.wrong(
                spot,
                "The table needs a row of names and a column of names.",
                "Levels on one side, dimensions on the other, criteria in the cells.",
            )
        return
    sides = _sides(report, grid)
    _check_heads(report, grid, sides)
    for row in grid.rows[1:]:
        if any(cell.text for cell in row):
            _cells(report, draft, grid, row, sides, clashing)


def _cells(
    report: Report, draft: Draft, grid: Grid, row: list[Cell], sides: Sides, clashing: set[str]
) -> None:
    name = row[sides.name].text if sides.name < len(row) else ""
    if not name:
        report.wrong(row[0].spot, "The row has no name.", "Write it: merged cells come out empty.")
        return
    if len({id(cell) for cell in row}) == 1 or all(cell.text == name for cell in row):
        return  # one cell across the whole table: a heading among the rows
    if sides.group >= 0 and row[sides.group].text:
        name = f"{row[sides.group].text}: {name}"
    if not sides.rows_are_levels and name in clashing and grid.title:
        name = f"{grid.title}: {name}"
    summary = row[sides.summary].text if 0 <= sides.summary < len(row) else ""
    mine = draft.level(name) if sides.rows_are_levels else draft.dimension(name, summary=summary)
    for head, cell in zip(grid.header[sides.first :], row[sides.first :], strict=False):
        other = draft.dimension(head.text) if sides.rows_are_levels else draft.level(head.text)
        level, dimension = (mine, other) if sides.rows_are_levels else (other, mine)
        for part in cell.parts:
            draft.criterion(level, dimension, part)


def _sides(report: Report, grid: Grid) -> Sides:
    heads = [cell.text for cell in grid.header]
    names = [row[0].text for row in grid.rows[1:] if row and row[0].text]
    levels = _levels_at_end(heads)
    if levels < len(heads) - 1 and rungs.share(names) < rungs.ENOUGH:
        return _by_columns(heads, _described(heads, levels))
    decided = _decided(heads, names)
    if decided is None:
        report.note("Rows are taken as dimensions and columns as levels: neither says which it is.")
    if decided:
        return _by_rows(heads)
    return _by_columns(heads, _described(heads, len(heads) - 1))


def _decided(heads: list[str], names: list[str]) -> bool | None:
    """Are the rows levels? By their names, else by the corner, else unknown."""
    by_names = rungs.first_are_levels(names, heads[1:])
    if by_names is not None:
        return by_names
    corner = re.split(r"[/\\|]", heads[0], maxsplit=1)[0].strip()
    if rungs.is_column(corner, "level"):
        return True
    return False if rungs.is_column(corner, "dimension") else None


def _levels_at_end(heads: list[str]) -> int:
    """Where the run of levels' names begins that reaches to the last column."""
    fit, at = rungs.which(heads), len(heads)
    while at > 1 and fit[at - 1]:
        at -= 1
    return at


def _described(heads: list[str], before: int) -> int:
    """Behind the last column that describes the row, among those before the levels."""
    kinds = ("summary", "dimension", "group")
    known = [at for at in range(1, before) if any(rungs.is_column(heads[at], k) for k in kinds)]
    return max(known, default=0) + 1


def _by_columns(heads: list[str], first: int) -> Sides:
    described = [at for at in range(1, first) if rungs.is_column(heads[at], "summary")]
    plain = [at for at in range(first) if at not in described] or [0]
    *groups, name = plain
    if groups and rungs.is_column(heads[name], "group") and not _is_group(heads[groups[-1]]):
        groups, name = [name], groups[-1]  # `Skill | Category | …`: the wider word comes second
    group = groups[-1] if groups else -1
    return Sides(False, name, group, described[-1] if described else -1, first)


def _is_group(head: str) -> bool:
    return rungs.is_column(head, "group")


def _by_rows(heads: list[str]) -> Sides:
    """`Level | Title | Scope | …`: a title beside the level belongs to its name."""
    is_titled = len(heads) > 2 and rungs.is_column(heads[1], "level_too")
    return Sides(True, 1, 0, -1, 2) if is_titled else Sides(True, 0, -1, -1, 1)


def _check_heads(report: Report, grid: Grid, sides: Sides) -> None:
    seen: dict[str, int] = {}
    what = "dimension" if sides.rows_are_levels else "level"
    for at, cell in enumerate(grid.header[sides.first :], sides.first + 1):
        name = cell.text.lower()
        if not name and any(at <= len(row) and row[at - 1].text for row in grid.rows[1:]):
            report.wrong(cell.spot, f"Column {at} has no name.", f"Write the {what} it is for.")
        elif name and name in seen:
            report.wrong(
                cell.spot,
                f"The {what} “{short(cell.text)}” stands in column {seen[name]} and in {at}.",
                "Give each column its own name.",
            )
        seen.setdefault(name, at)


def _clashing(grids: list[Grid]) -> set[str]:
    """Names of rows that occur in more than one table."""
    seen: set[str] = set()
    twice: set[str] = set()
    for grid in grids:
        names = {row[0].text for row in grid.rows[1:] if row}
        twice |= seen & names
        seen |= names
    return twice


def may_be(grid: Grid) -> bool:
    """Two columns are enough when the first says what it holds: `Level | Scope`."""
    if len(grid.rows) < 2 or len(grid.header) < 2:
        return False
    head = grid.header[0].text
    is_named = rungs.is_column(head, "level") or rungs.is_column(head, "dimension")
    return len(grid.header) > 2 or (is_named and not rungs.is_level(grid.title))


def is_matrix(grid: Grid) -> bool:
    """Worth reading at all: not a table of contents, not two columns of words."""
    if len(grid.rows) < 2 or len(grid.header) < 2:
        return False
    if lists.columns_of(grid):
        return True
    words = [cell.text for row in grid.rows[1:] for cell in row[1:]]
    is_short = sum(len(text.split()) < 3 for text in words) > 0.7 * max(1, len(words))
    return not is_short and any(text.lower() not in BLANK for text in words)


def describe(grids: list[Grid]) -> str:
    return listed([f"“{short(grid.title)}”" for grid in grids if grid.title])
