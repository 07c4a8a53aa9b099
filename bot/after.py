"""Slow things that a person's answer need not wait for."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

log = logging.getLogger(__name__)


class After:
    """`after(say, …)` runs `say` on a thread of its own. What is lost here is only a repaint."""

    def __init__(self, threads: int = 4) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="after")
        self._running = 0
        self._lock = threading.Lock()

    def __call__(self, do: Callable[..., object], *args: Any, **kwargs: Any) -> None:
        with self._lock:
            self._running += 1
        self._pool.submit(do, *args, **kwargs).add_done_callback(self._over)

    def is_idle(self) -> bool:
        with self._lock:
            return self._running == 0

    def stop(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _over(self, future: "Future[object]") -> None:
        with self._lock:
            self._running -= 1
        if not future.cancelled() and (error := future.exception()):
            log.warning("An afterthought failed: %s", type(error).__name__)
