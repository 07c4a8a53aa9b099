"""A bot that several workspaces install by themselves, and a browser to do it with."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pydantic import SecretStr

from bot.clock import MovableClock
from bot.listening import pages
from bot.running import Bot
from bot.settings import Settings
from bot.tokens import new_key
from bot.web import Web
from playground.control import Desk
from playground.driver import Visitor
from playground.server import Playground
from storage import Store

PUBLIC = "https://winbook.example.com"
EVERYBODY = ("dana", "ben")


class Stay(HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Town:
    """The pretend Slack with two workspaces, neither of which has installed the app."""

    def __init__(self, slack: Playground, settings: Settings) -> None:
        self.slack, self.settings = slack, settings
        self.fernhill, self.acme = slack._desk, slack.others[0]
        self.bot: Bot | None = None

    @contextmanager
    def served(self, store: Store, clock: MovableClock) -> Iterator[Bot]:
        """A process of the bot."""
        bot = self.bot = Bot(self.settings, store, clock)
        for desk in (self.fernhill, self.acme):
            desk.on_idle, desk.on_clock = bot.settle, bot.schedule.tick
        bot.start()
        while bot.link is not None and not bot.link.is_open():
            clock.wait(bot.outbox.loop.stopping, 0.005)
        yield bot
        bot.stop()

    def person(self, desk: Desk, name: str) -> Visitor:
        return Visitor(desk.world.base_url, name)

    def populate(self, desk: Desk) -> None:
        hand = self.person(desk, "")
        for name in EVERYBODY:
            hand.send("person", name=name, tz="Europe/Berlin")
        hand.send("channel", name="eng", members=[*EVERYBODY, desk.world.bot_user])

    def browser(self, **more: str) -> "Browser":
        assert self.bot is not None
        return Browser(self, self.bot, **more)

    def install(self, desk: Desk, team: str = "") -> str:
        """Somebody opens the page, chooses this workspace in Slack, agrees; what they read then."""
        browser = self.browser()
        browser.open("/slack/install")
        return browser.agree(team or desk.world.team)


class Browser:
    """One person's: it keeps its cookie, and goes where links lead."""

    def __init__(self, town: Town, bot: Bot, host: str = "winbook.example.com") -> None:
        self._town, self._host, self.cookie = town, host, ""
        self._web = Web(bot.app, bot.inbox, "", bot.clock, lambda: True, pages=pages(bot))
        self.status, self.page, self.headers = 0, "", dict[str, str]()

    def open(self, path: str, **said: str) -> str:
        """A page of the bot's; what it says."""
        sent: list[Any] = []
        headers = [(b"host", self._host.encode()), (b"cookie", self.cookie.encode())]
        scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
        scope["query_string"] = urlencode(said).encode()

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self._web(scope, receive, send))
        self.status, self.page = sent[0]["status"], sent[1]["body"].decode()
        self.headers = {k.decode(): v.decode() for k, v in sent[0]["headers"]}
        self.cookie = self.headers.get("set-cookie", self.cookie).partition(";")[0]
        found = re.search("<p>(.*?)</p>", self.page)
        return unescape(found[1]) if found else self.page

    @property
    def link(self) -> str:
        """Where Add to Slack leads."""
        return unescape(re.search('href="(.*?)"', self.page)[1])  # type: ignore[index]

    def consent(self) -> tuple[int, str]:
        """Slack's own page."""
        return fetched(self.link)

    def agreed(self, team: str) -> dict[str, str]:
        """What Slack sends back after Allow, with all optional scopes."""
        status, page = self.consent()
        assert status == 200, page
        fields = re.findall('type="hidden" name="(.*?)" value="(.*?)"', page)
        ticked = re.findall('type="checkbox" name="(.*?)" value="(.*?)"', page)
        form = [(name, unescape(value)) for name, value in (*fields, *ticked)]
        url = f"{self._town.slack.url}/oauth/v2/allow?{urlencode([*form, ('team', team)])}"
        status, place = fetched(url)
        assert status == 302, place
        back = urlsplit(place)
        assert f"{back.scheme}://{back.netloc}{back.path}" == f"{PUBLIC}/slack/oauth_redirect"
        return dict(pair.split("=") for pair in back.query.split("&"))

    def agree(self, team: str) -> str:
        return self.open("/slack/oauth_redirect", **self.agreed(team))


def fetched(url: str) -> tuple[int, str]:
    """Status and page, or where it leads."""
    try:
        with build_opener(Stay).open(Request(url), timeout=10) as answer:  # noqa: S310 - our own
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.headers.get("location") or error.read().decode()


def settings_of(slack: Playground, url: str, keys: str = "", **more: Any) -> Settings:
    given = {
        "app_token": SecretStr(slack.app_token),
        "client_id": slack.client_id,
        "client_secret": SecretStr(slack.client_secret),
        "token_keys": SecretStr(keys or new_key()),
        "public_url": PUBLIC,
        "api_url": slack.api_url,
        "database_url": url,
        "is_backing_up": False,
    }
    return Settings(_env_file=None, **(given | more))


def pretend(clock: MovableClock, manifest: Path, **more: Any) -> Playground:
    """With two workspaces; the app is installed in none."""
    slack = Playground(manifest, clock, seeded=False, also=("Acme",), **more)
    slack.world.is_installed = False
    slack.world.grants.end()
    for world in (slack.world, slack.others[0].world):
        world.redirects = (f"{PUBLIC}/slack/oauth_redirect",)
    return slack
