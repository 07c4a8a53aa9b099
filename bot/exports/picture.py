"""The picture of coverage: wins by dimension over time, and the same in words."""

from collections.abc import Sequence
from datetime import date

from bot.career.packet.shape import Month, Packet, Section
from bot.exports.nodes import Cell, Node, Picture

MOST = 18  # columns that can still be read
CAPTION = "Wins over time. A filled mark: a colleague backs at least one. The number: how many."


def coverage(packet: Packet) -> list[Node]:
    """By month, or by quarter or year where months are too many; nothing for an opening."""
    months = [month.first for section in packet.sections for month in section.by_month]
    if packet.opening or not months:
        return []
    size = _size(packet.span.first, min(packet.span.last, packet.made), months)
    starts = _starts(packet.span.first, packet.span.last, months, packet.made, size)
    return [
        Picture(
            alt=alt(packet.sections),
            caption=CAPTION,
            names=tuple(section.title for section in packet.sections),
            columns=tuple(_name(start, size, starts) for start in starts),
            cells=tuple(_row(section.by_month, starts, size) for section in packet.sections),
        )
    ]


def alt(sections: Sequence[Section]) -> str:
    """`Scope: 2 wins in May 2026 (1 backed); … Direction: none.`"""
    return "Wins by month. " + " ".join(_told(section) for section in sections)


def _told(section: Section) -> str:
    months = [
        f"{month.wins} in {month.first:%b %Y}"
        + (f" ({month.corroborated} backed)" * bool(month.corroborated))
        for month in section.by_month
    ]
    return f"{section.title}: {', '.join(months) or 'none'}."


def _size(first: date, last: date, months: Sequence[date]) -> int:
    """Months per column: 1, 3 or 12."""
    span = _count(min(first, *months), max(last, *months)) + 1
    return next((size for size in (1, 3) if span <= MOST * size), 12)


def _starts(first: date, last: date, months: Sequence[date], made: date, size: int) -> list[date]:
    """The first day of every column, from the period's first month to its last or to today's."""
    begin = _floor(min(first, *months), size)
    end = max(min(last, made), *months)
    starts: list[date] = []
    while begin <= end and len(starts) < MOST * 2:
        starts.append(begin)
        begin = _after(begin, size)
    return starts


def _row(months: Sequence[Month], starts: Sequence[date], size: int) -> tuple[Cell, ...]:
    found = {start: [m for m in months if _floor(m.first, size) == start] for start in starts}
    return tuple(
        Cell(sum(m.wins for m in some), sum(m.corroborated for m in some))
        for some in found.values()
    )


def _name(start: date, size: int, starts: Sequence[date]) -> str:
    """`Jan 26` for the first column and each January, else `Feb`; `Q1 26`; `2026`."""
    if size == 12:
        return f"{start.year}"
    if size == 3:
        return f"Q{(start.month + 2) // 3} {start:%y}"
    return f"{start:%b} {start:%y}" if start.month == 1 or start == starts[0] else f"{start:%b}"


def _floor(day: date, size: int) -> date:
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def _after(day: date, size: int) -> date:
    months = day.year * 12 + day.month - 1 + size
    return date(months // 12, months % 12 + 1, 1)


def _count(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month
