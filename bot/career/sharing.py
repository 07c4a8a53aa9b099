"""What somebody reads who was shown a win or a packet, and the sheet over several cases."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.career import dimensions
from bot.career.days import spelled
from bot.career.filing import plain
from bot.career.independence import named, title
from bot.career.metrics.shown import figure
from bot.career.packet import Packet, Voice
from bot.errors import Refused
from storage.records import Praise, Win

USUAL = timedelta(days=90)
FARTHEST = timedelta(days=400)
NAMELESS = "a colleague"


@dataclass(frozen=True)
class Shown:
    """One person's case as far as it was shared: frozen packets, and single wins as lines."""

    name: str
    packets: tuple[Packet, ...] = ()
    wins: tuple[str, ...] = ()


def read_until(said: str, today: date, field: str = "until") -> date:
    """The last day of a share: today or later, at most some thirteen months on."""
    if not said:
        return today + USUAL
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise Refused("Choose a day.", field) from None
    if day < today:
        raise Refused(f"{spelled(day)} is past. Choose today or a later day.", field)
    if day > today + FARTHEST:
        raise Refused("Choose a day within 400 days. You can share it again then.", field)
    return day


def ends(day: date, zone: ZoneInfo) -> datetime:
    """The end of that day, where its owner is."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


def win_lines(
    win: Win,
    praise: Sequence[Praise],
    names: Mapping[str, str],
    ties: Mapping[str, str],
    outdated: Set[str] = frozenset(),
) -> list[str]:
    """A win and the words behind it, a line each; `outdated` ones confirmed other words of it."""
    figures = ", ".join(figure(found) for found in win.figures)
    filed = ", ".join(dimensions.TITLES.get(key, key) for key in win.dimensions)
    about = " · ".join(filter(None, [spelled(win.happened), figures, filed]))
    said = [win.text, win.outcome, about]
    for row in praise:
        if row.author != win.owner and row.quote.strip():
            by = named(names.get(row.author, NAMELESS), title(row.author, ties))
            since = ", the win's words changed since" if row.public_id in outdated else ""
            on = spelled(row.said_at.date())
            said.append(f"“{plain(row.quote, names)}” ({by}, {on}{since})")
    return [line for line in said if line]


def _by(voice: Voice) -> str:
    since = ", the win's words changed since" if voice.is_outdated else ""
    return f"{named(voice.name or NAMELESS, voice.tie)}{since}"


def packet_lines(packet: Packet) -> list[str]:
    """A frozen packet, in the order of its pages; words taken back since are not in it."""
    lines = [packet.title, packet.summary]
    for section in packet.sections:
        missing = f" Missing: {', '.join(section.missing)}." if section.missing else ""
        lines.append(f"\n{section.title}: {section.standing}.{missing}")
        for told in section.evidence:
            figures = f" ({', '.join(told.measured)})" if told.measured else ""
            lines.append(f"• {told.headline}{figures}, {spelled(told.happened)}")
            if not told.told_under:
                lines += [f"   “{voice.words}” ({_by(voice)})" for voice in told.heard]
    if packet.questions:
        lines += ["\nA committee will ask:", *(f"• {one.asks}" for one in packet.questions)]
    return lines
