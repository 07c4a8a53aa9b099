"""Questions about what a person's manager said, word for word."""

from typing import Any

from sqlalchemy import Connection

from storage.engine import Database
from storage.records import ManagerWords, Principal
from storage.rows import add_unless_known, change, first, is_mine, many, one, read, remove, table

words = table(ManagerWords).c


class Words:
    """Kept verbatim and dated; seen by nobody but the person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, me: Principal, record: ManagerWords) -> ManagerWords:
        """The row of this form; sent twice, the form makes one row."""
        record.workspace, record.owner = me.workspace, me.user
        where = (*is_mine(ManagerWords, me), words.source == record.source)

        def work(on: Connection) -> ManagerWords:
            add_unless_known(on, record)
            return one(on, ManagerWords, read(ManagerWords).where(*where)) or record

        return self._database.together(work)

    def of(self, me: Principal) -> list[ManagerWords]:
        """The latest said first."""
        latest = (words.said_on.desc(), words.id.desc())
        question = read(ManagerWords).where(*is_mine(ManagerWords, me)).order_by(*latest)
        with self._database.reading() as connection:
            return many(connection, ManagerWords, question)

    def change(self, me: Principal, public_id: str, **changes: Any) -> ManagerWords | None:
        """What the words stand for; the words themselves never change."""
        where = (*is_mine(ManagerWords, me), words.public_id == public_id)
        return first(self._database.together(lambda on: change(on, ManagerWords, where, **changes)))

    def forget(self, me: Principal, public_id: str) -> bool:
        where = (*is_mine(ManagerWords, me), words.public_id == public_id)
        return bool(self._database.together(lambda on: remove(on, ManagerWords, *where)))
