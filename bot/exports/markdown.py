"""Markdown that reads well as plain text, in which words stay words."""

import re
from collections.abc import Sequence

from bot.career.packet.shape import Packet
from bot.exports import nodes, one_page, pages
from bot.exports.printable import printable

# What would be markup in the middle of a line, and what would be at its beginning.
INLINE = re.compile(r"[\\`*\[\]<|~]|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])|(?<=!)(?=\[)")
FIRST = re.compile(r"^(\s*)([#>=+-]|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
SIGNS = {"strong": "**", "emphasis": "*"}


def write(packet: Packet) -> bytes:
    """The full form as UTF-8 with a newline at the end."""
    return document(pages.full(packet))


def write_one_page(packet: Packet) -> bytes:
    """The short form."""
    return document(one_page.one_page(packet))


def document(parts: Sequence[nodes.Node]) -> bytes:
    """Any document as UTF-8 with a newline at the end."""
    return ("\n\n".join(_block(node) for node in parts) + "\n").encode()


def _block(node: nodes.Node) -> str:
    match node:
        case nodes.Title(words):
            return f"# {_flat(words)}"
        case nodes.Heading(level, words):
            return f"{'#' * (level + 1)} {_flat(words)}"
        case nodes.Paragraph(said, _):
            return _line(said)
        case nodes.Bullets(lines):
            return "\n".join(f"- {_indented(_line(said))}" for said in lines)
        case nodes.Quote(words, by):
            return _quoted(f"“{_words(words)}”\n\n{_line(by)}")
        case nodes.Table(caption, rows, _):
            return f"**{_flat(caption)}**\n\n{_table(rows)}" if caption else _table(rows)
        case nodes.Picture(alt, _, _, _, _):
            return _flat(alt)


def _line(said: nodes.Line) -> str:
    """Runs joined; a link shows its words, and an address that is its own words stands bare."""
    return "".join(_run(text) for text in said).strip()


def _run(text: nodes.Text) -> str:
    words = _words(text.words)
    if text.link:
        words = f"<{text.link}>" if text.link == text.words else f"[{words}](<{text.link}>)"
    sign = SIGNS.get(text.style, "")
    bare = words.strip()
    if not sign or not bare:
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{before}{sign}{bare}{sign}{after}"


def _words(words: str) -> str:
    """Escaped, so that a reader shows exactly these words; a break stays a break."""
    escaped = INLINE.sub(lambda found: "\\" + found.group(), printable(words).replace("\t", " "))
    first, *more = escaped.split("\n")
    lines = [_beginning(first), *(_beginning(line.strip()) for line in more)]
    paragraphs = re.split(r"\n{2,}", "\n".join(lines))
    return "\n\n".join(paragraph.replace("\n", "  \n") for paragraph in paragraphs)


def _beginning(line: str) -> str:
    """A hash or a number at the beginning is no heading and no list."""
    return FIRST.sub(
        lambda at: f"{at[1]}{at[2]}\\" if at[2].isdigit() else f"{at[1]}\\{at[2]}", line
    )


def _flat(words: str) -> str:
    """On one line, for headings and cells."""
    return " ".join(_words(words).split())


def _indented(said: str) -> str:
    return said.replace("\n", "\n  ")


def _quoted(said: str) -> str:
    return "\n".join(f"> {line}" if line else ">" for line in said.splitlines())


def _table(rows: Sequence[tuple[nodes.Line, ...]]) -> str:
    head, *body = [_row(row) for row in rows]
    rule = "|" + "---|" * len(rows[0])
    return "\n".join([head, rule, *body])


def _row(row: tuple[nodes.Line, ...]) -> str:
    return "| " + " | ".join(" ".join(_line(cell).split()) for cell in row) + " |"
