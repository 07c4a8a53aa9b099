"""The calibration sheet holds every shared case, and nothing else."""

from datetime import date
from io import BytesIO

from docx import Document
from pypdf import PdfReader

from bot.career.sharing import Shown
from bot.exports import sheet
from tests.exports.samples import a_packet, opening

MADE = date(2026, 11, 24)
CASES = (
    Shown("Dana Ito", (a_packet(),)),
    Shown("Leo Okoro", (), ("Cut <!channel> the queue · Nov 3, 2026",)),
    Shown("Yuki Sand", (opening(),)),
)


def test_both_files_name_every_case_and_are_the_same_each_time() -> None:
    made = sheet.files(CASES, "Otis", MADE)
    assert made == sheet.files(CASES, "Otis", MADE)
    pages = " ".join(page.extract_text() for page in PdfReader(BytesIO(made[".pdf"])).pages)
    paper = Document(BytesIO(made[".docx"]))
    words = " ".join(p.text for p in paper.paragraphs)
    for name in ("Dana Ito", "Leo Okoro", "Yuki Sand"):
        assert name in pages
        assert name in words
    assert "<!channel>" in words
    assert [p.text for p in paper.paragraphs if p.style.name == "Heading 1"] == [
        case.name for case in CASES
    ]
    assert len(paper.tables[0].rows) == 4
