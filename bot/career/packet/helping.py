"""What to do when there is no win to argue with: help instead of an empty document."""

from bot.career.days import spelled
from bot.career.packet.shape import Book, Packet
from bot.career.wins import EXAMPLE


def words(packet: Packet, book: Book) -> tuple[str, ...]:
    """One sentence a line: wins outside the period, how to begin, what the target asks."""
    return (*_unsorted(packet), *_elsewhere(packet, book), *_begin(), *_asked(packet))


def _unsorted(packet: Packet) -> tuple[str, ...]:
    """Wins of the period that stand under no dimension of the rubric."""
    count = packet.totals.unsorted
    if not count:
        return ()
    many = "1 win is" if count == 1 else f"{count} wins are"
    return (f"{many} filed under no dimension of {packet.rubric}. File them, and they are told.",)


def _elsewhere(packet: Packet, book: Book) -> tuple[str, ...]:
    """Wins that another period would show."""
    days = sorted(win.happened for win in book.wins if win.deleted_at is None)
    outside = [day for day in days if not packet.span.first <= day <= packet.span.last]
    if not outside:
        return ()
    newest, count = spelled(outside[-1]), len(outside)
    many = "1 win lies" if count == 1 else f"{count} wins lie"
    said = f"{many} outside {packet.span.name}, the newest of {newest}. Choose a longer period."
    return (said,)


def _begin() -> tuple[str, ...]:
    return (
        f"One line is enough to begin, also for work of months ago: {EXAMPLE} on Sep 3.",
        "Start with what you are most often thanked for, and say what changed and by how much.",
        "Keep a colleague's words about it: a case needs one voice that is not yours.",
    )


def _asked(packet: Packet) -> tuple[str, ...]:
    """Per dimension, the question that a first win would answer."""
    if packet.opening:
        return ()
    return tuple(f"{s.title}, at {packet.target}: {s.asks}" for s in packet.sections)
