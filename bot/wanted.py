"""Which events are kept: a pure, cheap filter in front of the database and of Bolt.

It may let too much through, never too little: whatever a feature would act on is wanted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.career.praise import may_be_praise
from bot.slack.commands import READABLE

YES, NO, IF_HELD = "yes", "no", "if we hold it"
ALWAYS = frozenset({"app_mention", "app_home_opened", "app_uninstalled", "tokens_revoked"})


@dataclass(frozen=True)
class Known:
    """What the filter looks at besides the event. `is_ours` says whether we keep that person."""

    bot_user: str
    emoji: frozenset[str]
    is_ours: Callable[[str], bool]
    workspace: str = ""  # ours, for events that name none
    is_for_all: bool = False  # it is an organisation: events name one of its workspaces


def wanted(event: dict[str, Any], known: Known) -> str:
    """YES, NO, or IF_HELD when one question to the store must decide."""
    kind = event.get("type")
    if kind == "message":
        return _message(event, known)
    if kind in ("reaction_added", "reaction_removed"):
        ours = event.get("reaction", "").split("::")[0] in known.emoji
        return YES if ours and event.get("user") != known.bot_user else NO
    if kind == "user_change":
        user = event.get("user")
        return YES if isinstance(user, dict) and known.is_ours(str(user.get("id"))) else NO
    return YES if kind in ALWAYS else NO


def _message(event: dict[str, Any], known: Known) -> str:
    subtype = event.get("subtype")
    if subtype in ("message_changed", "message_deleted"):
        return _change(event, known)
    if subtype not in READABLE or event.get("bot_id") or event.get("user") == known.bot_user:
        return NO
    if not event.get("user"):
        return NO  # nobody's words praise nobody
    if event.get("channel_type") == "im" or str(event.get("channel")).startswith("D"):
        return YES
    return YES if names_and_praises(event.get("text") or "") else NO


def _change(event: dict[str, Any], known: Known) -> str:
    new, old = event.get("message") or {}, event.get("previous_message") or {}
    if (new or old).get("user") == known.bot_user:
        return IF_HELD if event["subtype"] == "message_deleted" else NO  # a deleted /kudos post
    if (new or old).get("bot_id"):
        return NO
    if new and new.get("text") == old.get("text"):
        return NO  # an unfurl: nobody edited
    praises = any(names_and_praises(m.get("text") or "") for m in (new, old))
    return YES if praises else IF_HELD  # a deletion may overtake the words it deletes


def names_and_praises(text: str) -> bool:
    return "<@" in text and may_be_praise(text)


def message_of(event: dict[str, Any]) -> tuple[str, str]:
    """(channel, ts) of the message an event is about; "" where there is none."""
    item = event.get("item") or {}
    inner = event.get("message") or event.get("previous_message") or {}
    channel = event.get("channel") or item.get("channel") or ""
    ts = event.get("deleted_ts") or inner.get("ts") or item.get("ts") or event.get("ts") or ""
    return (channel if isinstance(channel, str) else ""), str(ts)
