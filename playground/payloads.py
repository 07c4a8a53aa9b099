"""What the bot is sent when a person uses a command, a shortcut, a button or a form."""

from typing import Any

from playground import shapes
from playground.forms import elements, kept
from playground.state import Channel, Json, Message, Person, View, World

ECHOED = (
    "placeholder",
    "initial_option",
    "initial_options",
    "initial_user",
    "initial_users",
    "initial_channel",
    "initial_channels",
    "initial_conversation",
    "initial_conversations",
    "initial_date",
    "initial_time",
    "initial_date_time",
)
# Home has no title of its own, and yet payloads carry one.
UNTITLED = {"type": "plain_text", "text": "View Title", "emoji": True}


def shown_name(channel: Channel) -> str:
    """How payloads name a conversation."""
    names = {"im": "directmessage", "group": "privategroup"}
    return names.get(channel.kind, channel.name)


def command(world: World, person: Person, channel: Channel, name: str, text: str) -> Json:
    return {
        "token": "playground",
        "team_id": person.team or world.team,
        "team_domain": world.domain,
        "channel_id": channel.id,
        "channel_name": shown_name(channel),
        "user_id": person.id,
        "user_name": person.name,
        "command": name,
        "text": text,
        "api_app_id": world.app_id,
        "is_enterprise_install": str(world.is_for_all).lower(),
        **({"enterprise_id": world.enterprise} if world.enterprise else {}),
        "response_url": world.response_url(person.id, channel.id),
        "trigger_id": world.trigger(person.id, channel.id),
    }


def _common(world: World, person: Person, kind: str) -> Json:
    return {
        "type": kind,
        "token": "playground",
        "team": {"id": person.team or world.team, "domain": world.domain},
        "user": {
            "id": person.id,
            "username": person.name,
            "name": person.name,
            "team_id": person.team or world.team,
        },
        "is_enterprise_install": world.is_for_all,
        "enterprise": {"id": world.enterprise, "name": world.name} if world.enterprise else None,
    }


def _message(channel: Channel, sent: Message) -> Json:
    shown = shapes.message(channel, sent)
    return {k: v for k, v in shown.items() if k != "bot_profile"}


def message_click(
    world: World, person: Person, channel: Channel, sent: Message, action: Json
) -> Json:
    is_ephemeral = bool(sent.only_for)
    payload = {
        **_common(world, person, "block_actions"),
        "api_app_id": world.app_id,
        "container": {
            "type": "message",
            "message_ts": sent.ts,
            "channel_id": channel.id,
            "is_ephemeral": is_ephemeral,
        },
        "trigger_id": world.trigger(person.id, channel.id),
        "channel": {"id": channel.id, "name": shown_name(channel)},
        "state": {"values": kept(sent.content.get("blocks", []), sent.chosen.get(person.id))},
        "response_url": world.response_url(person.id, channel.id, sent.ts, sent.thread),
        "actions": [action],
    }
    if sent.thread:
        payload["container"]["thread_ts"] = sent.thread
    if not is_ephemeral:
        payload["message"] = _message(channel, sent)
    return payload


def view_click(world: World, person: Person, view: View, action: Json) -> Json:
    return {
        **_common(world, person, "block_actions"),
        "api_app_id": world.app_id,
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": world.trigger(person.id),
        "view": {"title": UNTITLED, **shapes.view(world, view)},
        "actions": [action],
    }


def submission(world: World, person: Person, view: View) -> Json:
    return {
        **_common(world, person, "view_submission"),
        "api_app_id": world.app_id,
        "trigger_id": world.trigger(person.id),
        "view": shapes.view(world, view),
        "response_urls": _response_urls(world, person, view),
    }


def _response_urls(world: World, person: Person, view: View) -> list[Json]:
    """One for each conversation chosen in an element that asks for it."""
    found = []
    for block, element in elements(view.content["blocks"]):
        entry = view.values.get(block["block_id"], {}).get(element["action_id"], {})
        channel = entry.get("selected_conversation") or entry.get("selected_channel")
        if element.get("response_url_enabled") and channel in world.channels:
            url = world.response_url(person.id, channel)
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            found.append({**ids, "channel_id": channel, "response_url": url})
    return found


def closed(world: World, person: Person, view: View, *, is_cleared: bool) -> Json:
    return {
        **_common(world, person, "view_closed"),
        "api_app_id": world.app_id,
        "view": {**shapes.view(world, view), "state": {"values": {}}},
        "is_cleared": is_cleared,
    }


def global_shortcut(world: World, person: Person, callback_id: str) -> Json:
    payload = _common(world, person, "shortcut")
    home = person.team or world.team
    payload["user"] = {"id": person.id, "username": person.name, "team_id": home}
    return {
        **payload,
        "callback_id": callback_id,
        "action_ts": world.stamp(),
        "trigger_id": world.trigger(person.id),
    }


def message_shortcut(
    world: World, person: Person, channel: Channel, sent: Message, callback_id: str
) -> Json:
    payload = _common(world, person, "message_action")
    payload["user"] = {"id": person.id, "name": person.name}
    return {
        **payload,
        "callback_id": callback_id,
        "action_ts": world.stamp(),
        "trigger_id": world.trigger(person.id, channel.id),
        "response_url": world.response_url(person.id, channel.id, sent.ts, sent.thread),
        "channel": {"id": channel.id, "name": shown_name(channel)},
        "message_ts": sent.ts,
        "message": _message(channel, sent),
    }


def suggestion(
    world: World, person: Person, element: Json, block_id: str, typed: str, place: Json
) -> Json:
    common = _common(world, person, "block_suggestion")
    common = {k: v for k, v in common.items() if k not in ("is_enterprise_install", "enterprise")}
    return {
        **common,
        "api_app_id": world.app_id,
        "action_id": element["action_id"],
        "block_id": block_id,
        "value": typed,
        **place,
    }


def action(world: World, block: Json, element: Json, entry: Json | None, value: Any = None) -> Json:
    """What was done to an element, as `actions[]` carries it."""
    done: Json = {
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "type": element["type"],
        "action_ts": world.stamp(),
    }
    if element["type"] in ("button", "workflow_button"):
        done["text"] = element["text"]
    if element["type"] == "button" and element.get("value"):
        done["value"] = element["value"]
    if element["type"] == "icon_button" and element.get("value"):
        done |= {"text": element["text"], "value": element["value"]}
    if element["type"] == "feedback_buttons":
        done |= _feedback(element, value)
    echoed: dict[str, Any] = {k: element[k] for k in ECHOED if k in element}
    return {**done, **echoed, **(entry or {})}


def _feedback(element: Json, value: Any) -> Json:
    """Which of the two buttons was pressed; the first when nobody said."""
    pair = (element["positive_button"], element["negative_button"])
    pressed = next((button for button in pair if button.get("value") == value), pair[0])
    return {"text": pressed["text"], "value": pressed.get("value")}


def app_home_opened(world: World, person: Person, channel: Channel, tab: str) -> Json:
    event: Json = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": channel.id,
        "tab": tab,
        "event_ts": world.stamp(),
    }
    home = world.homes.get(person.id)
    if home and tab == "home":
        event["view"] = shapes.view(world, home)
    return event
