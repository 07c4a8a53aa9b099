"""Questions about events: keep, claim, settle, park."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    and_,
    bindparam,
    func,
    null,
    or_,
    select,
    update,
)

from storage.engine import Database
from storage.records import Event, Workspace
from storage.rows import change, insert, many, read, remove, table, values

inbox = table(Event).c
workspaces = table(Workspace).c
DONE: dict[str, Any] = {"state": "done", "body": null()}
IDS_KEPT, PARKED_KEPT = timedelta(days=7), timedelta(days=30)  # longer than any resend


class Inbox:
    """Events kept before they are acknowledged. Claimed across workspaces."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, event: Event) -> bool:
        """On disk when this returns; False when it was known. Many callers share one commit."""
        return self._database.batch(_keep, values(event), event.workspace)

    def claim(
        self,
        now: datetime,
        limit: int = 16,
        lease: timedelta = timedelta(seconds=120),
        done: Sequence[Event] = (),
    ) -> list[Event]:
        """Due ones, oldest first, while those `done` are settled. Those of a workspace that left
        are dropped instead."""
        asked = {"now": now, "most": limit, "mine": secrets.token_hex(8), "until": now + lease}

        def work(connection: Connection) -> list[Event]:
            _settle(connection, done, **DONE)
            connection.execute(_drop_those_who_left())
            return many(connection, Event, _claim(), asked)

        claimed = self._database.together(work)
        return sorted(claimed, key=lambda event: (event.received, event.event_id))

    def done(self, events: Sequence[Event]) -> int:
        """Settled; the body is erased in the same statement."""
        return self._settle(events, **DONE)

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

    def undone_since(self, now: datetime) -> datetime | None:
        """When the oldest one was received that is neither done nor parked, also one that waits
        for Slack to come back."""
        open_ones = (inbox.state.in_(("new", "busy")), inbox.received <= now)
        question = select(inbox.received).where(*open_ones).order_by(inbox.received).limit(1)
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

    def _settle(self, events: Sequence[Event], **changes: Any) -> int:
        return self._database.together(lambda on: _settle(on, events, **changes))


def _keep(connection: Connection, rows: list[dict[str, Any]]) -> list[bool]:
    new = set(connection.scalars(_insert(connection.dialect.name), rows))
    is_new = list[bool]()
    for row in rows:
        is_new.append(row["event_id"] in new)
        new.discard(row["event_id"])  # the same one twice in a commit is new once
    return is_new


def _settle(connection: Connection, events: Sequence[Event], **changes: Any) -> int:
    """Compare-and-set: a row whose lease went to somebody else is left alone."""
    if not events:
        return 0
    mine = (inbox.event_id == bindparam("id"), inbox.token == bindparam("mine"))
    statement = update(table(Event)).where(*mine, inbox.state == "busy").values(**changes)
    rows = [{"id": event.event_id, "mine": event.token} for event in events]
    return connection.execute(statement, rows).rowcount


@cache
def _insert(dialect: str) -> Executable:
    statement = insert(Event, dialect)
    return statement.on_conflict_do_nothing(index_elements=["event_id"]).returning(inbox.event_id)


@cache
def _claim() -> Executable:
    """Built once, as above and below."""
    due = _is_due(bindparam("now", type_=inbox.received.type))
    oldest = select(inbox.event_id).where(due).order_by(inbox.received).limit(bindparam("most"))
    free = oldest.with_for_update(skip_locked=True).cte("free")  # asked once, whatever the plan
    until = bindparam("until", type_=inbox.lease_until.type)
    taken = update(table(Event)).where(inbox.event_id.in_(select(free.c.event_id)))
    busy = taken.values(state="busy", token=bindparam("mine"), lease_until=until)
    return busy.returning(table(Event))


@cache
def _drop_those_who_left() -> Executable:
    left = select(workspaces.id).where(workspaces.state == "leaving")
    new = update(table(Event)).where(inbox.state == "new", inbox.workspace.in_(left))
    return new.values(state="dropped", body=null())


def _is_due(now: Any) -> ColumnElement[bool]:
    new = and_(inbox.state == "new", inbox.not_before <= now)
    return or_(new, and_(inbox.state == "busy", inbox.lease_until <= now))
