"""People, channels, messages, files and views in the JSON that Slack gives them."""

from zoneinfo import ZoneInfo

from playground.state import Channel, File, Json, Message, Person, View, World

IMAGE_SIZES = (24, 32, 48, 72, 192, 512)


def user(world: World, person: Person, *, with_locale: bool = False) -> Json:
    now = world.clock.now().astimezone(ZoneInfo(person.tz))
    offset = now.utcoffset()
    shown: Json = {
        "id": person.id,
        "team_id": person.team or world.team,
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
    if world.enterprise:
        shown["enterprise_user"] = {
            "id": person.id,
            "enterprise_id": world.enterprise,
            "enterprise_name": world.name,
            "is_admin": person.is_admin,
            "is_owner": False,
            "teams": [person.team or world.team],
        }
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
        "status_text": person.status_text,
        "status_emoji": person.status_emoji,
        "status_expiration": person.status_expiration,
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
        "app_installed_team_id": world.enterprise if world.is_for_all else world.team,
        "bot_id": world.bot_id,
    }
    if sent["type"] == "modal":
        shown["title"] = sent["title"]
    return shown
