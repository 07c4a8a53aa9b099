"""views.*: forms and Home."""

import json

from playground import shapes
from playground.forms import fresh_values, kept_values, stand_in
from playground.judge import check
from playground.naming import with_block_ids
from playground.state import TRIGGER_LIFE, Json, Trigger, View, World
from playground.web_api.calls import Call, SlackError, method, refuse

MOST_IN_STACK = 3
MOST_BYTES = 250_000


def judged(call: Call, *surfaces: str) -> Json:
    view = call.arguments.get("view")
    if not isinstance(view, dict) or view.get("type") not in surfaces:
        messages = [f"[ERROR] must be a {' or '.join(surfaces)} view [json-pointer:/view]"]
        raise SlackError("invalid_arguments", response_metadata={"messages": messages})
    accept(view)
    refuse(call.unsupported(view.get("blocks") or []), "invalid_arguments")
    return view


def accept(view: Json) -> None:
    """Refuse what Slack would refuse."""
    if len(json.dumps(view)) > MOST_BYTES:
        raise SlackError("view_too_large")
    refuse(check(view, str(view.get("type"))), "invalid_arguments")


def spend(world: World, trigger_id: str) -> Trigger:
    """A trigger works once, within three seconds."""
    trigger = world.triggers.get(trigger_id)
    if trigger is None:
        raise SlackError("invalid_trigger_id")
    if trigger.is_used:
        raise SlackError("exchanged_trigger_id")
    if world.clock.now() - trigger.made > TRIGGER_LIFE:
        raise SlackError("expired_trigger_id")
    trigger.is_used = True
    return trigger


def make(world: World, user: str, content: Json) -> View:
    _check_external_id(world, content)
    blocks = with_block_ids(world, content["blocks"])
    made = View(world.new_id("V"), user, {**content, "blocks": blocks}, new_hash(world))
    made.values = fresh_values(made)
    return made


def put_on_top(world: World, user: str, content: Json, channel: str = "") -> View:
    """Push a view on what the person has open."""
    stack = world.stacks.setdefault(user, [])
    if len(stack) >= MOST_IN_STACK:
        raise SlackError("push_limit_reached")
    made = make(world, user, content)
    stand_in(made, channel)
    made.root = world.views[stack[0]].id if stack else made.id
    made.previous = stack[-1] if stack else None
    world.views[made.id] = made
    stack.append(made.id)
    world.pulse.beat()
    return made


def replace(world: World, held: View, content: Json) -> View:
    _check_external_id(world, content, held)
    blocks = with_block_ids(world, content["blocks"])
    before, held.content = held.values, {**content, "blocks": blocks}
    held.values, held.hash, held.errors = kept_values(held, before), new_hash(world), {}
    world.pulse.beat()
    return held


def new_hash(world: World) -> str:
    return f"{world.seconds()}.{world.new_id('h')}"


def _check_external_id(world: World, content: Json, held: View | None = None) -> None:
    external = content.get("external_id")
    taken = [v for v in [*world.views.values(), *world.homes.values()] if v is not held]
    if external and any(v.content.get("external_id") == external for v in taken):
        raise SlackError("duplicate_external_id")


@method("views.open", needed=("view",))
def open_view(call: Call) -> Json:
    view = judged(call, "modal")
    trigger = spend(call.world, call.text("trigger_id"))
    for view_id in call.world.stacks.pop(trigger.user, []):
        del call.world.views[view_id]
    made = put_on_top(call.world, trigger.user, view, trigger.channel)
    return {"view": shapes.view(call.world, made)}


@method("views.push", needed=("view",))
def push(call: Call) -> Json:
    view = judged(call, "modal")
    trigger = spend(call.world, call.text("trigger_id"))
    if not call.world.stacks.get(trigger.user):
        raise SlackError("not_found")
    made = put_on_top(call.world, trigger.user, view, trigger.channel)
    return {"view": shapes.view(call.world, made)}


@method("views.update", needed=("view",))
def update(call: Call) -> Json:
    world, external = call.world, call.text("external_id")
    view = judged(call, "modal", "home")
    every = [*world.views.values(), *world.homes.values()]
    named = [v for v in every if external and v.content.get("external_id") == external]
    held = next((v for v in every if v.id == call.text("view_id")), named[0] if named else None)
    if held is None or held.content["type"] != view["type"]:
        raise SlackError("not_found")
    _check_hash(call, held)
    return {"view": shapes.view(world, replace(world, held, view))}


def _check_hash(call: Call, held: View | None) -> None:
    sent = call.text("hash")
    if sent and held is not None and sent != held.hash:
        raise SlackError("hash_conflict")


@method("views.publish", needed=("user_id", "view"))
def publish(call: Call) -> Json:
    world, user = call.world, call.text("user_id")
    if not world.manifest.home_tab:
        raise SlackError("not_enabled")
    if user not in world.people:
        raise SlackError("invalid_arguments")
    view = judged(call, "home")
    held = world.homes.get(user)
    _check_hash(call, held)
    if held is None:
        world.homes[user] = held = make(world, user, view)
        world.pulse.beat()
    else:
        replace(world, held, view)
    return {"view": shapes.view(world, held)}
