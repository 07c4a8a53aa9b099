"""Planning a message inside a transaction that belongs to somebody else."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Row, Select, and_, bindparam, or_, select, update

from storage.records import Delivery
from storage.rows import insert, table, values

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


def merge(
    connection: Connection, about: str, row: Delivery, now: datetime, within: timedelta = WITHIN
) -> Row[Any]:
    """Add `about` to the person's newest unread or fresh message of that kind, else plan `row`."""
    asked = {**_said(row, WHOSE), "since": now - within}
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


def _said(row: Delivery, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


@cache
def _open() -> Select[Any]:
    """Built once, like the others here, so that its compiled form is found again at once."""
    columns = deliveries.c
    since = bindparam("since", type_=columns.sent_at.type)
    fresh = and_(columns.state == "sent", columns.sent_at >= since)
    mine = (columns[name] == bindparam(name) for name in WHOSE)
    return (
        select(deliveries)
        .where(*mine, or_(columns.state.in_(UNREAD), fresh))
        .order_by(columns.id.desc())
        .limit(1)
    )


@cache
def _same_period() -> Select[Any]:
    return select(deliveries).where(*(deliveries.c[name] == bindparam(name) for name in SAME))


@cache
def _insert(dialect: str) -> Executable:
    return insert(Delivery, dialect).on_conflict_do_nothing().returning(deliveries)
