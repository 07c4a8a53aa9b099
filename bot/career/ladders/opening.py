"""From bytes to text: what is too large, no text, or in another encoding is refused here."""

import re

from bot.career.ladders.found import TOP, Report, Spot

MOST = 64 * 1024  # bytes
KINDS = (
    (b"%PDF", "a PDF", "Export the ladder from where it is edited as CSV, Markdown or YAML"),
    (b"PK\x03\x04", "an Excel, Word or ZIP file", "Save it as CSV (in Excel: CSV UTF-8)"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "Save it as CSV (in Excel: CSV UTF-8)"),
    (b"\x89PNG", "a picture", "Bring the ladder as text: CSV, Markdown or YAML"),
    (b"\xff\xd8\xff", "a picture", "Bring the ladder as text: CSV, Markdown or YAML"),
    (b"GIF8", "a picture", "Bring the ladder as text: CSV, Markdown or YAML"),
    (b"\x1f\x8b", "a compressed file", "Unpack it first"),
    (b"SQLite format 3", "a database", "Bring the ladder as text: CSV, Markdown or YAML"),
    (b"{\\rtf", "an RTF document", "Save it as plain text: Markdown or CSV"),
)
UTF16 = (b"\xff\xfe", b"\xfe\xff")
AS_UTF8 = "Save it again as UTF-8 (in Excel: CSV UTF-8; in an editor: Save with Encoding)."
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
OTHER_BREAKS = re.compile(r"[\x85\u2028\u2029]")


def text_of(report: Report, data: bytes) -> str:
    """The file's text with `\\n` for every line break and no BOM; raises Stop with the reason."""
    if len(data) > MOST:
        size = f"{len(data) / 1024:,.0f} KB"
        raise report.stop(
            TOP,
            f"The file has {size}, and 64 KB is the limit.",
            "Bring one ladder per file, without pictures and styles.",
        )
    _refuse_other_kinds(report, data)
    text = _decoded(report, data.removeprefix(b"\xef\xbb\xbf"))
    text = OTHER_BREAKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    if control := CONTROL.search(text):
        raise report.stop(
            spot_of(text, control.start()),
            f"The character U+{ord(control[0]):04X} does not belong into a text.",
            "Remove it, or save the file again as plain text in UTF-8.",
        )
    if not text.strip():
        raise report.stop(TOP, "The file is empty.", "`winbook rubric template` prints a start.")
    return text


def spot_of(text: str, at: int) -> Spot:
    """Line and column of a place in a text."""
    start = text.rfind("\n", 0, at) + 1
    return Spot(text.count("\n", 0, at) + 1, at - start + 1)


def _refuse_other_kinds(report: Report, data: bytes) -> None:
    start = data[:64].lstrip()
    for mark, kind, fix in KINDS:
        if start.startswith(mark):
            raise report.stop(TOP, f"This is {kind}, whatever its name says.", f"{fix}.")
    if data.startswith(UTF16) or (len(data) > 3 and data[1] == 0 == data[3]):
        raise report.stop(TOP, "The file is in UTF-16, not in UTF-8.", AS_UTF8)


def _decoded(report: Report, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        byte = f"0x{data[error.start]:02X}"
        spot = spot_of(before, len(before))
        raise report.stop(spot, f"The byte {byte} is not UTF-8.", AS_UTF8) from None
