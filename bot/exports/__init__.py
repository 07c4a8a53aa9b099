"""A packet as files: one writer per format; the same packet gives the same bytes."""

from collections.abc import Callable
from typing import NamedTuple

from bot.career.packet.shape import Packet
from bot.exports import data, markdown, pdf, word

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    """`title` is what a person reads, `ending` how the file's name ends."""

    title: str
    ending: str
    write: Callable[[Packet], bytes]


FORMATS: dict[str, Format] = {
    "pdf": Format("PDF", ".pdf", pdf.write),
    "pdf-one-page": Format("PDF on one page", "-one-page.pdf", pdf.write_one_page),
    "docx": Format("Word", ".docx", word.write),
    "docx-one-page": Format("Word, short", "-one-page.docx", word.write_one_page),
    "md": Format("Markdown", ".md", markdown.write),
    "md-one-page": Format("Markdown, short", "-one-page.md", markdown.write_one_page),
    "json": Format("JSON", ".json", data.write),
}
