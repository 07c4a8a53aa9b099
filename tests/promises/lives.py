"""Bots that live in processes of their own, for tests that end them."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from bot.clock import MovableClock
from playground.server import Playground

ROOT = Path(__file__).parents[2]


class Lives:
    """Starts one bot after the other from a parent that has everything imported."""

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.promises.child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.pid, self.over = 0, {"points": 0, "signal": 0}

    def _listen(self) -> None:
        assert self._parent.stdout is not None
        for line in self._parent.stdout:
            self._said.put(json.loads(line))

    def _hear(self, *names: str) -> dict[str, Any]:
        """The next line that says one of these; what is left from another life is passed over."""
        while True:
            said = self._said.get(timeout=20)
            if any(name in said for name in names):
                return said

    def start(self, slack: Playground, database: Path, clock: MovableClock, die: int) -> None:
        """A bot in front of this Slack; returns when it listens, its points armed."""
        given = {
            "bot_token": slack.bot_token,
            "app_token": slack.app_token,
            "api_url": slack.api_url,
            "database_url": f"sqlite:///{database}",
            "tick_seconds": 3600,
        }
        life = {"settings": given, "now": clock.now().isoformat(), "die": die}
        assert self._parent.stdin is not None
        self._parent.stdin.write(json.dumps(life) + "\n")
        self._parent.stdin.flush()
        self.pid = int(self._hear("pid")["pid"])
        assert slack.wait_for_link()

    def arm(self) -> None:
        """Points count from here on."""
        os.kill(self.pid, signal.SIGUSR1)
        said = self._hear("armed", "points")
        if "points" in said:
            self.over, self.pid = said, 0

    def is_over(self) -> bool:
        """Whether the point was reached; from then on `over` says how it ended."""
        while self.pid:
            try:
                said = self._said.get_nowait()
            except queue.Empty:
                return False
            if "points" in said:
                self.over, self.pid = said, 0
        return True

    def end(self) -> int:
        """Kill it unless it is dead; how many points it passed."""
        if not self.is_over():
            with contextlib.suppress(ProcessLookupError):  # it died a moment ago
                os.kill(self.pid, signal.SIGKILL)
            self.over, self.pid = self._hear("points"), 0
        return int(self.over["points"])

    def __enter__(self) -> "Lives":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.pid:
            self.end()
        assert self._parent.stdin is not None
        self._parent.stdin.close()
        self._parent.wait(5)
        assert self._parent.stdout is not None
        self._parent.stdout.close()
