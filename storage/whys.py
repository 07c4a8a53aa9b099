"""Questions about the last reaction: why it did, or did not do, something."""

from datetime import datetime

from storage.engine import Database
from storage.records import Principal, Why
from storage.rows import by_key, put


class Whys:
    """One answer per person, the newest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, me: Principal, code: str, at: datetime, **about: str) -> None:
        record = Why(workspace=me.workspace, owner=me.user, at=at, code=code, about=about)
        changes = {"at": at, "code": code, "about": about}
        self._database.together(lambda on: put(on, record, changes))

    def last(self, me: Principal) -> Why | None:
        with self._database.reading() as connection:
            return by_key(connection, Why, me.workspace, me.user)
