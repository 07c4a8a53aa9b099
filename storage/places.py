"""Questions about the places where people's monthly copies go."""

from datetime import datetime
from typing import Any

from storage.engine import Database
from storage.records import Principal
from storage.records_data import Place
from storage.rows import by_key, change, is_mine, many, put, read, table

places = table(Place).c


class Places:
    """One place per person; nobody has one before they chose it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, me: Principal) -> Place | None:
        with self._database.reading() as connection:
            return by_key(connection, Place, me.workspace, me.user)

    def choose(self, me: Principal, kind: str, recipient: str, at: datetime) -> Place:
        """The first copy is due at once, so that it is seen whether it arrives."""
        chosen: dict[str, Any] = {
            "kind": kind,
            "recipient": recipient,
            "next_at": None if kind == "off" else at,
            "bad_at": None,
            "error": "",
            "failures": 0,
            "chosen_at": at,
        }
        record = Place(workspace=me.workspace, owner=me.user, **chosen)
        with self._database.writing() as connection:
            put(connection, record, chosen)
            return by_key(connection, Place, me.workspace, me.user) or record

    def due(self, now: datetime, most: int = 20) -> list[Place]:
        """In every workspace, the longest overdue first."""
        question = read(Place).where(places.next_at <= now).order_by(places.next_at).limit(most)
        with self._database.reading() as connection:
            return many(connection, Place, question)

    def arrived(self, me: Principal, at: datetime, next_at: datetime) -> None:
        self._settle(me, next_at=next_at, good_at=at, bad_at=None, error="", failures=0)

    def failed(self, me: Principal, at: datetime, error: str, next_at: datetime) -> None:
        more = places.failures + 1
        self._settle(me, next_at=next_at, bad_at=at, error=error[:200], failures=more)

    def _settle(self, me: Principal, **changes: Any) -> None:
        with self._database.writing() as connection:
            change(connection, Place, (*is_mine(Place, me), places.kind != "off"), **changes)
