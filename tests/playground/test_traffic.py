"""Every envelope, payload and answer that the playground emits passes the reference checks."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import MovableClock
from playground.driver import Visitor, ask
from playground.server import Playground
from tests.playground.conftest import Recorder, actions, asking, button, judge, modal, plain

INPUTS = [
    asking("words", {"type": "plain_text_input"}),
    asking("mail", {"type": "email_text_input"}, optional=True),
    asking("number", {"type": "number_input", "is_decimal_allowed": False}, optional=True),
    asking("day", {"type": "datepicker", "initial_date": "2026-10-05"}),
    asking("who", {"type": "users_select"}, optional=True),
    asking(
        "one",
        {
            "type": "static_select",
            "options": [{"text": plain("A"), "value": "a"}, {"text": plain("B"), "value": "b"}],
        },
        optional=True,
    ),
    asking("seek", {"type": "external_select", "min_query_length": 0}, optional=True),
    asking("file", {"type": "file_input"}, optional=True),
    actions(button("inside")),
]
WORK = [{"type": "section", "text": plain("Done")}, actions(button())]


def do_everything(
    slack: Playground, bot: Recorder, client: WebClient, dana: Visitor, ben: Visitor
) -> None:
    app = bot.app

    @app.command("/do")
    def do(ack: Any, command: dict[str, Any], client: WebClient) -> None:
        form = modal(*INPUTS, notify_on_close=True)
        client.views_open(trigger_id=command["trigger_id"], view=form)
        ack(text="Done", blocks=WORK)

    @app.action("go")
    def go(ack: Any, body: dict[str, Any], respond: Any) -> None:
        ack()
        if "response_url" in body:
            respond("Replaced", replace_original=True)

    @app.action("inside")
    def inside(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view=modal(INPUTS[0], callback_id="two"))

    @app.options("in")
    def options(ack: Any) -> None:
        ack(options=[{"text": plain("Found"), "value": "found"}])

    app.view("form")(lambda ack: ack())
    app.view("two")(lambda ack: ack(response_action="errors", errors={"words": "No."}))
    app.view_closed("two")(lambda ack: ack())
    app.view_closed("form")(lambda ack: ack())
    app.shortcut("begin")(lambda ack: ack())
    app.shortcut("keep")(lambda ack: ack())

    said = dana.post("#general", "hello @tester and @ben, see https://example.org & <this>")
    ben.post("#general", "a reply", thread_ts=said["ts"])
    ben.post("#general", "to all", thread_ts=said["ts"], broadcast=True)
    dana.edit("#general", said["ts"], "hello again @tester")
    dana.send("unfurl", channel="#general", ts=said["ts"])
    dana.react("#general", said["ts"], "tada")
    dana.unreact("#general", said["ts"], "tada")
    dana.post("#secret", "quietly")
    gone = dana.post("@tester", "a direct word")
    dana.delete("@tester", gone["ts"])
    dana.upload("#general", "notes.txt", "words", text="my notes")
    dana.home()
    client.views_publish(user_id=dana.seen()["me"]["id"], view={"type": "home", "blocks": WORK})
    dana.home()
    dana.click("go", home=True)
    asked = dana.command("/do it with @ben in #general")
    assert asked["response"]["blocks"]
    dana.options("in", "fo", block_id="seek")
    assert dana.click("inside")["views"][-1]["callback_id"] == "two"
    assert dana.submit({"words": "x"})["errors"] == {"words": "No."}
    dana.close()
    assert dana.submit({"words": "x", "who": "ben", "one": "b", "seek": "found"})["closed"]
    dana.command("/do again")
    dana.close()
    dana.click("go", channel="@tester", ts=asked["ts"])
    dana.shortcut("begin")
    dana.shortcut("keep", "#general", said["ts"])
    hand = Visitor(slack.url, "ben")
    hand.send("person", name="cleo", tz="Asia/Kolkata")
    hand.send("person", name="cleo", real_name="Cleo Marsh")
    Visitor(slack.url, "cleo").send("join", channel="#secret")
    Visitor(slack.url, "cleo").send("leave", channel="#secret")
    assert dana.settle()


def call_everything(client: WebClient, dana: Visitor, clock: MovableClock) -> None:
    me = dana.seen()["me"]["id"]
    general = next(c["id"] for c in dana.seen()["channels"] if c["name"] == "general")
    quiet = next(c["id"] for c in dana.seen()["channels"] if c["name"] == "quiet")
    client.auth_test()
    first = client.chat_postMessage(channel=me, text="hi", blocks=WORK)
    dm, ts = first["channel"], first["ts"]
    client.chat_update(channel=dm, ts=ts, text="hello")
    client.chat_postMessage(channel=dm, text="under", thread_ts=ts)
    client.chat_getPermalink(channel=dm, message_ts=ts)
    client.chat_postEphemeral(channel=general, user=me, text="psst")
    later = int(clock.now().timestamp()) + 60
    planned = client.chat_scheduleMessage(channel=me, post_at=later, text="later")
    client.chat_scheduledMessages_list()
    client.chat_deleteScheduledMessage(
        channel=dm, scheduled_message_id=planned["scheduled_message_id"]
    )
    client.conversations_open(users=me)
    client.conversations_open(users=me, return_im=True)
    client.conversations_history(channel=general, limit=2)
    client.conversations_replies(channel=dm, ts=ts)
    for channel in (general, dm):
        client.conversations_info(channel=channel, include_num_members=True)
    client.conversations_members(channel=general)
    client.conversations_list(types="public_channel,private_channel,im")
    client.users_conversations()
    client.conversations_join(channel=quiet)
    client.conversations_join(channel=quiet)
    client.reactions_add(channel=dm, timestamp=ts, name="eyes")
    client.reactions_get(channel=dm, timestamp=ts)
    client.users_info(user=me, include_locale=True)
    client.users_list()
    client.files_upload_v2(channel=dm, filename="a.csv", content="a,b", title="A")
    client.chat_delete(channel=dm, ts=ts)
    client.api_call("blocks.validate", json={"blocks": WORK})


def refuse_everything(client: WebClient, dana: Visitor) -> list[str]:
    me = dana.seen()["me"]["id"]
    quiet = next(c["id"] for c in dana.seen()["channels"] if c["name"] == "quiet")
    calls: list[tuple[str, dict[str, Any]]] = [
        ("chat.postMessage", {"channel": "C404", "text": "x"}),
        ("chat.postMessage", {"channel": quiet, "text": "x"}),
        ("chat.postMessage", {"channel": me}),
        ("chat.postMessage", {"channel": me, "blocks": [{"type": "section"}]}),
        ("chat.postMessage", {"channel": me, "text": "x", "thread_ts": "1.2"}),
        ("chat.update", {"channel": me, "ts": "1.2", "text": "x"}),
        ("conversations.history", {"channel": quiet}),
        ("conversations.open", {"users": "U404"}),
        ("conversations.open", {}),
        ("users.info", {"user": "U404"}),
        ("users.lookupByEmail", {"email": "nobody@example.org"}),
        ("views.open", {"trigger_id": "no", "view": modal()}),
        ("views.open", {"trigger_id": "no", "view": {**modal(), "title": plain("x" * 25)}}),
        ("views.update", {"view_id": "V404", "view": modal()}),
        ("views.publish", {"user_id": me, "view": {"type": "home"}}),
        ("files.getUploadURLExternal", {"filename": "x"}),
        ("files.completeUploadExternal", {"files": [{"id": "F404"}]}),
        ("reactions.add", {"channel": quiet, "timestamp": "1.2", "name": "eyes"}),
        ("apps.connections.open", {}),
        ("no.such.method", {}),
        ("assistant.threads.setSuggestedPrompts", {"channel_id": quiet, "prompts": [1]}),
    ]
    codes = []
    for name, given in calls:
        with pytest.raises(SlackApiError) as refusal:
            client.api_call(name, json=given)
        codes.append(refusal.value.response["error"])
    return codes


def test_refusals_carry_slacks_own_codes(client: WebClient, dana: Visitor) -> None:
    assert refuse_everything(client, dana) == [
        "channel_not_found",
        "not_in_channel",
        "no_text",
        "invalid_blocks",
        "cannot_reply_to_message",
        "channel_not_found",
        "not_in_channel",
        "user_not_found",
        "users_list_not_supplied",
        "user_not_found",
        "users_not_found",
        "invalid_trigger_id",
        "invalid_arguments",
        "not_found",
        "invalid_arguments",
        "missing_argument",
        "file_not_found",
        "message_not_found",
        "not_allowed_token_type",
        "unknown_method",
        "missing_scope",
    ]


def test_all_that_is_sent_and_answered_passes_the_checks(
    slack: Playground,
    bot: Recorder,
    client: WebClient,
    dana: Visitor,
    ben: Visitor,
    clock: MovableClock,
) -> None:
    answers, payloads = judge("check_answer"), judge("check_payload")
    do_everything(slack, bot, client, dana, ben)
    refuse_everything(client, dana)
    call_everything(client, dana, clock)
    ben.send("uninstall")
    ben.settle()
    log = ask(f"{slack.url}/control/log")["log"]
    calls = [e for e in log if e["kind"] == "api" and e["method"] != "no.such.method"]
    envelopes = [e["envelope"] for e in log if e["kind"] == "envelope"]
    wrong = [
        f"{e['method']} {p}" for e in calls for p in answers.check(e["method"], e["answer"])
    ] + [f"{kind_of(e)} {p}" for e in envelopes for p in payloads.check("envelope", e)]
    assert "\n".join(sorted(set(wrong))) == ""
    assert {kind_of(e) for e in envelopes} >= KINDS
    assert [e for e in log if e["kind"] == "not_acked"] == []


def kind_of(envelope: dict[str, Any]) -> str:
    payload = envelope["payload"]
    event = payload.get("event", {})
    kind = event.get("subtype") or event.get("type") or payload.get("type") or payload["command"]
    return str(kind)


KINDS = {
    "/do",
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "block_actions",
    "block_suggestion",
    "file_share",
    "member_joined_channel",
    "member_left_channel",
    "message",
    "message_action",
    "message_changed",
    "message_deleted",
    "reaction_added",
    "reaction_removed",
    "shortcut",
    "team_join",
    "thread_broadcast",
    "tokens_revoked",
    "user_change",
    "view_closed",
    "view_submission",
}
