"""Packets that the tests of exports write, and the files they must be equal to."""

from pathlib import Path

from bot.career import rubric
from bot.career.packet import Curation, Packet, build, build_for_opening, openings
from bot.exports import FORMATS
from tests.career.books import DANA, TODAY, YEAR, a_year, book
from tests.career.test_openings import POSTING

GOLDEN = Path(__file__).parent / "golden"
LADDER = rubric.default()


def a_packet() -> Packet:
    return build(a_year(), LADDER, DANA, YEAR, LADDER.level("senior"), Curation(), TODAY)


def empty() -> Packet:
    return build(book([]), LADDER, DANA, YEAR, LADDER.level("senior"), Curation(), TODAY)


def opening() -> Packet:
    asked = openings.read(POSTING)
    return build_for_opening(a_year(), LADDER, DANA, "Engineer, Payments", asked, Curation(), TODAY)


SAMPLES = {"year": a_packet, "empty": empty, "opening": opening}
TEXTS = [name for name in FORMATS if name.startswith(("md", "json"))]


def golden(sample: str, name: str) -> Path:
    return GOLDEN / f"{sample}{FORMATS[name].ending}"


def write_all() -> None:
    """`python -m tests.exports.samples`, after a change that was meant; then read the diff."""
    GOLDEN.mkdir(exist_ok=True)
    for sample, made in SAMPLES.items():
        for name in TEXTS:
            golden(sample, name).write_bytes(FORMATS[name].write(made()))


if __name__ == "__main__":
    write_all()
