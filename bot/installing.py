"""The page that leads to Slack, and the way back: a workspace installs Winbook by itself."""

import hashlib
import hmac
import html
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from http.client import HTTPException
from http.cookies import CookieError, SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.clock import Clock
from bot.installs import Houses, client_with
from bot.renewing import exchanged, pair
from bot.settings import Settings
from bot.tokens import Keys
from storage import Store
from storage.records import Workspace
from storage.records_installs import Installation

log = logging.getLogger(__name__)
START, BACK = "/slack/install", "/slack/oauth_redirect"
COOKIE = "winbook_install"
LIVES = timedelta(minutes=10)
HTML = "text/html; charset=utf-8"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Winbook</title>
<h1>Winbook</h1><p>{said}</p>{more}</html>"""
SAFE = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Wrong(Exception):  # noqa: N818 - carries the sentence for whoever installs
    """Not installed, and why."""


class State(NamedTuple):
    """What goes to Slack and comes back: signed, for one browser, for ten minutes, once."""

    id: str
    until: int  # seconds since 1970

    def signed(self, secret: bytes, cookie: str) -> str:
        said = f"{self.id}.{self.until}"
        mac = hmac.new(secret, f"{said}.{cookie}".encode(), hashlib.sha256).hexdigest()
        return f"{said}.{mac}"


class Installing:
    """Answers the two pages. Nobody is written to in Slack, whatever happens here."""

    def __init__(
        self,
        settings: Settings,
        keys: Keys,
        store: Store,
        clock: Clock,
        houses: Houses,
        scopes: list[str],
    ) -> None:
        self._settings, self._keys, self._store = settings, keys, store
        self._clock, self._houses, self._scopes = clock, houses, scopes
        client_secret = settings.client_secret.get_secret_value().encode()
        self._secret = hmac.new(client_secret, b"winbook: begun", hashlib.sha256).digest()

    def answer(self, path: str, query: bytes, headers: Mapping[str, str]) -> tuple[Any, ...]:
        """Status, body, kind, further headers."""
        try:
            self._check_host(headers)
            if path == START:
                return self._start()
            return _page(200, self._come_back(_said(query), headers), forget=True)
        except Wrong as wrong:
            return _page(400, str(wrong), forget=path == BACK)

    def _start(self) -> tuple[Any, ...]:
        """A page with one link. Nothing is kept until somebody comes back from Slack."""
        cookie = secrets.token_urlsafe(24)
        until = int((self._clock.now() + LIVES).timestamp())
        state = State(secrets.token_urlsafe(24), until).signed(self._secret, cookie)
        asked = {
            "client_id": self._settings.client_id,
            "scope": ",".join(self._scopes),
            "redirect_uri": self._settings.public_url + BACK,
            "state": state,
        }
        slack = self._settings.api_url.removesuffix("api/")
        link = html.escape(f"{slack}oauth/v2/authorize?{urlencode(asked)}")
        said = "Winbook builds the promotion case as the work happens, for each person alone."
        more = f'<p><a href="{link}">Add to Slack</a></p>'
        return _page(200, said, more, self._cookie(cookie))

    def _come_back(self, said: dict[str, str], headers: Mapping[str, str]) -> str:
        """What became of it, for whoever installs; raises Wrong."""
        self._check(said.get("state", ""), _cookie_in(headers))
        if refused := said.get("error"):
            why = "it was cancelled in Slack" if refused == "access_denied" else _code(refused)
            raise Wrong(f"Winbook was not installed: {why}. {self._again()}")
        try:
            answer = exchanged(
                self._settings,
                code=said.get("code", ""),
                redirect_uri=self._settings.public_url + BACK,
            )
        except SlackApiError as error:
            code = _code(str(error.response.get("error", "")))
            raise Wrong(f"Slack did not confirm the installation ({code}). {self._again()}") from (
                None
            )
        except (SlackClientError, OSError, HTTPException):
            raise Wrong(f"Slack did not answer, so nothing was installed. {self._again()}") from (
                None
            )
        name = self._keep(answer, self._clock.now())
        command = self._settings.win_command
        return f"Winbook is installed in {name}: anybody there begins with {command} help in Slack."

    def _check(self, state: str, cookie: str) -> None:
        """One of ours, begun in this browser, not too long ago, and here for the first time."""
        id, _, rest = state.partition(".")
        until = rest.partition(".")[0]
        if not until.isascii() or not until.isdigit() or len(until) > 12:
            raise Wrong(f"This is no link of Winbook's. {self._again()}")
        begun = State(id, int(until))
        ours = begun.signed(self._secret, cookie).encode()
        if not hmac.compare_digest(ours, state.encode()):
            raise Wrong(f"This was not begun in this browser. {self._again()}")
        now = self._clock.now()
        if now.timestamp() >= begun.until:
            raise Wrong(f"This was begun more than ten minutes ago. {self._again()}")
        if not self._store.installations.come_back(begun.id, now):
            raise Wrong(f"This link was used before. {self._again()}")

    def _keep(self, said: dict[str, Any], now: datetime) -> str:
        """Save it in one transaction; what the place is called."""
        team, organisation = said.get("team") or {}, said.get("enterprise") or {}
        is_for_all = bool(said.get("is_enterprise_install"))
        place = organisation if is_for_all else team
        if not said.get("access_token") or not place.get("id"):
            raise Wrong(f"Slack gave no bot token. {self._again()}")
        row = Installation(
            workspace=str(place["id"]),
            app=str(said.get("app_id") or ""),
            enterprise=str(place["id"]) if is_for_all else "",
            team="" if is_for_all else str(place["id"]),
            scopes=str(said.get("scope") or ""),
            installed_at=now,
        )
        row = Installation(**row.__dict__ | pair(self._keys, row, said, now))
        name = str(place.get("name") or place["id"])
        here = Workspace(
            id=row.workspace,
            name=name,
            app_id=row.app,
            bot_user=str(said.get("bot_user_id") or ""),
            bot_id=self._bot_id(str(said["access_token"])),
            zone=self._settings.zone,
            created_at=now,
        )
        self._store.installations.install(row, here)
        self._houses.forget(row.workspace)
        log.info("Installed in %s.", row.workspace)
        return name

    def _bot_id(self, token: str) -> str:
        """The one thing about us that Slack does not say with the token; nothing hangs on it."""
        try:
            return str(client_with(self._settings, token).auth_test().get("bot_id") or "")
        except (SlackClientError, OSError, HTTPException):
            return ""

    def _check_host(self, headers: Mapping[str, str]) -> None:
        if headers.get("host", "").lower() != urlsplit(self._settings.public_url).netloc.lower():
            raise Wrong(f"Winbook is not installed from this address. {self._again()}")

    def _again(self) -> str:
        return f"Open {self._settings.public_url}{START} to install it."

    def _cookie(self, value: str) -> str:
        is_safe = self._settings.public_url.startswith("https://")
        flags = "HttpOnly; SameSite=Lax" + ("; Secure" if is_safe else "")
        return f"{COOKIE}={value}; Path=/slack; Max-Age={int(LIVES.total_seconds())}; {flags}"


def _page(
    status: int, said: str, more: str = "", cookie: str = "", *, forget: bool = False
) -> tuple[Any, ...]:
    gone = f"{COOKIE}=; Path=/slack; Max-Age=0; HttpOnly; SameSite=Lax"
    headers = SAFE | ({"set-cookie": cookie or gone} if cookie or forget else {})
    return status, PAGE.format(said=html.escape(said), more=more).encode(), HTML, headers


def _said(query: bytes) -> dict[str, str]:
    """Each name once; what is said twice is not believed."""
    try:
        found = parse_qs(query.decode("ascii"), max_num_fields=20)
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def _cookie_in(headers: Mapping[str, str]) -> str:
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return held.value if held else ""


def _code(said: str) -> str:
    """Slack's own word, and nothing that somebody put into an address."""
    return said if said.replace("_", "").isalnum() and len(said) < 60 else "no reason given"
