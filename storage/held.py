"""What is asked for again and again, held in memory for a moment."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from storage.engine import Database
from storage.records import Principal

T = TypeVar("T")
ALONE = timedelta(minutes=1)
SHARED = timedelta(seconds=1)  # a click may reach one process, and the next click another


def held_for(database: Database) -> timedelta:
    """How old may it be? A file has one process beside us at most, and that one is a command."""
    return ALONE if database.is_sqlite else SHARED


class Held(Generic[T]):
    """Rows in memory: one's own changes count at once, another process's after `keep`."""

    def __init__(self, keep: timedelta) -> None:
        self._keep = keep
        self._rows: dict[Principal, tuple[datetime, T]] = {}
        self._changes, self._lock = 0, threading.Lock()

    def get(self, me: Principal, now: datetime, ask: Callable[[Principal], T | None]) -> T | None:
        at, held = self._rows.get(me, (None, None))
        if at is not None and abs(now - at) < self._keep:
            return held
        seen = self._changes
        found = ask(me)
        with self._lock:
            if found is not None and seen == self._changes:  # else it may be what was before
                self._rows[me] = (now, found)
        return found

    def drop(self, me: Principal) -> None:
        """To be called once a change is on disk."""
        with self._lock:
            self._changes += 1
            self._rows.pop(me, None)
