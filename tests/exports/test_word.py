"""Word: styles that a screen reader knows, a table with a header, links, a picture with words."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exports import picture_file, word
from bot.exports.nodes import Cell, Picture
from bot.exports.picture import coverage
from bot.exports.printable import printable
from tests.exports.reading import word as words_of
from tests.exports.samples import a_packet
from tests.exports.test_pdf import with_words


@pytest.fixture(scope="module")
def paper() -> Any:
    return Document(BytesIO(word.write(a_packet())))


def styled(paper: Any, style: str) -> list[str]:
    return [p.text for p in paper.paragraphs if p.style.name == style]


def test_headings_and_lists_have_words_own_styles(paper: Any) -> None:
    assert styled(paper, "Title") == ["Dana Ito: case for Senior"]
    assert styled(paper, "Heading 1") == [
        "Scope: consistent",
        "Ambiguity: shown, but thin",
        "Influence: consistent",
        "Blast radius: shown, but thin",
        "Direction: nothing yet",
        "What is missing",
        "Questions to expect",
        "Table of evidence",
        "How this was made",
    ]
    assert "Pages at night fell by 60%." in styled(paper, "Heading 2")
    assert "What shows direction at Senior?" in styled(paper, "List Bullet")
    assert any("I slept through my week on call" in text for text in styled(paper, "Quote"))


def test_the_table_of_evidence_has_a_row_per_win_and_a_header_that_comes_again(paper: Any) -> None:
    table = paper.tables[-1]
    assert [cell.text for cell in table.rows[0].cells][:3] == ["Win", "Date", "What changed"]
    assert len(table.rows) == 1 + len(a_packet().told)
    marks = [row._tr.findall(f".//{qn('w:tblHeader')}") for row in table.rows]
    assert [bool(mark) for mark in marks] == [True] + [False] * len(a_packet().told)


def test_the_picture_says_in_words_what_it_shows(paper: Any) -> None:
    [picture] = paper.element.body.iter(qn("wp:docPr"))
    assert picture.get("descr").startswith("Wins by month. Scope: 1 in Feb 2026 (1 backed)")


def test_the_picture_tells_backed_wins_from_others() -> None:
    [drawn] = coverage(a_packet())
    assert isinstance(drawn, Picture)
    alone = tuple(tuple(Cell(cell.wins, 0) for cell in row) for row in drawn.cells)
    never = tuple(tuple(Cell(0, 0) for _ in row) for row in drawn.cells)
    made = {picture_file.png(replace(drawn, cells=cells)) for cells in (drawn.cells, alone, never)}
    assert len(made) == 3


def test_links_can_be_followed(paper: Any) -> None:
    links = {rel.target_ref for rel in paper.part.rels.values() if "hyperlink" in rel.reltype}
    assert "https://wiki.example.com/checkout" in links
    assert "https://example.slack.com/archives/C0ENG/p1795514401000001" in links


def test_the_file_says_nothing_of_the_machine_or_the_hour(paper: Any) -> None:
    about = paper.core_properties
    assert (about.title, about.author) == ("Dana Ito: case for Senior", "Dana Ito")
    assert f"{about.created:%Y-%m-%d %H:%M:%S}" == "2026-11-24 00:00:00"
    with ZipFile(BytesIO(word.write(a_packet()))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_address_but_of_the_web_becomes_a_link() -> None:
    made = Document(BytesIO(word.write(with_words("javascript:alert(1)"))))
    links = [rel.target_ref for rel in made.part.rels.values() if "hyperlink" in rel.reltype]
    assert links
    assert all(link.startswith("https://example.slack.com/") for link in links)


@given(st.text(max_size=300))
@settings(max_examples=12)
@pytest.mark.slow
def test_any_words_are_kept_whole(words: str) -> None:
    """Controls and half characters, which XML cannot hold, stand as their numbers."""
    said = "".join(words_of(word.write(with_words(words))).split())
    assert said.count("".join(printable(words).split())) >= 2


def test_markup_stays_words() -> None:
    words = "<w:p>&amp;</w:p> {{ person }} {% raw %} ]]>"
    assert words in words_of(word.write(with_words(words)))


def test_the_short_form_tells_one_win_per_dimension() -> None:
    made = Document(BytesIO(word.write_one_page(a_packet())))
    assert [row.cells[0].text.partition(":")[0] for row in made.tables[0].rows[1:]] == [
        "Scope",
        "Ambiguity",
        "Influence",
        "Blast radius",
        "Direction",
    ]


def test_the_same_words_for_a_person_without_a_name() -> None:
    made = Document(BytesIO(word.write(replace(a_packet(), person=""))))
    assert (made.core_properties.author, made.core_properties.title) == (
        "Winbook",
        "Case for Senior",
    )
