"""Read back what was written, as words in one line."""

import json
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from pypdf import PdfReader


def words_in(name: str, body: bytes) -> str:
    """All words of a file, blanks and breaks as one blank."""
    kind = name.partition("-")[0]
    found = {"md": markdown, "json": values, "docx": word, "pdf": pdf}[kind](body)
    return " ".join(found.split())


def markdown(body: bytes) -> str:
    """What a reader of Markdown shows: markup is gone, escapes are undone."""
    tokens = MarkdownIt("commonmark").enable("table").parse(body.decode())
    return "\n".join(_inline(token.children or []) for token in tokens if token.type == "inline")


def _inline(children: list[Any]) -> str:
    return "".join("\n" if "break" in child.type else child.content for child in children)


def values(body: bytes) -> str:
    def strings(value: Any) -> list[str]:
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            return [text for part in value for text in strings(part)]
        return [value] if isinstance(value, str) else []

    return "\n".join(strings(json.loads(body)))


def word(body: bytes) -> str:
    """Paragraphs and cells in the order of the pages, links included."""
    paper = Document(BytesIO(body))
    return "\n".join(
        "".join(_run(node) for node in paragraph.iter(qn("w:t"), qn("w:br")))
        for paragraph in paper.element.body.iter(qn("w:p"))
    )


def _run(node: Any) -> str:
    return node.text or "" if node.tag == qn("w:t") else "\n"


def pdf(body: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
