"""How the book of one person stands against the level they aim for, for every feature that asks."""

from bot import rubrics
from bot.career import gaps
from bot.career.prompts import today
from bot.due import Sending, Visiting


def standings(asking: Visiting | Sending) -> list[gaps.Standing]:
    """Coverage as it is now, from the person's own wins and what backs them."""
    day = today(asking.person, asking.now, asking.settings.zone)
    wins = asking.store.wins.of(asking.me)
    backing = asking.store.praise.backing(asking.me, [win.id for win in wins if win.id])
    asked = rubrics.of(asking.store, asking.me).asked(asking.person.level_next)
    return gaps.coverage(asked, wins, backing, day)
