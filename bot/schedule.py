"""One tick for everything that is due. APScheduler only ticks; rows decide."""

from collections.abc import Callable, Iterable

from apscheduler.schedulers.background import BackgroundScheduler

from bot.chores import Chores
from bot.clock import Clock
from bot.due import Due
from bot.loops import Loop
from bot.settings import Settings
from storage import Store


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
        self._chores = Chores(store, settings)
        self.loop = Loop("planner", self._plan)
        self.chores = Loop("chores", self._tidy)  # a backup must not hold up what is due
        self.ticked_at: float | None = None  # by the hand that never jumps
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
        self.chores.start()
        self._ticks.start()
        self.tick()

    def stop(self) -> None:
        if self._ticks.running:
            self._ticks.shutdown(wait=False)
        self.loop.stop()
        self.chores.stop()

    def tick(self) -> None:
        """Wake planners, inbox, outbox and chores in their own threads, and return."""
        self.ticked_at = self._clock.monotonic()
        self.loop.wake()
        self.chores.wake()
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
        return False

    def _tidy(self) -> bool:
        self._chores.do(self._clock.now())
        return False
