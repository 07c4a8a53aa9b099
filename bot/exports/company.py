"""A company's own Word template, filled in: it may show a packet's words and do nothing else."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from bot.career.packet.shape import Packet
from bot.errors import Refused
from bot.exports import word
from bot.exports.archive import same_bytes
from bot.exports.placeholders import context, describe

LARGEST, UNPACKED = 5_000_000, 40_000_000  # bytes
TEXT, BRACES = 1_000_000, 1000  # bytes of one part with words, and `{` in it
MEMBERS = 2000
ACTIVE = ("vba", "activex/", "embeddings/", "oleobject")  # parts that could run something
REMOTE = (b"attachedTemplate", b"oleObject", b"externalLinkPath", b"/frame", b"subDocument")
SEE = "docs/packet.md shows what a template can hold."


def writer(template: bytes) -> Callable[[Packet], bytes]:
    """`write(packet) -> bytes` through this template, which is looked at once; or Refused.

    Refused says what is wrong with the template: no Word file, too large, with macros, a
    placeholder that does more than show a value, or one that a packet does not have.
    """
    _look_at(template)
    return lambda packet: _filled(template, packet)


def check(template: bytes) -> None:
    """Refused, unless a packet can be filled in."""
    _filled(template, describe())


def _filled(template: bytes, packet: Packet) -> bytes:
    _look_at(template)
    try:
        from docxtpl import DocxTemplate  # noqa: PLC0415 - an extra, and only a packet needs it
        from lxml.etree import LxmlError  # noqa: PLC0415 - see above

        from bot.exports.sandbox import Sandbox, TemplateError  # noqa: PLC0415 - see above
    except ImportError:
        raise Refused(
            "A company's template needs the extra “forms”: pip install 'winbook[forms]'."
        ) from None
    paper = DocxTemplate(BytesIO(template))
    try:
        paper.render(context(packet), Sandbox(), autoescape=True)
    except TemplateError as error:
        raise Refused(f"The template cannot be used: {_said(error)} {SEE}") from None
    except (LxmlError, KeyError, ValueError):
        raise Refused(
            f"The template is no sound Word file any more once filled in. {SEE}"
        ) from None
    word.about(paper.docx.core_properties, packet)
    body = BytesIO()
    paper.save(body)
    return same_bytes(body.getvalue())


def _said(error: Exception) -> str:
    said = " ".join(str(error).split())[:200].rstrip(".")
    return f"{said[:1].upper()}{said[1:]}."


def _look_at(template: bytes) -> None:
    """Refuse what is no plain Word file before any of it is read as one."""
    if len(template) > LARGEST:
        raise Refused(f"The template has more than {LARGEST // 1_000_000} MB. Use a smaller one.")
    try:
        with zipfile.ZipFile(BytesIO(template)) as archive:
            members = archive.infolist()
            _is_small(members)
            names = [member.filename.lower() for member in members]
            _is_plain(archive)
            links = [archive.read(m) for m in members if m.filename.endswith(".rels")]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, RuntimeError, NotImplementedError):
        raise Refused("The template is no Word file. Save it as .docx.") from None
    if "word/document.xml" not in names or any("macroenabled" in name for name in names):
        raise Refused("The template is no Word file. Save it as .docx.")
    if any(part in name for name in names for part in ACTIVE):
        raise Refused("The template holds macros or embedded files. Save it as a plain .docx.")
    if any(kind in link for link in links for kind in REMOTE):
        raise Refused("The template loads something from elsewhere. Take that out and save it.")


def _is_plain(archive: zipfile.ZipFile) -> None:
    """Looking for placeholders takes the square of the braces: so many, and no more."""
    for name in archive.namelist():
        if name.endswith(".xml") and archive.read(name).count(b"{") > BRACES:
            raise Refused(f"The template has more than {BRACES} braces. Use fewer placeholders.")


def _is_small(members: list[zipfile.ZipInfo]) -> None:
    texts = [m.file_size for m in members if m.filename.endswith((".xml", ".rels"))]
    is_large = sum(member.file_size for member in members) > UNPACKED
    if is_large or len(members) > MEMBERS or max(texts, default=0) > TEXT:
        raise Refused("The template is too large once unpacked. Use a simpler one.")
