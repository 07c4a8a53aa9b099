"""Chromium in front of the page: people look at it, and a bot that the test writes answers."""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import websocket
from playwright import sync_api as playwright
from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.clock import MovableClock
from playground.driver import Visitor, ask
from playground.server import Playground
from tests.playground.conftest import listen

expect = playwright.expect
expect.set_options(timeout=15_000)  # a machine that is busy with other things is slow, not wrong

HERE = Path(__file__).parent
MANIFEST = HERE.parent.parent / "manifest.yml"
CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday, 11:00 in Berlin
DESK, TELEPHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}

Json = dict[str, Any]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever lies in this folder needs the browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


class Fernhill(NamedTuple):
    """The pretend Slack of one test, with a bot that the test writes itself."""

    slack: Playground
    client: WebClient
    app: App
    ids: dict[str, str]

    def said(self, who: str, text: str, **more: Any) -> str:
        wish = {"as": who, "channel": "eng", "text": text, **more}
        return str(ask(f"{self.slack.url}/control/post", wish)["ts"])

    def seen(self, who: str) -> Json:
        seen: Json = ask(f"{self.slack.url}/control/seen?as={who}")
        return seen

    def messages(self, who: str = "dana") -> list[Json]:
        """What stands in #eng."""
        return Visitor(self.slack.url, who).messages("#eng")

    def shows(self, *blocks: Json, text: str = "?") -> str:
        """The bot says this in #eng."""
        sent = self.client.chat_postMessage(channel=self.ids["eng"], text=text, blocks=list(blocks))
        return str(sent["ts"])

    def opens(self, view: Json) -> None:
        """From now on `/win` opens this view."""

        @self.app.command("/win")
        def begin(ack: Ack, client: WebClient, body: Json) -> None:
            client.views_open(trigger_id=body["trigger_id"], view=view)
            ack()

    def hears(self, listen_to: Callable[..., Any], name: str) -> list[Json]:
        """Everything that arrives under this name, acknowledged without an answer."""
        heard: list[Json] = []

        @listen_to(name)
        def take(ack: Ack, body: Json) -> None:
            heard.append(body)
            ack()

        return heard


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        try:
            started = driver.chromium.launch(executable_path=path, args=QUIET)
        except playwright.Error as problem:
            pytest.skip(f"Chromium does not start here: {problem.message.splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture
def fernhill() -> Iterator[Fernhill]:
    clock = MovableClock(NOW)
    with Playground(manifest=MANIFEST, clock=clock, seeded=False) as slack:
        ids = {}
        for name, real, zone in (
            ("dana", "Dana Reyes", "Europe/Berlin"),
            ("ben", "Ben Okafor", "America/New_York"),
        ):
            person = {"name": name, "real_name": real, "tz": zone}
            ids[name] = ask(f"{slack.url}/control/person", person)["person"]["id"]
        eng = {"name": "eng", "members": ["dana", "ben", slack.bot_user]}
        ids["eng"] = ask(f"{slack.url}/control/channel", eng)["channel"]["id"]
        client = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        app = App(client=client, process_before_response=True, logger=logging.getLogger("bolt"))
        url = WebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)
        line = websocket.create_connection(url["url"])
        thread = threading.Thread(target=listen, args=(app, line), daemon=True)
        thread.start()
        slack.wait_for_link()
        yield Fernhill(slack, client, app, ids)
        line.sock.shutdown(socket.SHUT_RD)  # wakes the reader; what it is answering still goes out
        thread.join()
        line.shutdown()


Look = Callable[..., Any]


@pytest.fixture
def look(chromium: Any, fernhill: Fernhill) -> Iterator[Look]:
    """Open a screen: `look("ben", at="eng", size=TELEPHONE, scheme="dark")`."""
    contexts = []

    def opened(who: str = "dana", at: str = "eng", size: Json = DESK, **more: Any) -> Any:
        context = chromium.new_context(viewport=size, **more)
        contexts.append(context)
        context.add_init_script("localStorage.setItem('playground-guide', 'dismissed')")
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"{fernhill.slack.url}/?user={fernhill.ids[who]}&at={fernhill.ids.get(at, at)}")
        page.wait_for_selector(".screen")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(look: Look) -> Any:
    """Dana's screen, in #eng."""
    return look()


def composer(page: Any) -> Any:
    return page.get_by_label("Message #eng")


def message(page: Any, text: str) -> Any:
    return page.get_by_role("article").filter(has_text=text).first


def opened_form(page: Any) -> Any:
    """Type /win and wait for the form."""
    composer(page).fill("/win")
    composer(page).press("Enter")
    form = page.get_by_role("dialog")
    expect(form).to_be_visible()
    return form


def text(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def option(words: str, **more: Any) -> Json:
    return {"text": text(words), "value": words.lower(), **more}


def asked(block_id: str, element: Json, optional: bool = True, **more: Any) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "optional": optional,
        "label": text(block_id.title()),
        "element": {"action_id": "answer", **element},
        **more,
    }


def modal(*blocks: Json, **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text("Log a Win"),
        "submit": text("Save"),
        "blocks": list(blocks),
        **more,
    }


def button(words: str, **more: Any) -> Json:
    return {"type": "button", "action_id": words.lower(), "text": text(words), **more}


def row(*elements: Json, block_id: str = "row") -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}
