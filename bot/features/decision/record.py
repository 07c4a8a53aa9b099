"""A person's decisions, found again."""

from datetime import date, datetime
from typing import Any

from bot.career import prompts
from bot.errors import Missing, Refused
from bot.settings import Settings
from storage import Store
from storage.records import Person, Principal
from storage.records_people import Decision
from storage.wins import Changed

GONE = "That decision is no longer here. `/win decision` shows what is."
CHANGED = "This was changed elsewhere just now. Close this and open it again."


def mine(store: Store, me: Principal, public_id: str) -> Decision:
    """This person's, or the same answer whether it is missing or somebody else's."""
    row = store.decisions.get(me, public_id)
    if row is None:
        raise Missing(GONE)
    return row


def change(
    store: Store, me: Principal, row: Decision, now: datetime, field: str = "", **changes: Any
) -> Decision:
    try:
        return store.decisions.change(me, row.public_id, row.revision, now, **changes)
    except Changed:
        raise Refused(CHANGED, field or None) from None
    except KeyError:
        raise Missing(GONE) from None


def before(store: Store, me: Principal, row: Decision) -> list[Decision]:
    """What was decided before it, the latest first."""
    return [
        one
        for one in store.decisions.of(me)
        if one.public_id != row.public_id
        and (one.said_on, one.id or 0) <= (row.said_on, row.id or 0)
    ]


def person(store: Store, me: Principal, now: datetime) -> Person:
    return store.people.get(me) or store.people.acted(me, now)


def today(store: Store, me: Principal, now: datetime, settings: Settings) -> date:
    return prompts.today(person(store, me, now), now, settings.zone)
