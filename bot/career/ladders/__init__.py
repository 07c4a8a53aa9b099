"""Ladders: a company's rubric as a file, read into one form, with every problem named."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from bot.career.ladders import (
    documents,
    financial_times,
    headings,
    matrix,
    monzo,
    nodes,
    ours,
    skill_lists,
    snowflake,
)
from bot.career.ladders.documents import Document
from bot.career.ladders.draft import Draft
from bot.career.ladders.found import TOP, Found, Problem, Report, Stop, listed
from bot.career.ladders.nodes import Fields, Node, Text
from bot.career.ladders.opening import text_of
from bot.career.ladders.target import Criterion, Dimension, Ladder, Level, as_data, from_data

__all__ = [
    "Criterion",
    "Dimension",
    "Found",
    "Ladder",
    "Level",
    "Problem",
    "as_data",
    "from_data",
    "in_order",
    "read",
]

File = tuple[str, bytes]


class Shape(NamedTuple):
    """One kind of tree: how it is called, how it is recognised, how it is read."""

    name: str
    fits: Callable[[Node], bool]
    read: Callable[[Report, Node, Node | None], Draft]


SHAPES = (
    Shape(ours.NAME, ours.fits, ours.read),
    Shape(financial_times.NAME, financial_times.fits, financial_times.read),
    Shape(financial_times.OLD, financial_times.fits_old, financial_times.read_old),
    Shape(monzo.NAME, monzo.fits, monzo.read),
    Shape(snowflake.NAME, snowflake.fits, snowflake.read),
    Shape(skill_lists.NAME, skill_lists.fits, skill_lists.read),
)
KNOWN = (
    "Known are Financial Times YAML, Monzo Markdown, Snowflake JavaScript, lists of skills, "
    "engineeringladders Markdown, pages of headings, tables in Markdown or HTML, CSV, and our own "
    "form: `winbook rubric template` prints one to fill in."
)


def read(name: str, data: bytes, base: File | None = None) -> Found:
    """A ladder out of a file's bytes, or every problem that keeps it from being one.

    `base` is a second file that some shapes lean on: the general framework of a Monzo file, the
    list of levels of an old Financial Times one. Never raises for what stands in a file.
    """
    report = Report(_shown(name))
    try:
        shape, draft = _read(report, name, data, base)
        ladder = draft.finish()
    except Stop:
        shape, ladder = "", None
    digest = hashlib.sha256(data + (base[1] if base else b"")).hexdigest()
    problems = tuple(sorted(report.problems, key=lambda p: (p.line, p.column)))
    return Found(report.file, shape, digest, ladder, tuple(report.notes), problems)


BASES = ("generic", "general", "base", "levels")


def in_order(files: list[File]) -> list[File]:
    """The ladder first, then the file it leans on, when two came together."""
    return sorted(files, key=lambda file: _stem(file[0]).lower().startswith(BASES))


def _read(report: Report, name: str, data: bytes, base: File | None) -> tuple[str, Draft]:
    document = documents.read(report, name, text_of(report, data))
    other = _base(report, base)
    if other is not None and _is_swapped(document, other):
        document, other = other, document
    below = other.trees[0] if other and other.trees else None
    for node in document.trees:
        for shape in SHAPES:
            if shape.fits(node):
                draft = shape.read(report, node, below)
                _introduce(draft, document)
                _name(draft, name)
                return shape.name, draft
    return _page_or_sheet(report, name, document)


def _page_or_sheet(report: Report, name: str, document: Document) -> tuple[str, Draft]:
    if document.sheet is not None:
        draft = Draft(report, name=_stem(name))
        return matrix.read(report, draft, [document.sheet]), draft
    if document.page is None:
        raise report.stop(TOP, *_strange(document))
    draft = Draft(report, name=_title(document) or _stem(name))
    return _page(report, draft, document), draft


def _page(report: Report, draft: Draft, document: Document) -> str:
    """Tables of a page when it has any that are a ladder, else its headings."""
    assert document.page is not None
    wide = [grid for grid in document.page.grids if matrix.may_be(grid)]
    if any(section.items for section in document.page.sections):
        wide = [grid for grid in wide if matrix.is_matrix(grid)]
    if wide and not headings.is_by_levels(document.page):
        return matrix.read(report, draft, wide)
    draft.about["introduction"] = _introduction(document)
    return headings.read(report, draft, document.page)


def _introduction(document: Document) -> str:
    """What stands before the first heading, or under the page's title."""
    assert document.page is not None
    top = [s for s in document.page.sections[:2] if s.depth < 2 and not s.items]
    return "\n\n".join(p.whole for section in top for p in section.paragraphs)


def _title(document: Document) -> str:
    tree = document.trees[0] if document.trees else None
    said = tree.get("title", "sidebarTitle", "name") if isinstance(tree, Fields) else None
    if isinstance(said, Text):
        return said.value.strip()
    page = document.page
    return next((s.title for s in page.sections if s.depth == 1), "") if page else ""


def _introduce(draft: Draft, document: Document) -> None:
    """The prose below the front matter stays with the ladder."""
    if document.introduction and not draft.about.get("introduction"):
        draft.about["introduction"] = document.introduction
        draft.report.note("The text below the data is kept as introduction.")


def _name(draft: Draft, name: str) -> None:
    if not draft.about.get("name") and not draft.report.problems:
        draft.about["name"] = _stem(name)


def _base(report: Report, base: File | None) -> Document | None:
    if base is None:
        return None
    inner = Report(_shown(base[0]), report.problems, report.notes)
    return documents.read(inner, base[0], text_of(inner, base[1]))


def _is_swapped(document: Document, other: Document) -> bool:
    """The list of levels was given first, the competencies second."""
    if not document.trees or not other.trees:
        return False
    return financial_times.is_levels(document.trees[0]) and financial_times.fits_old(other.trees[0])


def _strange(document: Document) -> tuple[str, str]:
    """What is wrong with a tree that no shape fits, and what to do."""
    if not document.trees:
        return f"No value that could be a ladder stands in this {document.syntax} file.", KNOWN
    node = document.trees[0]
    if financial_times.is_levels(node):
        return "This is a list of levels alone.", "Give the list of competencies with it."
    what = nodes.kind_of(node)
    if isinstance(node, Fields):
        what = f"it has {listed([f'`{nodes.short(key, 30)}`' for key in node.entries], 6)}"
    return f"This {document.syntax} is no ladder that is known: {what}.", KNOWN


def _shown(name: str) -> str:
    """The file's own name, on one line and without its folder."""
    return nodes.short(name.replace("\\", "/").rpartition("/")[2], 80) or "file"


def _stem(name: str) -> str:
    words = _shown(name).rpartition(".")[0] or _shown(name)
    return words.replace("_", " ").replace("-", " ").strip().capitalize()
