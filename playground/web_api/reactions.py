"""reactions.*: emoji on messages."""

import re

from playground import shapes, talk
from playground.state import Channel, Json, Message
from playground.web_api.calls import Call, SlackError, method
from playground.web_api.chat import permalink

NAME = re.compile(r"[\w+'-]+(::skin-tone-[2-6])?")
STAMP = re.compile(r"\d+\.\d+")


def _target(call: Call) -> tuple[Channel, Message]:
    if not call.text("channel") or not call.text("timestamp"):
        raise SlackError("no_item_specified")
    channel = call.channel()
    if not STAMP.fullmatch(call.text("timestamp")):
        raise SlackError("bad_timestamp")
    return channel, call.message(channel, call.text("timestamp"))


@method("reactions.add", scopes=("reactions:write",), needed=("channel", "timestamp", "name"))
def add(call: Call) -> Json:
    channel, sent = _target(call)
    name = call.text("name").strip(":")
    if not NAME.fullmatch(name):
        raise SlackError("invalid_name")
    if name not in sent.reactions and len(sent.reactions) >= 23:
        raise SlackError("too_many_emoji")
    if not talk.react(call.world, channel, sent, call.world.bot_user, name):
        raise SlackError("already_reacted")
    return {}


@method("reactions.get", scopes=("reactions:read",))
def get(call: Call) -> Json:
    channel, sent = _target(call)
    shown = {k: v for k, v in sent.content.items() if k not in ("edited", "thread_ts")}
    shown["reactions"] = shapes.reactions(sent)
    shown["permalink"] = permalink(call.world, channel, sent.ts)
    return {"type": "message", "channel": channel.id, "message": shown}
