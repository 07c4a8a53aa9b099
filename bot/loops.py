"""Threads that work until nothing is left, then sleep until they are woken."""

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds after a failure, so that a broken database is not hammered


class Loop:
    """Runs `work` whenever woken, again and again while it says that there was something to do."""

    def __init__(self, name: str, work: Callable[[], bool]) -> None:
        self._work = work
        self._bell = threading.Event()
        self._stopping = threading.Event()
        self._working = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._bell.set()

    def is_idle(self) -> bool:
        return not self._bell.is_set() and not self._working.locked()

    def stop(self, patience: float = 8.0) -> None:
        self._stopping.set()
        self._bell.set()
        if self._thread.is_alive():
            self._thread.join(patience)

    @property
    def stopping(self) -> threading.Event:
        return self._stopping

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._bell.wait()
            with self._working:
                self._bell.clear()
                self._until_nothing_is_left()

    def _until_nothing_is_left(self) -> None:
        try:
            while not self._stopping.is_set() and self._work():
                pass
        except Exception as error:  # noqa: BLE001 - the loop must outlive one bad round
            log.error("A round of %s failed: %s", self._thread.name, type(error).__name__)
            self._stopping.wait(PAUSE)
