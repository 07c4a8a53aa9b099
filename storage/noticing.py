"""Drafts and the messages that offer them, for many callers of one workspace at once."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, Select, select

from storage import planning
from storage.edge import clean
from storage.records import Delivery, Person, Praise, Tombstone
from storage.rows import any_of, hold, insert, many, one, read, table, values

praises, tombstones = table(Praise), table(Tombstone)
MESSAGE, KEY = ("channel", "ts"), ("workspace", "channel", "ts", "owner")


class Noticed(NamedTuple):
    """What one caller wants kept."""

    drafts: list[Praise]
    planned: list[Delivery]  # each only when a draft it is about is new


class Offer(NamedTuple):
    """What one caller wants kept, once `plan` was told who these users are."""

    workspace: str
    users: list[str]
    plan: Callable[[dict[str, Person | None]], tuple[list[Praise], list[Delivery]]]


def offer(connection: Connection, offers: list[Offer]) -> list[list[Praise]]:
    """As `notice`, for what depends on who the people are."""
    users = {user for offer in offers for user in offer.users}
    asked = {"workspace": offers[0].workspace, "user": users}
    known = {row.user: row for row in many(connection, Person, _people(), asked)}
    told = (offer.plan({user: known.get(user) for user in offer.users}) for offer in offers)
    return notice(connection, [Noticed(*planned) for planned in told])


def notice(connection: Connection, parts: list[Noticed]) -> list[list[Praise]]:
    """Each caller's rows as they are kept now; a message that was deleted stays dead."""
    everything = [row for part in parts for row in part.drafts]
    if everything:
        hold(connection, "messages", everything[0].workspace)  # else one may be deleted meanwhile
    dead = _dead(connection, everything)
    alive = [[row for row in part.drafts if (row.channel, row.ts) not in dead] for part in parts]
    new = _add(connection, [row for rows in alive for row in rows])
    wanted = [row for part in parts for row in part.planned]
    planning.plan(connection, [(one, row) for row in wanted for one in row.about if one in new])
    return [
        [row if row.public_id in new else _known(connection, row) for row in rows] for rows in alive
    ]


def _dead(connection: Connection, rows: list[Praise]) -> set[tuple[str, str]]:
    """Channel and ts of deleted messages: those of these rows, perhaps more."""
    if not rows:
        return set()
    asked: dict[str, Any] = {name: {getattr(row, name) for row in rows} for name in MESSAGE}
    asked["workspace"] = rows[0].workspace
    return {(row.channel, row.ts) for row in connection.execute(_tombs(), asked)}


def _add(connection: Connection, rows: list[Praise]) -> set[str]:
    """The public ids of those that are new; they have their number, and their words as kept."""
    for row in rows:
        row.id, row.quote, row.reason = None, clean(row.quote), clean(row.reason)
    if not rows:
        return set()
    made = connection.execute(_insert(connection.dialect.name), [values(row) for row in rows])
    numbers = {row.public_id: row.id for row in made}
    for row in rows:
        row.id = numbers.get(row.public_id)
    return set(numbers)


def _known(connection: Connection, row: Praise) -> Praise:
    where = (praises.c[name] == getattr(row, name) for name in KEY)
    found = one(connection, Praise, read(Praise).where(*where))
    assert found is not None
    return found


@cache
def _people() -> Select[Any]:
    """Built once, like the others here, so that its compiled form is found again at once."""
    return read(Person).where(*any_of(Person, "user"))


@cache
def _tombs() -> Executable:
    where = any_of(Tombstone, *MESSAGE)
    return select(*(tombstones.c[name] for name in MESSAGE)).where(*where)


@cache
def _insert(dialect: str) -> Executable:
    added = insert(Praise, dialect).on_conflict_do_nothing()
    return added.returning(praises.c.public_id, praises.c.id)
