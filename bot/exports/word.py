"""Word: real headings, lists and table headers, so that every reader can find its way."""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any

from bot.career.packet.shape import Packet
from bot.exports import nodes, one_page, pages, word_parts
from bot.exports.about import About
from bot.exports.archive import same_bytes
from bot.exports.printable import printable

INK, SOFT = "1F3D36", "55645F"
BODY, MARGIN = 10.5, 2.0  # points; centimetres of an A4 page
ROLES = {"lead": 12.0, "meta": 9.0}  # points
HEADINGS = (("Title", 22), ("Heading 1", 15), ("Heading 2", 11.5))


def write(packet: Packet) -> bytes:
    """The full form."""
    return written(packet, pages.full(packet))


def write_one_page(packet: Packet) -> bytes:
    """The short form; how much a page holds is for the reader's Word to decide."""
    return written(packet, one_page.one_page(packet))


def written(packet: About, document: Sequence[nodes.Node]) -> bytes:
    """Any document of nodes as a Word file; the same nodes give the same bytes."""
    from docx import Document  # noqa: PLC0415 - 0.1 s, and only a packet needs it

    paper = Document()
    _styles(paper)
    _page(paper, packet)
    about(paper.core_properties, packet)
    for node in document:
        _put(paper, node)
    body = BytesIO()
    paper.save(body)
    return same_bytes(body.getvalue())


def about(properties: Any, packet: About) -> None:
    """What the file says of itself; no clock and no machine in it."""
    made = datetime.combine(packet.made, time())
    properties.title = printable(packet.title)[:255]
    properties.author = properties.last_modified_by = printable(packet.person)[:255] or "Winbook"
    properties.subject, properties.keywords = printable(packet.span.name)[:255], "promotion, packet"
    properties.comments, properties.language = "", "en"
    properties.created = properties.modified = made
    properties.last_printed = made
    properties.revision = packet.version


def _styles(paper: Any) -> None:
    """Our own look on Word's own styles: the names are what a screen reader goes by."""
    from docx.shared import Cm, Pt, RGBColor  # noqa: PLC0415 - see above

    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(BODY)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in HEADINGS:
        style = paper.styles[name]
        style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), True
        style.font.color.rgb = RGBColor.from_string(INK)
        _plain_font(style)
        style.paragraph_format.space_before = Pt(0 if name == "Title" else size)
        style.paragraph_format.space_after = Pt(4)
    caption = paper.styles["Caption"]
    caption.font.size, caption.font.bold = Pt(ROLES["meta"]), False
    caption.font.color.rgb = RGBColor.from_string(SOFT)
    quote = paper.styles["Quote"]
    quote.font.italic, quote.font.color.rgb = False, RGBColor.from_string("000000")
    quote.paragraph_format.left_indent = Cm(0.6)


def _plain_font(style: Any) -> None:
    """A heading's font is set by the theme, which would win over the name."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - see above

    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    borders = style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)


def _page(paper: Any, packet: About) -> None:
    """A4, and a footer with the title and the number of the page."""
    from docx.shared import Cm, Pt  # noqa: PLC0415 - see above

    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(1.8)
    foot = section.footer.paragraphs[0]
    words = foot.add_run(f"{printable(packet.title)} · {printable(packet.span.name)} · page ")
    words.font.size = Pt(8)
    word_parts.field(foot, "PAGE", Pt(8))


def _put(paper: Any, node: nodes.Node) -> None:
    match node:
        case nodes.Title(words):
            paper.add_paragraph(printable(words), style="Title")
        case nodes.Heading(level, words):
            paper.add_heading(printable(words), level)
        case nodes.Paragraph(said, role):
            word_parts.runs(paper.add_paragraph(), said, ROLES.get(role, BODY))
        case nodes.Bullets(lines):
            for said in lines:
                word_parts.runs(paper.add_paragraph(style="List Bullet"), said, BODY)
        case nodes.Quote(words, by):
            quote = paper.add_paragraph(f"“{printable(words)}”", style="Quote")
            quote.add_run().add_break()
            word_parts.runs(quote, by, ROLES["meta"])
        case nodes.Table():
            word_parts.table(paper, node)
        case nodes.Picture():
            word_parts.picture(paper, node)
