"""What is done every hour and every night: keep what the privacy text says, and a copy of it."""

import logging
from datetime import datetime, timedelta

from bot.settings import Settings
from storage import Store, Unusable, backups

HOURLY, NIGHTLY = timedelta(hours=1), timedelta(days=1)
DRAFTS = timedelta(days=30)  # praise nobody kept, the bin, words of a form
GRACE = timedelta(days=30)  # after a workspace took Winbook out

log = logging.getLogger(__name__)


class Chores:
    """Each at most once in its time, however often it is asked."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._tidied: datetime | None = None
        self._noted: datetime | None = None
        self._tried: datetime | None = None

    def do(self, now: datetime) -> None:
        if self._tidied is None or abs(now - self._tidied) >= HOURLY:
            self._tidied = now
            tidy(self._store, now)
            self._store.reserve.keep()
        if self._noted is None or abs(now - self._noted) >= NIGHTLY:
            self._noted = now
            for end in self._store.audits.ends():
                log.info("The audit of %s ends at %d with %s.", *end)
        if self._settings.is_backing_up and self._settings.database_file is not None:
            self._back_up(now)

    def _back_up(self, now: datetime) -> None:
        """Once a day; what failed is tried again after an hour."""
        if self._tried is not None and abs(now - self._tried) < HOURLY:
            return
        self._tried = now
        url, key = self._settings.database_url, self._settings.backup_key.get_secret_value()
        last = backups.newest(url)
        if last is not None and timedelta() <= now - last < NIGHTLY:
            return
        try:
            backups.make(url, now, key)
            backups.prune(url, now)
        except Unusable as error:
            log.error("%s", error.sentence)


def tidy(store: Store, now: datetime) -> None:
    """Retention, as the privacy text states it; tests/promises/test_retention.py holds the two."""
    store.praise.forget_old(now - DRAFTS)
    store.wins.empty_bins(now - DRAFTS)
    store.typed.prune(now - DRAFTS)
    store.inbox.prune(now)
    store.deliveries.prune(now)
    store.audits.prune(now)
    store.installations.prune(now - NIGHTLY)
    for workspace in store.workspaces.leaving(now - GRACE):
        store.erasure.forget_workspace(workspace, now - GRACE)
