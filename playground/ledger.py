"""The record of everything that passed between the bot and the pretend Slack."""

from collections import deque
from typing import Any

from bot.clock import Clock

KEPT = 20_000


class Ledger:
    """Envelopes, acknowledgements, API calls with their answers, warnings: newest last."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._count = 0

    def note(self, kind: str, **facts: Any) -> dict[str, Any]:
        self._count += 1
        at = self._clock.now().isoformat()
        entry = {"n": self._count, "at": at, "kind": kind, **facts}
        self._entries.append(entry)
        return entry

    def entries(self, kind: str = "", since: int = 0) -> list[dict[str, Any]]:
        return [e for e in self._entries if e["n"] > since and kind in ("", e["kind"])]
