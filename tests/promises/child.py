"""The real bot in processes that die at a chosen point. The product knows nothing of this.

Started once, it holds everything imported and has no threads, so each bot is a quick fork. One JSON
line in is one life: {"settings": …, "now": iso, "die": n}. Lines out: {"pid": …}, {"armed": true},
and when that life is over {"points": how many points were passed, "signal": what ended it}.

A point is a moment after which the disk, Slack or the acknowledgement may differ: every statement
that writes, each commit from both sides, and each request to Slack. They count from SIGUSR1 on.
"""

import json
import mmap
import os
import signal
import sys
import threading
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.pool import Pool

from bot.clock import MovableClock
from bot.running import Bot
from bot.settings import Settings
from storage import open_store

READS = ("SELECT", "PRAGMA", "BEGIN ", "SAVEPOINT", "RELEASE")
QUIET = ("auth.test", "apps.connections.open")


class Points:
    """Counts moments once armed, and ends the process at the chosen one."""

    def __init__(self, die: int, shared: mmap.mmap) -> None:
        self._die, self._shared, self._passed = die, shared, 0
        self._is_armed, self._lock = False, threading.Lock()

    def watch(self) -> None:
        signal.signal(signal.SIGUSR1, self._arm)
        event.listen(Engine, "before_cursor_execute", self._statement)
        event.listen(Engine, "commit", self._commit)
        event.listen(Pool, "checkin", lambda raw, record: self._pass())
        sys.addaudithook(self._audit)

    def _arm(self, *_: Any) -> None:
        self._is_armed = True
        os.write(1, b'{"armed": true}\n')

    def _statement(self, connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if statement == "BEGIN":
            connection.info["reads"] = True
        elif statement == "BEGIN IMMEDIATE" or not statement.startswith(READS):
            connection.info["reads"] = False
            self._pass()

    def _commit(self, connection: Any) -> None:
        if not connection.info.get("reads"):
            self._pass()

    def _audit(self, name: str, given: tuple[Any, ...]) -> None:
        if name == "urllib.Request" and not str(given[0]).endswith(QUIET):
            self._pass()

    def _pass(self) -> None:
        with self._lock:
            if not self._is_armed:
                return
            self._passed += 1
            self._shared[:4] = self._passed.to_bytes(4, "big")
            if self._passed == self._die:
                os.kill(os.getpid(), signal.SIGKILL)


def live(life: dict[str, Any], shared: mmap.mmap) -> None:
    """A whole life of the bot, ended from outside or at its point."""
    clock = MovableClock(datetime.fromisoformat(life["now"]))
    settings = Settings(_env_file=None, **life["settings"])
    Points(life["die"], shared).watch()
    bot = Bot(settings, open_store(settings.database_url, clock), clock)
    bot.start()
    while True:
        threading.Event().wait(0.02)  # a signal just before signal.pause() would wait for the next


def main() -> None:
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    for line in sys.stdin:
        shared = mmap.mmap(-1, 4)
        child = os.fork()
        if child == 0:
            live(json.loads(line), shared)
        print(json.dumps({"pid": child}), flush=True)
        _, status = os.waitpid(child, 0)
        points = int.from_bytes(shared[:4], "big")
        print(json.dumps({"points": points, "signal": os.WTERMSIG(status)}), flush=True)


if __name__ == "__main__":
    main()
