"""CSV as a grid: any separator, a BOM, cells with line breaks, and each row's line."""

import csv
import io
import re

from bot.career.ladders.found import TOP, Report, Spot, count
from bot.career.ladders.grids import Cell, Grid
from bot.career.ladders.nodes import short

SEPARATORS = (",", ";", "\t", "|")
BULLET = re.compile(r"^\s*(?:[-*•‣▪–·◦]|\d{1,2}[.)])\s+")
MOST_ROWS = 2000


def grid(report: Report, text: str) -> Grid:
    """The sheet; raises Stop when it is none. `column` of a spot is the number of the cell."""
    hint = re.match(r"sep=(.)\n", text)
    skipped = hint.end() if hint else 0
    separator = hint[1] if hint else _separator(text)
    rows = _rows(report, text[skipped:], separator, 1 if hint else 0)
    rows = [row for row in rows if any(cell.text for cell in row)]
    rows = _without_title(report, rows)
    if not rows:
        raise report.stop(TOP, "The sheet has no words.", "Write the levels into the first row.")
    if len(rows) > MOST_ROWS:
        raise report.stop(
            rows[MOST_ROWS][0].spot,
            f"The sheet has more than {MOST_ROWS:,} rows.",
            "Bring one ladder per file.",
        )
    _check_width(report, rows, separator)
    return Grid(_without_empty_columns(rows), kind="sheet")


def _without_title(report: Report, rows: list[list[Cell]]) -> list[list[Cell]]:
    """Lines above the table with one cell of words are its title."""
    while len(rows) > 2 and _words(rows[0]) == 1 and _words(rows[1]) > 1:
        title = next(cell.text for cell in rows[0] if cell.text)
        report.note(f"The first row, “{short(title)}”, is taken as a title.")
        rows = rows[1:]
    return rows


def _words(row: list[Cell]) -> int:
    return sum(bool(cell.text) for cell in row)


def parts(text: str) -> list[str]:
    """The lines of a cell, each without its bullet: in a sheet a line break is made on purpose."""
    lines = [BULLET.sub("", line).strip() for line in text.split("\n")]
    return [line for line in lines if line]


def _rows(report: Report, text: str, separator: str, above: int) -> list[list[Cell]]:
    found: list[list[Cell]] = []
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    line = above + 1
    try:
        for row in reader:
            found.append([Cell(Spot(line, at), parts(cell)) for at, cell in enumerate(row, 1)])
            line = reader.line_num + above + 1
    except csv.Error as error:
        is_open = "end of data" in str(error)
        wrong = "A quote opens in this row and is never closed." if is_open else f"CSV: {error}."
        fix = "Close it, and write a quote inside a cell twice."
        raise report.stop(Spot(line, 1), wrong, fix) from None
    return found


def _separator(text: str) -> str:
    """The one that cuts the most rows into as many cells as the first has."""
    scores = {separator: _fit(text, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: scores[separator])


def _fit(text: str, separator: str) -> tuple[float, int]:
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if row][:200]
    except csv.Error:
        return 0.0, 0
    width = len(rows[0]) if rows else 0
    alike = sum(len(row) == width for row in rows)
    return (alike / len(rows) if width > 1 else 0.0), width


def _check_width(report: Report, rows: list[list[Cell]], separator: str) -> None:
    """A row with more cells than the head has been cut in the wrong place."""
    width = len(rows[0]) if rows else 0
    for row in rows[1:]:
        extra = [cell for cell in row[width:] if cell.text]
        if extra:
            said = f"The row has {count(len(row), 'cell')}, the first row has {width}."
            name = {",": "a comma", ";": "a semicolon", "\t": "a tab"}.get(separator, "a bar")
            report.wrong(extra[0].spot, said, f"Put a cell that contains {name} in quotes.")


def _without_empty_columns(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Every row as wide as the first, columns without a single word left out."""
    width = len(rows[0]) if rows else 0
    full = [row[:width] + _padding(row, width) for row in rows]
    used = [at for at in range(width) if any(row[at].text for row in full)]
    return [[row[at] for at in used] for row in full]


def _padding(row: list[Cell], width: int) -> list[Cell]:
    return [Cell(Spot(row[0].spot.line, at)) for at in range(len(row) + 1, width + 1)]
