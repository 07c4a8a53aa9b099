"""Commands, shortcuts, buttons and menus: what a person asks of the app."""

from dataclasses import dataclass
from typing import Any

from playground import forms, payloads, seen, shapes, talk
from playground.control.desk import Unclear, Wish, deed
from playground.delivery import Answer
from playground.judge import check
from playground.state import Channel, Json, Message, View
from playground.web_api.chat import spoken


def in_front(wish: Wish) -> Json:
    """The views this person has open, with what went wrong in them."""
    stack = wish.world.stacks.get(wish.person.id, [])
    views = [seen.view(wish.world, wish.world.views[v]) for v in stack]
    return {"view": views[-1] if views else None, "views": views}


def failure(answer: Answer, what: str) -> Json:
    """What the client shows when the app did not answer."""
    code = "dispatch_failed" if answer.problem != "timeout" else "operation_timeout"
    return {"ok": False, "error": code, "line": f'{what} failed with the error "{code}"'}


@deed("command")
async def command(wish: Wish) -> Json:
    world, person = wish.world, wish.person
    line = wish.text("text").strip()
    name, text = (wish.text("command"), line) if wish.text("command") else _split(line)
    known = next((c for c in world.manifest.commands if c.command == name), None)
    if known is None:
        raise Unclear(f"{name} is not a command here.")
    if wish.text("thread_ts"):
        raise Unclear(f"{name} is not supported in threads. Sorry!")
    channel = wish.own_channel() if wish.text("channel") else world.direct(person.id)
    typed = talk.typed(world, text, named=True) if known.should_escape else text
    payload = payloads.command(world, person, channel, name, typed)
    answer = await wish.desk.delivery.ask("slash_commands", payload)
    if not answer.is_acked:
        return {**failure(answer, name), **in_front(wish), "response": None}
    return {**_respond(wish, channel, name, answer.payload), **in_front(wish)}


def _split(line: str) -> tuple[str, str]:
    name, _, text = line.partition(" ")
    return name, text.strip()


def _respond(wish: Wish, channel: Channel, name: str, payload: Json | None) -> Json:
    """Show the answer that travelled in the acknowledgement."""
    if not payload or not (payload.get("text") or payload.get("blocks")):
        return {"response": None}
    problems = check({"blocks": payload.get("blocks") or []}, "message")
    if problems:
        said = [str(p) for p in problems]
        wish.world.ledger.note("warning", message="bad blocks in an answer", judge=said)
        line = f'{name} failed with the error "invalid_command_response"'
        wrong = {"ok": False, "error": "invalid_command_response", "line": line}
        return {**wrong, "response": None, "problems": said}
    content = spoken(wish.world, str(payload.get("text") or ""), payload.get("blocks"))
    if payload.get("response_type") == "in_channel":
        sent = talk.post(wish.world, channel, content)
    else:
        sent = talk.whisper(wish.world, channel, wish.person.id, content)
    return {"response": seen.message(channel, sent), "channel": channel.id, "ts": sent.ts}


@deed("shortcut")
async def shortcut(wish: Wish) -> Json:
    world, callback_id = wish.world, wish.text("callback_id")
    known = [s for s in world.manifest.shortcuts if callback_id in (s.callback_id, s.name)]
    if not known:
        raise Unclear(f"There is no shortcut {callback_id!r}.")
    if known[0].type == "global":
        payload = payloads.global_shortcut(world, wish.person, known[0].callback_id)
    else:
        channel = wish.own_channel()
        sent = wish.message(channel)
        payload = payloads.message_shortcut(world, wish.person, channel, sent, known[0].callback_id)
    answer = await wish.desk.delivery.ask("interactive", payload)
    if not answer.is_acked:
        return {**failure(answer, known[0].name), **in_front(wish)}
    return in_front(wish)


@dataclass
class Place:
    """Where an element stands: in a message or in a view."""

    block: Json
    element: Json
    channel: Channel | None = None
    sent: Message | None = None
    view: View | None = None


def find(wish: Wish) -> Place:
    """The element that is meant; `block_id` or `value` decide between several."""
    places = [p for p in _places(wish) if _is_meant(wish, p)]
    if not places:
        raise Unclear(f"{wish.person.name} sees no element {wish.text('action_id')!r} there.")
    return places[0]


def _is_meant(wish: Wish, place: Place) -> bool:
    if place.element["action_id"] != wish.text("action_id"):
        return False
    if wish.text("block_id") not in ("", place.block["block_id"]):
        return False
    value = wish.given.get("value")
    is_button = place.element["type"] == "button"
    return not is_button or value is None or value == place.element.get("value", "")


def _places(wish: Wish) -> list[Place]:
    world, user = wish.world, wish.person.id
    if wish.text("view_id") or wish.given.get("home"):
        return _in_view(_view(wish))
    if wish.text("ts"):
        channels = [wish.own_channel()] if wish.text("channel") else list(world.visible_to(user))
        return [
            p for c in channels for p in _in_channel(c, user) if p.sent and _ts(p) in _asked(wish)
        ]
    top = world.top_view(user)
    if top is not None:
        return _in_view(top)
    channels = [wish.own_channel()] if wish.text("channel") else list(world.visible_to(user))
    every = [p for c in channels for p in _in_channel(c, user)]
    return sorted(every, key=_ts, reverse=True)


def _asked(wish: Wish) -> tuple[str]:
    return (wish.text("ts"),)


def _ts(place: Place) -> str:
    return place.sent.ts if place.sent else ""


def _view(wish: Wish) -> View:
    view_id, user = wish.text("view_id"), wish.person.id
    home = wish.world.homes.get(user)
    if home and (wish.given.get("home") or home.id == view_id):
        return home
    held = wish.world.views.get(view_id)
    if held is None or held.user != user:
        raise Unclear(f"{wish.person.name} has no view {view_id!r} open.")
    return held


def _in_view(view: View) -> list[Place]:
    return [Place(b, e, view=view) for b, e in forms.elements(view.content["blocks"])]


def _in_channel(channel: Channel, user: str) -> list[Place]:
    every = [*channel.messages.values(), *channel.ephemeral.values()]
    return [
        Place(b, e, channel, m)
        for m in every
        if m.only_for in ("", user)
        for b, e in forms.elements(m.content.get("blocks") or [])
    ]


@deed("click")
async def click(wish: Wish) -> Json:
    """Press a button, or choose something in a menu, a date, a box."""
    world, place = wish.world, find(wish)
    if place.view and isinstance(wish.given.get("values"), dict):
        forms.fill(world, place.view, wish.given["values"])
    entry = _chosen(wish, place)
    if entry and forms.first_entry(place.element):
        _state(wish, place)[place.block["block_id"]][place.element["action_id"]] = entry
    done = payloads.action(world, place.block, place.element, entry, wish.given.get("value"))
    answer = await wish.desk.delivery.ask("interactive", _payload(wish, place, done))
    if not answer.is_acked:
        return {**failure(answer, "This"), **in_front(wish)}
    return {"action": done, **in_front(wish)}


def _state(wish: Wish, place: Place) -> dict[str, dict[str, Json]]:
    """What this person has put into the view or the message, where the choice goes as well."""
    if place.view is not None or place.sent is None:
        return place.view.values if place.view else {}
    sent, user = place.sent, wish.person.id
    before = wish.given.get("values") or sent.chosen.get(user)
    sent.chosen[user] = forms.kept(sent.content.get("blocks") or [], before)
    return sent.chosen[user]


def _payload(wish: Wish, place: Place, done: Json) -> Json:
    if place.view is not None:
        return payloads.view_click(wish.world, wish.person, place.view, done)
    if place.channel is None or place.sent is None:
        raise Unclear("That element stands nowhere.")
    return payloads.message_click(wish.world, wish.person, place.channel, place.sent, done)


def _chosen(wish: Wish, place: Place) -> Json | None:
    element = place.element
    if element["type"] not in forms.KEYS:
        return None
    offered = place.view.offered.get(element["action_id"], []) if place.view else []
    if "value" in wish.given:
        return forms.entry(wish.world, element, wish.given["value"], offered)
    if place.view is not None and element["type"] != "overflow":
        return place.view.values[place.block["block_id"]][element["action_id"]]
    return forms.first_entry(element)


@deed("options")
async def options(wish: Wish) -> Json:
    """What the app offers in a menu for what was typed."""
    typed = wish.text("value")
    place = find(Wish(wish.desk, {k: v for k, v in wish.given.items() if k != "value"}))
    payload = _suggestion(wish, place, typed)
    answer = await wish.desk.delivery.ask("interactive", payload)
    found: Any = answer.payload or {}
    flat = [o for g in found.get("option_groups", []) for o in g["options"]]
    offered = [*found.get("options", []), *flat]
    if place.view is not None:
        place.view.offered[place.element["action_id"]] = offered
    return {"ok": answer.is_acked, "options": offered, "option_groups": found.get("option_groups")}


def _suggestion(wish: Wish, place: Place, typed: str) -> Json:
    world, block_id = wish.world, place.block["block_id"]
    if place.view is not None:
        shown = {"container": {"type": "view", "view_id": place.view.id}}
        shown["view"] = shapes.view(world, place.view)
        return payloads.suggestion(world, wish.person, place.element, block_id, typed, shown)
    if place.channel is None or place.sent is None:
        raise Unclear("That element stands nowhere.")
    full = payloads.message_click(world, wish.person, place.channel, place.sent, {})
    where: Json = {k: full[k] for k in ("container", "channel", "message") if k in full}
    return payloads.suggestion(world, wish.person, place.element, block_id, typed, where)
