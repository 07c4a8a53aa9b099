"""Which events reach the bot, how often, and what happens when it does not acknowledge."""

import hmac
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest

from playground.driver import CannotDo, Visitor, ask
from playground.server import Playground
from tests.playground.conftest import Recorder, actions, asking, button, modal


def kinds(bot: Recorder) -> list[str]:
    return [str(e.get("subtype") or e["type"]) for e in bot.events]


def logged(slack: Playground, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(f"{slack.url}/control/log?entry={kind}")["log"]
    return found


def test_nothing_is_heard_of_channels_the_bot_is_not_in(bot: Recorder, dana: Visitor) -> None:
    dana.post("#quiet", "unheard")
    dana.post("#general", "heard")
    dana.settle()
    assert [e["text"] for e in bot.events] == ["heard"]


def test_a_mention_comes_twice_under_two_ids(bot: Recorder, dana: Visitor) -> None:
    dana.post("#general", "@tester hello")
    dana.settle()
    assert sorted(kinds(bot)) == ["app_mention", "message"]
    assert len({b["event_id"] for b in bot.bodies}) == 2


def test_typed_names_become_mentions_and_signs_are_escaped(
    slack: Playground, bot: Recorder, dana: Visitor
) -> None:
    dana.post("#general", "@ben <b> & #quiet @channel")
    dana.settle()
    ben = next(p.id for p in slack.world.people.values() if p.name == "ben")
    quiet = next(c.id for c in slack.world.channels.values() if c.name == "quiet")
    said = f"<@{ben}> &lt;b&gt; &amp; <#{quiet}|quiet> <!channel>"
    assert bot.events[0]["text"] == said


def test_edits_and_deletions_carry_what_was_before(bot: Recorder, dana: Visitor) -> None:
    said = dana.post("#general", "first")
    dana.edit("#general", said["ts"], "second")
    dana.delete("#general", said["ts"])
    dana.settle()
    _, changed, deleted = bot.events
    assert changed["previous_message"]["text"] == "first"
    assert changed["message"]["text"] == "second"
    assert deleted["previous_message"]["text"] == "second"
    assert deleted["deleted_ts"] == said["ts"]


def test_a_deleted_parent_stays_as_a_tombstone(bot: Recorder, dana: Visitor) -> None:
    said = dana.post("#general", "the root")
    dana.post("#general", "a reply", thread_ts=said["ts"])
    dana.delete("#general", said["ts"])
    assert dana.messages("#general")[0]["subtype"] == "tombstone"


def test_a_reaction_names_the_message_and_nothing_of_its_thread(
    bot: Recorder, dana: Visitor, ben: Visitor
) -> None:
    root = dana.post("#general", "the root")
    reply = dana.post("#general", "a reply", thread_ts=root["ts"])
    ben.react("#general", reply["ts"], "tada")
    dana.settle()
    event = bot.events[-1]
    assert event["item"]["ts"] == reply["ts"]
    assert event["item_user"] == dana.seen()["me"]["id"]
    assert "thread_ts" not in event


def test_home_events_carry_the_view_once_there_is_one(
    bot: Recorder, slack: Playground, dana: Visitor
) -> None:
    dana.home()
    dana.settle()
    user = dana.seen()["me"]["id"]
    bot.app.client.views_publish(user_id=user, view={"type": "home", "blocks": []})
    dana.home()
    dana.settle()
    assert ["view" in e for e in bot.events] == [False, True]


def test_an_event_without_acknowledgement_comes_again(
    slack: Playground, bot: Recorder, dana: Visitor
) -> None:
    dana.send("faults", events="no_ack")
    dana.post("#general", "hello")
    assert dana.settle()
    frames = [e["envelope"] for e in logged(slack, "envelope")]
    again = [(f["retry_attempt"], f["retry_reason"]) for f in frames]
    assert again == [(0, ""), (1, "timeout")]
    assert len({f["payload"]["event_id"] for f in frames}) == 1


def test_events_can_be_doubled_and_swapped(bot: Recorder, dana: Visitor) -> None:
    dana.send("faults", events="duplicate")
    dana.post("#general", "one")
    dana.send("faults", events="swap")
    dana.post("#general", "two")
    dana.post("#general", "three")
    dana.settle()
    assert [e["text"] for e in bot.events] == ["one", "one", "three", "two"]


def test_a_command_nobody_answers_fails_in_the_composer(bot: Recorder, dana: Visitor) -> None:
    answer = dana.command("/do nothing")
    assert answer["error"] == "operation_timeout"
    assert answer["line"] == '/do failed with the error "operation_timeout"'


def test_a_command_without_the_bot_is_not_dispatched(slack: Playground, dana: Visitor) -> None:
    assert dana.command("/do nothing")["error"] == "dispatch_failed"


def test_only_what_the_manifest_names_can_be_typed(dana: Visitor) -> None:
    with pytest.raises(CannotDo, match="/undo is not a command"):
        dana.command("/undo")


def test_escaping_is_as_the_manifest_says(bot: Recorder, dana: Visitor, slack: Playground) -> None:
    texts: list[str] = []
    for name in ("/do", "/raw"):
        bot.app.command(name)(lambda ack, command: (texts.append(command["text"]), ack()))
    dana.command("/do thank @ben in #general")
    dana.command("/raw thank @ben in #general")
    assert texts[0].startswith("thank <@U0FERN0003|ben> in <#C0FERN")
    assert texts[1] == "thank @ben in #general"


def test_a_form_says_what_is_missing_before_the_app_is_asked(bot: Recorder, dana: Visitor) -> None:
    form = modal(asking("w", {"type": "plain_text_input", "max_length": 5}))

    @bot.app.command("/do")
    def do(ack: Any, command: dict[str, Any], client: Any) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=form)
        ack()

    bot.app.view("form")(lambda ack: ack(response_action="clear"))
    dana.command("/do")
    assert dana.submit({"w": ""})["errors"] == {"w": "Please complete this required field."}
    assert dana.submit({"w": "too long"})["errors"] == {"w": "Please enter at most 5 characters."}
    assert dana.submit({"w": "fine"})["views"] == []


def test_a_form_nobody_answers_stays_open(bot: Recorder, dana: Visitor) -> None:
    @bot.app.command("/do")
    def do(ack: Any, command: dict[str, Any], client: Any) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=modal())
        ack()

    dana.command("/do")
    answer = dana.submit()
    assert answer["error"] == "trouble"
    assert len(answer["views"]) == 1


def test_somebody_else_sees_neither_my_form_nor_my_whispers(
    bot: Recorder, dana: Visitor, ben: Visitor
) -> None:
    @bot.app.command("/do")
    def do(ack: Any, command: dict[str, Any], client: Any) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=modal())
        ack(text="psst", blocks=[actions(button())])

    dana.command("/do", "#general")
    assert ben.seen()["views"] == []
    with pytest.raises(CannotDo, match="sees no element"):
        ben.click("go")
    with pytest.raises(CannotDo, match="has no such form open"):
        ben.submit()


class Inbox(BaseHTTPRequestHandler):
    """A bot behind a request URL; fails the first event."""

    def do_POST(self) -> None:  # noqa: N802 - http.server's name
        body = self.rfile.read(int(self.headers["Content-Length"]))
        held: list[Any] = self.server.held  # type: ignore[attr-defined]
        held.append((dict(self.headers), body))
        status = 500 if len(held) == 1 else 200
        answer = b'{"text": "done"}' if b"command=" in body else b""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def behind_url(slack: Playground) -> Iterator[list[Any]]:
    server = HTTPServer(("127.0.0.1", 0), Inbox)
    server.held = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    ask(f"{slack.url}/control/http", {"url": f"http://127.0.0.1:{server.server_port}/slack"})
    yield server.held  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


def test_http_requests_are_signed_and_repeated(
    slack: Playground, behind_url: list[Any], dana: Visitor
) -> None:
    dana.post("#general", "hello")
    assert dana.settle()
    (first, body), (second, again) = behind_url
    base = f"v0:{first['X-Slack-Request-Timestamp']}:".encode() + body
    expected = hmac.new(slack.signing_secret.encode(), base, "sha256").hexdigest()
    assert first["X-Slack-Signature"] == f"v0={expected}"
    assert second["X-Slack-Retry-Num"] == "1"
    assert second["X-Slack-Retry-Reason"] == "http_error"
    assert json.loads(body)["event_id"] == json.loads(again)["event_id"]


def test_http_commands_are_forms_and_their_body_is_the_answer(
    behind_url: list[Any], dana: Visitor
) -> None:
    dana.post("#general", "hello")
    dana.settle()
    answer = dana.command("/do it")
    assert answer["response"]["text"] == "done"
    assert parse_qs(behind_url[-1][1].decode())["text"] == ["it"]
