"""A table with a row per criterion: its columns say level, dimension, criterion, example and id."""

from bot.career.ladders import nodes, orders, rungs
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import Report
from bot.career.ladders.grids import Cell, Grid
from bot.career.ladders.nodes import short

NAME = "a list of criteria"
ROLES = ("level", "dimension", "criterion", "examples", "proficiency", "id", "branch")


def columns_of(grid: Grid) -> dict[str, int]:
    """Which column is what in a list of criteria; empty when it is a matrix."""
    found = _named_columns(grid)
    return found if {"level", "criterion"} <= found.keys() else {}


def _named_columns(grid: Grid) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind in ROLES:
        for at, cell in enumerate(grid.header):
            if kind not in found and at not in found.values() and rungs.is_column(cell.text, kind):
                found[kind] = at
    return found


def check(report: Report, grid: Grid) -> None:
    """A list of criteria without its levels is no matrix with one column."""
    found = _named_columns(grid)
    others = [cell for at, cell in enumerate(grid.header) if at not in found.values()]
    is_list = {"dimension", "criterion"} <= found.keys() and "level" not in found
    if not is_list or any(rungs.is_level(cell.text) for cell in others):
        return
    near = next((c.text for c in others if nodes.is_near(c.text, "level")), "")
    fix = f"Is “{short(near)}” meant? Write `level`." if near else "Add a column named `level`."
    report.wrong(grid.header[0].spot, "No column says which level a row is for.", fix)


def read(report: Report, draft: Draft, grid: Grid) -> None:
    at = columns_of(grid)
    _in_order(draft, grid, at)
    for row in grid.rows[1:]:
        said = {kind: row[column] for kind, column in at.items() if column < len(row)}
        level = said["level"].text if "level" in said else ""
        if not level:
            report.wrong(
                row[0].spot,
                "The row has no level.",
                "Write it in every row: merged cells come out empty.",
            )
            continue
        _row(draft, level, said)


def _in_order(draft: Draft, grid: Grid, at: dict[str, int]) -> None:
    """All levels first, in the order in which the dimensions list them."""
    rows: dict[str, list[str]] = {}
    for row in grid.rows[1:]:
        dimension = row[at["dimension"]].text if "dimension" in at else ""
        rows.setdefault(dimension, []).append(row[at["level"]].text)
    branches = {r[at["level"]].text: r[at["branch"]].text for r in grid.rows[1:] if "branch" in at}
    for level in orders.merged(rows.values()):
        if level:
            draft.level(level, branch=branches.get(level, "").lower())


def _row(draft: Draft, level: str, said: dict[str, Cell]) -> None:
    def words(kind: str) -> str:
        return said[kind].text if kind in said else ""

    made = draft.level(level)
    name = words("dimension")
    dimension = draft.dimension(name) if name else ""
    criterion = said.get("criterion")
    text = "\n".join(criterion.parts) if criterion else ""
    spot = said["id"].spot if "id" in said else said["level"].spot
    examples = said["examples"].parts if "examples" in said else []
    draft.criterion(
        made,
        dimension,
        text,
        draft.claim(words("id"), spot),
        examples,
        proficiency=words("proficiency"),
    )
