"""One win on paper: its facts, the level it speaks to, who backs it, and its row in the table."""

from collections.abc import Iterator

from bot.career.days import spelled
from bot.career.independence import named
from bot.career.packet.shape import Evidence, Packet, Section, Voice
from bot.career.packet.summing import listed
from bot.exports.nodes import Line, Node, Paragraph, Quote, Table, Text, between, line
from bot.exports.printable import address

NAMELESS = "a colleague whose name was removed"
MISSED = {
    "outcome stated": "no outcome stated",
    "figure": "no figure",
    "corroborated": "no colleague",
    "level-shaped": "no dimension",
    "recent": "over a year old",
}
REWORDED = "the win's words changed since"
WITHDRAWN = "Words that stood here were taken back by their author."


def facts(told: Evidence) -> Line:
    """Figures first, then the day, the number in the book, who took part and where to look."""
    figures = [line(Text(shown, "strong")) for shown in told.measured]
    told_by = [line(spelled(told.happened)), line(f"win {told.number}")]
    people = listed([one.name for one in told.credited])
    with_whom = [line(f"with {people}")] if people else []
    return between([*figures, *told_by, *with_whom, *(linked(link) for link in told.links)])


def linked(link: str) -> Line:
    """An address that shows where it goes; what is no address stays words."""
    return line(Text(link, link=address(link)))


def signal(told: Evidence, section: Section, packet: Packet) -> Line:
    """Which expectation of the target level it speaks to, and why we think so."""
    if packet.opening:
        return line(Text("Why here: ", "strong"), f"{told.because}.")
    level = f"{packet.target}, {section.title[:1].lower()}{section.title[1:]}"
    return line(Text("Level signal: ", "strong"), f"{level} ({told.because}).")


def quotes(told: Evidence) -> Iterator[Node]:
    """Each with who said it; and that there are more, or that some were taken back."""
    for voice in told.heard:
        yield Quote(voice.words, by(voice))
    if told.more_voices:
        many = "1 more quote" if told.more_voices == 1 else f"{told.more_voices} more quotes"
        yield Paragraph(line(f"{many} in the book."), "meta")
    if len(told.heard) < len(told.voices):
        yield Paragraph(line(Text(WITHDRAWN, "emphasis")), "meta")


def by(voice: Voice) -> Line:
    """Ben Okafor, Feb 13, 2026 · edited since · in Slack."""
    said = line(f"{named(voice.name or NAMELESS, voice.tie)}, {spelled(voice.said_on)}")
    since = line("edited by its author since") if voice.is_edited else ()
    where = line(Text("message in Slack", link=address(voice.link))) if address(voice.link) else ()
    reworded = line(REWORDED) if voice.is_outdated else ()
    return between([said, since, reworded, where])


def elsewhere(told: Evidence) -> Line:
    """A win that was told under another title before."""
    name = Text(told.headline.rstrip(".…"), "strong")
    return line(name, f" (win {told.number}, told under {told.told_under}).")


def table(packet: Packet) -> Table:
    """Every win told, a row each: what a reader checks when the argument is over."""
    head = tuple(
        line(name)
        for name in ("Win", "Date", "What changed", "Under", "Figures", "Backed by", "Ticks")
    )
    rows = tuple(_row(told, packet) for told in packet.told)
    widths = (7, 12, 24, 22, 12, 12, 11) if packet.opening else (7, 13, 27, 12, 15, 13, 13)
    return Table("", (head, *rows), widths)


def _row(told: Evidence, packet: Packet) -> tuple[Line, ...]:
    under = [s.title for s in packet.sections if told.ref in {e.ref for e in s.evidence}]
    people = dict.fromkeys(named(voice.name or NAMELESS, voice.tie) for voice in told.heard)
    cells = (
        str(told.number),
        spelled(told.happened),
        told.headline,
        ", ".join(under),
        ", ".join(told.measured),
        ", ".join(people),
        ticks(told),
    )
    return tuple(line(cell or "–") for cell in cells)


def ticks(told: Evidence) -> str:
    """`5 of 5`, or `3 of 5: no figure, no colleague`."""
    missed = [MISSED.get(tick.name, f"not {tick.name}") for tick in told.ticks if not tick.met]
    said = f"{told.strength} of {len(told.ticks)}"
    return f"{said}: {', '.join(missed)}" if missed else said
