"""Everybody's App Home: built from what each feature has to show, published when it changed."""

import threading
from collections.abc import Callable, Iterable
from datetime import datetime

from slack_sdk import WebClient

from bot.clock import Clock
from bot.due import Visiting, visit
from bot.loops import Loop
from bot.pace import Bucket
from bot.people import known
from bot.settings import Settings
from bot.slack.blocks import Block, home
from storage import Store
from storage.records import Principal

BURST, PER_SECOND = 20.0, 1.5  # Slack takes a hundred a minute
Part = Callable[[Visiting], list[Block]]


class Homes:
    """Publishes each stale Home once, however often it was said to be stale."""

    def __init__(
        self,
        client: Callable[[], WebClient],
        store: Store,
        clock: Clock,
        settings: Settings,
        parts: Iterable[Part],
    ) -> None:
        self._client, self._store, self._clock = client, store, clock
        self._settings, self._parts = settings, tuple(parts)
        self._stale: dict[Principal, None] = {}
        self._bucket = Bucket(clock, BURST, PER_SECOND)
        self._lock = threading.Lock()
        self.loop = Loop("homes", self._publish_one)

    def stale(self, me: Principal) -> None:
        with self._lock:
            self._stale.pop(me, None)
            self._stale[me] = None
        self.loop.wake()

    def is_idle(self) -> bool:
        with self._lock:
            return not self._stale and self.loop.is_idle()

    def view(self, me: Principal, now: datetime) -> Block:
        """What this person's Home says now."""
        person = known(self._client(), self._store, me, now)
        visiting = visit(person, me, self._store, now, self._settings)
        return home([block for part in self._parts for block in part(visiting)])

    def _publish_one(self) -> bool:
        """The newest first: whoever did something just now is looking."""
        if self._stale and not self._bucket.has_one():
            self._clock.wait(self.loop.stopping, 0.2)
            return True
        with self._lock:
            if not self._stale:
                return False
            me, _ = self._stale.popitem()
        self._bucket.take()
        view = self.view(me, self._clock.now())
        self._client().views_publish(user_id=me.user, view=view)
        return True
