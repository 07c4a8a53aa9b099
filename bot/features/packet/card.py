"""What a packet looks like in Slack: a short answer, and the whole case in the direct message."""

from collections.abc import Iterator

from bot.career import independence
from bot.career.gaps import CONSISTENT, NEVER, SOMETIMES
from bot.career.packet import Evidence, Packet, Section, Voice
from bot.career.packet.summing import PERHAPS, SHOWN, UNPROVEN
from bot.casebook import Case
from bot.slack import blocks, rich
from bot.slack.blocks import Block, cut
from bot.slack.messages import Message
from bot.slack.rich import Element, line, run
from bot.slack.text import count, day, escape

SEND, CURATE, FREEZE = "packet_send", "packet_curate", "packet_freeze"
VERSIONS, OPENING, OPEN = "packet_versions", "packet_opening", "packet_open"
STANDINGS = {
    CONSISTENT: "consistent",
    SOMETIMES: "thin",
    NEVER: "nothing yet",
    SHOWN: "shown",
    PERHAPS: "perhaps",
    UNPROVEN: "not shown",
}
SHORT, LONG = 110, 400  # characters of a headline in the answer, of a story in the message
ANSWER, WHOLE = 20, 40  # sections shown in the answer, and in the message
ROOM = 9000  # characters of the case in the message; Slack takes some 13,000 with everything
ONLY_YOU = "Only you can see this."
WHAT = "five files: PDF, PDF on one page, Word, Markdown and JSON"


def answer(case: Case, command: str, note: str = "") -> Message:
    """The point, what is told per dimension, and what can be done with it."""
    return Message(escape(headline(case.packet)), shown(case, command, note))


def window(case: Case, command: str, note: str = "") -> Block:
    """The same as a window of its own."""
    title = "Frozen Packet" if case.row.state == "frozen" else "Packet"
    return blocks.modal("packet", title, shown(case, command, note), submit="", close="Done")


def shown(case: Case, command: str, note: str = "") -> list[Block]:
    found = case.packet
    head = blocks.section(f"*{escape(headline(found))}*\n{escape(found.summary)}", "packet_head")
    if found.is_empty:
        return [head, rich.rich("packet_help", rich.bullets(_help(found))), _closing(case, command)]
    return [
        head,
        rich.rich("packet_told", *_told(found)),
        *([blocks.section(escape(note), "packet_said")] if note else []),
        blocks.actions(*_buttons(case, is_ordered=bool(note)), block_id="packet_do"),
        _closing(case, command),
    ]


def headline(found: Packet) -> str:
    """Packet for Senior, the last 12 months."""
    return cut(f"Packet for {found.opening or found.target}, {found.span.name}", 140)


def whole(case: Case) -> Message:
    """The case in the direct message: it can be read there when no file can be sent."""
    found = case.packet
    head = f"*{escape(headline(found))}*\n{escape(found.summary)}"
    last = f"{_state(case)} {ONLY_YOU} Nothing was shared."
    parts = [part for section in found.sections[:WHOLE] for part in _section(section)]
    parts = _within(parts, ROOM)
    asked = _missing(found) + _asked(found)
    body = [
        blocks.section(head, "packet_head"),
        *_chart(found),
        rich.rich("packet_case", *parts),
        *([rich.rich("packet_gaps", *asked)] if asked else []),
        blocks.context(last, block_id="packet_note"),
    ]
    return Message(escape(headline(found)), body)


def _chart(found: Packet) -> list[Block]:
    """Wins by dimension; an opening has too many names for one."""
    if found.opening:
        return []
    values = [(section.title, float(section.wins)) for section in found.sections]
    return [blocks.bars("Wins by dimension", "Wins", values, "packet_chart")]


def _told(found: Packet) -> Iterator[Element]:
    """Per section its standing, and a line per win."""
    for section in found.sections[:ANSWER]:
        yield line(
            run(cut(section.title, SHORT), bold=True), run(f": {STANDINGS[section.standing]}")
        )
        if section.evidence:
            yield rich.bullets(_short(told) for told in section.evidence[:4])
    left = len(found.sections) - ANSWER
    if left > 0:
        yield line(run(f"{count(left, 'more requirement')} in the files.", italic=True))


def _short(told: Evidence) -> Element:
    marks = [
        text for text, on in (("pinned", told.is_pinned), ("reworded", told.is_rewritten)) if on
    ]
    behind = [count(len(told.heard), "quote")] if told.heard else []
    about = ", ".join([f"win {told.number}", *behind, *marks])
    return line(run(cut(told.headline, SHORT)), run(f" ({about})", italic=True))


def _section(section: Section) -> Iterator[Element]:
    named = f"{cut(section.title, 300)}: {STANDINGS[section.standing]}"
    yield line(run("\n"), run(named, bold=True))
    if section.asks:
        yield line(run(cut(section.asks, 300), italic=True))
    for told in section.evidence:
        if told.told_under:
            yield line(run(f"{cut(told.headline, SHORT)} (win {told.number}, told before)"))
            continue
        yield line(run(told.headline, bold=True))
        if told.story:
            yield line(run(cut(told.story, LONG)))
        figures = [", ".join(told.measured)] if told.measured else []
        about = " · ".join([*figures, day(told.happened), f"win {told.number}"])
        yield line(run(cut(about, 300), italic=True))
        yield from (_quote(voice) for voice in told.heard[:3])


def _quote(voice: Voice) -> Element:
    name = independence.named(voice.name or "a colleague", voice.tie)
    by = f" {name}, {day(voice.said_on)}"
    by += ", the win's words changed since" if voice.is_outdated else ""
    said = [run(f"“{cut(voice.words, LONG)}”"), run(by, italic=True)]
    if voice.link.startswith("https://"):
        said += [run(" · "), rich.link(voice.link, "message")]
    return rich.quote(*said)


def _missing(found: Packet) -> list[Element]:
    thin = [section for section in found.sections if section.missing][:WHOLE]
    said = [line(run(f"{cut(s.title, SHORT)}: {', '.join(s.missing)}")) for s in thin]
    return [line(run("What is missing", bold=True)), rich.bullets(said)] if said else []


def _asked(found: Packet) -> list[Element]:
    said = [line(run(cut(question.asks, 300))) for question in found.questions[:12]]
    return [line(run("Questions to expect", bold=True)), rich.bullets(said)] if said else []


def _help(found: Packet) -> Iterator[Element]:
    return (line(run(said)) for said in found.help)


def _buttons(case: Case, *, is_ordered: bool) -> Iterator[Block]:
    """What can be done now; a frozen version can only be sent and compared."""
    hint = case.row.public_id
    if not is_ordered:
        yield blocks.button("Send Me Files", SEND, hint, style="primary")
    if case.row.state == "draft":
        yield blocks.button("Curate", CURATE, hint)
        yield blocks.button("Freeze", FREEZE, hint)
    yield blocks.button("Versions", VERSIONS, hint)
    if case.row.state == "draft" and not case.packet.opening:
        yield blocks.button("For an Opening", OPENING)


def _closing(case: Case, command: str) -> Block:
    said = f"{_state(case)} {ONLY_YOU} `{command} help packet` says how it is made."
    return blocks.context(said, block_id="packet_note")


def _state(case: Case) -> str:
    row = case.row
    if row.state == "draft":
        return f"Draft of version {row.version}."
    since = f"digest {row.digest[:8]}" if row.digest else "a colleague took words back since"
    return f"Version {row.version}, frozen on {day(row.updated_at.date())}, {since}."


def _within(parts: list[Element], most: int) -> list[Element]:
    """As many parts as fit, and a word about the rest."""
    kept: list[Element] = []
    left = most
    for part in parts:
        left -= len(rich.plain({"elements": [part]}))
        if left < 0:
            return [*kept, line(run("The rest is in the files.", italic=True))]
        kept.append(part)
    return kept
