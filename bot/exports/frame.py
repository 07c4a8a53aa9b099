"""What stands around the evidence: title, overview, gaps, questions, credentials, method."""

from collections.abc import Iterator

from bot.career.days import spelled
from bot.career.packet.shape import Credential, Packet, Section
from bot.career.packet.summing import PERHAPS, UNPROVEN, listed
from bot.exports.nodes import (
    Bullets,
    Heading,
    Line,
    Node,
    Paragraph,
    Table,
    Text,
    Title,
    between,
    line,
)
from bot.exports.printable import address

STANDINGS = {
    "consistent": "Consistent",
    "sometimes": "Shown, but thin",
    "never": "Nothing yet",
    "shown": "Shown",
    "perhaps": "Perhaps",
    "unproven": "Not shown",
}
TRACED = (
    "Every sentence about a win is its owner's; every quote is somebody else's, word for word, "
    "with its date and its place."
)
STRONGEST = (
    "A win counts five ticks: an outcome is stated, a figure says how much, a colleague backs it, "
    "it stands under a dimension, and it is at most twelve months old. The strongest are told."
)
CONSISTENT = (
    "Consistent means three wins in three months, one backed by a colleague and one with a figure. "
    "Less is shown as thin."
)
LAID_BESIDE = (
    "A requirement is shown by wins that share its words. Where none does, wins of the same "
    "dimension are a perhaps."
)


def head(packet: Packet) -> list[Node]:
    """Title, facts, and the point in a few sentences."""
    aim = packet.opening or packet.target
    about = [
        line(f"{packet.level} → {aim}"),
        line(_when(packet)),
        line(f"Rubric: {packet.rubric}, version {packet.rubric_version}"),
        line(f"Made {spelled(packet.made)}, version {packet.version}"),
    ]
    return [
        Title(" ".join(packet.title.split())),
        Paragraph(between(about), "meta"),
        Paragraph(line(packet.summary), "lead"),
    ]


def _when(packet: Packet) -> str:
    """Q3 2026 (Jul 1, 2026 to Sep 30, 2026); a stretch without a name of its own by its days."""
    days = f"{spelled(packet.span.first)} to {spelled(packet.span.last)}"
    return days if packet.span.name[:1].islower() else f"{packet.span.name} ({days})"


def standing(section: Section) -> str:
    """In the words of a document: Shown, but thin."""
    return STANDINGS[section.standing]


def overview(packet: Packet) -> Table:
    """Coverage in numbers, a row per dimension or requirement."""
    first = "Requirement" if packet.opening else "Dimension"
    names = (first, "Shown", "Wins", "Months", "Backed", "With a figure")
    rows = [tuple(line(name) for name in names)]
    rows += [_counts(section) for section in packet.sections]
    widths = (44, 20, 8, 9, 9, 10) if packet.opening else (26, 26, 10, 12, 12, 14)
    return Table("What the file shows", tuple(rows), widths)


def _counts(section: Section) -> tuple[Line, ...]:
    numbers = (section.wins, section.months, section.corroborated, section.with_figures)
    return (
        line(section.title),
        line(standing(section)),
        *(line(str(number)) for number in numbers),
    )


def missing(packet: Packet) -> Iterator[Node]:
    """The gaps, said plainly; also that there are none."""
    yield Heading(1, "What is missing")
    thin = [section for section in packet.sections if section.missing]
    if thin:
        yield Bullets(tuple(gap(section) for section in thin))
    else:
        yield Paragraph(line("Nothing that the rubric asks for."))


def gap(section: Section) -> Line:
    """Direction: nothing yet. Needs 3 more wins and a figure."""
    named, how = Text(f"{section.title}: ", "strong"), standing(section).lower()
    missing = listed(list(section.missing))
    if section.standing in (PERHAPS, UNPROVEN):
        return line(named, f"{how}; {missing}.")
    return line(named, f"{how}. Needs {missing}.")


def questions(packet: Packet) -> Iterator[Node]:
    """What a committee will ask; no heading where there is nothing."""
    if packet.questions:
        yield Heading(1, "Questions to expect")
        yield Bullets(tuple(line(question.asks) for question in packet.questions))


def credentials(packet: Packet) -> Iterator[Node]:
    """Each with what was checked and what uses it; no heading without one."""
    if packet.credentials:
        yield Heading(1, "Credentials")
        said = "A credential supports a skill; it stands in for no work. Each says what uses it."
        yield Paragraph(line(said))
        yield Bullets(tuple(credential(one) for one in packet.credentials))


def credential(one: Credential) -> Line:
    """Title · issuer · issued · expires · verdict · the wins that show it in use."""
    until = "expires" if one.is_current else "expired"
    used = listed([f"win {number}" for number in one.used_in])
    return between(
        [
            line(Text(one.title, "strong", address(one.link))),
            line(one.issuer),
            line(f"issued {spelled(one.issued)}" if one.issued else ""),
            line(f"{until} {spelled(one.expires)}" if one.expires else ""),
            line(one.verdict),
            line(f"in use in {used}" if used else "no win here shows it in use"),
        ]
    )


def method(packet: Packet) -> Iterator[Node]:
    """How to read the paper, and what was chosen by hand."""
    yield Heading(1, "How this was made")
    how = LAID_BESIDE if packet.opening else CONSISTENT
    yield Bullets(tuple(line(said) for said in (TRACED, STRONGEST, how, *_chosen(packet))))


def _chosen(packet: Packet) -> Iterator[str]:
    total = packet.totals
    yield f"{total.wins} of {total.considered} wins of {packet.span.name} are told here."
    rewritten = [told.number for told in packet.told if told.is_rewritten]
    if rewritten:
        which = listed([f"win {number}" for number in sorted(rewritten)])
        yield f"Reworded by its owner for this packet: {which}. No figure was added."
