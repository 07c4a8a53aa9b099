"""People, channels, messages, files and views in the JSON that Slack gives them."""

from typing import Any
from zoneinfo import ZoneInfo

from playground.judge.elements import ELEMENTS
from playground.state import Channel, File, Json, Message, Person, View, World

# Every element that the app hears of.
INTERACTIVE = frozenset(ELEMENTS) & {
    *(name for name in ELEMENTS if name.endswith(("_select", "_input", "picker", "button"))),
    *("overflow", "checkboxes", "radio_buttons", "feedback_buttons"),
}
IMAGE_SIZES = (24, 32, 48, 72, 192, 512)


def user(world: World, person: Person, *, with_locale: bool = False) -> Json:
    now = world.clock.now().astimezone(ZoneInfo(person.tz))
    offset = now.utcoffset()
    shown: Json = {
        "id": person.id,
        "team_id": world.team,
        "name": person.name,
        "deleted": person.deleted,
        "color": person.color,
        "real_name": person.real_name or person.name,
        "tz": person.tz,
        "tz_label": now.tzname() or person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "profile": profile(world, person),
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
        "updated": person.updated,
    }
    if with_locale:
        shown["locale"] = person.locale
    return shown


def profile(world: World, person: Person) -> Json:
    images = {
        f"image_{size}": f"{world.base_url}/page/avatar_{size}.png?of={person.id}"
        for size in IMAGE_SIZES
    }
    first, _, last = (person.real_name or person.name).partition(" ")
    shown: Json = {
        "first_name": first,
        "last_name": last,
        "avatar_hash": "",
        "phone": "",
        "skype": "",
        "status_text_canonical": "",
        "status_emoji_display_info": [],
        "real_name": person.real_name or person.name,
        "real_name_normalized": person.real_name or person.name,
        "display_name": person.display_name,
        "display_name_normalized": person.display_name,
        "title": person.title,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "team": world.team,
        **images,
    }
    if person.bot_id:
        shown |= {"bot_id": person.bot_id, "api_app_id": person.app_id}
    if person.email and "users:read.email" in world.scopes:
        shown["email"] = person.email
    return shown


def conversation(world: World, channel: Channel, *, counted: bool = False) -> Json:
    if channel.kind == "im":
        other = next((m for m in channel.members if m != world.bot_user), world.bot_user)
        return {
            "id": channel.id,
            "created": channel.created,
            "is_im": True,
            "is_org_shared": False,
            "is_archived": False,
            "user": other,
            "is_user_deleted": world.people[other].deleted,
        }
    shown: Json = {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": channel.kind == "mpim",
        "is_private": channel.is_private,
        "created": channel.created,
        "creator": channel.creator,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_shared": False,
        "is_org_shared": False,
        "is_member": world.bot_user in channel.members,
        "topic": {"value": channel.topic, "creator": channel.creator, "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }
    if counted:
        shown["num_members"] = len(channel.members)
    return shown


def message(channel: Channel, sent: Message) -> Json:
    """A message as history, replies and reactions.get show it."""
    shown = dict(sent.content)
    if sent.reactions:
        shown["reactions"] = reactions(sent)
    if not sent.thread:
        shown |= _thread_facts(channel, sent.ts)
    return shown


def reactions(sent: Message) -> list[Json]:
    return [
        {"name": name, "users": list(users), "count": len(users)}
        for name, users in sent.reactions.items()
        if users
    ]


def _thread_facts(channel: Channel, ts: str) -> Json:
    replies = channel.replies(ts)
    if not replies:
        return {}
    people = list(dict.fromkeys(m.content["user"] for m in replies))
    return {
        "thread_ts": ts,
        "reply_count": len(replies),
        "reply_users_count": len(people),
        "latest_reply": replies[-1].ts,
        "reply_users": people,
        "is_locked": False,
        "subscribed": False,
    }


def bot_profile(world: World) -> Json:
    icons = {f"image_{s}": f"{world.base_url}/page/app_{s}.png" for s in (36, 48, 72)}
    return {
        "id": world.bot_id,
        "deleted": False,
        "name": world.manifest.name,
        "updated": 0,
        "app_id": world.app_id,
        "icons": icons,
        "team_id": world.team,
    }


def file(world: World, held: File) -> Json:
    kind = held.name.rpartition(".")[2].lower() if "." in held.name else "text"
    address = f"{world.base_url}/files/{held.id}/{held.name}"
    return {
        "id": held.id,
        "created": held.created,
        "timestamp": held.created,
        "name": held.name,
        "title": held.title or held.name,
        "mimetype": MIME.get(kind, "application/octet-stream"),
        "filetype": kind,
        "pretty_type": kind.upper(),
        "user": held.user,
        "editable": False,
        "size": held.size,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": False,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": address,
        "url_private_download": address,
        "permalink": address,
        "permalink_public": address,
        "has_rich_preview": False,
    }


MIME = {
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "ics": "text/calendar",
    "json": "application/json",
    "jpg": "image/jpeg",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "text": "text/plain",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml",
    "yml": "application/yaml",
    "zip": "application/zip",
}


def view(world: World, held: View) -> Json:
    """A view as answers and payloads carry it."""
    sent = held.content
    shown: Json = {
        "id": held.id,
        "team_id": world.team,
        "type": sent["type"],
        "callback_id": sent.get("callback_id") or "",
        "private_metadata": sent.get("private_metadata") or "",
        "external_id": sent.get("external_id") or "",
        "hash": held.hash,
        "blocks": sent["blocks"],
        "state": {"values": {block: dict(v) for block, v in held.values.items()}},
        "clear_on_close": bool(sent.get("clear_on_close")),
        "notify_on_close": bool(sent.get("notify_on_close")),
        "close": sent.get("close"),
        "submit": sent.get("submit"),
        "root_view_id": held.root or held.id,
        "previous_view_id": held.previous,
        "app_id": world.app_id,
        "app_installed_team_id": world.team,
        "bot_id": world.bot_id,
    }
    if sent["type"] == "modal":
        shown["title"] = sent["title"]
    return shown


def with_block_ids(world: World, blocks: list[Any]) -> list[Any]:
    """Slack gives every block an id that has none, and drops that of a markdown block."""
    return [_with_block_id(world, block) for block in blocks]


NAMED = ("element", "accessory", "elements", "actions")


def _with_action_ids(world: World, block: Json) -> Json:
    """Elements without an id get one as well; the app cannot tell them apart otherwise."""

    def named(value: Any) -> Any:
        if isinstance(value, list):
            return [named(one) for one in value]
        is_element = isinstance(value, dict) and value.get("type") in INTERACTIVE
        return {"action_id": world.new_id("a"), **value} if is_element else value

    return {key: named(value) if key in NAMED else value for key, value in block.items()}


def _with_block_id(world: World, block: Json) -> Json:
    block = _with_action_ids(world, block)
    inside = {"container": "child_blocks", "carousel": "elements"}.get(block.get("type", ""))
    if inside and isinstance(block.get(inside), list):
        block = {**block, inside: with_block_ids(world, block[inside])}
    if block.get("type") == "markdown" or not block.get("block_id"):
        return {**block, "block_id": world.new_id("b")}
    return block
