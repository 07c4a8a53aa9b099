"""Questions about shares: who may read what of whose, until when, and when they did."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, update

from storage.engine import Database
from storage.records import Delivery, Principal
from storage.records_people import Share
from storage.rows import add_unless_known, change, first, is_mine, many, one, read, table

shares = table(Share).c


class Shares:
    """Looked at anew at each read: a share that ended is as if it had never been."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def give(self, me: Principal, row: Share, tell: Delivery) -> Share:
        """From now on; given again, the end moves and a revoked one stands again."""
        row.workspace, row.owner = me.workspace, me.user
        same = (*is_mine(Share, me), shares.grantee == row.grantee)
        same = (*same, shares.kind == row.kind, shares.ref == row.ref)
        with self._database.writing() as connection:
            if not add_unless_known(connection, row):
                given = {"until": row.until, "revoked_at": None, "created_at": row.created_at}
                change(connection, Share, same, **given)
            add_unless_known(connection, tell)
            return many(connection, Share, read(Share).where(*same))[0]

    def posted(self, me: Principal, row: Share) -> None:
        """A win of mine that stands in a channel."""
        row.workspace, row.owner = me.workspace, me.user
        with self._database.writing() as connection:
            add_unless_known(connection, row)

    def of(self, me: Principal) -> list[Share]:
        """What I gave, newest first, ended ones too."""
        return self._many(is_mine(Share, me))

    def with_me(self, me: Principal, now: datetime) -> list[Share]:
        """What I may read now, newest first."""
        return self._many(_open_to(me, now))

    def open(self, me: Principal, public_id: str, now: datetime) -> Share | None:
        """One that I may read now, with this reading noted for its owner; None for all others."""
        where = (*_open_to(me, now), shares.public_id == public_id)
        with self._database.writing() as connection:
            found = first(change(connection, Share, where, read_at=now, reads=shares.reads + 1))
            if found is not None and found.first_read_at is None:
                connection.execute(update(Share).where(*where).values(first_read_at=now))
            return found

    def revoke(self, me: Principal, public_id: str, now: datetime) -> Share | None:
        """At once; a second time changes nothing."""
        mine = (*is_mine(Share, me), shares.public_id == public_id)
        with self._database.writing() as connection:
            gone = change(connection, Share, (*mine, shares.revoked_at.is_(None)), revoked_at=now)
            return first(gone) or one(connection, Share, read(Share).where(*mine))

    def _many(self, where: Iterable[ColumnElement[bool]]) -> list[Share]:
        question = read(Share).where(*where).order_by(shares.created_at.desc(), shares.id.desc())
        with self._database.reading() as connection:
            return many(connection, Share, question)


def _open_to(me: Principal, now: datetime) -> tuple[ColumnElement[bool], ...]:
    mine = (shares.workspace == me.workspace, shares.grantee == me.user)
    return (*mine, shares.revoked_at.is_(None), shares.until > now)
