"""What the page draws for one person: the newest part first, and later only what changed."""

from collections.abc import Container

from playground.seen import message, person_card, unread, view
from playground.state import Channel, Json, Message, World

NEWEST, AGAIN, MOST = 60, 150, 400
PARTS = ("messages", "gone")


def reach_back(channel: Channel, reach: str | None, more: int = NEWEST) -> str:
    """The ts from which on a page shows a channel, `more` messages before where it does now."""
    return channel.messages.back(reach or "9", more)


def screen(world: World, user: str, reach: dict[str, str], held: Container[str] = ()) -> Json:
    """Everything in front of this person; `reach` says from which ts on, channel by channel.

    A stretch that grew long is cut again, except in the channels of `held`.
    """
    home = world.homes.get(user)
    channels = {}
    for channel in world.visible_to(user):
        shown = channel.messages.since(reach.get(channel.id, "9"))
        if channel.id not in reach or (len(shown) > MOST and channel.id not in held):
            reach[channel.id] = reach_back(channel, None)
        channels[channel.id] = _channel(channel, user, reach[channel.id])
    return {
        "me": person_card(world.people[user]),
        "team": {"id": world.team, "name": world.name, "domain": world.domain},
        "bot": {"id": world.bot_user, "name": world.manifest.name, "app_id": world.app_id},
        "about": world.manifest.description,
        "now": world.clock.now().isoformat(),
        "people": {p.id: person_card(p) for p in world.people.values()},
        "views": [view(world, world.views[v]) for v in world.stacks.get(user, [])],
        "home": view(world, home) if home else None,
        "commands": [vars(c) for c in world.manifest.commands],
        "shortcuts": [vars(s) for s in world.manifest.shortcuts],
        "messages_tab": world.manifest.messages_tab and not world.manifest.messages_read_only,
        "traffic": world.ledger.count,
        "tour": world.tour.shown(),
        "channels": channels,
    }


def _channel(channel: Channel, user: str, start: str) -> Json:
    others = [m for m in channel.members if m != user]
    new = unread(channel, user)
    shown = channel.messages.since(start)
    shown += [m for m in channel.ephemeral.values() if m.only_for == user]
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "topic": channel.topic,
        "members": list(channel.members),
        "user": others[0] if channel.kind == "im" and others else None,
        "unread": len(new),
        "mentions": sum(_calls(m, user) for m in new),
        "last_read": channel.last_read.get(user, "0"),
        "earlier": bool(start),
        "since": start,
        "messages": {m.ts: message(channel, m) for m in _with_parents(channel, shown)},
    }


def _with_parents(channel: Channel, shown: list[Message]) -> list[Message]:
    """A reply is of no use without what it answers; older parents stay out of the stream."""
    stamps = {m.ts for m in shown}
    missing = {m.thread for m in shown if m.thread} - stamps
    return [*(channel.messages[ts] for ts in missing if ts in channel.messages), *shown]


def _calls(sent: Message, user: str) -> bool:
    text = str(sent.content.get("text", ""))
    return any(sign in text for sign in (f"<@{user}", "<!here", "<!channel", "<!everyone"))


def changes(before: Json, now: Json) -> Json:
    """The parts of `now` that are not as they were; channels and messages one by one."""
    changed = {k: v for k, v in now.items() if k != "channels" and before.get(k) != v}
    old = before.get("channels", {})
    channels = {key: _changed(old.get(key), held) for key, held in now["channels"].items()}
    channels = {key: what for key, what in channels.items() if what}
    left = [key for key in old if key not in now["channels"]]
    changed |= {"channels": channels} if channels else {}
    return changed | ({"left": left} if left else {})


def _changed(old: Json | None, now: Json) -> Json:
    if old is None:
        return now
    facts = {k: v for k, v in now.items() if k not in PARTS and old[k] != v}
    was, held = old["messages"], now["messages"]
    said = {ts: m for ts, m in held.items() if was.get(ts) != m}
    gone = [ts for ts in was if ts not in held]
    facts |= {"messages": said} if said else {}
    return facts | ({"gone": gone} if gone else {})
