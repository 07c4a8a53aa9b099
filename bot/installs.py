"""Where we are installed: for a workspace its token and who we are there, or nothing at all."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any, NamedTuple, Protocol

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.errors import Refused
from bot.posting import GONE
from bot.settings import Settings
from bot.slack.people import organisation_of, place_of
from bot.tokens import ACCESS, WANTS, Keys, Misplaced, Unreadable
from bot.wanted import Known
from storage import Store
from storage.records import Principal, Workspace

log = logging.getLogger(__name__)
FRESH = 10.0  # seconds until a row is read again: another process may have closed it
NEAR = timedelta(minutes=5)  # clocks may be that far apart, as with signatures


class Closed(Exception):  # noqa: N818 - says what the workspace is
    """We have no token there: nothing can be said, whatever it was."""


class House(NamedTuple):
    """Who we are in one workspace, or in one organisation."""

    id: str
    token: str
    bot_user: str
    bot_id: str
    is_for_all: bool = False  # an organisation, all of whose workspaces share one book


class Houses(Protocol):
    """One workspace by a token of the operator's, or all those that installed us."""

    def get(self, workspace: str) -> House | None: ...

    def of(self, body: dict[str, Any]) -> House | None:
        """Whom a request is for."""

    def client(self, workspace: str) -> WebClient:
        """One that never repeats a call by itself; raises Closed."""

    def known(self, body: dict[str, Any]) -> Known | None:
        """What the filter in front of events goes by; None where we never were."""

    def left(self, workspace: str) -> bool:
        """Slack refuses our token: whether we are really out, and stop."""

    def is_late(self, workspace: str, body: dict[str, Any]) -> bool:
        """A goodbye from before we were installed anew."""

    def forget(self, workspace: str) -> None:
        """Read it again before it is used again."""


def known_in(house: House, settings: Settings, store: Store) -> Known:
    def is_ours(user: str) -> bool:
        return store.people.get(Principal(house.id, user)) is not None

    emoji = settings.praise_emoji | settings.win_emoji
    return Known(house.bot_user, emoji, is_ours, house.id, house.is_for_all)


def client_with(settings: Settings, token: str) -> WebClient:
    return WebClient(token=token, base_url=settings.api_url, timeout=10, retry_handlers=[])


class Alone:
    """The one workspace that SLACK_BOT_TOKEN belongs to, whatever is asked for."""

    def __init__(self, settings: Settings, here: Workspace, store: Store, clock: Clock) -> None:
        self._settings, self._store, self._clock = settings, store, clock
        token = settings.bot_token.get_secret_value()
        self._house = House(here.id, token, here.bot_user, here.bot_id)
        self._known = known_in(self._house, settings, store)

    def get(self, workspace: str) -> House:
        return self._house

    def of(self, body: dict[str, Any]) -> House:
        return self._house

    def client(self, workspace: str) -> WebClient:
        return client_with(self._settings, self._house.token)

    def known(self, body: dict[str, Any]) -> Known:
        return self._known

    def left(self, workspace: str) -> bool:
        self._store.workspaces.leave(workspace, self._clock.now())
        return True

    def is_late(self, workspace: str, body: dict[str, Any]) -> bool:
        return False

    def forget(self, workspace: str) -> None:
        pass


class Many:
    """Everywhere the app was installed by OAuth. Slack is not asked who we are for each event."""

    def __init__(self, settings: Settings, keys: Keys, store: Store, clock: Clock) -> None:
        self._settings, self._keys, self._store, self._clock = settings, keys, store, clock
        self._held: dict[str, tuple[House, Known, float]] = {}

    def get(self, workspace: str) -> House | None:
        held = self._look(workspace)
        return held[0] if held else None

    def of(self, body: dict[str, Any]) -> House | None:
        return self.get(place_of(body))

    def client(self, workspace: str) -> WebClient:
        house = self.get(workspace)
        if house is None:
            raise Closed
        return client_with(self._settings, house.token)

    def known(self, body: dict[str, Any]) -> Known | None:
        workspace = place_of(body)
        if held := self._look(workspace):
            return held[1]
        here = self._store.workspaces.get(workspace)
        if here is None or here.state != "closed":
            return None
        is_for_all = bool(organisation_of(body))  # it may still say goodbye
        return Known("", frozenset(), lambda user: False, workspace, is_for_all)

    def left(self, workspace: str) -> bool:
        """The token may have been renewed by another process since: Slack is asked once more."""
        self.forget(workspace)
        if self._is_welcome(workspace):
            return False
        log.warning("Slack takes the token of %s no more: Winbook was taken out there.", workspace)
        self._store.workspaces.leave(workspace, self._clock.now())
        self.forget(workspace)
        return True

    def is_late(self, workspace: str, body: dict[str, Any]) -> bool:
        """By Slack's own time of the event; where that is too near to tell, Slack is asked."""
        row = self._store.installations.of(workspace)
        if row is None or not row.token:
            return False
        seconds = int(body.get("event_time") or 0)
        said = datetime.fromtimestamp(seconds, UTC)
        if not seconds or abs(said - row.installed_at) < NEAR:
            self.forget(workspace)
            return self._is_welcome(workspace)
        return said < row.installed_at

    def forget(self, workspace: str) -> None:
        self._held.pop(workspace, None)

    def _is_welcome(self, workspace: str) -> bool:
        """Whether Slack takes our token; when it does not say, that is raised, to ask later."""
        try:
            self.client(workspace).auth_test()
        except Closed:
            return False
        except SlackApiError as error:
            if error.response.get("error") in GONE:
                return False
            raise ConnectionError("Slack did not say") from None
        except HTTPException:
            raise ConnectionError("Slack did not say") from None
        return True

    def _look(self, workspace: str) -> tuple[House, Known, float] | None:
        held, now = self._held.get(workspace), self._clock.monotonic()
        if held is not None and now - held[2] < FRESH:
            return held
        house = self._read(workspace)
        if house is None:
            self.forget(workspace)
            return None
        known = held[1] if held and held[0] == house else None
        fresh = (house, known or known_in(house, self._settings, self._store), now)
        self._held[workspace] = fresh
        return fresh

    def _read(self, workspace: str) -> House | None:
        here = self._store.workspaces.get(workspace) if workspace else None
        if here is None or here.state != "active":
            return None
        row = self._store.installations.of(workspace)
        if row is None or not row.token:
            return None
        try:
            token = self._keys.open(row, ACCESS)
        except Misplaced:
            close(self._store, workspace)
            return None
        return House(workspace, token, here.bot_user, here.bot_id, bool(row.enterprise))


def close(store: Store, workspace: str) -> None:
    """A token stands in a row that is not its own: somebody wrote into the database."""
    log.error(
        "The token of %s was sealed for another place. It is closed: look who can write into the "
        "database, then let it install Winbook again.",
        workspace,
    )
    store.workspaces.close(workspace)


def inspected(store: Store, keys: Keys) -> None:
    """At start: Refused when tokens cannot be opened, closed where one is not its own."""
    unread = 0
    for row in store.installations.all():
        try:
            keys.open(row, ACCESS)
        except Misplaced:
            close(store, row.workspace)
        except Unreadable:
            unread += 1
    if unread:
        raise Refused(
            f"TOKEN_KEYS opens the tokens of all but {unread} installations. Put the key they were "
            "sealed with back, after a comma; or delete them with `winbook tokens forget`, and let "
            "those workspaces install Winbook again."
        )


Client = Callable[[str], WebClient]
__all__ = ["WANTS", "Alone", "Client", "Closed", "House", "Houses", "Many", "close", "inspected"]
