"""How the book of one person stands against the level they aim for, for every feature that asks."""

from collections.abc import Sequence

from bot.career import gaps
from bot.career.prompts import today
from bot.due import Sending, Visiting, visit
from storage.records import Win


def standings(visiting: Visiting, only: Sequence[str] | None = None) -> list[gaps.Standing]:
    """Coverage as it is now, from the person's own wins and what backs them.

    Of all that the level aimed for asks, or of some dimensions only.
    """
    day = today(visiting.person, visiting.now, visiting.settings.zone)
    asked = visiting.rubric.asked(visiting.person.level_next) if only is None else only
    return gaps.coverage(asked, counted(visiting), visiting.backing, day)


def counted(visiting: Visiting) -> list[Win]:
    """The wins that still argue: those since the last promotion."""
    return gaps.of_this_file(visiting.wins, visiting.person)


def when_sent(sending: Sending, only: Sequence[str] | None = None) -> list[gaps.Standing]:
    """The same, at the moment a message goes out."""
    person, me, store, now = sending.person, sending.me, sending.store, sending.now
    return standings(visit(person, me, store, now, sending.settings), only)
