"""HTTP mode: signatures, limits, the inbox in front of Bolt, and a conversation through it."""

import asyncio
import hashlib
import hmac
import json
import logging
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.clock import MovableClock
from bot.metrics import Metrics
from bot.running import Bot
from bot.web import LARGEST, Web, is_signed
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from tests.conftest import NOW, settings_for
from tests.features.said import answer, told

SECRET = b"8f742231b10e8888abcd99yyyzzz85a5"
AT = NOW.timestamp()
BODY = b'{"type":"event_callback"}'


def signature(stamp: str, body: bytes = BODY, secret: bytes = SECRET) -> str:
    mac = hmac.new(secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return "v0=" + mac.hexdigest()


def headers(stamp: str, signed: str) -> dict[str, str]:
    return {"x-slack-request-timestamp": stamp, "x-slack-signature": signed}


GOOD = str(int(AT))


def test_a_good_signature_is_taken() -> None:
    assert is_signed(headers(GOOD, signature(GOOD)), BODY, SECRET, AT)


OLD, FUTURE = str(int(AT) - 301), str(int(AT) + 301)


@pytest.mark.promise(41)
@pytest.mark.parametrize(
    ("stamp", "signed"),
    [
        (GOOD, signature(GOOD, secret=b"wrong")),
        (GOOD, signature(GOOD, body=b"other")),
        (GOOD, ""),
        ("", signature("")),
        ("abc", signature("abc")),
        (OLD, signature(OLD)),
        (FUTURE, signature(FUTURE)),
        ("9" * 5000, signature("9" * 5000)),
        (GOOD, "v0=ü"),
        ("²", signature("1")),
        (f"-{GOOD}", signature(f"-{GOOD}")),
    ],
    ids=["secret", "body", "none", "no time", "letters", "old", "future", "long", "non-ASCII",
         "odd digit", "negative"],
)  # fmt: skip
def test_any_other_signature_is_refused(stamp: str, signed: str) -> None:
    assert not is_signed(headers(stamp, signed), BODY, SECRET, AT)


@pytest.mark.promise(41)
@given(st.text(), st.text())
def test_no_header_breaks_the_check(stamp: str, signed: str) -> None:
    assert not is_signed(headers(stamp, signed), BODY, SECRET, AT)


@pytest.fixture
def http_bot(slack: Playground, store: Store, database: Path, clock: MovableClock) -> Iterator[Bot]:
    settings = settings_for(slack, database, app_token=SecretStr(""))
    settings.signing_secret = SecretStr(slack.signing_secret)
    running = Bot(settings, store, clock)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def web(http_bot: Bot, slack: Playground, clock: MovableClock) -> Web:
    secret = slack.signing_secret
    metrics = Metrics(http_bot.store, http_bot.inbox, clock)
    health = http_bot.health
    return Web(http_bot.app, http_bot.inbox, secret, clock, lambda: True, metrics, health)


def ask(web: Web, body: bytes, path: str = "/slack/events", **given: str) -> tuple[int, bytes]:
    """One request straight into the ASGI app."""
    sent: list[Any] = []
    raw = [(k.replace("_", "-").encode(), v.encode()) for k, v in given.items()]
    scope = {"type": "http", "method": "POST", "path": path, "headers": raw}
    parts = [body[i : i + 65536] for i in range(0, len(body), 65536)] or [b""]

    async def receive() -> dict[str, Any]:
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(web(scope, receive, send))
    return sent[0]["status"], sent[1]["body"]


def signed_event(web: Web, slack: Playground, body: bytes) -> tuple[int, bytes]:
    given = {
        "content_type": "application/json",
        "x_slack_request_timestamp": GOOD,
        "x_slack_signature": signature(GOOD, body, slack.signing_secret.encode()),
    }
    return ask(web, body, **given)


def test_a_stranger_gets_401_and_nothing_is_logged(
    web: Web, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert ask(web, b'{"secret": "canary-7f3a"}', content_type="application/json")[0] == 401
    assert "canary-7f3a" not in caplog.text


def test_a_body_over_one_megabyte_is_refused(web: Web) -> None:
    assert ask(web, b"x" * (LARGEST + 1))[0] == 413


def test_the_challenge_is_answered(web: Web, slack: Playground) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c1"}).encode()
    assert signed_event(web, slack, body) == (200, b'{"challenge": "c1"}')


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff"], ids=["empty", "list", "cut", "bytes"])
def test_a_signed_body_that_is_no_object_is_refused(
    web: Web, slack: Playground, body: bytes
) -> None:
    assert signed_event(web, slack, body)[0] == 400


def test_it_says_that_it_lives_without_a_signature(web: Web) -> None:
    assert ask(web, b"", path="/livez") == (200, b"ok")


@pytest.mark.promise(59)
def test_health_is_told_part_by_part_and_is_red_as_a_whole_when_one_is(
    web: Web, http_bot: Bot, clock: MovableClock
) -> None:
    status, body = ask(web, b"", path="/healthz")
    assert (status, json.loads(body)["ok"]) == (200, True)
    http_bot.schedule.stop()
    clock.advance(600)
    status, body = ask(web, b"", path="/healthz")
    told = json.loads(body)
    assert (status, told["ok"], told["tick"]["ok"], told["database"]["ok"]) == (
        503,
        False,
        False,
        True,
    )


def test_it_lives_without_a_database_but_is_not_ready(
    http_bot: Bot, slack: Playground, clock: MovableClock
) -> None:
    web = Web(http_bot.app, http_bot.inbox, slack.signing_secret, clock, lambda: False)
    assert ask(web, b"", path="/livez") == (200, b"ok")
    assert ask(web, b"", path="/readyz") == (503, b"database")
    assert ask(web, b"", path="/metrics")[0] == 404


def test_without_a_secret_nobody_can_sign(
    http_bot: Bot, slack: Playground, clock: MovableClock
) -> None:
    web = Web(http_bot.app, http_bot.inbox, "", clock, lambda: True)
    given = {"x_slack_request_timestamp": GOOD, "x_slack_signature": signature(GOOD, BODY, b"")}
    assert ask(web, BODY, content_type="application/json", **given)[0] == 404


def test_who_leaves_says_so_and_still_answers(web: Web, slack: Playground) -> None:
    assert ask(web, b"", path="/readyz") == (200, b"ok")
    web.is_leaving = True
    assert ask(web, b"", path="/readyz") == (503, b"leaving")
    body = json.dumps({"type": "url_verification", "challenge": "c1"}).encode()
    assert signed_event(web, slack, body)[0] == 200


def test_metrics_count_and_name_nobody(web: Web, slack: Playground, store: Store) -> None:
    pytest.importorskip("prometheus_client")
    event = {"type": "message", "channel_type": "channel", "text": "lunch?", "user": "U1"}
    body = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": event}).encode()
    signed_event(web, slack, body)
    assert ask(web, b"{}")[0] == 401
    status, said = ask(web, b"", path="/metrics")
    assert status == 200
    assert b'winbook_answers_total{status="200",what="slack"} 1.0' in said
    assert b'winbook_answers_total{status="401",what="slack"} 1.0' in said
    assert b"winbook_inbox_waiting 0.0" in said
    assert b"U1" not in said
    assert slack.team.encode() not in said


def test_other_paths_are_not_found(web: Web) -> None:
    assert ask(web, b"", path="/")[0] == 404


@pytest.mark.promise(53)
def test_an_unwanted_message_leaves_no_row(web: Web, slack: Playground, store: Store) -> None:
    event = {"type": "message", "channel_type": "channel", "text": "lunch?", "user": "U1"}
    body = json.dumps({"type": "event_callback", "event_id": "Ev1", "event": event}).encode()
    assert signed_event(web, slack, body)[0] == 200
    assert store.inbox.waiting(NOW) == 0


@pytest.fixture
def served(web: Web, http_bot: Bot, slack: Playground) -> Iterator[Playground]:
    """The web app under a real server, and the pretend Slack told to use it."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()  # whoever comes before the server is up waits
        server = uvicorn.Server(uvicorn.Config(web, log_level="error", lifespan="off"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        running.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/slack/events"
        slack.on_idle = http_bot.settle
        Visitor(slack.url, "dana").send("http", url=url)
        yield slack
        server.should_exit = True
        running.join()


def test_the_loop_over_http(served: Playground) -> None:
    dana, ben = Visitor(served.url, "dana"), Visitor(served.url, "ben")
    assert "Saved win 1" in answer(dana, "/win Cut deploy time from 40 to 9 minutes")
    ben.post("#eng", "Kudos to @dana for getting the deploy time under ten minutes!")
    assert dana.settle()
    assert "Not kept unless you press Keep" in told(dana)[-1]
