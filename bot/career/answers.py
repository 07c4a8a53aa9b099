"""What follows from a decision: the message that writes it down, its dates, and the next one."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.career import dimensions
from bot.career.days import spelled
from bot.career.matching import shared_words
from bot.errors import Refused
from storage.records_people import Decision

YES, NO, NOT_YET = "yes", "no", "not_yet"
NAMES = {YES: "Yes", NO: "No", NOT_YET: "Not yet"}
BLOCKERS = {
    "band": "no open level or headcount",
    "quota": "a limited number of promotions",
    "budget": "the budget",
}
FARTHEST = timedelta(days=3 * 366)
SAME = 2  # words that two gaps must share to be one gap


def read_day(said: str, today: date, field: str) -> date:
    """The day it was said: today or earlier, not older than three years."""
    day = _day(said, field) if said else today
    if day > today:
        raise Refused(f"{spelled(day)} is in the future. Use today or an earlier date.", field)
    if day < today - FARTHEST:
        raise Refused("Choose a day within the last three years.", field)
    return day


def read_end(said: str, today: date, field: str) -> date | None:
    """By when the gap is to be closed: later than today, or not said."""
    if not said:
        return None
    day = _day(said, field)
    if day <= today:
        raise Refused(f"{spelled(day)} is not in the future. Choose a later day.", field)
    if day > today + FARTHEST:
        raise Refused("Choose a day within three years.", field)
    return day


def midway(start: date, end: date | None) -> date | None:
    """The checkpoint: half of the way, on a working day; None without an end or room for one."""
    if end is None or (end - start).days < 4:
        return None
    day = start + (end - start) / 2
    day -= timedelta(days=max(0, day.weekday() - 4))
    return day if start < day < end else None


def moved_from(row: Decision, earlier: Sequence[Decision]) -> Decision | None:
    """The decision whose gap was met, when this one names another gap all the same.

    `earlier` newest first; a yes in between ends the search, a reason no skill closes is no gap.
    """
    if row.answer == YES or not row.gap or row.blocker:
        return None
    for before in earlier:
        if before.answer == YES:
            return None
        if before.gap and not before.blocker:
            met = before.state == "met"
            return before if met and not is_same_gap(before, row) else None
    return None


def is_same_gap(one: Decision, other: Decision) -> bool:
    """They share enough words that one continues the other."""
    return len(shared_words(one.gap, other.gap)) >= SAME


def follow_up(row: Decision) -> str:
    """The message to the sponsor: what was said, the gap, what closes it, by when; short."""
    lines = [
        f"On {spelled(row.said_on)} the answer was: {NAMES[row.answer].lower()}.",
        f"Said: “{row.said}”" if row.said else "",
        *_reason(row),
        f"To be there by: {spelled(row.by)}" if row.by else "",
        f"We look at it together on: {spelled(row.checkpoint)}" if row.checkpoint else "",
    ]
    return "\n".join(line for line in lines if line)


def _reason(row: Decision) -> list[str]:
    if row.blocker:
        return [f"The reason was {BLOCKERS[row.blocker]}, not a skill that is missing."]
    if row.answer == YES:
        return []
    if not row.gap:
        return [
            "Open: what exactly would have been needed to say yes?",
            "Open: by when should it be there, and how will we both know that it is?",
        ]
    title = dimensions.TITLES.get(row.dimension, "")
    gap = f"The gap: {row.gap}" + (f" ({title.lower()})" if title else "")
    return [gap, f"What would have made it a yes: {row.evidence}" if row.evidence else ""]


def _day(said: str, field: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Refused("Choose a day.", field) from None
