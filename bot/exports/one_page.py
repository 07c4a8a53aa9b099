"""The short form: one page to leave on a table. The full form has what is cut here."""

from dataclasses import replace

from bot.career.independence import named
from bot.career.packet.shape import Packet, Section, Voice
from bot.exports import evidence, frame
from bot.exports.nodes import Bullets, Heading, Line, Node, Table, Text, line
from bot.exports.pages import empty
from bot.exports.picture import coverage

ROOM = 1500  # characters for all that is told of wins
QUOTE, NAME, ASKS = 110, 60, 100  # characters
QUESTIONS = 5
ROWS, GAPS = 12, 7  # beyond which the full form is the better place


def one_page(packet: Packet) -> list[Node]:
    """The strongest win per dimension, what is missing, and the first questions."""
    if packet.is_empty:
        return empty(packet)
    asked = packet.questions[:QUESTIONS]
    return [
        *frame.head(packet),
        _strongest(packet),
        *coverage(packet),
        Heading(1, "What is missing"),
        Bullets(_gaps(packet)),
        *([Heading(1, "Questions to expect")] if asked else []),
        *([Bullets(tuple(line(cut(one.asks, QUOTE)) for one in asked))] if asked else []),
    ]


def _strongest(packet: Packet) -> Table:
    first = "Requirement" if packet.opening else "Dimension"
    head = tuple(line(name) for name in (first, "Strongest evidence", "Figures", "Backed by"))
    room = max(60, ROOM // max(1, len(packet.sections)))
    rows = [_row(section, room) for section in packet.sections[:ROWS]]
    left = len(packet.sections) - ROWS
    rows += (
        [(line(f"{left} more"), line("In the full form."), line("–"), line("–"))]
        if left > 0
        else []
    )
    return Table("The case in short", (head, *rows), (26, 38, 16, 20))


def _gaps(packet: Packet) -> tuple[Line, ...]:
    thin = [section for section in packet.sections if section.missing]
    short = [replace(section, title=cut(section.title, QUOTE)) for section in thin[:GAPS]]
    said = [frame.gap(section) for section in short]
    left = len(thin) - GAPS
    said += [line(f"{left} more, in the full form.")] if left > 0 else []
    return tuple(said) or (line("Nothing that the rubric asks for."),)


def _row(section: Section, room: int) -> tuple[Line, ...]:
    asks = f"\n{cut(section.asks, ASKS)}" if section.asks else ""
    name = line(
        Text(cut(section.title, room), "strong"),
        f": {frame.standing(section).lower()}",
        Text(asks, "emphasis"),
    )
    if not section.evidence:
        return name, line("–"), line("–"), line("–")
    told = section.evidence[0]
    said = cut(f"{told.headline} {told.story}", room)
    measured = line(Text(cut(", ".join(told.measured), QUOTE), "strong"))
    backed = [f"{_by(voice)}: “{cut(voice.words, QUOTE)}”" for voice in told.heard]
    words = line(f"{said} (win {told.number})")
    return name, words, measured or line("–"), line(backed[0] if backed else "–")


def cut(words: str, most: int) -> str:
    """On one line, shortened at a word with an ellipsis."""
    said = " ".join(words.split())
    if len(said) <= most:
        return said
    return f"{said[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def _by(voice: Voice) -> str:
    return named(cut(voice.name or evidence.NAMELESS, NAME), voice.tie)
