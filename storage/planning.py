"""Planning a message inside a transaction that belongs to somebody else."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Row,
    Select,
    and_,
    bindparam,
    or_,
    select,
    update,
)

from storage.records import Delivery
from storage.rows import any_of, hold, insert, table, values

deliveries = table(Delivery)
UNREAD = ("pending", "sending", "unknown")
WITHIN = timedelta(hours=1)
WHOSE = ("workspace", "owner", "kind")
SAME = (*WHOSE, "period")


def join(
    connection: Connection, about: str, row: Delivery, now: datetime, within: timedelta = WITHIN
) -> Delivery:
    """As `merge`; the message as it is planned now."""
    return Delivery(**merge(connection, about, row, now, within)._mapping)


def plan(connection: Connection, wishes: list[tuple[str, Delivery]]) -> None:
    """As `merge` for each of these of one workspace; what meets no other is inserted at once."""
    if wishes:
        hold(connection, "plan", wishes[0][1].workspace)
    met, later = _met(connection, [row for _, row in wishes]), list[tuple[str, Delivery]]()
    new = dict[tuple[str, str, str], Delivery]()
    for about, row in wishes:
        if _whose(row) in met or new.setdefault(_whose(row), row) is not row:
            later.append((about, row))
    if new:
        statement = _insert(connection.dialect.name)
        connection.execute(statement, [values(row) for row in new.values()])
    for about, row in later:
        merge(connection, about, row, row.created_at)


def merge(
    connection: Connection, about: str, row: Delivery, now: datetime, within: timedelta = WITHIN
) -> Row[Any]:
    """Add `about` to the person's newest unread or fresh message of that kind, else plan `row`.

    What is due later joins no message that was sent: changing that would ring no bell.
    """
    hold(connection, "plan", row.workspace)
    asked = {**_said(row, WHOSE), "since": now - within if row.due <= now else row.due}
    found = connection.execute(_open(), asked).first()
    if found is None:
        made = connection.execute(_insert(connection.dialect.name), values(row)).first()
        return made or connection.execute(_same_period(), _said(row, SAME)).one()
    if about in found.about:
        return found
    more = {"about": [*found.about, about], "revision": found.revision + 1}
    if found.state == "pending":  # whoever changed from weekly to at once need not wait
        more["due"] = min(found.due, row.due)
    where = (deliveries.c.workspace == row.workspace, deliveries.c.id == found.id)
    changed = update(deliveries).where(*where).values(**more).returning(deliveries)
    return connection.execute(changed).one()


def _met(connection: Connection, rows: list[Delivery]) -> set[tuple[str, str, str]]:
    """Who has an unread or fresh message of that kind, perhaps not fresh enough for all."""
    if not rows:
        return set()
    asked: dict[str, Any] = {name: {getattr(row, name) for row in rows} for name in WHOSE[1:]}
    asked |= {"workspace": rows[0].workspace, "since": min(row.created_at for row in rows) - WITHIN}
    return {_whose(row) for row in connection.execute(_open_of_any(), asked)}


def _whose(row: Any) -> tuple[str, str, str]:
    return row.workspace, row.owner, row.kind


def _said(row: Delivery, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


@cache
def _open() -> Select[Any]:
    """Built once, like the others here, so that its compiled form is found again at once."""
    mine = (deliveries.c[name] == bindparam(name) for name in WHOSE)
    newest = select(deliveries).where(*mine, _is_open()).order_by(deliveries.c.id.desc())
    return newest.limit(1)


@cache
def _open_of_any() -> Select[Any]:
    whose = (deliveries.c[name] for name in WHOSE)
    return select(*whose).where(*any_of(Delivery, *WHOSE[1:]), _is_open())


def _is_open() -> ColumnElement[bool]:
    """Unread, or sent after the `since` that is asked with it."""
    since = bindparam("since", type_=deliveries.c.sent_at.type)
    fresh = and_(deliveries.c.state == "sent", deliveries.c.sent_at >= since)
    return or_(deliveries.c.state.in_(UNREAD), fresh)


@cache
def _same_period() -> Select[Any]:
    return select(deliveries).where(*(deliveries.c[name] == bindparam(name) for name in SAME))


@cache
def _insert(dialect: str) -> Executable:
    return insert(Delivery, dialect).on_conflict_do_nothing().returning(deliveries)
