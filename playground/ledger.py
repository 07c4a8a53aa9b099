"""The record of everything that passed between the bot and the pretend Slack."""

from collections import deque
from collections.abc import Callable
from typing import Any

from bot.clock import Clock

KEPT = 5_000


class Ledger:
    """Envelopes, acknowledgements, API calls with their answers, warnings: newest last."""

    def __init__(self, clock: Clock, hear: Callable[[dict[str, Any]], None]) -> None:
        self._clock, self._hear = clock, hear
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self.count = 0

    def note(self, kind: str, **facts: Any) -> dict[str, Any]:
        self.count += 1
        at = self._clock.now().isoformat()
        entry = {"n": self.count, "at": at, "kind": kind, **facts}
        self._entries.append(entry)
        self._hear(entry)
        return entry

    def entries(self, kind: str = "", since: int = 0, last: int = KEPT) -> list[dict[str, Any]]:
        """Those of one kind (or of all) after a number; at most so many of the newest."""
        skipped = max(0, since - (self.count - len(self._entries)))
        newer = list(self._entries)[skipped:]
        return [e for e in newer if kind in ("", e["kind"])][-last:]
