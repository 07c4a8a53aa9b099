"""The only place that asks what time it is."""

import contextlib
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the bot may know about time. The playground hands in one that can be moved."""

    def now(self) -> datetime:
        """The moment, aware and in UTC."""

    def monotonic(self) -> float:
        """Seconds on a hand that never jumps."""

    def wait(self, event: threading.Event, seconds: float) -> bool:
        """Wait until the event is set or the seconds are over; say whether it was set."""


class WallClock:
    """Real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def wait(self, event: threading.Event, seconds: float) -> bool:
        return event.wait(seconds)


class MovableClock:
    """Time for demos and tests: runs on from `start` (or stands still) and can be moved by hand."""

    def __init__(self, start: datetime, *, running: bool = False) -> None:
        self._base = start.astimezone(UTC)
        self._running = running
        self._zero = time.monotonic()
        self._skipped = 0.0
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            return self._base + self._elapsed()

    def monotonic(self) -> float:
        with self._lock:
            return time.monotonic() + self._skipped

    def wait(self, event: threading.Event, seconds: float) -> bool:
        return event.wait(seconds)

    def advance(self, seconds: float) -> datetime:
        """Move both hands forward, as time does."""
        with self._lock:
            self._skipped += seconds
        return self.jump(self.now() + timedelta(seconds=seconds))

    def jump(self, moment: datetime) -> datetime:
        """Move the wall clock alone, as an operator or a bad time server does."""
        with self._lock:
            self._base = moment.astimezone(UTC)
            self._zero = time.monotonic()
            return self._base

    def _elapsed(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self._zero if self._running else 0.0)


class SharedClock:
    """A clock set by another one that several processes share: their own may be minutes apart.

    Leases and due times are compared between processes, so all of them go by the database's clock.
    """

    AGAIN = 30.0  # seconds until it is asked again

    def __init__(self, own: Clock, ask: Callable[[], datetime]) -> None:
        self._own, self._ask = own, ask
        self._lock, self._asked_at = threading.Lock(), own.monotonic()
        self._off = ask() - own.now()

    def now(self) -> datetime:
        if self._own.monotonic() - self._asked_at > self.AGAIN and self._lock.acquire(False):
            try:
                self._agree()
            finally:
                self._lock.release()
        return self._own.now() + self._off

    def monotonic(self) -> float:
        return self._own.monotonic()

    def wait(self, event: threading.Event, seconds: float) -> bool:
        return self._own.wait(event, seconds)

    def _agree(self) -> None:
        """What it said last serves while it does not answer."""
        self._asked_at = self._own.monotonic()
        with contextlib.suppress(Exception):
            self._off = self._ask() - self._own.now()
