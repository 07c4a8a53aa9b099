"""Searching what was said: every word must occur; `from:dana` and `in:eng` narrow it down."""

from collections.abc import Iterator

from playground.control.desk import Unclear, Wish, deed
from playground.seen import message
from playground.state import Channel, Json, Message

MOST = 50


@deed("search")
async def search(wish: Wish) -> Json:
    """The newest messages this person may see that fit `text`, and how many there are."""
    words = wish.text("text").lower().split()
    if not words:
        return {"found": [], "count": 0}
    places = _places(wish, [w.removeprefix("in:") for w in words if w.startswith("in:")])
    authors = {wish.someone(w.removeprefix("from:")).id for w in words if w.startswith("from:")}
    plain = [w for w in words if not w.startswith(("in:", "from:"))]
    hits = [
        (channel, sent)
        for channel in places
        for sent in _said(channel, wish.person.id)
        if _fits(sent, plain, authors)
    ]
    hits.sort(key=lambda hit: hit[1].ts, reverse=True)
    shown = [{"channel": c.id, "message": message(c, m)} for c, m in hits[:MOST]]
    return {"found": shown, "count": len(hits)}


def _places(wish: Wish, named: list[str]) -> list[Channel]:
    """The conversations searched: all of one's own, or only those that were named."""
    own = list(wish.world.visible_to(wish.person.id))
    if not named:
        return own
    found = [c for c in own if c.name.lower() in [n.lstrip("#") for n in named]]
    if not found:
        raise Unclear(f"There is no channel {named[0]!r} to search. Names look like in:eng.")
    return found


def _said(channel: Channel, user: str) -> Iterator[Message]:
    yield from channel.messages.values()
    yield from (m for m in channel.ephemeral.values() if m.only_for == user)


def _fits(sent: Message, words: list[str], authors: set[str]) -> bool:
    text = str(sent.content.get("text", "")).lower()
    is_by = not authors or sent.content.get("user") in authors
    return is_by and sent.content.get("subtype") != "tombstone" and all(w in text for w in words)
