"""The Web API is strict where Slack is strict."""

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import MovableClock
from playground.driver import Visitor, ask
from playground.server import Playground
from tests.playground.conftest import Recorder, actions, asking, button, modal


def code(call: Any) -> str:
    with pytest.raises(SlackApiError) as refusal:
        call()
    return str(refusal.value.response["error"])


def channel_id(slack: Playground, name: str) -> str:
    return next(c.id for c in slack.world.channels.values() if c.name == name)


def person_id(slack: Playground, name: str) -> str:
    return next(p.id for p in slack.world.people.values() if p.name == name)


def test_tokens_are_told_apart(slack: Playground) -> None:
    def with_token(token: str, method: str = "auth.test") -> str:
        return code(lambda: WebClient(token, base_url=slack.api_url).api_call(method))

    assert with_token("") == "not_authed"
    assert with_token("xoxb-wrong") == "invalid_auth"
    assert with_token(slack.app_token) == "not_allowed_token_type"
    assert with_token(slack.bot_token, "apps.connections.open") == "not_allowed_token_type"


def test_granted_scopes_travel_in_the_header(client: WebClient) -> None:
    assert "chat:write" in client.auth_test().headers["x-oauth-scopes"]


def test_an_optional_scope_can_be_withheld(
    slack: Playground, client: WebClient, dana: Visitor
) -> None:
    said = dana.post("#general", "hello")
    dana.send("faults", withhold_scopes=["reactions:read"])
    with pytest.raises(SlackApiError) as refusal:
        client.reactions_get(channel=said["channel"], timestamp=said["ts"])
    assert refusal.value.response["needed"] == "reactions:read"
    assert "reactions:read" not in refusal.value.response["provided"]


def test_arguments_may_stand_in_the_query_string(slack: Playground) -> None:
    user = person_id(slack, "dana")
    bearer = {"Authorization": f"Bearer {slack.bot_token}"}
    request = Request(f"{slack.api_url}users.info?user={user}", b"", bearer)
    with urlopen(request) as answer:
        assert json.load(answer)["user"]["name"] == "dana"


def test_a_persons_id_means_their_direct_messages(
    slack: Playground, client: WebClient, dana: Visitor
) -> None:
    answer = client.chat_postMessage(channel=person_id(slack, "dana"), text="hi")
    assert str(answer["channel"]).startswith("D")
    assert [m["text"] for m in dana.messages("@tester")] == ["hi"]


def test_history_is_newest_first_and_comes_in_pages(client: WebClient, dana: Visitor) -> None:
    said = [dana.post("#general", f"number {n}") for n in range(5)]
    dana.post("#general", "a reply", thread_ts=said[0]["ts"])
    pages = [
        ([m["text"] for m in page["messages"]], page["has_more"])
        for page in client.conversations_history(channel=said[0]["channel"], limit=2)
    ]
    assert pages == [
        (["number 4", "number 3"], True),
        (["number 2", "number 1"], True),
        (["number 0"], False),
    ]


def test_a_foreign_cursor_is_refused(slack: Playground, client: WebClient) -> None:
    general = channel_id(slack, "general")
    answer = code(lambda: client.conversations_history(channel=general, cursor="at:x:1"))
    assert answer == "invalid_cursor"


def test_one_message_is_read_by_its_ts(client: WebClient, dana: Visitor) -> None:
    root = dana.post("#general", "the root")
    reply = dana.post("#general", "the reply", thread_ts=root["ts"])
    where = {"channel": root["channel"], "oldest": reply["ts"], "latest": reply["ts"]}
    flat = client.conversations_history(**where, inclusive=True, limit=1)
    inside = client.conversations_replies(**where, ts=root["ts"], inclusive=True, limit=1)
    assert flat["messages"] == []
    assert [m["text"] for m in inside["messages"]] == ["the root", "the reply"]


def test_permalinks_of_replies_name_their_thread(client: WebClient, dana: Visitor) -> None:
    root = dana.post("#general", "the root")
    reply = dana.post("#general", "the reply", thread_ts=root["ts"])
    link = client.chat_getPermalink(channel=root["channel"], message_ts=reply["ts"])["permalink"]
    assert str(link).endswith(f"?thread_ts={root['ts']}&cid={root['channel']}")


def test_the_bot_changes_only_its_own_messages(client: WebClient, dana: Visitor) -> None:
    said = dana.post("#general", "mine")
    where = {"channel": said["channel"], "ts": said["ts"]}
    assert code(lambda: client.chat_update(**where, text="x")) == "cant_update_message"
    assert code(lambda: client.chat_delete(**where)) == "cant_delete_message"


def test_nobody_reacts_twice(client: WebClient, dana: Visitor) -> None:
    said = dana.post("#general", "hello")
    where = {"channel": said["channel"], "timestamp": said["ts"], "name": "eyes"}
    client.reactions_add(**where)
    assert code(lambda: client.reactions_add(**where)) == "already_reacted"


def test_bad_blocks_are_refused_as_slack_does(slack: Playground, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(
            channel=person_id(slack, "dana"), text="x", blocks=[{"type": "section"}]
        )
    answer = refusal.value.response
    assert answer["error"] == "invalid_blocks"
    assert "[json-pointer:/blocks/0]" in answer["response_metadata"]["messages"][0]


def test_blocks_without_text_are_taken_with_a_warning(slack: Playground, client: WebClient) -> None:
    divided = {"channel": person_id(slack, "dana"), "blocks": [{"type": "divider"}]}
    client.api_call("chat.postMessage", json=divided)
    assert ask(f"{slack.url}/control/log?entry=warning")["log"][0]["message"]


def test_a_trigger_lives_three_seconds_and_works_once(
    slack: Playground, client: WebClient, clock: MovableClock, dana: Visitor, bot: Recorder
) -> None:
    triggers: list[str] = []

    @bot.app.command("/do")
    def do(ack: Any, command: dict[str, Any]) -> None:
        triggers.append(command["trigger_id"])
        ack()

    dana.command("/do")
    dana.command("/do")
    client.views_open(trigger_id=triggers[0], view=modal())
    again = code(lambda: client.views_open(trigger_id=triggers[0], view=modal()))
    assert again == "exchanged_trigger_id"
    dana.send("clock", advance_seconds=4)
    late = code(lambda: client.views_open(trigger_id=triggers[1], view=modal()))
    assert late == "expired_trigger_id"


def test_a_stale_hash_conflicts(slack: Playground, client: WebClient) -> None:
    user = person_id(slack, "dana")
    home = {"type": "home", "blocks": []}
    first = client.views_publish(user_id=user, view=home)["view"]
    client.views_publish(user_id=user, view=home, hash=first["hash"])
    stale = code(lambda: client.views_publish(user_id=user, view=home, hash=first["hash"]))
    assert stale == "hash_conflict"


def test_scheduled_messages_are_sent_by_the_clock(
    slack: Playground, client: WebClient, clock: MovableClock, dana: Visitor
) -> None:
    at = int(clock.now().timestamp()) + 3600
    client.chat_scheduleMessage(channel=person_id(slack, "dana"), post_at=at, text="later")
    assert dana.messages("@tester") == []
    dana.send("clock", advance_seconds=3601)
    assert [m["text"] for m in dana.messages("@tester")] == ["later"]
    past = {"channel": person_id(slack, "dana"), "post_at": at, "text": "x"}
    assert code(lambda: client.chat_scheduleMessage(**past)) == "time_in_past"


def test_files_arrive_in_the_channel(slack: Playground, client: WebClient, dana: Visitor) -> None:
    dm = client.conversations_open(users=person_id(slack, "dana"))["channel"]["id"]
    client.files_upload_v2(channel=dm, filename="wins.csv", content="a,b\n", title="Wins")
    file = dana.messages("@tester")[0]["files"][0]
    assert fetched(file["url_private"], slack.bot_token) == b"a,b\n"


def test_a_file_is_given_to_a_browser_and_to_the_token_alone(
    slack: Playground, dana: Visitor
) -> None:
    file = dana.upload("@tester", "mine.csv", "a,b\n")["file"]
    assert fetched(file["url_private"], slack.bot_token) == b"a,b\n"
    assert fetched(file["url_private"], "", {"Sec-Fetch-Site": "same-origin"}) == b"a,b\n"
    for token in ("", "xoxb-wrong", slack.app_token):
        assert b"a,b" not in fetched(file["url_private"], token)


def test_a_file_of_a_conversation_without_the_app_is_not_given(
    slack: Playground, dana: Visitor
) -> None:
    file = dana.upload("@ben", "private.csv", "a,b\n")["file"]
    assert b"a,b" not in fetched(file["url_private"], slack.bot_token)


def fetched(url: str, token: str, headers: dict[str, str] | None = None) -> bytes:
    """What stands there; a sign-in page for whoever may not read it."""
    with urlopen(
        Request(url, headers={"Authorization": f"Bearer {token}", **(headers or {})})
    ) as a:
        return bytes(a.read())


def test_five_answers_within_thirty_minutes(
    slack: Playground, dana: Visitor, bot: Recorder, clock: MovableClock
) -> None:
    urls: list[str] = []

    @bot.app.command("/do")
    def do(ack: Any, command: dict[str, Any]) -> None:
        urls.append(command["response_url"])
        ack()

    dana.command("/do")
    dana.command("/do")

    def status(url: str) -> int:
        body = json.dumps({"text": "more"}).encode()
        try:
            with urlopen(Request(url, body)) as answer:
                return int(answer.status)
        except OSError as problem:
            getattr(problem, "close", lambda: None)()
            return int(getattr(problem, "code", 0))

    assert [status(urls[0]) for _ in range(6)] == [200] * 5 + [404]
    dana.send("clock", advance_seconds=1801)
    assert status(urls[1]) == 404
    assert len(dana.messages("@tester")) == 5


def test_a_button_in_a_whisper_is_replaced_in_its_place(
    slack: Playground, dana: Visitor, ben: Visitor, bot: Recorder
) -> None:
    @bot.app.command("/do")
    def do(ack: Any) -> None:
        ack(text="Sure?", blocks=[actions(button())])

    @bot.app.action("go")
    def go(ack: Any, respond: Any) -> None:
        ack()
        respond("Done.", replace_original=True)

    shown = dana.command("/do", "#general")["response"]
    dana.click("go")
    assert [(m["ts"], m["text"]) for m in dana.messages("#general")] == [(shown["ts"], "Done.")]
    assert ben.messages("#general") == []


def test_a_view_keeps_what_was_typed_when_its_ids_stay(
    slack: Playground, client: WebClient, dana: Visitor, bot: Recorder
) -> None:
    form = modal(
        asking("w", {"type": "plain_text_input"}),
        asking("x", {"type": "plain_text_input"}),
        actions(button()),
    )

    @bot.app.command("/do")
    def do(ack: Any, command: dict[str, Any], client: WebClient) -> None:
        client.views_open(trigger_id=command["trigger_id"], view=form)
        ack()

    @bot.app.action("go")
    def go(ack: Any, body: dict[str, Any], client: WebClient) -> None:
        changed = modal(
            asking("w", {"type": "plain_text_input"}), asking("y", {"type": "plain_text_input"})
        )
        client.views_update(view_id=body["view"]["id"], view=changed)
        ack()

    dana.command("/do")
    after = dana.click("go", values={"w": "typed", "x": "lost"})["view"]
    assert after["state"]["values"]["w"]["in"]["value"] == "typed"
    assert after["state"]["values"]["y"]["in"]["value"] is None


def test_oauth_gives_a_token_for_a_code(slack: Playground) -> None:
    query = f"redirect_uri={slack.url}/control/health&state=s"
    with urlopen(f"{slack.url}/oauth/v2/allow?{query}") as answer:
        got = answer.url.partition("code=")[2].partition("&")[0]
    answer = WebClient(base_url=slack.api_url).oauth_v2_access(
        client_id=slack.client_id, client_secret=slack.client_secret, code=got
    )
    assert answer["access_token"] == slack.bot_token
