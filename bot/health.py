"""What `/healthz` tells: every part of us that can fail, looked at when somebody asks."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.clock import Clock
from bot.settings import Settings
from storage import Store, backups

EVENT_LATE = timedelta(minutes=10)  # a claim that died is taken up after two
MESSAGE_LATE = timedelta(hours=2)  # how long a large workspace's messages may take to go out
BACKUP_LATE = timedelta(hours=36)
LEAST_FREE = 200_000_000  # bytes
TICKS_MISSED = 3


class Reading(NamedTuple):
    """`is_good` is None where it could not be looked at: that is the database's fault."""

    is_good: bool | None
    said: str


class Health:
    """Asks; changes nothing. No person, no workspace, no id in what it says."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        clock: Clock,
        ticked_at: Callable[[], float | None],
        is_linked: Callable[[], bool | None],
        least_free: int = LEAST_FREE,
    ) -> None:
        """`ticked_at` by the hand that never jumps; `is_linked` is None in HTTP mode."""
        self._settings, self._store, self._clock = settings, store, clock
        self._ticked_at, self._is_linked, self._least_free = ticked_at, is_linked, least_free
        self._since = clock.now()

    def look(self) -> dict[str, Reading]:
        """Every part by its name, the good ones too."""
        return dict(self._readings(self._clock.now()))

    def page(self) -> tuple[bool, bytes]:
        """(whether nothing is red, all of it as JSON)."""
        seen = self.look()
        is_good = all(reading.is_good is not False for reading in seen.values())
        told = {name: {"ok": one.is_good, "said": one.said} for name, one in seen.items()}
        return is_good, json.dumps({"ok": is_good, **told}).encode()

    def _readings(self, now: datetime) -> Iterator[tuple[str, Reading]]:
        database = self._database()
        yield "database", database
        yield "link", self._link()
        yield "tick", self._tick()
        is_up = database.is_good is True
        yield "oldest_event", self._waiting(self._store.inbox.undone_since, EVENT_LATE, now, is_up)
        late = self._waiting(self._store.deliveries.due_since, MESSAGE_LATE, now, is_up)
        yield "oldest_message", late
        yield "disk", self._disk()
        yield "backup", self._backup(now)

    def _database(self) -> Reading:
        try:
            self._store.check()
        except Exception as error:  # noqa: BLE001 - whatever it is, it cannot be read
            return Reading(False, type(error).__name__)
        return Reading(True, "answers")

    def _link(self) -> Reading:
        linked = self._is_linked()
        if linked is None:
            return Reading(True, "not needed: Slack calls us")
        return Reading(linked, "open" if linked else "no link to Slack")

    def _tick(self) -> Reading:
        last = self._ticked_at()
        if last is None:
            return Reading(False, "never ticked")
        ago = self._clock.monotonic() - last
        return Reading(ago <= TICKS_MISSED * self._settings.tick_seconds, f"{ago:.0f} s ago")

    def _waiting(
        self,
        since: Callable[[datetime], datetime | None],
        most: timedelta,
        now: datetime,
        is_up: bool,
    ) -> Reading:
        if not is_up:
            return Reading(None, "not known")
        try:
            oldest = since(now)
        except Exception:  # noqa: BLE001 - it stopped answering between two questions
            return Reading(None, "not known")
        if oldest is None:
            return Reading(True, "nothing waits")
        age = now - oldest
        return Reading(age <= most, f"waits for {age.total_seconds():.0f} s")

    def _disk(self) -> Reading:
        file = self._settings.database_file
        if file is None:
            return Reading(True, "not ours")
        folder = next(path for path in file.absolute().parents if path.exists())
        free = shutil.disk_usage(folder).free
        return Reading(free >= self._least_free, f"{free // 10**6} MB free")

    def _backup(self, now: datetime) -> Reading:
        if self._settings.database_file is None or not self._settings.is_backing_up:
            return Reading(True, "not ours to make")
        last = backups.newest(self._settings.database_url)
        age = now - (last or self._since)
        said = f"{age.total_seconds() / 3600:.0f} h old" if last else "none yet"
        return Reading(age <= BACKUP_LATE, said)
