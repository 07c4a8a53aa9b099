"""What Slack always sends with an event, and what imitations and odd corners leave out."""

from typing import Any

KINDS = {"D": "im", "C": "channel", "G": "group"}


def complete(body: dict[str, Any], event: dict[str, Any]) -> None:
    """Fill in `event_ts`, which orders deeds, and `channel_type`, which says where it is."""
    said = event.get("deleted_ts") or event.get("ts") or body.get("event_time")
    event["event_ts"] = str(event.get("event_ts") or said or "")
    channel = event.get("channel")
    if event.get("type") == "message" and isinstance(channel, str):
        kind = event.get("channel_type") or KINDS.get(channel[:1], "channel")
        event["channel_type"] = kind
