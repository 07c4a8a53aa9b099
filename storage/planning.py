"""Planning a message inside a transaction that belongs to somebody else."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import Session

from storage.records import Delivery
from storage.rows import add_unless_known, change, table

deliveries = table(Delivery).c
UNREAD = ("pending", "sending", "unknown")
WITHIN = timedelta(hours=1)


def join(
    session: Session, about: str, row: Delivery, now: datetime, within: timedelta = WITHIN
) -> Delivery:
    """Add `about` to the person's newest unread or fresh message of that kind, else plan `row`."""
    found = session.scalars(_open_ones(row, now - within)).first()
    if found is None:
        add_unless_known(session, row)
        return session.scalars(select(Delivery).where(*_same_period(row))).one()
    if about in found.about:
        return found
    session.expunge(found)
    where = (deliveries.workspace == row.workspace, deliveries.id == found.id)
    more = {"about": [*found.about, about], "revision": found.revision + 1}
    if found.state == "pending":  # whoever changed from weekly to at once need not wait
        more["due"] = min(found.due, row.due)
    return change(session, Delivery, where, **more)[0]


def _open_ones(row: Delivery, since: datetime) -> Select[Delivery]:
    fresh = and_(deliveries.state == "sent", deliveries.sent_at >= since)
    mine = (deliveries.workspace == row.workspace, deliveries.owner == row.owner)
    return (
        select(Delivery)
        .where(*mine, deliveries.kind == row.kind, or_(deliveries.state.in_(UNREAD), fresh))
        .order_by(deliveries.id.desc())
    )


def _same_period(row: Delivery) -> tuple[ColumnElement[bool], ...]:
    return (
        deliveries.workspace == row.workspace,
        deliveries.owner == row.owner,
        deliveries.kind == row.kind,
        deliveries.period == row.period,
    )
