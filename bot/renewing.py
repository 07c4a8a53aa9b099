"""Tokens that expire: the next pair is fetched two hours before, by one process at a time."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.installs import close
from bot.loops import Loop
from bot.settings import Settings
from bot.slack.trouble import is_slacks
from bot.tokens import ACCESS, REFRESH, Keys, Misplaced
from storage import Store
from storage.records_installs import Installation

log = logging.getLogger(__name__)
EARLY = timedelta(hours=2)  # the old token serves everybody until then
LEASE = timedelta(seconds=60)  # longer than one call to Slack
AGAIN = timedelta(minutes=5)
HOPELESS = timedelta(hours=1)


class Renewals:
    """A refresh token works once: its row is claimed, Slack asked, the answer saved."""

    def __init__(
        self,
        settings: Settings,
        keys: Keys,
        store: Store,
        clock: Clock,
        renewed: Callable[[str], None],
    ) -> None:
        """`renewed` hears of each workspace whose token changed."""
        self._settings, self._keys, self._store = settings, keys, store
        self._clock, self._renewed = clock, renewed
        self.loop = Loop("renewals", self._one)

    def _one(self) -> bool:
        now = self._clock.now()
        row = self._store.installations.claim(now, now + EARLY, now + LEASE)
        if row is None:
            return False
        try:
            self._renew(row, now)
        except Misplaced:
            close(self._store, row.workspace)
        except (OSError, HTTPException, SlackApiError) as error:
            self._postpone(row, error, now)
        self._renewed(row.workspace)
        return True

    def _renew(self, row: Installation, now: datetime) -> None:
        said = exchanged(
            self._settings,
            grant_type="refresh_token",
            refresh_token=self._keys.open(row, REFRESH),
        )
        self._store.installations.renewed(row, **pair(self._keys, row, said, now))

    def _postpone(self, row: Installation, error: Exception, now: datetime) -> None:
        """Slack's trouble passes. A refusal does not: there somebody has to install us again."""
        if is_slacks(error):
            log.warning("A token was not renewed (%s); again later.", type(error).__name__)
        else:
            code = error.response.get("error") if isinstance(error, SlackApiError) else ""
            log.error(
                "Slack renews the token of %s no more (%s): it must install Winbook again before "
                "%s.",
                row.workspace,
                str(code)[:40],
                row.expires_at,
            )
        wait = AGAIN if is_slacks(error) else HOPELESS
        self._store.installations.postpone(row, now + wait)


def exchanged(settings: Settings, **given: Any) -> dict[str, Any]:
    """What Slack gives for a code or a refresh token; asked once, because both work once."""
    client = WebClient(base_url=settings.api_url, timeout=10, retry_handlers=[])
    answer = client.oauth_v2_access(
        client_id=settings.client_id,
        client_secret=settings.client_secret.get_secret_value(),
        **given,
    )
    said = answer.data
    return said if isinstance(said, dict) else {}


def pair(keys: Keys, row: Installation, said: dict[str, Any], now: datetime) -> dict[str, Any]:
    """What the row says of the tokens in Slack's answer, sealed for it."""
    refresh = said.get("refresh_token")
    lives = timedelta(seconds=int(said.get("expires_in") or 0))
    return {
        "token": keys.seal(row, ACCESS, str(said["access_token"])),
        "refresh": keys.seal(row, REFRESH, str(refresh)) if refresh else "",
        "expires_at": now + lives if lives else None,
    }
