"""What a card must say at once about the words it was made of: it comes before any other tip."""

from datetime import date, datetime

from bot.career import dates, days
from bot.career.prompts import local
from bot.settings import Settings
from bot.slack.text import day, escape
from storage.records import Person, Win


def urgent(win: Win, person: Person, now: datetime, settings: Settings, hint: str = "") -> str:
    """A date that was not read, or a command that was perhaps meant."""
    here = local(person, now, settings.zone)
    if said := undated(win, person, here, here.date()):
        return said
    return f"Did you mean `{settings.win_command} {hint}`? If so: Undo." if hint else ""


def undated(win: Win, person: Person, written: datetime, today: date) -> str:
    """It counts for the day it was written, though it ends in what looks like another day."""
    if win.happened != written.date():
        return ""
    words = dates.overlooked(win.text, written, day_first=days.day_first(person.locale))
    if not words:
        return ""
    counted = "today" if win.happened == today else day(win.happened)
    return f"I read no date in “{escape(words)}”, so {counted}. Edit changes it."
