"""Which listener a slash command or a click belongs to."""

import re
from collections.abc import Callable
from typing import Any

Matcher = Callable[..., bool]
LINK = re.compile(r"<https://([^/|>:?#]+)[^|>]*(?:\|[^>]*)?>")
READABLE = frozenset({None, "thread_broadcast", "me_message", "file_share"})


def word(*words: str) -> Matcher:
    """Takes `/win <word> …`, when `career.commands` read one of these words."""

    def takes(spoken: Any) -> bool:
        return spoken is not None and spoken.word in words

    return takes


def in_direct_message(event: dict[str, Any], takers: Any, settings: Any) -> bool:
    """Plain words written to the bot itself; a message about its files, or a mere link, is none."""
    is_direct = event.get("channel_type") == "im" and event.get("subtype") in READABLE
    return is_direct and not takers.wants(event) and not is_link(event, settings)


def is_link(event: dict[str, Any], settings: Any) -> bool:
    """A message to the bot that is nothing but a link to a host that may be asked for badges."""
    found = LINK.fullmatch(str(event.get("text") or "").strip())
    is_direct = event.get("channel_type") == "im" and event.get("subtype") in READABLE
    return is_direct and found is not None and found[1].lower() in settings.badge_hosts


def has_files(event: dict[str, Any], takers: Any) -> bool:
    """A message to the bot that is about the files in it."""
    is_direct = event.get("channel_type") == "im" and event.get("subtype") in READABLE
    return is_direct and bool(takers.wants(event))


def in_channel(event: dict[str, Any]) -> bool:
    """Words somebody wrote in a channel the bot is in."""
    return event.get("channel_type") != "im" and event.get("subtype") in READABLE
