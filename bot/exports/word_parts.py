"""What Word's library leaves to hand: links, table headers, a picture's words for the blind."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from bot.exports import nodes, picture_file
from bot.exports.printable import printable

WIDTH = 17.0  # centimetres that text has on our page
LINK, RULE = "1A5276", "BCC7C3"
CELL = 9.0  # points


def runs(paragraph: Any, said: nodes.Line, size: float) -> None:
    """A line of words, in points; links can be followed."""
    for text in said:
        _run(paragraph, text, size)


def table(paper: Any, node: nodes.Table) -> None:
    """The header row is marked as one and comes again on each page."""
    from docx.shared import Cm  # noqa: PLC0415 - 0.1 s, and only a packet needs it

    if node.caption:
        caption = paper.add_paragraph(printable(node.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
    made = paper.add_table(len(node.rows), len(node.widths), style="Table Grid")
    made.autofit = False
    _ruled(made)
    for column, width in zip(made.columns, node.widths, strict=True):
        column.width = Cm(WIDTH * width / sum(node.widths))
    for at, (row, cells) in enumerate(zip(made.rows, node.rows, strict=True)):
        _fill(row, cells, is_header=at == 0)


def _fill(row: Any, cells: Sequence[nodes.Line], *, is_header: bool) -> None:
    """A row stays on one page; the header comes again on the next."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - see above
    from docx.shared import Pt  # noqa: PLC0415 - see above

    for cell, said in zip(row.cells, cells, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(1)
        bold = tuple(nodes.Text(text.words, "strong", text.link) for text in said)
        runs(paragraph, bold if is_header else said, CELL)
    about = row._tr.get_or_add_trPr()
    about.append(OxmlElement("w:cantSplit"))
    if is_header:
        about.append(OxmlElement("w:tblHeader"))


def _ruled(made: Any) -> None:
    """Quiet lines between the rows instead of a cage."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - see above
    from docx.oxml.ns import qn  # noqa: PLC0415 - see above

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single" if side in ("bottom", "insideH") else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), RULE)
        borders.append(line)
    made._tbl.tblPr.append(borders)


def picture(paper: Any, node: nodes.Picture) -> None:
    """The drawing, what it shows for who cannot see it, and its caption."""
    from docx.shared import Cm  # noqa: PLC0415 - see above

    drawn = paper.add_picture(BytesIO(picture_file.png(node)), width=Cm(WIDTH))
    drawn._inline.docPr.set("descr", printable(node.alt))
    drawn._inline.docPr.set("title", "Coverage over time")
    paper.add_paragraph(printable(node.caption), style="Caption")


def field(paragraph: Any, name: str, size: Any) -> None:
    """A field that Word fills in, such as the number of the page."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - see above
    from docx.oxml.ns import qn  # noqa: PLC0415 - see above

    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("shown", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = size
        tag = {"": "w:instrText", "shown": "w:t"}.get(kind, "w:fldChar")
        part = OxmlElement(tag)
        if tag == "w:fldChar":
            part.set(qn("w:fldCharType"), kind)
        part.text = text or None
        run._r.append(part)


def _run(paragraph: Any, text: nodes.Text, size: float) -> None:
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - see above

    run = paragraph.add_run(printable(text.words))
    run.font.size = Pt(size)
    run.bold, run.italic = text.style == "strong" or None, text.style == "emphasis" or None
    if text.link:
        run.font.color.rgb, run.font.underline = RGBColor.from_string(LINK), True
        _linked(paragraph, run, text.link)


def _linked(paragraph: Any, run: Any, address: str) -> None:
    """Around a run, a link to an address outside."""
    from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415 - see above
    from docx.oxml import OxmlElement  # noqa: PLC0415 - see above
    from docx.oxml.ns import qn  # noqa: PLC0415 - see above

    link = OxmlElement("w:hyperlink")
    given = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), given)
    paragraph._p.append(link)
    link.append(run._r)
