"""Everybody's App Home: built from what each feature has to show, published when it changed."""

import logging
import threading
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.clock import Clock
from bot.due import Visiting, visit
from bot.installs import Closed
from bot.loops import Loop
from bot.pace import Bucket
from bot.people import known
from bot.posting import LIMITED, complaints, retry_after
from bot.settings import Settings
from bot.slack.blocks import Block, home
from bot.slack.plainer import plainer, refused_types
from bot.slack.trouble import is_slacks
from storage import Store
from storage.records import Principal

BURST, PER_SECOND = 20.0, 1.5  # Slack takes a hundred a minute
MOST = 20  # ticks, ten minutes
REFUSALS = frozenset({"invalid_arguments", "invalid_blocks"})

log = logging.getLogger(__name__)
Part = Callable[[Visiting], list[Block]]


class Homes:
    """Publishes each stale Home once, however often it was said to be stale."""

    def __init__(
        self,
        client: Callable[[str], WebClient],
        store: Store,
        clock: Clock,
        settings: Settings,
        parts: Iterable[Part],
    ) -> None:
        self._client, self._store, self._clock = client, store, clock
        self._settings, self._parts = settings, tuple(parts)
        self._stale: dict[Principal, None] = {}
        self._missed: dict[Principal, int] = {}  # could not be published, and how often
        self._taken: dict[str, set[str]] = {}  # types of blocks that a workspace took since we run
        self._bucket = Bucket(clock, BURST, PER_SECOND)
        self._lock = threading.Lock()
        self.loop = Loop("homes", self._publish_one)

    def stale(self, me: Principal) -> None:
        with self._lock:
            self._stale.pop(me, None)
            self._stale[me] = None
        self.loop.wake()

    def again(self) -> None:
        """A while later, those that could not be published are tried once more."""
        with self._lock:
            self._stale = dict.fromkeys(self._missed) | self._stale
        self.loop.wake()

    def is_idle(self) -> bool:
        with self._lock:
            return not self._stale and self.loop.is_idle()

    def takes(self, workspace: str, kinds: Collection[str]) -> bool:
        """Whether Slack took blocks of all these types here; what answers a command must know it.

        An answer to a command cannot be tried: a refused block there is an answer nobody sees. What
        was refused since, in a Home or a message, is not taken any more.
        """
        here = self._store.workspaces.get(workspace)
        refused = here.refused_blocks if here else ()
        return (self._taken.get(workspace, set()) - set(refused)).issuperset(kinds)

    def view(self, me: Principal, now: datetime) -> Block:
        """What this person's Home says now."""
        person = known(self._client(me.workspace), self._store, me, now)
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
        try:
            self._publish(me)
        except (SlackClientError, OSError, HTTPException) as error:
            self._miss(me, error)
        except Closed:  # nobody is there any more
            self._missed.pop(me, None)
        else:
            self._missed.pop(me, None)
        return True

    def _publish(self, me: Principal) -> None:
        """As rich as the workspace takes it."""
        view = self.view(me, self._clock.now())
        workspace = self._store.workspaces.get(me.workspace)
        shown = plainer(view["blocks"], workspace.refused_blocks if workspace else ())
        try:
            self._client(me.workspace).views_publish(user_id=me.user, view=view | {"blocks": shown})
            self._taken.setdefault(me.workspace, set()).update(block["type"] for block in shown)
        except SlackApiError as error:
            refused = refused_types(complaints(error), shown)
            if error.response.get("error") not in REFUSALS or not refused:
                raise
            for kind in refused:
                self._store.workspaces.refuse_block(me.workspace, kind)
            simple = view | {"blocks": plainer(shown, refused)}
            self._client(me.workspace).views_publish(user_id=me.user, view=simple)

    def _miss(self, me: Principal, error: Exception) -> None:
        """Trouble of Slack's or the network's passes; what is refused stays refused."""
        log.warning("A Home was not published: %s", type(error).__name__)
        times = self._missed.pop(me, 0) + 1
        if is_slacks(error) and times < MOST:
            self._missed[me] = times
        if isinstance(error, SlackApiError) and error.response.get("error") in LIMITED:
            self._bucket.rest(retry_after(error.response))
