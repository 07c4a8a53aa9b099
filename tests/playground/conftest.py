"""A small bot of its own for the tests of the playground, and the checks that judge its traffic."""

import importlib
import json
import logging
import socket
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import websocket
from slack_bolt import App, BoltResponse
from slack_bolt.adapter.socket_mode.internals import run_bolt_app
from slack_sdk import WebClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.clock import MovableClock
from playground.driver import Visitor
from playground.server import Playground

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
MANIFEST = HERE / "manifest.yml"


def judge(name: str) -> ModuleType:
    """One of the check scripts that lie beside the repository; skips when they are not there."""
    folder = SHARED / "slack" / "checks"
    if not folder.exists():
        pytest.skip("the reference checks are not beside the repository")
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
    return importlib.import_module(name)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
def slack(clock: MovableClock) -> Iterator[Playground]:
    """Dana and Ben in #general with the bot; #quiet without it; a private channel."""
    with Playground(MANIFEST, clock, seeded=False, ack_timeout=0.3, retries=(0.01, 0.01)) as here:
        hand = Visitor(here.url, "")
        hand.send("person", name="dana", real_name="Dana Okafor", tz="Europe/Berlin")
        hand.send("person", name="ben", real_name="Ben Ito", tz="Asia/Tokyo")
        hand.send("channel", name="general", members=["dana", "ben", "@tester"])
        hand.send("channel", name="quiet", members=["dana", "ben"])
        hand.send("channel", name="secret", members=["dana", "@tester"], private=True)
        yield here


@pytest.fixture
def client(slack: Playground) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def dana(slack: Playground) -> Visitor:
    return Visitor(slack.url, "dana")


@pytest.fixture
def ben(slack: Playground) -> Visitor:
    return Visitor(slack.url, "ben")


class Recorder:
    """A Bolt app that notes what reaches it and answers as the test wishes."""

    def __init__(self, slack: Playground) -> None:
        logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        self.app = App(client=client, process_before_response=True)
        self.events: list[dict[str, Any]] = []
        self.bodies: list[dict[str, Any]] = []
        self.app.use(self._note)
        for name in EVENTS:
            self.app.event(name)(lambda: None)
        self.app.event({"type": "message", "subtype": ANY})(lambda: None)

    def _note(self, body: dict[str, Any], next: Any) -> None:  # noqa: A002 - Bolt's name
        self.bodies.append(body)
        if "event" in body:
            self.events.append(body["event"])
        next()


EVENTS = (
    "message",
    "app_mention",
    "reaction_added",
    "reaction_removed",
    "app_home_opened",
    "member_joined_channel",
    "member_left_channel",
    "team_join",
    "user_change",
    "app_uninstalled",
    "tokens_revoked",
)
ANY = (
    "message_changed",
    "message_deleted",
    "thread_broadcast",
    "file_share",
    "me_message",
    "bot_message",
)


@pytest.fixture
def bot(slack: Playground) -> Iterator[Recorder]:
    recorder = Recorder(slack)
    slack.on_idle = lambda seconds: True
    url = WebClient(base_url=slack.api_url).apps_connections_open(app_token=slack.app_token)["url"]
    line = websocket.create_connection(url)
    thread = threading.Thread(target=listen, args=(recorder.app, line), daemon=True)
    thread.start()
    assert slack.wait_for_link()
    yield recorder
    line.sock.shutdown(socket.SHUT_RD)  # wakes the reader; what it is answering still goes out
    thread.join()
    line.shutdown()


def listen(app: App, line: websocket.WebSocket) -> None:
    """Hand every envelope to the app and acknowledge as Bolt's own adapter does."""
    while text := read(line):
        frame = json.loads(text)
        if "envelope_id" in frame:
            answer = run_bolt_app(app, SocketModeRequest.from_dict(frame))
            if answer.status == 200:
                line.send(json.dumps(acknowledgement(frame, answer)))


def read(line: websocket.WebSocket) -> str:
    try:
        return str(line.recv())
    except (websocket.WebSocketException, OSError):
        return ""


def acknowledgement(frame: dict[str, Any], answer: BoltResponse) -> dict[str, Any]:
    if not answer.body:
        return {"envelope_id": frame["envelope_id"]}
    is_json = "json" in answer.headers["content-type"][0]
    payload = json.loads(answer.body) if is_json else {"text": answer.body}
    return {"envelope_id": frame["envelope_id"], "payload": payload}


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def button(action_id: str = "go", value: str = "1", **more: Any) -> dict[str, Any]:
    held = {"type": "button", "action_id": action_id, "text": plain("Go"), **more}
    return {**held, "value": value} if value else held


def actions(*elements: dict[str, Any], block_id: str = "acts") -> dict[str, Any]:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def asking(block_id: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(block_id.title()),
        "element": {"action_id": "in", **element},
        **more,
    }


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain("Form"),
        "submit": plain("Save"),
        "close": plain("Cancel"),
        "blocks": list(blocks),
        **more,
    }
