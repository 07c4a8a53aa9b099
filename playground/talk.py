"""What is said in channels: posting, editing, deleting, reacting, and the events that follow."""

import re
import secrets
from typing import Any

from playground import rich, shapes
from playground.state import Channel, Json, Message, World

AT = re.compile(r"(?<![\w@<|])@(\w[\w.-]*\w|\w)")
HASH = re.compile(r"(?<![\w#<|&])#(\w[\w-]*)")
KEPT = re.compile(r"<@[UW]\w+(?:\|[^>]*)?>|<#[CG]\w+(?:\|[^>]*)?>")
URL = re.compile(r"https?://[^\s<>|]+")
EVERYONE = ("here", "channel", "everyone")
LEFT_OUT = {
    "file_share": ("app_id", "bot_id", "bot_profile", "team"),
    "thread_broadcast": ("app_id", "team"),
}


def typed(world: World, text: str, *, named: bool = False) -> str:
    """What Slack makes of what somebody types: mentions, links and the three escapes."""
    out, end = "", 0
    for found in KEPT.finditer(text):
        out += _piece(world, text[end : found.start()], named) + found[0]
        end = found.end()
    return out + _piece(world, text[end:], named)


def _piece(world: World, text: str, named: bool) -> str:
    text = rich.escape(text)
    text = URL.sub(lambda m: f"<{m[0]}>", text)
    text = AT.sub(lambda m: _mention(world, m, named), text)
    return HASH.sub(lambda m: _channel(world, m), text)


def _mention(world: World, found: re.Match[str], named: bool) -> str:
    name = found[1].lower()
    if name in EVERYONE and not named:
        return f"<!{name}>"
    for person in world.people.values():
        if name in (person.name.lower(), person.display_name.lower()):
            return f"<@{person.id}|{person.name}>" if named else f"<@{person.id}>"
    return found[0]


def _channel(world: World, found: re.Match[str]) -> str:
    for channel in world.channels.values():
        if channel.name and channel.name == found[1].lower():
            return f"<#{channel.id}|{channel.name}>"
    return found[0]


def by_person(world: World, user: str, text: str, **more: Any) -> Json:
    """The content of a message that a person (or another bot) writes."""
    person = world.people[user]
    content: Json = {"type": "message", "user": user, "text": text}
    if person.is_bot:
        content |= {"bot_id": person.bot_id, "app_id": person.app_id}
    else:
        content["client_msg_id"] = secrets.token_hex(16)
    content |= {"team": world.team, **more}
    if text:
        content["blocks"] = [rich.rich_text(text, world.new_id("b"))]
    return content


def post(world: World, channel: Channel, content: Json, *, quiet: bool = False) -> Message:
    """Put a message into a channel; `quiet` is for history that was there before."""
    sent = Message({**content, "ts": content.get("ts") or world.stamp()})
    channel.messages[sent.ts] = sent
    channel.last_read[content["user"]] = sent.ts
    if not quiet:
        _tell(world, channel, sent)
    return sent


def _tell(world: World, channel: Channel, sent: Message) -> None:
    about = {"channel": channel.id, "event_ts": sent.ts, "channel_type": channel.kind}
    event = {**in_event(sent.content), **about}
    root = channel.messages.get(sent.thread)
    if sent.thread and root:
        event["parent_user_id"] = root.content["user"]
    if sent.content.get("subtype") == "thread_broadcast" and root:
        event["root"] = shapes.message(channel, root)
        event.pop("parent_user_id", None)
    world.emit(event, channel)
    if is_mention(world, channel, sent):
        mention = {**event, "type": "app_mention"}
        mention.pop("channel_type")
        world.emit(mention, channel)
    world.pulse.beat()


def in_event(content: Json) -> Json:
    """Events leave out a few keys that history has, depending on the kind of message."""
    left_out = LEFT_OUT.get(str(content.get("subtype")), ("app_id",))
    return {key: value for key, value in content.items() if key not in left_out}


def is_mention(world: World, channel: Channel, sent: Message) -> bool:
    content = sent.content
    return (
        f"<@{world.bot_user}" in content.get("text", "")
        and channel.kind != "im"
        and not content.get("bot_id")
        and content.get("subtype") in (None, "thread_broadcast", "file_share")
    )


def change(world: World, channel: Channel, sent: Message, by: str, changes: Json) -> Message:
    """Edit a message; `changes` are its new text, blocks and so on."""
    before = shapes.message(channel, sent)
    stamp = world.stamp()
    sent.content |= {**changes, "edited": {"user": by, "ts": stamp}}
    _tell_change(world, channel, stamp, shapes.message(channel, sent), before)
    return sent


def unfurl(world: World, channel: Channel, sent: Message) -> None:
    """A preview was added to a link: an edit that nobody made."""
    before = shapes.message(channel, sent)
    preview = {"id": 1, "fallback": "A preview", "title": "A preview", "text": ""}
    sent.content["attachments"] = [preview]
    _tell_change(world, channel, world.stamp(), shapes.message(channel, sent), before)


def _tell_change(world: World, channel: Channel, stamp: str, now: Json, before: Json) -> None:
    event = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": in_event(now),
        "previous_message": in_event(before),
        "channel": channel.id,
        "ts": stamp,
        "event_ts": stamp,
        "channel_type": channel.kind,
    }
    world.emit(event, channel)
    world.pulse.beat()


def delete(world: World, channel: Channel, sent: Message) -> None:
    """Take a message away; one with replies stays as a tombstone."""
    before = shapes.message(channel, sent)
    stamp = world.stamp()
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": sent.ts,
        "previous_message": in_event(before),
        "channel": channel.id,
        "ts": stamp,
        "event_ts": stamp,
        "channel_type": channel.kind,
    }
    if channel.replies(sent.ts):
        gone = {"subtype": "tombstone", "text": "This message was deleted.", "hidden": True}
        kept = {k: v for k, v in sent.content.items() if k in ("type", "user", "ts", "thread_ts")}
        sent.content, sent.reactions = {**kept, **gone}, {}
    else:
        del channel.messages[sent.ts]
    world.emit(event, channel)
    world.pulse.beat()


def react(world: World, channel: Channel, sent: Message, user: str, emoji: str) -> bool:
    """Add a reaction; False when this person already reacted so."""
    users = sent.reactions.setdefault(emoji, [])
    if user in users:
        return False
    users.append(user)
    _tell_reaction(world, channel, sent, "reaction_added", user, emoji)
    return True


def unreact(world: World, channel: Channel, sent: Message, user: str, emoji: str) -> bool:
    users = sent.reactions.get(emoji, [])
    if user not in users:
        return False
    users.remove(user)
    if not users:
        del sent.reactions[emoji]
    _tell_reaction(world, channel, sent, "reaction_removed", user, emoji)
    return True


def _tell_reaction(
    world: World, channel: Channel, sent: Message, kind: str, user: str, emoji: str
) -> None:
    event = {
        "type": kind,
        "user": user,
        "reaction": emoji,
        "item": {"type": "message", "channel": channel.id, "ts": sent.ts},
        "event_ts": world.stamp(),
    }
    if sent.content.get("user"):
        event["item_user"] = sent.content["user"]
    world.emit(event, channel)
    world.pulse.beat()


def whisper(world: World, channel: Channel, user: str, content: Json) -> Message:
    """A message that one person sees, and nobody's history keeps."""
    sent = Message({**content, "ts": world.stamp()}, only_for=user)
    channel.ephemeral[sent.ts] = sent
    world.pulse.beat()
    return sent
