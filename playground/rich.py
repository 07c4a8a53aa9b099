"""Text as Slack keeps it: three escapes, marked mentions and links, and the block made of them."""

import re

from playground.things import Json

PIECE = re.compile(
    r"<@(?P<user>\w+)(?:\|[^>]*)?>|<#(?P<channel>\w+)(?:\|[^>]*)?>|<(?P<link>[^>|]+)>"
)


def rich_text(text: str, block_id: str) -> Json:
    """The block that Slack adds to what people type."""
    pieces: list[Json] = []
    end = 0
    for found in PIECE.finditer(text):
        pieces += _plain(text[end : found.start()])
        pieces.append(_special(found))
        end = found.end()
    pieces += _plain(text[end:])
    section = {"type": "rich_text_section", "elements": pieces}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def _plain(text: str) -> list[Json]:
    return [{"type": "text", "text": unescape(text)}] if text else []


def _special(found: re.Match[str]) -> Json:
    if found["user"]:
        return {"type": "user", "user_id": found["user"]}
    if found["channel"]:
        return {"type": "channel", "channel_id": found["channel"]}
    if found["link"].startswith("!"):
        return {"type": "broadcast", "range": found["link"][1:]}
    return {"type": "link", "url": unescape(found["link"])}


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
