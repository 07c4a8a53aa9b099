"""Questions about events: keep, claim, settle, park."""

import secrets
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    and_,
    func,
    null,
    or_,
    select,
)

from storage.engine import Database
from storage.records import Event, Workspace
from storage.rows import change, insert, many, read, remove, table, values

inbox = table(Event).c
workspaces = table(Workspace).c
IDS_KEPT, PARKED_KEPT = timedelta(days=7), timedelta(days=30)  # longer than any resend


class Inbox:
    """Events kept before they are acknowledged. Claimed across workspaces."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, event: Event) -> bool:
        """On disk when this returns; False when it was known. Many callers share one commit."""
        row, statement = values(event), _insert(self._database.dialect)

        def work(connection: Connection) -> bool:
            return connection.execute(statement, row).first() is not None

        return self._database.together(work)

    def claim(
        self, now: datetime, limit: int = 16, lease: timedelta = timedelta(seconds=120)
    ) -> list[Event]:
        """Due ones, oldest first. Those of a workspace that left are dropped instead."""
        due = select(inbox.event_id).where(_is_due(now)).order_by(inbox.received).limit(limit)
        left = select(workspaces.id).where(workspaces.state != "active")
        dropped = (inbox.state == "new", inbox.workspace.in_(left))
        token, until = secrets.token_hex(8), now + lease
        with self._database.writing() as connection:
            change(connection, Event, dropped, state="dropped", body=null())
            taken = (inbox.event_id.in_(due),)
            claimed = change(connection, Event, taken, state="busy", token=token, lease_until=until)
            return sorted(claimed, key=lambda event: (event.received, event.event_id))

    def done(self, events: list[Event]) -> int:
        """Settled; the body is erased in the same statement."""
        return self._settle(events, state="done", body=null())

    def drop(self, events: list[Event]) -> int:
        """Not wanted any more; the body is erased."""
        return self._settle(events, state="dropped", body=null())

    def later(self, event: Event, not_before: datetime, error: str, count: bool) -> bool:
        """Back into the queue; `count` when it was our failure."""
        tried = inbox.attempts + int(count)
        changes = {"state": "new", "not_before": not_before, "error": error, "attempts": tried}
        return self._settle([event], **changes) == 1

    def park(self, event: Event, error: str) -> bool:
        """Aside, where an operator sees it; it holds up nothing."""
        changes = {"state": "parked", "error": error, "attempts": inbox.attempts + 1}
        return self._settle([event], **changes) == 1

    def waiting(self, now: datetime) -> int:
        """New and due, or in somebody's hands."""
        where = or_(inbox.state == "busy", _is_due(now))
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).where(where)) or 0

    def oldest(self, now: datetime) -> datetime | None:
        """When the oldest one waiting was received."""
        where = or_(inbox.state == "busy", _is_due(now))
        question = select(inbox.received).where(where).order_by(inbox.received).limit(1)
        with self._database.reading() as connection:
            return connection.scalars(question).first()

    def parked(self) -> list[Event]:
        question = read(Event).where(inbox.state == "parked").order_by(inbox.received)
        with self._database.reading() as connection:
            return many(connection, Event, question)

    def retry(self, event_id: str) -> bool:
        """A parked one may try again from the beginning."""
        where = (inbox.event_id == event_id, inbox.state == "parked")
        with self._database.writing() as connection:
            return bool(change(connection, Event, where, state="new", attempts=0, error=""))

    def prune(self, now: datetime) -> int:
        """Deletes ids of settled events after 7 days, parked ones after 30."""
        settled = and_(inbox.state.in_(("done", "dropped")), inbox.received < now - IDS_KEPT)
        parked = and_(inbox.state == "parked", inbox.received < now - PARKED_KEPT)
        with self._database.writing() as connection:
            return remove(connection, Event, or_(settled, parked))

    def _settle(self, events: list[Event], **changes: Any) -> int:
        """Compare-and-set: a row whose lease went to somebody else is left alone."""
        if not events:
            return 0
        ids = {event.event_id for event in events}
        tokens = {event.token for event in events}
        where = (inbox.event_id.in_(ids), inbox.token.in_(tokens), inbox.state == "busy")
        with self._database.writing() as connection:
            return len(change(connection, Event, where, **changes))


@cache
def _insert(dialect: str) -> Executable:
    statement = insert(Event, dialect)
    return statement.on_conflict_do_nothing(index_elements=["event_id"]).returning(inbox.event_id)


def _is_due(now: datetime) -> ColumnElement[bool]:
    new = and_(inbox.state == "new", inbox.not_before <= now)
    return or_(new, and_(inbox.state == "busy", inbox.lease_until <= now))
