"""A document before it has a format: headings, paragraphs, lists, tables, one picture."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """A run of words. `style`: "" | "strong" | "emphasis"; `link` is an http(s) address or ""."""

    words: str
    style: str = ""
    link: str = ""


Line = tuple[Text, ...]


@dataclass(frozen=True)
class Title:
    words: str


@dataclass(frozen=True)
class Heading:
    """`level` 1 for a chapter, 2 for a dimension, 3 for a win."""

    level: int
    words: str


@dataclass(frozen=True)
class Paragraph:
    """`role`: "" | "lead" (the point of it all) | "meta" (dates and numbers, small)."""

    line: Line
    role: str = ""


@dataclass(frozen=True)
class Bullets:
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Quote:
    """Somebody's exact words, and who said them when and where."""

    words: str
    by: Line


@dataclass(frozen=True)
class Table:
    """The first row is the header, the first column names each row; `widths` are relative.

    `caption` is "" where the heading before it says the same.
    """

    caption: str
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Cell:
    """A month of the picture: wins, and how many of them a colleague backs."""

    wins: int
    corroborated: int


@dataclass(frozen=True)
class Picture:
    """Wins over time: a row per name, a column per stretch; `alt` says the same in words."""

    alt: str
    caption: str
    names: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]


Node = Title | Heading | Paragraph | Bullets | Quote | Table | Picture


def line(*parts: str | Text) -> Line:
    """A line of plain words and styled ones; empty ones are left out."""
    texts = (Text(part) if isinstance(part, str) else part for part in parts)
    return tuple(text for text in texts if text.words)


def between(parts: Iterable[Line], sign: str = " · ") -> Line:
    """Lines joined into one, the sign between those that say something."""
    joined: list[Text] = []
    for part in parts:
        if part and joined:
            joined.append(Text(sign))
        joined.extend(part)
    return tuple(joined)


def words_of(said: Line) -> str:
    """The words alone."""
    return "".join(text.words for text in said)
