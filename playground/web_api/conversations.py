"""conversations.*: channels, direct messages and what was said there."""

import re

from playground import shapes
from playground.state import Channel, Json, Message
from playground.web_api.calls import HISTORY_SCOPE, READ_SCOPE, Call, SlackError, method, page

STAMP = re.compile(r"\d+(\.\d{1,6})?")
TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


@method("conversations.open")
def open_conversation(call: Call) -> Json:
    call.needs("im:write", "mpim:write")
    if call.text("channel"):
        channel = call.channel()
        return {"channel": {"id": channel.id}, "no_op": True, "already_open": True}
    users = [u for u in call.text("users").split(",") if u]
    if not users:
        raise SlackError("users_list_not_supplied")
    if len(users) > 8:
        raise SlackError("too_many_users")
    people = [call.world.people.get(u) for u in users]
    if None in people:
        raise SlackError("user_not_found")
    if any(p.deleted for p in people if p):
        raise SlackError("user_disabled")
    call.needs("im:write" if len(users) == 1 else "mpim:write")
    was_there = any(c.kind == "im" and users[0] in c.members for c in call.world.channels.values())
    channel = call.world.direct(users[0]) if len(users) == 1 else _group(call, users)
    shown = shapes.conversation(call.world, channel) if call.flag("return_im") else {}
    shown.pop("is_user_deleted", None)
    again = {"no_op": True, "already_open": True} if was_there else {}
    return {"channel": {**shown, "id": channel.id}, **again}


def _group(call: Call, users: list[str]) -> Channel:
    world, members = call.world, sorted([*users, call.world.bot_user])
    for channel in world.channels.values():
        if channel.kind == "mpim" and sorted(channel.members) == members:
            return channel
    made = Channel(world.new_id("G"), "mpdm", "mpim", members, created=world.seconds())
    world.channels[made.id] = made
    return made


def _readable(call: Call) -> Channel:
    channel = call.channel()
    call.needs(HISTORY_SCOPE[channel.kind])
    if call.world.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _window(call: Call, messages: list[Message]) -> list[Message]:
    """Between oldest and latest, with the ends only when asked for."""
    for name in ("oldest", "latest"):
        if call.text(name) and not STAMP.fullmatch(call.text(name)):
            raise SlackError(f"invalid_ts_{name}")
    oldest, latest, ends = _stamp(call, "oldest"), _stamp(call, "latest"), call.flag("inclusive")
    return [
        m
        for m in messages
        if (not oldest or _key(m.ts) > oldest or (ends and _key(m.ts) == oldest))
        and (not latest or _key(m.ts) < latest or (ends and _key(m.ts) == latest))
    ]


def _key(ts: str) -> tuple[int, int]:
    whole, _, part = ts.partition(".")
    return int(whole), int(part.ljust(6, "0"))


def _stamp(call: Call, name: str) -> tuple[int, int] | None:
    text = call.text(name)
    return _key(text) if text and text != "0" else None


@method("conversations.history", needed=("channel",))
def history(call: Call) -> Json:
    channel = _readable(call)
    messages = _window(call, [m for m in reversed(channel.stream()) if m.is_in_channel])
    shown, metadata = page(messages, call)
    return {
        "messages": [shapes.message(channel, m) for m in shown],
        "has_more": bool(metadata["next_cursor"]),
        "pin_count": 0,
        "response_metadata": metadata,
    }


@method("conversations.replies", needed=("channel", "ts"))
def replies(call: Call) -> Json:
    channel = _readable(call)
    asked = call.message(channel, call.text("ts"), "thread_not_found")
    root = channel.messages.get(asked.thread or asked.ts, asked)
    inside = _window(call, channel.replies(root.ts))
    rest, metadata = page(inside, call, default=1000)
    first = [] if call.text("cursor") else [root]
    return {
        "messages": [shapes.message(channel, m) for m in [*first, *rest]],
        "has_more": bool(metadata["next_cursor"]),
        "response_metadata": metadata,
    }


@method("conversations.info", needed=("channel",))
def info(call: Call) -> Json:
    channel = call.channel()
    call.needs(READ_SCOPE[channel.kind])
    counted = call.flag("include_num_members")
    shown = shapes.conversation(call.world, channel, counted=counted)
    return {"channel": {k: v for k, v in shown.items() if k not in ("user", "is_user_deleted")}}


@method("conversations.members", needed=("channel",))
def members(call: Call) -> Json:
    channel = call.channel()
    call.needs(READ_SCOPE[channel.kind])
    shown, metadata = page(channel.members, call)
    return {"members": shown, "response_metadata": metadata}


def _of_types(call: Call) -> list[Channel]:
    names = [t.strip() for t in (call.text("types") or "public_channel").split(",")]
    if any(name not in TYPES for name in names):
        raise SlackError("invalid_types")
    kinds = [TYPES[name] for name in names]
    for kind in kinds:
        call.needs(READ_SCOPE[kind])
    user, archived = call.world.bot_user, not call.flag("exclude_archived")
    return [
        c
        for c in call.world.channels.values()
        if c.kind in kinds
        and (archived or not c.is_archived)
        and (not c.is_private or user in c.members)
    ]


@method("conversations.list")
def list_channels(call: Call) -> Json:
    shown, metadata = page(_of_types(call), call)
    channels = [shapes.conversation(call.world, c, counted=c.kind != "im") for c in shown]
    return {"channels": channels, "response_metadata": metadata}


@method("users.conversations")
def of_user(call: Call) -> Json:
    user = call.text("user") or call.world.bot_user
    shown, metadata = page([c for c in _of_types(call) if user in c.members], call)
    channels = [shapes.conversation(call.world, c) for c in shown]
    for channel in channels:
        channel.pop("is_member", None)
    return {"channels": channels, "response_metadata": metadata}


@method("conversations.join", scopes=("channels:join",), needed=("channel",))
def join(call: Call) -> Json:
    channel, world = call.channel(), call.world
    if channel.kind != "channel":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if world.bot_user in channel.members:
        again = {"warnings": ["already_in_channel"]}
        warning = {"warning": "already_in_channel", "response_metadata": again}
        return {"channel": shapes.conversation(world, channel), **warning}
    enter(call, channel)
    return {"channel": shapes.conversation(world, channel)}


def enter(call: Call, channel: Channel) -> None:
    channel.members.append(call.world.bot_user)
    event = {
        "type": "member_joined_channel",
        "user": call.world.bot_user,
        "channel": channel.id,
        "channel_type": "C",
        "team": call.world.team,
        "inviter": channel.creator or call.world.bot_user,
        "event_ts": call.world.stamp(),
    }
    call.world.emit(event, channel)
