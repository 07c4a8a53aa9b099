"""Questions about planned messages: plan, claim, settle, count."""

import secrets
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    and_,
    case,
    cast,
    exists,
    literal_column,
    or_,
    select,
)

from storage.engine import Database
from storage.planning import WITHIN, join
from storage.records import Delivery
from storage.rows import Where, add_unless_known, change, many, read, remove, table

deliveries = table(Delivery).c
GRACE = timedelta(seconds=60)  # after the lease, until a message in doubt is looked for
KEPT_FOR = timedelta(days=396)  # 13 months
TOGETHER = 100  # rows in one commit: whoever saves a win meanwhile waits for no more
OPEN = ("pending", "sending", "unknown")
SHOWN = ("sent", "sending", "unknown")


class Deliveries:
    """The outbox's rows. Claimed across workspaces; they hold ids and times, never words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, rows: list[Delivery]) -> int:
        """How many are new. Known periods and taken slots are passed over."""
        if not rows:
            return 0
        rows = sorted(rows, key=lambda row: (row.workspace, row.owner, row.kind, row.period))
        return sum(
            self._database.together(partial(_added, rows=rows[first : first + TOGETHER]))
            for first in range(0, len(rows), TOGETHER)
        )

    def join(
        self,
        workspace: str,
        owner: str,
        kind: str,
        about_id: str,
        row: Delivery,
        now: datetime,
        within: timedelta = WITHIN,
    ) -> Delivery:
        """One message instead of two: `about_id` joins one unread or sent within that time."""
        row.workspace, row.owner, row.kind = workspace, owner, kind
        return self._database.together(lambda on: join(on, about_id, row, now, within))

    def claim(
        self, now: datetime, limit: int, lease: timedelta, but_of: Collection[str] = ()
    ) -> list[Delivery]:
        """Due ones, and sent ones whose content changed since, each under a token of its own; none
        `but_of` these workspaces, which have had their share for now."""
        with self._database.writing() as connection:
            where = (_is_due(now), deliveries.workspace.not_in(but_of))
            due = select(deliveries.id).where(*where).order_by(deliveries.due).limit(limit)
            due = due.with_for_update(skip_locked=True)  # another replica has those in hand
            claimed = [
                change(
                    connection,
                    Delivery,
                    [deliveries.id == id_],
                    state="sending",
                    token=secrets.token_hex(8),
                    lease_until=now + lease,
                    attempts=case((deliveries.state == "sent", 1), else_=deliveries.attempts + 1),
                )
                for id_ in connection.scalars(due).all()
            ]
            return [row for rows in claimed for row in rows]

    def settle(self, delivery: Delivery, now: datetime, **changes: Any) -> bool:
        """Compare-and-set on id, token and state. A proof that it was sent is never thrown away.

        A message dropped while somebody counted on it to show something new is looked at again.
        """
        states = [delivery.state]
        if changes.get("state") == "sent":
            states += OPEN
        where = (
            deliveries.workspace == delivery.workspace,
            deliveries.id == delivery.id,
            deliveries.token == delivery.token,
            deliveries.state.in_(states),
        )
        if changes.get("state") != "dropped":
            return bool(self._change(where, **changes))
        unseen = (*where, deliveries.revision == delivery.revision)
        return bool(self._change(unseen, **changes) or self._change(where, state="pending"))

    def planned(self, workspace: str, owner: str, kinds: Iterable[str]) -> list[Delivery]:
        """All of these kinds, sent ones too, earliest due first."""
        return self.planned_for(workspace, [owner], kinds).get(owner, [])

    def planned_for(
        self, workspace: str, owners: Iterable[str], kinds: Iterable[str]
    ) -> dict[str, list[Delivery]]:
        """As `planned`, for many at once; whoever has none is left out."""
        where = (deliveries.workspace == workspace, deliveries.owner.in_(set(owners)))
        question = read(Delivery).where(*where, deliveries.kind.in_(set(kinds)))
        found: dict[str, list[Delivery]] = {}
        with self._database.reading() as connection:
            for row in many(connection, Delivery, question.order_by(deliveries.due, deliveries.id)):
                found.setdefault(row.owner, []).append(row)
        return found

    def unplanned(self, workspace: str, rows: Sequence[Delivery]) -> list[Delivery]:
        """Those of this workspace that no row stands for yet: planners say everything each time."""
        if not rows:
            return []
        of = deliveries
        question = select(of.owner, of.kind, of.period).where(
            of.workspace == workspace,
            of.kind.in_({row.kind for row in rows}),
            of.period.in_({row.period for row in rows}),
        )
        with self._database.reading() as connection:
            known = {(row.owner, row.kind, row.period) for row in connection.execute(question)}
        return [row for row in rows if (row.owner, row.kind, row.period) not in known]

    def of_kind(self, kind: str, since: datetime) -> list[Delivery]:
        """Everybody's of that kind due since then, for the planners; earliest due first."""
        question = read(Delivery).where(deliveries.kind == kind, deliveries.due >= since)
        with self._database.reading() as connection:
            return many(connection, Delivery, question.order_by(deliveries.due, deliveries.id))

    def unknown(self, now: datetime) -> list[Delivery]:
        """In doubt, and long enough for Slack to show them if they arrived."""
        question = read(Delivery).where(
            deliveries.state == "unknown", deliveries.lease_until <= now - GRACE
        )
        with self._database.reading() as connection:
            return many(connection, Delivery, question.order_by(deliveries.lease_until))

    def expire(self, now: datetime) -> int:
        """Whose sender died: in doubt from now on."""
        where = (deliveries.state == "sending", deliveries.lease_until <= now)
        return len(self._change(where, state="unknown"))

    def replan(self, id: int, due: datetime, expires: datetime) -> bool:
        """Another time for one that is not sent yet."""
        where = (deliveries.id == id, deliveries.state == "pending")
        return bool(self._change(where, due=due, expires=expires))

    def drop_pending(self, workspace: str, owner: str, kinds: Iterable[str], reason: str) -> int:
        """Not wanted any more; slots are given back."""
        where = (*_of(workspace, owner, kinds), deliveries.state == "pending")
        dropped = {"state": "dropped", "slot": None, "reason": reason}
        return len(self._change(where, **dropped))

    def repaint(self, workspace: str, owner: str, kinds: Iterable[str], about: str) -> int:
        """How many messages of these kinds that show `about` are drawn again."""
        where = (
            *_of(workspace, owner, kinds),
            deliveries.state.in_(SHOWN),
            cast(deliveries.about, String).contains(f'"{about}"', autoescape=True),
        )
        return len(self._change(where, revision=deliveries.revision + 1))

    def is_any_due(self, now: datetime, but_of: Collection[str] = ()) -> bool:
        """Whether a claim would find something."""
        where = (_is_due(now), deliveries.workspace.not_in(but_of))
        with self._database.reading() as connection:
            return bool(connection.scalar(select(exists().where(*where))))

    def due_since(self, now: datetime) -> datetime | None:
        """When the longest overdue message was due that is neither sent nor settled otherwise."""
        late = (deliveries.state.in_(OPEN), deliveries.due <= now)
        question = select(deliveries.due).where(*late).order_by(deliveries.due).limit(1)
        with self._database.reading() as connection:
            return connection.scalars(question).first()

    def prune(self, now: datetime) -> int:
        """Deletes rows that were settled more than 13 months ago."""
        old = (deliveries.state.not_in(OPEN), deliveries.created_at < now - KEPT_FOR)
        with self._database.writing() as connection:
            return remove(connection, Delivery, *old)

    def _change(self, where: Where, **changes: Any) -> list[Delivery]:
        return self._database.together(lambda on: change(on, Delivery, where, **changes))


def _added(connection: Connection, rows: Sequence[Delivery]) -> int:
    return sum(add_unless_known(connection, row) for row in rows)


def _is_due(now: datetime) -> ColumnElement[bool]:
    """What shows something old is written as the partial index says it, else it is not used."""
    is_sent = deliveries.state == literal_column("'sent'")
    stale = and_(is_sent, deliveries.revision > deliveries.shown)
    return or_(and_(deliveries.state == "pending", deliveries.due <= now), stale)


def _of(workspace: str, owner: str, kinds: Iterable[str]) -> tuple[ColumnElement[bool], ...]:
    mine = (deliveries.workspace == workspace, deliveries.owner == owner)
    return (*mine, deliveries.kind.in_(set(kinds)))
