"""One of several processes of the bot, for tests that end or freeze it: a minute lasts a second.

Given as JSON: {"settings": …, "zero": a moment, "fast": seconds in a second, "ahead": seconds by
which this machine's clock is wrong}.
"""

import json
import os
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

from bot import logs
from bot.cli import hear_signals, wait_for_a_signal
from bot.clock import SharedClock
from bot.listening import leave_soon
from bot.running import Bot
from bot.settings import Settings
from storage import open_store
from tests.promises.sending import DUES

FAST = 60.0


class HurriedClock:
    """The same moment in every process that has the same zero."""

    def __init__(self, zero: float, fast: float = FAST, ahead: float = 0) -> None:
        self._zero, self._fast, self._ahead = zero, fast, timedelta(seconds=ahead)

    def now(self) -> datetime:
        hurried = self._zero + (time.time() - self._zero) * self._fast
        return datetime.fromtimestamp(hurried, UTC) + self._ahead

    def monotonic(self) -> float:
        return time.monotonic() * self._fast

    def wait(self, event: threading.Event, seconds: float) -> bool:
        return event.wait(seconds / self._fast)


def main() -> None:
    told = json.loads(sys.argv[1])
    logs.quiet(os.environ.get("LOG_LEVEL", "ERROR"))
    clock = HurriedClock(told["zero"], told["fast"], told["ahead"])
    settings = Settings(_env_file=None, **told["settings"])
    store = open_store(settings.database_url, clock)
    true = HurriedClock(told["zero"], told["fast"])
    bot = Bot(settings, store, SharedClock(clock, lambda: true.now()))
    bot.outbox._dues |= DUES  # type: ignore[operator]
    bot.start()
    while bot.link is not None and not bot.link.is_open():
        threading.Event().wait(0.01)
    heard = hear_signals()
    print("up", flush=True)
    wait_for_a_signal(heard)
    leave_soon()
    bot.stop()


if __name__ == "__main__":
    main()
