"""A page of headings taken apart: which is the outer heading, which the inner, what they ask."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from bot.career.ladders import rungs
from bot.career.ladders.found import Spot
from bot.career.ladders.grids import Cell
from bot.career.ladders.outline import Bullets, Item, Outline, Paragraph, Section


class Piece(NamedTuple):
    """One expectation: the two headings it stands under; `inner` "" when there is only one."""

    outer: Section
    inner: str
    text: str
    spot: Spot
    label: str = ""
    examples: tuple[str, ...] = ()
    is_prose: bool = False
    is_aside: bool = False  # a labelled paragraph: a piece only if its label heads others too


class Pieces(NamedTuple):
    """All of a page. `loose` are sections with words that belong to no heading of the ladder."""

    found: list[Piece]
    outers: list[Section]
    loose: list[Section]
    unread: int = 0  # paragraphs beside lists, which say nothing of a level


def taken(outline: Outline) -> Pieces:
    """Cut a page into pieces; nothing is decided yet about what is a level."""
    _head_labelled_lists(outline)
    full = [section for section in outline.sections if _has_entries(section)]
    full = full or [s for s in outline.sections if s.depth > 0 and s.paragraphs and s.parent]
    full = full or [s for s in outline.sections if s.depth > 1 and s.paragraphs]
    depth = _usual_depth(full)
    outers = _parents(outline, full, depth)
    if outers:
        return _nested(outline, outers, depth)
    flat = [section for section in full if section.depth == depth]
    return Pieces(list(_flat(flat)), flat, [s for s in full if s not in flat])


def _has_entries(section: Section) -> bool:
    """A list with words, not of links; or a table of two columns."""
    entries = [item for item in section.items if not item.is_link]
    return len(entries) * 2 > len(section.items) or any(_is_pairs(g.rows) for g in section.grids)


def _is_pairs(rows: list[list[Cell]]) -> bool:
    return len(rows) > 1 and all(len(row) == 2 for row in rows)


def _usual_depth(full: list[Section]) -> int:
    counted = Counter(section.depth for section in full)
    return max(counted, key=lambda depth: (counted[depth], depth)) if counted else 0


def _parents(outline: Outline, full: list[Section], depth: int) -> list[Section]:
    """The headings above the usual ones, when those are what tells the pieces apart."""
    below = [s for s in full if s.depth == depth and s.parent is not None and s.parent.depth > 0]
    parents = list({id(s.parent): s.parent for s in below if s.parent}.values())
    if len(below) * 2 < len([s for s in full if s.depth == depth]):
        return []
    if len(parents) == 1 and not (
        rungs.is_level(parents[0].title) and rungs.share([s.title for s in below]) < rungs.ENOUGH
    ):
        return []
    return parents


def _nested(outline: Outline, outers: list[Section], depth: int) -> Pieces:
    found: list[Piece] = []
    unread = 0
    for outer in outers:
        found += _labelled(outer)
        for inner in outline.under(outer):
            found += _entries(outer, inner, inner.title)
            unread += len(inner.paragraphs) if inner.items else 0
    known = {id(outer) for outer in outers}
    known |= {id(s) for outer in outers for s in outline.under(outer)}
    loose = [s for s in outline.sections if _has_entries(s) and id(s) not in known]
    return Pieces(found, outers, loose, unread)


def _flat(sections: list[Section]) -> Iterator[Piece]:
    for section in sections:
        yield from _labelled(section)
        yield from _entries(section, section, "")


def _entries(outer: Section, section: Section, inner: str) -> Iterator[Piece]:
    """A section's list, or its table of pairs, or, when it has neither, its paragraphs."""
    pairs = [row for grid in section.grids if _is_pairs(grid.rows) for row in grid.rows[1:]]
    for name, cell in pairs:
        for part in cell.parts:
            yield Piece(outer, inner, part, cell.spot, name.text)
    for item in section.items:
        if not item.is_link:
            yield from _entry(outer, inner, item)
    if not section.items and not pairs and section.paragraphs:
        first = section.paragraphs[0]
        text = "\n\n".join(paragraph.whole for paragraph in section.paragraphs)
        if not (section is outer and first.label):
            yield Piece(outer, inner, text, first.spot, is_prose=True)


def _entry(outer: Section, inner: str, item: Item) -> Iterator[Piece]:
    """What stands inside an entry are its examples; under a bare label they are the entries."""
    if item.inside and (not item.text or item.text.endswith(":")):
        label = item.label or item.text.rstrip(": ")
        for said in item.inside:
            yield Piece(outer, inner, said, item.spot, label)
    else:
        text, label = (item.text, item.label) if item.text else (item.label, "")
        yield Piece(outer, inner, text, item.spot, label, tuple(item.inside))


def _labelled(section: Section) -> Iterator[Piece]:
    """`**Scope:** owns a task` on a line of its own, under a level."""
    for paragraph in section.paragraphs:
        if paragraph.label and paragraph.text and len(paragraph.label.split()) <= 5:
            yield Piece(section, "", paragraph.text, paragraph.spot, paragraph.label, is_aside=True)


def _head_labelled_lists(outline: Outline) -> None:
    """`Technology: knowledge of the tools` right before a list heads that list."""
    heads = [
        (section, at)
        for section in outline.sections
        for at, block in enumerate(section.blocks[:-1])
        if isinstance(block, Paragraph) and block.label and block.text
        if isinstance(section.blocks[at + 1], Bullets)
    ]
    if len(heads) < 2 or any(rungs.is_level(section.title) for section, _ in heads):
        return
    for section, at in reversed(heads):
        head = section.blocks[at]
        assert isinstance(head, Paragraph)
        made = Section(7, head.label, head.spot, section, section.blocks[at + 1 :])
        made.blocks.insert(0, Paragraph(head.spot, head.text))
        del section.blocks[at:]
        outline.sections.insert(outline.sections.index(section) + 1, made)
