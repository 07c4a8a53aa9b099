"""Markdown as an outline: headings, lists, paragraphs and tables with the lines they stand in."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.career.ladders import html_reading, labels
from bot.career.ladders.found import Report, Spot
from bot.career.ladders.grids import Cell, Grid
from bot.career.ladders.outline import Bullets, Item, Outline, Paragraph

FRONT = re.compile(r"---[^\S\n]*\n(.*?)^---[^\S\n]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^ {0,3}#", re.MULTILINE)
MOST_HEADINGS = 1000
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


def split_front(text: str) -> tuple[str, str, int]:
    """(front matter, the page below it, number of lines above the page)."""
    found = FRONT.match(text)
    if not found:
        return "", text, 0
    return found[1], text[found.end() :], text.count("\n", 0, found.end())


def outline(report: Report, text: str, above: int = 0) -> Outline:
    """The page's sections. Nothing is rendered, so HTML in it is only taken apart."""
    if len(HEADING.findall(text)) > MOST_HEADINGS:
        raise report.stop(
            Spot(above + 1, 1),
            f"The page has more than {MOST_HEADINGS:,} headings.",
            "Bring one ladder per file.",
        )
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")
    reader = _Reader(above)
    reader.read(parser.parse(text))
    if "<table" in text.lower():
        # A blank line ends a block of HTML, also in the middle of a table: so from the whole text.
        reader.outline.tables = html_reading.outline(report, text, above).grids
    return reader.outline


class _Reader:
    def __init__(self, above: int) -> None:
        self.outline, self._above, self._line = Outline(), above, above + 1
        self._lists: list[Bullets] = []
        self._rows: list[list[Cell]] = []

    def read(self, tokens: list[Token]) -> None:
        for at, token in enumerate(tokens):
            if token.map:
                self._line = token.map[0] + 1 + self._above
            self._take(token, tokens[at - 1] if at else token)

    def _take(self, token: Token, before: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._lists.append(Bullets(self._spot()))
            case "bullet_list_close" | "ordered_list_close":
                self._close_list()
            case "tr_open":
                self._rows.append([])
            case "table_close":
                self.outline.add(Grid(self._rows))
                self._rows = []
            case "inline":
                self._inline(token, before)

    def _inline(self, token: Token, before: Token) -> None:
        said = said_in(token)
        if before.type == "heading_open":
            self.outline.heading(int(before.tag[1]), labels.bare(said), self._spot())
        elif before.type in ("td_open", "th_open"):
            lines = [labels.bare(line) for line in said.split("\n")]
            cell = Cell(Spot(self._line, len(self._rows[-1]) + 1), [x for x in lines if x])
            self._rows[-1].append(cell)
        elif self._lists:
            self._entry(said, _is_link(token))
        elif labels.bare(said):
            label, text = labels.split(said)
            self.outline.add(Paragraph(self._spot(), text, label))

    def _entry(self, said: str, is_link: bool) -> None:
        """An entry of the outer list; inner lists belong to the entry they stand in."""
        outer = self._lists[0]
        label, text = labels.split(said)
        if len(self._lists) == 1 or not outer.items:
            outer.items.append(Item(self._spot(), text, label, is_link=is_link))
        elif said := labels.bare(said):
            outer.items[-1].inside.append(said)

    def _close_list(self) -> None:
        closed = self._lists.pop()
        if not self._lists and closed.items:
            self.outline.add(closed)

    def _spot(self) -> Spot:
        return Spot(self._line, 1)


def said_in(token: Token) -> str:
    """What a reader sees, with marks around what stands in bold; pictures leave nothing."""
    said = ""
    for child in token.children or []:
        match child.type:
            case "text" | "code_inline":
                said += child.content.replace(labels.BOLD, "").replace(labels.PLAIN, "")
            case "strong_open":
                said += labels.BOLD
            case "strong_close":
                said += labels.PLAIN
            case "softbreak":
                said += " "
            case "hardbreak":
                said += "\n"
            case "html_inline" if BREAK.fullmatch(child.content):
                said += "\n"
    return said.strip()


def _is_link(token: Token) -> bool:
    """Nothing but a link: an entry of a table of contents."""
    words, depth = "", 0
    has_link = False
    for child in token.children or []:
        if child.type in ("link_open", "link_close"):
            depth, has_link = depth + child.nesting, True
        elif depth == 0:
            words += child.content
    return has_link and not words.strip(" .:-*")
