"""What one person has in front of them: channels, threads, messages, forms and Home."""

from playground import shapes
from playground.state import Channel, Json, Message, Person, View, World


def seen_by(world: World, user: str) -> Json:
    home = world.homes.get(user)
    return {
        "me": person_card(world.people[user]),
        "team": {"id": world.team, "name": world.name, "domain": world.domain},
        "bot": {"id": world.bot_user, "name": world.manifest.name, "app_id": world.app_id},
        "now": world.clock.now().isoformat(),
        "people": {p.id: person_card(p) for p in world.people.values()},
        "channels": [_channel(world, c, user) for c in world.visible_to(user)],
        "views": [view(world, world.views[v]) for v in world.stacks.get(user, [])],
        "home": view(world, home) if home else None,
        "commands": [vars(c) for c in world.manifest.commands],
        "shortcuts": [vars(s) for s in world.manifest.shortcuts],
        "messages_tab": world.manifest.messages_tab and not world.manifest.messages_read_only,
    }


def person_card(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name or person.name,
        "display_name": person.shown,
        "title": person.title,
        "tz": person.tz,
        "color": person.color,
        "is_bot": person.is_bot,
        "is_admin": person.is_admin,
        "is_guest": person.is_guest,
        "deleted": person.deleted,
    }


def _channel(world: World, channel: Channel, user: str) -> Json:
    others = [m for m in channel.members if m != user]
    is_direct = channel.kind == "im"
    name = world.people[others[0]].shown if is_direct and others else channel.name
    stream = channel.stream()
    return {
        "id": channel.id,
        "name": name,
        "kind": channel.kind,
        "is_private": channel.is_private,
        "topic": channel.topic,
        "members": list(channel.members),
        "user": others[0] if is_direct and others else None,
        "unread": len(unread(channel, user)),
        "last_read": channel.last_read.get(user, "0"),
        "messages": _messages(channel, user, stream),
    }


def unread(channel: Channel, user: str) -> list[Message]:
    """What others said in the channel's own stream since this person last looked."""
    read = channel.last_read.get(user, "0")
    newer = [m for m in channel.messages.since(read) if m.ts > read and m.is_in_channel]
    return [m for m in newer if m.content.get("user") != user]


def _messages(channel: Channel, user: str, stream: list[Message]) -> list[Json]:
    """The channel's stream, replies under their parents, and what only this person sees."""
    threads: dict[str, list[Json]] = {}
    whispers = [m for m in channel.ephemeral.values() if m.only_for == user]
    every = sorted([*stream, *whispers], key=lambda m: m.ts)
    shown = [(m, message(channel, m)) for m in every]
    for sent, held in shown:
        if sent.thread:
            threads.setdefault(sent.thread, []).append(held)
    for sent, held in shown:
        if not sent.thread:
            held["replies"] = threads.get(sent.ts, [])
    return [held for sent, held in shown if sent.is_in_channel]


def message(channel: Channel, sent: Message) -> Json:
    shown = {k: v for k, v in shapes.message(channel, sent).items() if k != "bot_profile"}
    return {**shown, "is_ephemeral": bool(sent.only_for)}


def view(world: World, held: View) -> Json:
    return {**shapes.view(world, held), "errors": held.errors}
