"""What people say: posts, edits, deletions, reactions, files."""

import base64

from playground import rich, shapes, talk
from playground.control.desk import Unclear, Wish, deed
from playground.state import Channel, File, Json, Message, Person


def said(channel: Channel, sent: Message) -> Json:
    return {"channel": channel.id, "ts": sent.ts, "message": shapes.message(channel, sent)}


def _thread(wish: Wish, channel: Channel) -> Json:
    """The keys that make a message a reply."""
    root = wish.text("thread_ts")
    if not root:
        return {}
    if root not in channel.messages:
        raise Unclear(f"There is no message {root!r} to reply to.")
    keys: Json = {"thread_ts": channel.messages[root].thread or root}
    if wish.given.get("broadcast"):
        keys["subtype"] = "thread_broadcast"
    return keys


@deed("post")
async def post(wish: Wish) -> Json:
    channel, world = wish.own_channel(), wish.world
    if wish.person.deleted:
        raise Unclear(f"{wish.person.name} is deactivated.")
    if channel.kind == "im" and world.bot_user in channel.members and not _may_write(wish):
        raise Unclear("Sending messages to this app has been turned off.")
    keys = _thread(wish, channel)
    if wish.given.get("subtype"):
        keys["subtype"] = wish.text("subtype")
    text = wish.text("text")
    text = text if wish.given.get("raw") else talk.typed(world, text)
    return said(channel, talk.post(world, channel, _content(wish, text, keys)))


def _may_write(wish: Wish) -> bool:
    manifest = wish.world.manifest
    return manifest.messages_tab and not manifest.messages_read_only


def _content(wish: Wish, text: str, keys: Json) -> Json:
    if wish.text("ts"):
        keys["ts"] = wish.text("ts")
    return talk.by_person(wish.world, wish.person.id, text, **keys)


def _own(sent: Message, person: Person) -> None:
    if sent.content.get("user") != person.id:
        raise Unclear("People change only what they wrote themselves.")


@deed("edit")
async def edit(wish: Wish) -> Json:
    channel = wish.own_channel()
    sent = wish.message(channel)
    _own(sent, wish.person)
    text = talk.typed(wish.world, wish.text("text"))
    blocks = [rich.rich_text(text, wish.world.new_id("b"))]
    talk.change(wish.world, channel, sent, wish.person.id, {"text": text, "blocks": blocks})
    return said(channel, sent)


@deed("unfurl")
async def unfurl(wish: Wish) -> Json:
    channel = wish.channel()
    sent = wish.message(channel)
    talk.unfurl(wish.world, channel, sent)
    return said(channel, sent)


@deed("delete")
async def delete(wish: Wish) -> Json:
    channel = wish.own_channel()
    sent = wish.message(channel)
    if sent.only_for:
        del channel.ephemeral[sent.ts]
        wish.world.pulse.beat()
        return {}
    _own(sent, wish.person)
    talk.delete(wish.world, channel, sent)
    return {"channel": channel.id, "ts": sent.ts}


@deed("react")
async def react(wish: Wish) -> Json:
    channel = wish.own_channel()
    sent, emoji = wish.message(channel), wish.text("emoji").strip(":")
    if sent.only_for:
        raise Unclear("Nobody reacts to what only they can see.")
    if not talk.react(wish.world, channel, sent, wish.person.id, emoji):
        raise Unclear(f"{wish.person.name} already reacted with :{emoji}:.")
    return {}


@deed("unreact")
async def unreact(wish: Wish) -> Json:
    channel = wish.own_channel()
    sent, emoji = wish.message(channel), wish.text("emoji").strip(":")
    if not talk.unreact(wish.world, channel, sent, wish.person.id, emoji):
        raise Unclear(f"{wish.person.name} did not react with :{emoji}:.")
    return {}


@deed("read")
async def read(wish: Wish) -> Json:
    """Everything there has been seen; with `before`, only what stands before that message."""
    channel, before = wish.own_channel(), wish.text("before")
    stream = [m.ts for m in channel.stream() if not before or m.ts < before]
    seen = stream[-1] if stream else "0"
    if channel.last_read.get(wish.person.id, "0") != seen:
        channel.last_read[wish.person.id] = seen
        wish.world.pulse.beat()
    return {}


@deed("upload")
async def upload(wish: Wish) -> Json:
    """One file, or several `files` chosen together: they come in one message."""
    world, given = wish.world, wish.given.get("files")
    held = [_held(wish, one) for one in (given if isinstance(given, list) else [wish.given])]
    shown = [shapes.file(world, one) for one in held]
    if not wish.text("channel"):
        return {"file": shown[0]}
    channel = wish.own_channel()
    for one in held:
        one.shared_in.append(channel.id)
    keys: Json = {"subtype": "file_share", "files": shown, "upload": False, "display_as_bot": False}
    keys |= {k: v for k, v in _thread(wish, channel).items() if k == "thread_ts"}
    written = talk.by_person(world, wish.person.id, talk.typed(world, wish.text("text")), **keys)
    return {"file": shown[0], **said(channel, talk.post(world, channel, written))}


def _held(wish: Wish, given: Json) -> File:
    """The file as Slack keeps it; its content is text, or base64."""
    world, name = wish.world, str(given.get("name") or given.get("filename") or "")
    is_coded = given.get("encoding") == "base64" or "mimetype" in given
    text = str(given.get("content") or "")
    content = base64.b64decode(text) if is_coded else text.encode()
    held = File(world.new_id("F"), name, wish.person.id, len(content), content=content)
    held.is_uploaded, held.created = True, world.seconds()
    held.title = str(given.get("title") or "")
    world.files[held.id] = held
    return held
