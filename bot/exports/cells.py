"""CSV that no spreadsheet takes for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

# What a spreadsheet passes over before it looks for a formula, and what begins one.
RANGES = ((0x2000, 0x2010), (0x2028, 0x2030), (0x205F, 0x2070))
PASSED = frozenset(" \xa0\u1680\u180e\u3000\ufeff\xad") | {
    chr(code) for first, end in RANGES for code in range(first, end)
}
SIGNS = frozenset("=+-@\t\r\n＝＋－＠﹢﹣﹦﹫−")


def safe(cell: str) -> str:
    """The words, behind an apostrophe where they would begin a formula (OWASP; CVE-2021-41270)."""
    said = cell.replace("\0", "")
    first = next((sign for sign in said if sign not in PASSED), "")
    return f"'{said}" if first in SIGNS and first else said


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, which is what spreadsheets take for UTF-8."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([safe(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()
