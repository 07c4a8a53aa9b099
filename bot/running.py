"""The whole bot, put together: one store, one app, one inbox, one outbox, one tick."""

import logging
from datetime import datetime, timedelta
from http.client import HTTPException

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.after import After
from bot.app import build
from bot.clock import Clock
from bot.copies import Copies
from bot.dropped import Takers
from bot.errors import Refused
from bot.features import FEATURES, HOMES
from bot.health import Health
from bot.homes import Homes
from bot.inbox import Inbox
from bot.installs import Alone, Houses, Many, inspected
from bot.loops import Loop
from bot.outbox import Outbox
from bot.problems import answer_the_unknown
from bot.renewing import Renewals
from bot.schedule import Schedule
from bot.settings import Settings
from bot.slack.trouble import is_slacks
from bot.socket import Several
from bot.tokens import Keys, keys_of
from storage import Store
from storage.records import Principal, Workspace

log = logging.getLogger(__name__)
HOUR = timedelta(hours=1)


class Bot:
    """Start it, stop it, ask whether it is idle. `link` is None in HTTP mode."""

    def __init__(self, settings: Settings, store: Store, clock: Clock) -> None:
        self.settings, self.store, self.clock = settings, store, clock
        self.keys = keys_of(settings) if settings.is_oauth else None
        self.here = None if self.keys else introduced(settings, store, clock)
        self.houses = housed(settings, self.keys, self.here, store, clock)
        self.after, self.seen, self.takers = After(), Seen(), Takers(FEATURES)
        dues = {due.kind: due for feature in FEATURES for due in getattr(feature, "DUE", ())}
        self.homes = Homes(self.houses.client, store, clock, settings, HOMES)
        self.app = build(
            settings,
            self.houses,
            store=store,
            clock=clock,
            after=self.after,
            homes=self.homes,
            seen=self.seen,
            wake=self.wake,
            bring=self.bring,
            takers=self.takers,
        )
        answer_the_unknown(self.app)
        lease = timedelta(seconds=settings.lease_seconds)
        self.inbox = Inbox(self.app, store, clock, self.houses.known, lease)
        self.outbox = Outbox(
            self.houses.client, store, clock, settings, dues, self.seen.forget, self.houses.left
        )
        self.copies = Copies(store, clock, settings, self.outbox.loop.wake)
        self.renewals = (
            Renewals(settings, self.keys, store, clock, self.houses.forget) if self.keys else None
        )
        wakes = (*(loop.wake for loop in self._working()), self.homes.again)
        self.schedule = Schedule(store, clock, settings, dues.values(), wakes)
        self.link: Several | None = None
        self.health = Health(
            settings, store, clock, lambda: self.schedule.ticked_at, self._is_linked
        )

    def _is_linked(self) -> bool | None:
        """None where there is none to have."""
        if self.settings.mode != "socket":
            return None
        return self.link is not None and self.link.is_open()

    def start(self) -> None:
        """Work off what is due, and listen when there is an app token."""
        for loop in (*self._working(), self.homes.loop):
            loop.start()
        self.schedule.start()
        if self.settings.mode == "socket":
            token = self.settings.app_token.get_secret_value()
            number = self.settings.socket_links
            self.link = Several(self.app, token, self.inbox, self.clock, number)
            self.link.open()

    def stop(self) -> None:
        """Finish or hand back what is under way; nothing kept is lost."""
        if self.link is not None:
            self.link.shut()
        self.schedule.stop()
        for loop in (self.inbox.loop, self.outbox.loop, self.homes.loop):
            loop.stop(patience=0)  # all of them first, then wait for each
        self.inbox.stop()
        for loop in (*self._working()[1:], self.homes.loop):
            loop.stop()
        self.after.stop()
        self.store.close()

    def wake(self) -> None:
        """Something was planned: look at it now rather than at the next tick."""
        self.outbox.loop.wake()

    def bring(self) -> None:
        """Somebody chose a place for their copy: the first one goes now."""
        self.copies.loop.wake()

    def is_idle(self) -> bool:
        """Nothing is running, and nothing that is due waits."""
        if not self._rests():  # the cheap question first: this is asked a hundred times a second
            return False
        now = self.clock.now()
        waits = self.store.inbox.waiting(now) or self.store.deliveries.is_any_due(now)
        return not waits and self._rests()

    def _rests(self) -> bool:
        loops = (self.schedule.loop, self.schedule.chores, *self._working())
        idle = all(loop.is_idle() for loop in loops)
        return idle and self.after.is_idle() and self.homes.is_idle()

    def settle(self, timeout: float = 10.0) -> bool:
        """Tick, then wait until idle; False when that took too long."""
        self.schedule.tick()
        deadline = self.clock.monotonic() + timeout
        while self.clock.monotonic() < deadline:
            if self.is_idle() and self.is_idle():  # work may have moved on between two looks
                return True
            self.clock.wait(self.outbox.loop.stopping, 0.01)
        return False

    def _working(self) -> tuple[Loop, ...]:
        """What every tick wakes; the inbox first."""
        loops = (self.inbox.loop, self.outbox.loop, self.copies.loop)
        return (*loops, self.renewals.loop) if self.renewals else loops


class Seen:
    """Remembers that a person did something, at most once an hour each."""

    def __init__(self) -> None:
        self._last: dict[Principal, datetime] = {}

    def __call__(self, store: Store, me: Principal, now: datetime) -> None:
        last = self._last.get(me)
        if last is not None and abs(now - last) < HOUR:
            return
        store.people.acted(me, now)
        self._last[me] = now

    def forget(self, me: Principal) -> None:
        """They were just written to: what they do next must count as an answer."""
        self._last.pop(me, None)


def housed(
    settings: Settings, keys: Keys | None, here: Workspace | None, store: Store, clock: Clock
) -> Houses:
    """The one workspace of the bot token, or all that installed us; else Refused."""
    if here is not None:
        return Alone(settings, here, store, clock)
    assert keys is not None
    if not settings.public_url:
        raise Refused("Set PUBLIC_URL to the address where people reach Winbook, https://….")
    inspected(store, keys)
    return Many(settings, keys, store, clock)


def introduced(settings: Settings, store: Store, clock: Clock) -> Workspace:
    """Who we are in Slack. Without an answer, what we knew at the last start serves."""
    token = settings.bot_token.get_secret_value()
    client = WebClient(token=token, base_url=settings.api_url, timeout=10)
    try:
        said = client.auth_test()
    except (OSError, HTTPException) as error:
        return _remembered(store, settings, error)
    except SlackApiError as error:
        if is_slacks(error):
            return _remembered(store, settings, error)
        raise Refused(_refused(str(error.response.get("error", "")))) from None
    old = store.workspaces.get(str(said["team_id"]))
    here = old or Workspace(id=str(said["team_id"]), created_at=clock.now())
    here.name, here.zone = str(said.get("team") or ""), settings.zone
    here.bot_user, here.bot_id = str(said["user_id"]), str(said.get("bot_id") or "")
    here.app_id, here.state = str(said.get("app_id") or here.app_id), "active"
    here.refused_blocks = []  # Slack may have learned them since
    return store.workspaces.save(here)


def _remembered(store: Store, settings: Settings, error: Exception) -> Workspace:
    known = store.workspaces.active()
    if not known:
        raise Refused(
            f"Slack did not answer at {settings.api_url}. Check the network, then start again."
        ) from error
    log.warning("Slack did not answer at start (%s); going on.", type(error).__name__)
    return known[0]


def _refused(code: str) -> str:
    advice = {
        "invalid_auth": "SLACK_BOT_TOKEN is not a token Slack knows. Copy it again from the app's "
        "page, OAuth & Permissions.",
        "account_inactive": "The app was removed from its workspace. Install it again.",
        "token_revoked": "SLACK_BOT_TOKEN was revoked. Install the app again and copy the new one.",
        "not_allowed_token_type": "SLACK_BOT_TOKEN must begin with xoxb-.",
    }
    return advice.get(code, f"Slack refused the bot token ({code}). Check SLACK_BOT_TOKEN.")
