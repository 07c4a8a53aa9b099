"""What was found out about a badge is found out again by itself: at its end, and once a month.

Nothing is sent. The issuer is asked only about badges that their owner asked online before, and
only where links are followed.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from zlib import crc32

from bot import holding
from bot.career.credentials import expiring
from bot.due import Due, Sending
from bot.errors import Refused
from bot.features.credentials import checkup
from bot.features.credentials.asking import Looking
from bot.slack.messages import Message
from storage import Store
from storage.records import Delivery, Person, Principal
from storage.records_credentials import Credential

KIND = "badge_again"
LATE = timedelta(days=3)  # how long after its moment it is still worth doing
MONTHS_DAYS, HOUR = 28, 3  # everybody has a day of the month of their own; UTC


def plan(store: Store, now: datetime) -> list[Delivery]:
    """One row per end of a badge, and one per person and month."""
    rows: list[Delivery] = []
    first, last = now.date() - LATE, now.date() + timedelta(days=1)
    for workspace in store.workspaces.active():
        for one in store.credentials.ending(workspace.id, first, last):
            person = store.people.get(Principal(workspace.id, one.owner))
            if person is not None:
                rows += _at_its_end(person, one, now, workspace.zone)
        mine = (owner for owner in store.credentials.owners_of_badges(workspace.id))
        rows += _monthly(workspace.id, mine, now)
    return rows


def _at_its_end(person: Person, one: Credential, now: datetime, default: str) -> list[Delivery]:
    due = expiring.ends_at(person, one, default)
    if not due <= now <= due + LATE or one.updated_at > due:
        return []
    row = _row(one.workspace, one.owner, f"end:{one.public_id}:{due:%Y%m%d%H%M}", due, now)
    row.about = [one.public_id]
    return [row]


def _monthly(workspace: str, owners: Iterable[str], now: datetime) -> list[Delivery]:
    rows = []
    for owner in owners:
        due = now.replace(day=1 + crc32(owner.encode()) % MONTHS_DAYS, hour=HOUR, minute=0)
        due = due.replace(second=0, microsecond=0)
        if due <= now <= due + LATE:
            rows.append(_row(workspace, owner, f"month:{now:%Y-%m}", due, now))
    return rows


def _row(workspace: str, owner: str, period: str, due: datetime, now: datetime) -> Delivery:
    return Delivery(
        workspace=workspace,
        owner=owner,
        kind=KIND,
        period=period,
        due=due,
        expires=due + LATE,
        created_at=now,
    )


def look(sending: Sending) -> Message | None:
    """The same files as of now; nothing to say, since the card and Home say it."""
    if not holding.is_ready():
        return None
    who = Looking(sending.store, sending.me, sending.person, sending.now, sending.settings)
    about = sending.delivery.about
    for one in who.store.credentials.of(who.me):
        if one.file and one.retired_on is None and (not about or one.public_id in about):
            is_asked = not about and any(step["online"] for step in one.steps)
            whom = checkup.networked(who) if is_asked else checkup.offline(who)
            with suppress(Refused):  # its file is gone
                checkup.recheck(who, one, whom)
    return None


DUE = (Due(KIND, look, plan, any_hour=True),)
