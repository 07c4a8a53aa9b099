"""One tick for everything that is due. APScheduler only ticks; rows decide."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import Clock
from bot.due import Due
from bot.loops import Loop
from bot.settings import Settings
from storage import Store

DRAFTS = timedelta(days=30)
TIDY = timedelta(hours=1)


class Schedule:
    """Plans what features want sent, tidies up, and wakes whoever has work."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        dues: Iterable[Due],
        wakes: Iterable[Callable[[], None]],
    ) -> None:
        self._store, self._clock, self._dues = store, clock, tuple(dues)
        self._wakes = tuple(wakes)
        self._tidied: datetime | None = None
        self.loop = Loop("planner", self._plan)
        self._ticks = BackgroundScheduler(timezone="UTC")
        self._ticks.add_job(
            self.tick,
            "interval",
            seconds=settings.tick_seconds,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )

    def start(self) -> None:
        self.loop.start()
        self._ticks.start()
        self.tick()

    def stop(self) -> None:
        self._ticks.shutdown(wait=False)
        self.loop.stop()

    def tick(self) -> None:
        """Wake planners, inbox and outbox in their own threads, and return."""
        self.loop.wake()
        for wake in self._wakes:
            wake()

    def _plan(self) -> bool:
        now = self._clock.now()
        planned = 0
        for due in self._dues:
            if due.plan is not None:
                planned += self._store.deliveries.plan(due.plan(self._store, now))
        if planned:
            for wake in self._wakes:
                wake()
        self._tidy(now)
        return False

    def _tidy(self, now: datetime) -> None:
        """Keep what the privacy text says, and no longer."""
        if self._tidied is not None and abs(now - self._tidied) < TIDY:
            return
        self._tidied = now
        self._store.praise.forget_old(now - DRAFTS)
        self._store.wins.empty_bins(now - DRAFTS)
        self._store.inbox.prune(now)
        self._store.deliveries.prune(now)
        self._store.audits.prune(now)
