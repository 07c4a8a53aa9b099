"""chat.*: what the bot says."""

from typing import Any

from playground import shapes, talk
from playground.naming import with_block_ids
from playground.state import Channel, Json, World
from playground.web_api.calls import Call, SlackError, method

CUT = 40_000
MOST_BLOCK_CHARACTERS = 13_200
WRITE = ("chat:write",)


def place(call: Call) -> Channel:
    """Where to post: a channel, or the DM with a person."""
    world, name = call.world, call.text("channel")
    person = world.people.get(name)
    if person is not None:
        if person.deleted or person.is_bot:
            raise SlackError("channel_not_found")
        return world.direct(person.id)
    named = next((c for c in world.channels.values() if name == f"#{c.name}" and c.name), None)
    channel = named or call.channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if world.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    if channel.kind == "im" and not world.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    return channel


def content(call: Call, *, too_long: str = "") -> Json:
    """The words and blocks of a call, judged."""
    blocks = call.blocks()
    text = call.text("text")
    attachments = call.arguments.get("attachments") or []
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    if len(text) > CUT and too_long:
        raise SlackError(too_long)
    if isinstance(attachments, list) and len(attachments) > 100:
        raise SlackError("too_many_attachments")
    if blocks and characters(blocks) > MOST_BLOCK_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    if blocks and not text:
        call.world.ledger.note("warning", method=call.method, message="blocks without text")
    return spoken(call.world, text[:CUT], blocks, attachments)


def spoken(world: World, text: str, blocks: list[Any] | None, attachments: Any = None) -> Json:
    """A message of the bot."""
    said: Json = {
        "type": "message",
        "user": world.bot_user,
        "bot_id": world.bot_id,
        "app_id": world.app_id,
        "text": text,
        "team": world.team,
        "bot_profile": shapes.bot_profile(world),
    }
    if blocks:
        said["blocks"] = with_block_ids(world, blocks)
    if attachments:
        said["attachments"] = attachments
    return said


def characters(value: Any) -> int:
    if isinstance(value, dict):
        return sum(
            len(v) if k == "text" and isinstance(v, str) else characters(v)
            for k, v in value.items()
        )
    return sum(characters(v) for v in value) if isinstance(value, list) else 0


def in_thread(call: Call, channel: Channel, said: Json) -> Json:
    thread = call.text("thread_ts")
    if not thread:
        return said
    if thread not in channel.messages:
        raise SlackError("cannot_reply_to_message")
    said["thread_ts"] = channel.messages[thread].thread or thread
    if call.flag("reply_broadcast"):
        said["subtype"] = "thread_broadcast"
    return said


@method("chat.postMessage", scopes=WRITE, needed=("channel",))
def post_message(call: Call) -> Json:
    channel = place(call)
    sent = talk.post(call.world, channel, in_thread(call, channel, content(call)))
    return {"channel": channel.id, "ts": sent.ts, "message": dict(sent.content)}


@method("chat.update", scopes=WRITE, needed=("channel", "ts"))
def update(call: Call) -> Json:
    channel = call.channel()
    sent = call.message(channel, call.text("ts"))
    if sent.content.get("user") != call.world.bot_user:
        raise SlackError("cant_update_message")
    said = content(call, too_long="msg_too_long")
    changes = {"text": said["text"], "blocks": said.get("blocks", [])}
    talk.change(call.world, channel, sent, call.world.bot_user, changes)
    shown = {k: v for k, v in sent.content.items() if k != "ts"}
    return {"channel": channel.id, "ts": sent.ts, "text": said["text"], "message": shown}


@method("chat.delete", scopes=WRITE, needed=("channel", "ts"))
def delete(call: Call) -> Json:
    channel = call.channel()
    sent = call.message(channel, call.text("ts"))
    if sent.content.get("user") != call.world.bot_user:
        raise SlackError("cant_delete_message")
    talk.delete(call.world, channel, sent)
    return {"channel": channel.id, "ts": sent.ts}


@method("chat.postEphemeral", scopes=WRITE, needed=("channel", "user"))
def post_ephemeral(call: Call) -> Json:
    channel, user = place(call), call.text("user")
    if user not in channel.members:
        raise SlackError("user_not_in_channel")
    said = in_thread(call, channel, content(call, too_long="msg_too_long"))
    sent = talk.whisper(call.world, channel, user, said)
    return {"message_ts": sent.ts}


@method("chat.getPermalink", needed=("channel", "message_ts"))
def get_permalink(call: Call) -> Json:
    channel = call.channel()
    sent = call.message(channel, call.text("message_ts"))
    return {"channel": channel.id, "permalink": permalink(call.world, channel, sent.ts)}


def permalink(world: World, channel: Channel, ts: str) -> str:
    link = f"https://{world.domain}.slack.com/archives/{channel.id}/p{ts.replace('.', '')}"
    thread = channel.messages[ts].thread
    return f"{link}?thread_ts={thread}&cid={channel.id}" if thread else link
