"""The only place that asks what time it is."""

import threading
import time
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
