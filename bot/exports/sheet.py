"""The calibration sheet: several cases side by side, made only of what was shared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.career.days import spelled
from bot.career.independence import named
from bot.career.packet import Packet
from bot.career.packet.shape import Span
from bot.career.sharing import NAMELESS, Shown
from bot.exports import pdf, word
from bot.exports.nodes import Bullets, Heading, Node, Paragraph, Table, Text, Title, line

STRONGEST = 3  # wins told per dimension
SHARED = "Only what its owner shared with you stands here, as it was frozen. Treat it as lent."


@dataclass(frozen=True)
class Sheet:
    """What a file says of itself; `person` is whoever it was made for."""

    title: str
    person: str
    made: date
    version: int = 1

    @property
    def span(self) -> Span:
        return Span(self.made, self.made, spelled(self.made))


def files(cases: Sequence[Shown], reader: str, made: date) -> dict[str, bytes]:
    """The sheet as Word and as PDF, by the file's ending; same cases, same bytes."""
    about, told = Sheet("Calibration sheet", reader, made), nodes(cases, made)
    return {".docx": word.written(about, told), ".pdf": pdf.written(about, told)}


def nodes(cases: Sequence[Shown], made: date) -> list[Node]:
    """A table of all cases first, then each with its evidence."""
    return [
        Title("Calibration sheet"),
        Paragraph(line(f"Made {spelled(made)}. {SHARED}"), "meta"),
        _overview(cases),
        *(node for case in cases for node in _case(case)),
    ]


def _overview(cases: Sequence[Shown]) -> Table:
    head = tuple(line(name) for name in ("Person", "From → to", "Consistent", "Thin", "Wins"))
    rows = [
        (
            line(case.name),
            line(f"{packet.level} → {packet.opening or packet.target}"),
            line(_titles(packet, "consistent")),
            line(_titles(packet, "sometimes", "never")),
            line(str(packet.totals.wins)),
        )
        for case in cases
        for packet in case.packets
    ]
    bare = [
        (line(case.name), line("–"), line("–"), line("–"), line(str(len(case.wins))))
        for case in cases
        if not case.packets
    ]
    return Table("Every case shared with you", (head, *rows, *bare), (18, 20, 26, 26, 10))


def _titles(packet: Packet, *standings: str) -> str:
    return ", ".join(s.title for s in packet.sections if s.standing in standings) or "–"


def _case(case: Shown) -> Iterator[Node]:
    yield Heading(1, case.name)
    for packet in case.packets:
        yield Paragraph(line(packet.summary), "lead")
        yield from _evidence(packet)
    if case.wins:
        yield Heading(2, "Wins shared one by one")
        yield Bullets(tuple(line(said) for said in case.wins))


def _evidence(packet: Packet) -> Iterator[Node]:
    for section in packet.sections:
        told = [one for one in section.evidence if not one.told_under][:STRONGEST]
        yield Heading(2, f"{section.title}: {section.standing}")
        if section.missing:
            yield Paragraph(line(Text("Missing: ", "strong"), ", ".join(section.missing)), "meta")
        lines = []
        for one in told:
            people = ", ".join(named(v.name or NAMELESS, v.tie) for v in one.heard)
            behind = [people] if people else []
            about = ", ".join([*one.measured, spelled(one.happened), *behind])
            lines.append(line(f"{one.headline} ({about})"))
        if lines:
            yield Bullets(tuple(lines))
