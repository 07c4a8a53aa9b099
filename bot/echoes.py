"""Messages edited or deleted after they were said: every feature that holds them is told."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from slack_sdk import WebClient

from bot.homes import Homes
from bot.settings import Settings
from storage import Store


class Echo(NamedTuple):
    """What became of a message, and all that a feature may look at."""

    workspace: str
    channel: str
    ts: str
    message: dict[str, Any]  # as it stands now; {} once it is deleted
    before: dict[str, Any]
    stamp: str  # event_ts: orders edits and deletions of one message
    is_direct: bool  # in the direct messages with the bot
    client: WebClient
    store: Store
    now: datetime
    settings: Settings
    bot: str
    homes: Homes


def listen(app: Any, parts: Sequence[Callable[[Echo], None]]) -> None:
    """One owner of these events: Bolt runs a single listener, and two features hold messages."""

    def hear(
        event: Any,
        client: Any,
        context: Any,
        store: Any,
        clock: Any,
        settings: Any,
        me: Any,
        homes: Any,
        wake: Any,
    ) -> None:
        message, before = event.get("message") or {}, event.get("previous_message") or {}
        if message and message.get("text") == before.get("text"):
            return  # an unfurl comes as an edit in which nobody edited
        echo = Echo(
            me.workspace,
            event["channel"],
            str(event.get("deleted_ts") or message["ts"]),
            message,
            before,
            event["event_ts"],
            event.get("channel_type") == "im",
            client,
            store,
            clock.now(),
            settings,
            context.get("bot_user_id") or "",
            homes,
        )
        for part in parts:
            part(echo)
        wake()

    app.event("message", matchers=[is_echo])(hear)


def is_echo(event: dict[str, Any]) -> bool:
    return event.get("subtype") in ("message_changed", "message_deleted")
