"""Readers or a commit: who may be at the SQLite file just now, within this process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Door:
    """Readers go in together, a commit goes in alone, and neither starves the other.

    SQLite alone lets the one sleep while the other is at the file, and sleepers lose: with commits
    one after the other and a slow disk a reader was refused after a second and a half. Who has
    waited `patience` seconds here goes on, and SQLite decides; with none, the door stands open.
    """

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._changed = threading.Condition()
        self._readers, self._is_closed = 0, False

    @contextmanager
    def reading(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._is_closed, self._patience)
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def committing(self) -> Iterator[None]:
        """For the one writer: nobody goes in any more, and those inside come out first."""
        with self._changed:
            self._is_closed = True
            self._changed.wait_for(lambda: not self._readers, self._patience)
        try:
            yield
        finally:
            with self._changed:
                self._is_closed = False
                self._changed.notify_all()
