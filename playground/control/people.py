"""Who and where: people, channels and memberships, added or changed while it runs."""

from typing import Any

from playground import shapes
from playground.control.desk import Unclear, Wish, deed
from playground.seen import person_card, seen_by
from playground.state import Channel, Json, Person
from playground.web_api.account import GOODBYES, remove_app, tell

FACTS = (
    "name",
    "real_name",
    "display_name",
    "tz",
    "title",
    "email",
    "locale",
    "color",
    "is_admin",
    "is_guest",
    "is_bot",
    "deleted",
    "status_text",
    "status_emoji",
    "status_expiration",
    "team",
)


@deed("people")
async def everyone(wish: Wish) -> Json:
    people = [person_card(p) for p in wish.world.people.values()]
    viewers = [p for p in people if not p["is_bot"] and not p["deleted"]]
    return {"people": people, "viewer": viewers[0]["id"] if viewers else None}


@deed("seen")
async def seen(wish: Wish) -> Json:
    return seen_by(wish.world, wish.person.id)


@deed("person")
async def person(wish: Wish) -> Json:
    """Add a person, or change one (`id` or an existing name); the app hears of changes."""
    world = wish.world
    wanted = wish.text("id") or wish.text("name")
    held = next((p for p in world.people.values() if wanted in (p.id, p.name)), None)
    facts = {k: v for k, v in wish.given.items() if k in FACTS}
    if held is None:
        made = add_person(wish, facts)
        world.emit({"type": "team_join", **_about(wish, made)}, None)
        return {"person": person_card(made)}
    for name, value in facts.items():
        setattr(held, name, value)
    held.updated = world.seconds()
    world.emit({"type": "user_change", **_about(wish, held)}, None)
    world.pulse.beat()
    return {"person": person_card(held)}


def add_person(wish: Wish, facts: dict[str, Any]) -> Person:
    world = wish.world
    if not facts.get("name"):
        raise Unclear("A person needs a name.")
    made = Person(world.new_id("U"), updated=world.seconds(), **facts)
    if made.is_bot:
        made.bot_id, made.app_id = world.new_id("B"), world.new_id("A")
    world.people[made.id] = made
    general = next((c for c in world.channels.values() if c.name == "general"), None)
    if general:
        general.members.append(made.id)
    world.pulse.beat()
    return made


def _about(wish: Wish, person: Person) -> Json:
    shown = shapes.user(wish.world, person, with_locale=True)
    shown["profile"]["fields"] = {}
    return {"user": shown, "cache_ts": wish.world.seconds(), "event_ts": wish.world.stamp()}


@deed("channel")
async def channel(wish: Wish) -> Json:
    """Add a channel; the app is in it only when it is among the `members`."""
    world, name = wish.world, wish.text("name").lstrip("#")
    if not name or any(c.name == name for c in world.channels.values()):
        raise Unclear("A channel needs a name that is not taken.")
    members = [wish.someone(str(m)).id for m in wish.given.get("members", [])]
    kind = "group" if wish.given.get("private") else "channel"
    creator = members[0] if members else world.bot_user
    made = Channel(world.new_id("C"), name, kind, list(dict.fromkeys(members)), creator)
    made.created = world.seconds()
    world.channels[made.id] = made
    world.pulse.beat()
    return {"channel": {"id": made.id, "name": name, "members": made.members}}


@deed("join")
async def join(wish: Wish) -> Json:
    held = wish.channel()
    if wish.person.id not in held.members:
        held.members.append(wish.person.id)
        _tell(wish, held, "member_joined_channel")
    return {"members": held.members}


@deed("leave")
async def leave(wish: Wish) -> Json:
    held = wish.channel()
    if wish.person.id in held.members:
        _tell(wish, held, "member_left_channel")
        held.members.remove(wish.person.id)
    return {"members": held.members}


def _tell(wish: Wish, held: Channel, kind: str) -> None:
    event = {
        "type": kind,
        "user": wish.person.id,
        "channel": held.id,
        "channel_type": "G" if held.is_private else "C",
        "team": wish.world.team,
        "event_ts": wish.world.stamp(),
    }
    if kind == "member_joined_channel":
        event["inviter"] = held.creator or wish.person.id
    wish.world.emit(event, held)
    wish.world.pulse.beat()


@deed("uninstall")
async def uninstall(wish: Wish) -> Json:
    """An administrator removes the app; `told` says which of the two events come, and how."""
    told = wish.given.get("told", GOODBYES)
    if not set(told) <= set(GOODBYES):
        raise Unclear(f"`told` may name {' and '.join(GOODBYES)}.")
    remove_app(wish.world, told)
    return {}


@deed("goodbye")
async def goodbye(wish: Wish) -> Json:
    """One of those events once more, late or again: `event` says which."""
    if wish.text("event") not in GOODBYES:
        raise Unclear(f"`event` must be {' or '.join(GOODBYES)}.")
    tell(wish.world, wish.text("event"))
    return {}
