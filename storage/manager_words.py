"""Questions about what a person's manager said, word for word."""

from typing import Any

from sqlalchemy import delete, select

from storage.engine import Database
from storage.records import ManagerWords, Principal
from storage.rows import add_unless_known, change, first, is_mine, table

words = table(ManagerWords).c


class Words:
    """Kept verbatim and dated; seen by nobody but the person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, me: Principal, record: ManagerWords) -> ManagerWords:
        """The row of this form; sent twice, the form makes one row."""
        record.workspace, record.owner = me.workspace, me.user
        where = (*is_mine(ManagerWords, me), words.source == record.source)
        with self._database.writing() as session:
            add_unless_known(session, record)
            return session.scalars(select(ManagerWords).where(*where)).one()

    def of(self, me: Principal) -> list[ManagerWords]:
        """The latest said first."""
        question = select(ManagerWords).where(*is_mine(ManagerWords, me))
        with self._database.reading() as session:
            order = (words.said_on.desc(), words.id.desc())
            return list(session.scalars(question.order_by(*order)))

    def change(self, me: Principal, public_id: str, **changes: Any) -> ManagerWords | None:
        """What the words stand for; the words themselves never change."""
        where = (*is_mine(ManagerWords, me), words.public_id == public_id)
        with self._database.writing() as session:
            return first(change(session, ManagerWords, where, **changes))

    def forget(self, me: Principal, public_id: str) -> bool:
        where = (*is_mine(ManagerWords, me), words.public_id == public_id)
        with self._database.writing() as session:
            gone = session.execute(delete(ManagerWords).where(*where).returning(words.id)).all()
            return bool(gone)
