"""What a person's file shows now in each dimension that their target level asks for."""

from datetime import datetime
from typing import Any

from bot.career import gaps, prompts
from bot.career.rubric import Rubric
from storage import Store
from storage.records import Person, Principal


def now(
    store: Store, me: Principal, person: Person, ladder: Rubric, at: datetime, settings: Any
) -> list[gaps.Standing]:
    wins = store.wins.of(me)
    backing = store.praise.backing(me, [win.id for win in wins if win.id])
    day = prompts.today(person, at, settings.zone)
    return gaps.coverage(ladder.asked(person.level_next), wins, backing, day)
