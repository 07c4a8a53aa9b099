"""HTML as an outline, by a parser and without a network: tables, lists and headings."""

import re
from html.parser import HTMLParser

from bot.career.ladders import labels
from bot.career.ladders.found import Report, Spot
from bot.career.ladders.grids import Cell, Grid
from bot.career.ladders.outline import Bullets, Item, Outline, Paragraph

SILENT = frozenset({"script", "style", "template", "noscript", "svg", "head", "select", "nav"})
HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
ENDS_TEXT = frozenset({"p", "div", "li", "ul", "ol", "td", "th", "tr", "table", *HEADINGS})
MOST_SPAN, MOST_CELLS = 60, 5000
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# The parser looks for the end of a tag that never ends again and again (38 s for 64 KB of `<a <a`),
# and an AssertionError flies at `<![anything>`: only whole tags and the doctype reach it.
OPEN = re.compile(r"<(?!(?:[a-z/]|!doctype\b)[^<>]*>)", re.IGNORECASE)
AS_TEXT = "\x01"  # what stands for such a `<` meanwhile; no file may contain it


def outline(report: Report, text: str, above: int = 0) -> Outline:
    """The sections of a page; `above` is the number of lines before it."""
    reader = _Reader(report, above)
    without = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    reader.feed(OPEN.sub(AS_TEXT, without))
    reader.close()
    reader.end()
    return reader.found


class _Table:
    """Rows as they come; what spans rows or columns is repeated in each of its cells."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.size = 0
        self._hanging: dict[int, tuple[Cell, int]] = {}  # column -> cell, rows left

    def row(self) -> None:
        self.rows.append([])
        self._fill()

    def cell(self, spot: Spot, columns: int, rows: int) -> Cell:
        if not self.rows:
            self.row()
        made = Cell(spot)
        self.size += columns * rows
        for _ in range(columns):
            if rows > 1:
                self._hanging[len(self.rows[-1])] = (made, rows - 1)
            self.rows[-1].append(made)
        self._fill()
        return made

    def _fill(self) -> None:
        while (at := len(self.rows[-1])) in self._hanging:
            cell, left = self._hanging.pop(at)
            self.rows[-1].append(cell)
            if left > 1:
                self._hanging[at] = (cell, left - 1)


class _Reader(HTMLParser):
    def __init__(self, report: Report, above: int) -> None:
        super().__init__(convert_charrefs=True)
        self.found, self._report, self._above = Outline(), report, above
        self._silent = ""
        self._table: _Table | None = None
        self._cell: Cell | None = None
        self._list: Bullets | None = None
        self._deep = 0
        self._heading = 0
        self._words = ""
        self._begun = Spot(above + 1, 1)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if self._silent:
            return
        if tag in SILENT:
            self._silent = tag
            return
        if tag in ENDS_TEXT:
            self._flush()
        self._begun = self._spot() if tag in ENDS_TEXT else self._begun
        if tag == "br":
            self._words += "\n"
        elif tag in ("b", "strong"):
            self._words += labels.BOLD
        elif tag in ("table", "tr", "td", "th"):
            self._open_table(tag, dict(attributes))
        elif tag in ("ul", "ol") and self._cell is None:
            self._list = self._list or Bullets(self._spot())
            self._deep += 1
        elif tag in HEADINGS:
            self._heading = HEADINGS[tag]

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
            return
        if tag in ("b", "strong"):
            self._words += labels.PLAIN
        if tag in ENDS_TEXT:
            self._flush()
        if tag in ("td", "th"):
            self._cell = None
        elif tag == "table":
            self._close_table()
        elif tag in ("ul", "ol") and self._cell is None and self._list is not None:
            self._deep -= 1
            if self._deep <= 0:
                self._close_list()
        elif tag in HEADINGS:
            self._heading = 0

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words += " ".join(data.replace(AS_TEXT, "<").split("\n"))

    def end(self) -> None:
        """What is still open at the end of the text counts all the same."""
        self._flush()
        self._close_table()
        self._close_list()

    def _open_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "table":
            if self._table is None:
                self._table = _Table()
        elif self._table is None:
            return
        elif tag == "tr":
            self._table.row()
        else:
            spans = (_span(attributes, "colspan"), _span(attributes, "rowspan"))
            self._cell = self._table.cell(self._spot(), *spans)
            if self._table.size > MOST_CELLS:
                raise self._report.stop(
                    self._spot(),
                    f"The table has more than {MOST_CELLS:,} cells.",
                    "Bring one ladder per file.",
                )

    def _close_table(self) -> None:
        table, self._table, self._cell = self._table, None, None
        rows = [row for row in table.rows if row] if table else []
        if rows:
            self.found.add(Grid(rows))

    def _close_list(self) -> None:
        closed, self._list, self._deep = self._list, None, 0
        if closed and closed.items:
            self.found.add(closed)

    def _flush(self) -> None:
        """The words so far go where they stand: cell, heading, list or page."""
        said, self._words = self._words, ""
        if not labels.bare(said):
            return
        if self._cell is not None:
            self._cell.parts += _lines(said)
        elif self._heading:
            self.found.heading(self._heading, " ".join(_lines(said)), self._begun)
        elif self._list is not None:
            self._entry(said)
        elif self._table is None:
            label, text = labels.split("\n".join(_lines_marked(said)))
            self.found.add(Paragraph(self._begun, text, label))

    def _entry(self, said: str) -> None:
        assert self._list is not None
        label, text = labels.split(said)
        if self._deep <= 1 or not self._list.items:
            self._list.items.append(Item(self._begun, " ".join(text.split()), label))
        else:
            self._list.items[-1].inside.append(" ".join(labels.bare(said).split()))

    def _spot(self) -> Spot:
        line, column = self.getpos()
        return Spot(line + self._above, column + 1)


def _lines(said: str) -> list[str]:
    return [line for part in labels.bare(said).split("\n") if (line := " ".join(part.split()))]


def _lines_marked(said: str) -> list[str]:
    return [line for part in said.split("\n") if (line := " ".join(part.split()))]


def _span(attributes: dict[str, str | None], name: str) -> int:
    said = attributes.get(name) or "1"
    return min(int(said), MOST_SPAN) if said.isdecimal() and len(said) < 4 and int(said) else 1
