"""Find messages in Slack, and change the ones we wrote."""

import json
import urllib.request
from typing import Any, NamedTuple
from urllib.error import HTTPError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.uploads import Upload

Found = dict[str, Any]


class Message(NamedTuple):
    """What a renderer hands to the outbox.

    A message with files has no blocks; `instead` is sent where Slack takes no files.
    """

    text: str
    blocks: list[dict[str, Any]]
    files: tuple[Upload, ...] = ()
    instead: "Message | None" = None


class Expired(Exception):  # noqa: N818 - says what the address is
    """The address that came with a command or button takes nothing more."""


def fetch(client: WebClient, channel: str, ts: str) -> Found | None:
    """Exactly the message with this ts, in the channel or in a thread; None when it is gone.

    Thread replies are not in the history, and a history asked with `latest` alone returns somebody
    else's newest words, so an equal `ts` is required (Slack, conversations.history).
    """
    window: dict[str, Any] = {
        "channel": channel,
        "oldest": ts,
        "latest": ts,
        "inclusive": True,
        "limit": 1,
    }
    found: list[Found] = client.conversations_history(**window).get("messages", [])
    if not _with(found, ts):
        found = _replies(client, ts, window)
    return _with(found, ts)


def _replies(client: WebClient, ts: str, window: dict[str, Any]) -> list[Found]:
    try:
        return list(client.conversations_replies(ts=ts, **window).get("messages", []))
    except SlackApiError as error:
        if error.response.get("error") == "thread_not_found":
            return []
        raise


def _with(messages: list[Found], ts: str) -> Found | None:
    return next((message for message in messages if message.get("ts") == ts), None)


def permalink(client: WebClient, channel: str, ts: str) -> str:
    """The message's address, "" when Slack no longer has it."""
    try:
        answer = client.chat_getPermalink(channel=channel, message_ts=ts)
    except SlackApiError:
        return ""
    return str(answer.get("permalink") or "")


def replace(body: dict[str, Any], client: WebClient, text: str, blocks: list[Any]) -> None:
    """Let the message that carried the pressed button say something else from now on."""
    container, channel = body.get("container") or {}, (body.get("channel") or {}).get("id", "")
    ts = container.get("message_ts") or (body.get("message") or {}).get("ts")
    if container.get("is_ephemeral") or not channel or not ts:
        answer(body, text, blocks, replace_original=True)
        return
    client.chat_update(channel=channel, ts=ts, text=text, blocks=blocks)


def answer(body: dict[str, Any], text: str, blocks: list[Any], **how: Any) -> None:
    """Use the response_url that came with a command, button or message shortcut.

    Slack takes five answers within half an hour; then Expired.
    """
    url = body.get("response_url") or ""
    if not url.startswith(("https://", "http://")):
        raise Expired
    sent = json.dumps({"text": text, "blocks": blocks, "response_type": "ephemeral", **how})
    request = urllib.request.Request(
        url, data=sent.encode(), headers={"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as taken:
            said = taken.read(1000)
    except HTTPError:
        raise Expired from None
    if said.startswith(b"{") and b'"ok":false' in said.replace(b" ", b""):
        raise Expired
