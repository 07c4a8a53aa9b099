"""Questions about the places where people's monthly copies go."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from storage.engine import Database
from storage.records import Principal
from storage.records_data import Place
from storage.rows import by_key, change, is_mine, many, put, read, table

places = table(Place).c
TRIES = 5  # wrong codes until another one must be sent


def _go(connection: Connection, me: Principal, at: datetime) -> None:
    """The first copy is due as soon as nothing is waited for."""
    ready = (places.code == "", places.waits_for_lock.is_(False), places.kind != "off")
    first = (*is_mine(Place, me), *ready, places.next_at.is_(None))
    change(connection, Place, first, next_at=at)


class Places:
    """One place per person; nobody has one before they chose it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, me: Principal) -> Place | None:
        with self._database.reading() as connection:
            return by_key(connection, Place, me.workspace, me.user)

    def choose(self, me: Principal, kind: str, recipient: str, at: datetime, **more: Any) -> Place:
        """The first copy is due at once, so that it is seen whether it arrives; for an address
        that waits for its `code`, or a key that is being made, when that has come."""
        waits = more.get("code") or more.get("waits_for_lock")
        nothing = {"address": "", "code": "", "code_until": None, "tries": 0, "key_file": ""}
        chosen: dict[str, Any] = {
            **nothing,
            "waits_for_lock": False,
            "kind": kind,
            "recipient": recipient,
            "next_at": None if kind == "off" or waits else at,
            "bad_at": None,
            "error": "",
            "failures": 0,
            "chosen_at": at,
            **more,
        }
        record = Place(workspace=me.workspace, owner=me.user, **chosen)
        with self._database.writing() as connection:
            put(connection, record, chosen)
            return by_key(connection, Place, me.workspace, me.user) or record

    def lock(self, me: Principal, chosen_at: datetime, recipient: str, key_file: str) -> bool:
        """The key that was made for this very choice; False when another one was made since."""
        changes = {"recipient": recipient, "key_file": key_file, "waits_for_lock": False}
        where = (*is_mine(Place, me), places.chosen_at == chosen_at, places.waits_for_lock)
        with self._database.writing() as connection:
            found = bool(change(connection, Place, where, **changes))
            _go(connection, me, chosen_at)
        return found

    def confirm(self, me: Principal, code: str, at: datetime) -> bool:
        """Whether that was the code, in time, and not after five wrong ones."""
        waiting = (*is_mine(Place, me), places.code != "", places.code_until > at)
        with self._database.writing() as connection:
            right = (*waiting, places.code == code, places.tries < TRIES)
            found = bool(change(connection, Place, right, code="", code_until=None))
            if not found:
                change(connection, Place, waiting, tries=places.tries + 1)
            _go(connection, me, at)
        return found

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

    def unsent(self, me: Principal, at: datetime, error: str) -> None:
        """The code did not go out; nothing is tried again by itself."""
        self._settle(me, bad_at=at, error=error[:200])

    def _settle(self, me: Principal, **changes: Any) -> None:
        with self._database.writing() as connection:
            change(connection, Place, (*is_mine(Place, me), places.kind != "off"), **changes)
