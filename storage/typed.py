"""Questions about words typed into a form that could not be saved yet."""

from datetime import datetime
from typing import Any

from storage.engine import Database
from storage.records import Principal, Typed
from storage.rows import by_key, is_mine, put, remove, table


class TypedWords:
    """Kept per person and form until the form is saved."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, me: Principal, form: str, words: dict[str, Any], at: datetime) -> None:
        record = Typed(workspace=me.workspace, owner=me.user, form=form, words=words, at=at)
        self._database.together(lambda on: put(on, record, {"words": words, "at": at}))

    def get(self, me: Principal, form: str) -> dict[str, Any] | None:
        with self._database.reading() as connection:
            found = by_key(connection, Typed, me.workspace, me.user, form)
            return found.words if found else None

    def drop(self, me: Principal, form: str) -> None:
        where = (*is_mine(Typed, me), table(Typed).c.form == form)
        self._database.together(lambda on: remove(on, Typed, *where))

    def prune(self, before: datetime) -> int:
        """Deletes, in every workspace, words that nobody came back for."""
        with self._database.writing() as connection:
            return remove(connection, Typed, table(Typed).c.at < before)
