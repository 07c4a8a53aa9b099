"""A table as rows of cells with places, whether it came from Markdown, HTML or a sheet."""

from dataclasses import dataclass, field

from bot.career.ladders.found import Spot


@dataclass
class Cell:
    """`parts` are the cell's own lines or list entries; `text` is all of it in one line."""

    spot: Spot
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.parts).split())


@dataclass
class Grid:
    """`title` is the heading it stands under; `kind` how the reader names such a table."""

    rows: list[list[Cell]]
    title: str = ""
    kind: str = "table"

    @property
    def header(self) -> list[Cell]:
        return self.rows[0]
