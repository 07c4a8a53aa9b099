"""Every format: equal bytes, the same words, and what an empty book gives instead."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bot.career.packet import Packet, Voice
from bot.exports import FORMATS
from tests.exports.reading import words_in
from tests.exports.samples import SAMPLES, TEXTS, a_packet, empty, golden, opening

FULL = [name for name in FORMATS if not name.endswith("one-page")]


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", TEXTS)
def test_text_files_are_as_they_were(sample: str, name: str) -> None:
    assert FORMATS[name].write(SAMPLES[sample]()) == golden(sample, name).read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_packet_gives_the_same_bytes(name: str) -> None:
    write = FORMATS[name].write
    assert write(a_packet()) == write(a_packet())
    assert write(a_packet()) != write(replace(a_packet(), person="Somebody Else"))


ANOTHER_DAY = """
import sys
sys.path[:0] = [{root!r}]
from bot.exports import FORMATS
from tests.exports.samples import a_packet
sys.stdout.buffer.write(FORMATS[{name!r}].write(a_packet()))
"""


@pytest.mark.parametrize("name", ["pdf", "docx"])
@pytest.mark.slow
def test_another_process_writes_the_same_bytes(name: str, tmp_path: Path) -> None:
    """No clock, no hash order and no place of this process is in the file."""
    root = str(Path(__file__).parents[2])
    said = ANOTHER_DAY.format(root=root, name=name)
    made = subprocess.run(
        [sys.executable, "-c", said], cwd=tmp_path, capture_output=True, check=True
    )
    assert made.stdout == FORMATS[name].write(a_packet())


@pytest.mark.parametrize("name", FULL)
def test_a_full_form_tells_the_whole_case(name: str) -> None:
    said = words_in(name, FORMATS[name].write(a_packet()))
    for words in (
        "Dana Ito: case for Senior",
        "Scope and influence are consistent at what Senior asks.",
        "Cut checkout time from 40 to 9 seconds for all customers.",
        "Owned the checkout rewrite from the first sketch to the last customer.",
        "Our shop partners noticed within a day. Thank you!",
        "Cleo Marsh",
        "https://wiki.example.com/checkout",
        "What shows direction at Senior?",
    ):
        assert words in said, words
    assert "taken back" not in said


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_a_paper_says_the_level_signal_the_gaps_and_the_question(name: str) -> None:
    said = words_in(name, FORMATS[name].write(a_packet()))
    assert "What is missing" in said
    assert "Direction: nothing yet. Needs 3 more wins, a colleague's words and a figure." in said
    assert "Questions to expect" in said
    if name in FULL:
        assert "Level signal: Senior, scope (read from “end to end”)." in said
        assert "40 seconds → 9 seconds" in said
        assert "8 of 10 wins of the last 12 months are told here." in said


@pytest.mark.parametrize("name", FORMATS)
def test_without_a_win_the_paper_helps(name: str) -> None:
    said = words_in(name, FORMATS[name].write(empty()))
    assert "There is no win in the last 12 months to make a case from." in said
    assert "One line is enough to begin" in said


@pytest.mark.parametrize("name", FORMATS)
def test_an_opening_shows_what_is_unproven(name: str) -> None:
    said = words_in(name, FORMATS[name].write(opening()))
    assert "Dana Ito: case for Engineer, Payments" in said
    assert "Fluent in Haskell" in said
    assert "What shows this: Fluent in Haskell" in said
    if name != "json" and name in FULL:
        assert "Why here: shares “cloud”." in said


@pytest.mark.parametrize("name", FORMATS)
def test_words_taken_back_after_the_packet_was_made_leave_every_format(name: str) -> None:
    said = words_in(name, FORMATS[name].write(without_otis(a_packet())))
    assert "stopped writing password guides" not in said
    assert "Otis Lund" not in said
    assert "Cleo Marsh" in said


def without_otis(found: Packet) -> Packet:
    """As the book does when an author takes words back: neither words nor name are left."""

    def heard(voice: Voice) -> Voice:
        gone = replace(voice, name="", words="", link="", by="", is_withdrawn=True)
        return gone if voice.name == "Otis Lund" else voice

    sections = []
    for section in found.sections:
        told = [replace(e, voices=tuple(heard(v) for v in e.voices)) for e in section.evidence]
        sections.append(replace(section, evidence=tuple(told)))
    return replace(found, sections=tuple(sections))


@pytest.mark.slow
def test_writing_nothing_loads_no_library() -> None:
    """`winbook --help` and the start must not pay for what only a packet needs."""
    said = (
        "import sys, bot.exports, bot.exports.company;"
        "sys.exit(bool({'typst', 'docx', 'docxtpl', 'lxml', 'jinja2'} & set(sys.modules)))"
    )
    assert (
        subprocess.run([sys.executable, "-c", said], cwd=Path(__file__).parents[2]).returncode == 0
    )
