"""PDF: tagged, PDF/UA where the fonts allow, the same bytes for the same packet."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from bot.career.packet.shape import Packet
from bot.exports import nodes, one_page, pages
from bot.exports.about import About
from bot.exports.printable import described, printable

HERE = Path(__file__).parent
LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
MISSING = "\u25a1"  # □, which the fonts that come along have
DESCRIBED, NUMBERED = 12, 400  # characters named in words, and by their number alone
ACCESSIBLE = "ua-1"


def write(packet: Packet) -> bytes:
    """The full form. A sign without a font is shown as □ and named on the last page."""
    return written(packet, pages.full(packet))


def write_one_page(packet: Packet) -> bytes:
    """The short form, on one page."""
    return written(packet, one_page.one_page(packet), "one page")


def is_accessible(body: bytes) -> bool:
    """Whether the file says that it keeps PDF/UA-1."""
    return b"pdfuaid:part" in body


def written(packet: About, document: Sequence[nodes.Node], form: str = "full") -> bytes:
    """Any document of nodes as PDF/UA-1; a sign without a font is said on the page instead."""
    from typst import TypstError  # noqa: PLC0415 - what only a packet needs is loaded for one

    told = plain(document)
    try:
        return _compiled(packet, told, form, [ACCESSIBLE])
    except TypstError as error:
        lacking = _signs(error.diagnostic)
        if not lacking:
            raise
    said = _without(told, lacking)
    return _compiled(packet, [*said, *plain(_note(lacking))], form, [])


def _compiled(packet: About, told: list[Any], form: str, standards: list[Any]) -> bytes:
    import typst  # noqa: PLC0415 - see above

    title, person = printable(packet.title), printable(packet.person)
    given = {"title": title, "author": person or "Winbook", "form": form, "nodes": told}
    given["footer"] = f"{title} · {packet.span.name}"
    made = datetime.combine(packet.made, time(), UTC)
    return typst.compile(
        source(),
        format="pdf",
        sys_inputs={"packet": json.dumps(given, ensure_ascii=False)},
        pdf_standards=standards,
        timestamp=int(made.timestamp()),
    )


@cache
def source() -> bytes:
    """Our two typst files as one, read once."""
    return b"\n".join((HERE / name).read_bytes() for name in ("coverage.typ", "packet.typ"))


def plain(document: Sequence[nodes.Node]) -> list[Any]:
    """The nodes as JSON knows them, every word printable."""
    return [_clean({"kind": type(node).__name__} | asdict(node)) for node in document]


def _clean(value: Any) -> Any:
    return _mapped(value, printable)


def _without(told: list[Any], lacking: Sequence[str]) -> list[Any]:
    table = str.maketrans(dict.fromkeys(lacking, MISSING))
    return [_mapped(node, lambda words: words.translate(table)) for node in told]


def _mapped(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: _mapped(part, change) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(part, change) for part in value]
    return value


def _signs(diagnostic: str) -> list[str]:
    """The characters that no font has, once each, in the order of the text."""
    said = (ESCAPED.sub(_sign, words) for words in LACKING.findall(diagnostic))
    return list(dict.fromkeys(sign for words in said for sign in words))


def _sign(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _note(lacking: Sequence[str]) -> list[nodes.Node]:
    """What is missing, in words that can be printed, and where it is whole."""
    names = [described(sign) for sign in lacking[:DESCRIBED]]
    names += [f"U+{ord(sign):04X}" for sign in lacking[DESCRIBED:NUMBERED]]
    left = len(lacking) - NUMBERED
    shown, more = "; ".join(names), f"; and {left} more" if left > 0 else ""
    said = (
        f"{MISSING} stands for characters that no font on the machine which made this file has: "
        f"{shown}{more}. The Word, Markdown and JSON files have them. Because of this the file "
        "does not claim to keep PDF/UA."
    )
    return [nodes.Paragraph(nodes.line(said), "meta")]
