"""PDF: tagged, accessible where the fonts allow, one page where one is promised, honest else."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from bot.career.packet import Packet
from bot.exports import pdf
from bot.exports.printable import printable
from tests.exports.reading import pdf as words_of
from tests.exports.samples import SAMPLES, a_packet

NO_FONT = "\U000f1234"  # a private character: no font is made for it
COMMANDS = [
    '#panic(1) #read("/etc/passwd") #sys.inputs',
    "$x^2$ = heading",
    "= heading",
    "@reference <label>",
    "*bold* _emphasis_ `raw` \\ // comment /* more */",
    "- list + list / term: x",
    "https://example.com ~ --- ... 'quotes'",
    '"closed" ) ] }',
]


def with_words(words: str) -> Packet:
    """The same words as headline, story, quote, name, credit and link."""
    found = a_packet()
    section = found.sections[0]
    told = section.evidence[0]
    voice = replace(told.voices[0], words=words, name=words)
    told = replace(told, headline=words, story=words, voices=(voice,), links=(words,))
    return replace(found, person=words[:40], sections=(replace(section, evidence=(told,)),))


def structure(body: bytes) -> list[tuple[str, str]]:
    """The tags of the structure tree and what is read aloud instead, in the order of the pages."""
    found: list[tuple[str, str]] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif hasattr(node, "get"):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(PdfReader(BytesIO(body)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


@pytest.mark.parametrize("write", [pdf.write, pdf.write_one_page])
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_form_is_tagged_and_keeps_pdf_ua(write: Any, sample: str) -> None:
    body = write(SAMPLES[sample]())
    root = PdfReader(BytesIO(body)).trailer["/Root"]
    assert pdf.is_accessible(body)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert PdfReader(BytesIO(body)).metadata.title == SAMPLES[sample]().title  # type: ignore[union-attr]


def test_headings_lists_table_headers_and_the_picture_are_tagged_as_such() -> None:
    tags = structure(pdf.write(a_packet()))
    for tag in ("/H1", "/H2", "/L", "/Table", "/TH", "/TD", "/Figure", "/Link"):
        assert tag in [name for name, _ in tags], tag
    [picture] = [said for name, said in tags if name == "/Figure"]
    assert "Scope: 1 in Feb 2026 (1 backed), 1 in May 2026 (1 backed), 1 in Oct 2026." in picture


@pytest.mark.parametrize("words", COMMANDS)
def test_words_are_never_commands(words: str) -> None:
    said = " ".join(words_of(pdf.write(with_words(words))).split())
    assert said.count(" ".join(words.split())) >= 4


def test_a_character_without_a_font_is_named_and_the_file_does_not_claim_pdf_ua() -> None:
    body = pdf.write(with_words(f"before {NO_FONT} after"))
    said = " ".join(words_of(body).split())
    assert not pdf.is_accessible(body)
    assert "before □ after" in said
    assert "no font on the machine which made this file has: U+F1234." in said
    assert "the file does not claim to keep PDF/UA" in said
    assert structure(body)  # tagged all the same


def test_many_characters_without_a_font_are_all_named() -> None:
    said = words_of(pdf.write(with_words("".join(chr(0xF1000 + n) for n in range(20)))))
    assert all(f"U+{0xF1000 + n:04X}" in said for n in range(20))


def test_what_cannot_be_printed_at_all_stands_as_its_number() -> None:
    said = words_of(pdf.write(with_words("bell\x07 and turned \u202earound")))
    assert "bell[U+0007] and turned [U+202E]around" in " ".join(said.split())


def test_a_link_goes_where_it_says_and_only_to_the_web() -> None:
    body = pdf.write(with_words("javascript:alert(1)"))
    addresses = [
        annotation.get_object()["/A"]["/URI"]
        for page in PdfReader(BytesIO(body)).pages
        for annotation in page.get("/Annots", [])
    ]
    assert addresses
    assert all(address.startswith("https://example.slack.com/") for address in addresses)


@pytest.mark.parametrize("words", ["long words " * 270, "W" * 3000, "漢字" * 1500, "a\n" * 1500])
def test_the_short_form_is_one_page_whatever_was_typed(words: str) -> None:
    found = with_words(words)
    sections = tuple(
        replace(section, evidence=found.sections[0].evidence, title=f"{section.title} {'x' * 30}")
        for section in a_packet().sections
    )
    body = pdf.write_one_page(replace(found, sections=sections))
    assert len(PdfReader(BytesIO(body)).pages) == 1


def test_an_opening_of_a_hundred_requirements_has_a_short_form_of_one_page() -> None:
    found = SAMPLES["opening"]()
    many = tuple(replace(found.sections[0], key=f"r{n}", title="Do it " * 50) for n in range(100))
    body = pdf.write_one_page(replace(found, sections=many))
    assert len(PdfReader(BytesIO(body)).pages) == 1
    assert "88 more" in words_of(body)


SCRIPTS = "Ελληνικά Кириллица עברית العربية हिन्दी ไทย 漢字 한국어 🏴‍☠️👩‍👩‍👧 ﷺ ½ ﬁ"


def test_every_language_is_printed_or_named() -> None:
    body = pdf.write(with_words(SCRIPTS))
    said = words_of(body)
    for sign in set(SCRIPTS) - set(" \u200d\ufe0f"):
        named = f"U+{ord(sign):04X}" in said
        assert named or sign in said or is_shaped(sign), sign


def is_shaped(sign: str) -> bool:
    """Letters that join are drawn as one, and read back as another form of themselves."""
    return "\u0590" <= sign <= "\u0dff" or sign in "ﷺ½ﬁ"


@given(st.text(max_size=300))
@settings(max_examples=12)
@pytest.mark.slow
def test_any_words_make_a_file_that_opens(words: str) -> None:
    body = pdf.write(with_words(words or "x"))
    assert len(PdfReader(BytesIO(body)).pages) >= 1
    plain = "".join(sign for sign in printable(words) if sign.isascii() and sign.isalnum())
    said = "".join(words_of(body).split())
    assert all(sign in said for sign in plain)
