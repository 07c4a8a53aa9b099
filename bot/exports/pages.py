"""What stands in a packet and in which order, once for every format: the full form."""

from collections.abc import Iterator

from bot.career.packet.shape import Evidence, Packet, Section
from bot.exports import evidence, frame
from bot.exports.nodes import Bullets, Heading, Node, Paragraph, Text, line
from bot.exports.picture import coverage


def full(packet: Packet) -> list[Node]:
    """Everything: the point, coverage, evidence by dimension, gaps, questions, the table."""
    if packet.is_empty:
        return empty(packet)
    return [
        *frame.head(packet),
        frame.overview(packet),
        *coverage(packet),
        *(node for section in packet.sections for node in _section(section, packet)),
        *frame.missing(packet),
        *frame.questions(packet),
        *frame.credentials(packet),
        Heading(1, "Table of evidence"),
        evidence.table(packet),
        *frame.method(packet),
    ]


def empty(packet: Packet) -> list[Node]:
    """No win, no case: what to do instead."""
    return [
        *frame.head(packet),
        Heading(1, "How to begin"),
        Bullets(tuple(line(said) for said in packet.help)),
    ]


def _section(section: Section, packet: Packet) -> Iterator[Node]:
    yield Heading(1, f"{section.title}: {frame.standing(section).lower()}")
    if section.asks:
        yield Paragraph(line(Text(f"{packet.target} asks: ", "strong"), section.asks))
    if not section.evidence:
        yield Paragraph(line("No win shows this." if packet.opening else "Nothing in this period."))
    for told in section.evidence:
        yield from _evidence(told, section, packet)
    left = section.wins - len(section.evidence)
    if left > 0:
        many = (
            "1 more win of this period is" if left == 1 else f"{left} more wins of this period are"
        )
        yield Paragraph(line(f"{many} not told here."), "meta")


def _evidence(told: Evidence, section: Section, packet: Packet) -> Iterator[Node]:
    if told.told_under:
        yield Paragraph(evidence.elsewhere(told))
        return
    yield Heading(2, told.headline)
    if told.story:
        yield Paragraph(line(told.story))
    yield Paragraph(evidence.facts(told), "meta")
    yield Paragraph(evidence.signal(told, section, packet), "meta")
    yield from evidence.quotes(told)
