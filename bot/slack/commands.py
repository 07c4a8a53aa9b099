"""Which listener a slash command or a click belongs to."""

from collections.abc import Callable
from typing import Any

Matcher = Callable[..., bool]
READABLE = frozenset({None, "thread_broadcast", "me_message", "file_share"})


def word(*words: str) -> Matcher:
    """Takes `/win <word> …`, when `career.commands` read one of these words."""

    def takes(spoken: Any) -> bool:
        return spoken is not None and spoken.word in words

    return takes


def in_direct_message(event: dict[str, Any], takers: Any) -> bool:
    """Plain words written to the bot itself; a message about its files is none."""
    is_direct = event.get("channel_type") == "im" and event.get("subtype") in READABLE
    return is_direct and not takers.wants(event)


def has_files(event: dict[str, Any], takers: Any) -> bool:
    """A message to the bot that is about the files in it."""
    is_direct = event.get("channel_type") == "im" and event.get("subtype") in READABLE
    return is_direct and bool(takers.wants(event))


def in_channel(event: dict[str, Any]) -> bool:
    """Words somebody wrote in a channel the bot is in."""
    return event.get("channel_type") != "im" and event.get("subtype") in READABLE
