"""Forms and Home: submitting, closing, opening."""

from typing import Any

from playground import forms, payloads, seen
from playground.control.desk import Unclear, Wish, deed
from playground.control.press import in_front
from playground.judge import check
from playground.state import Json, View
from playground.web_api.calls import SlackError
from playground.web_api.views import accept, put_on_top, replace

TROUBLE = "We had some trouble connecting. Try again?"


def _held(wish: Wish) -> View:
    user, view_id = wish.person.id, wish.text("view_id")
    held = wish.world.views.get(view_id) if view_id else wish.world.top_view(user)
    if held is None or held.user != user:
        raise Unclear(f"{wish.person.name} has no such form open.")
    return held


@deed("submit")
async def submit(wish: Wish) -> Json:
    world, held = wish.world, _held(wish)
    if not held.content.get("submit"):
        raise Unclear("This view has nothing to submit.")
    forms.fill(world, held, wish.given.get("values") or {})
    held.errors = forms.unfilled(held)
    if held.errors:
        return _refused(wish, held, "required")
    payload = payloads.submission(world, wish.person, held)
    answer = await wish.desk.delivery.ask("interactive", payload)
    if not answer.is_acked:
        return {**_refused(wish, held, "trouble"), "line": TROUBLE}
    try:
        return _answered(wish, held, answer.payload or {})
    except SlackError as refusal:
        told = {"answer": answer.payload, "judge": refusal.answer.get("errors") or []}
        world.ledger.note("warning", message="bad answer to a form", **told)
        return {**_refused(wish, held, "bad_answer"), "line": TROUBLE, "problem": refusal.answer}


def _refused(wish: Wish, held: View, error: str) -> Json:
    wish.world.pulse.beat()
    return {"ok": False, "error": error, "errors": dict(held.errors), **in_front(wish)}


def _answered(wish: Wish, held: View, answer: Json) -> Json:
    """Do what the acknowledgement says about this view and the ones below."""
    match answer.get("response_action"):
        case "errors":
            return _with_errors(wish, held, answer.get("errors"))
        case "update":
            accept(answer["view"])
            replace(wish.world, held, answer["view"])
        case "push":
            accept(answer["view"])
            put_on_top(wish.world, held.user, answer["view"])
        case "clear":
            _take_away(wish, wish.world.stacks.get(held.user, [])[:1])
        case None:
            _take_away(wish, [held.id])
        case other:
            raise SlackError("invalid_response_action", action=other)
    return {"errors": {}, "closed": held.id not in wish.world.views, **in_front(wish)}


def _with_errors(wish: Wish, held: View, errors: Any) -> Json:
    inputs = {b["block_id"] for b in held.content["blocks"] if b["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackError("errors must name input blocks of this view", errors=errors)
    held.errors = {str(k): str(v) for k, v in errors.items()}
    return _refused(wish, held, "errors")


def _take_away(wish: Wish, from_view: list[str]) -> list[View]:
    """Close a view and whatever stands on it; answers what was closed, top first."""
    stack = wish.world.stacks.get(wish.person.id, [])
    start = stack.index(from_view[0]) if from_view and from_view[0] in stack else len(stack)
    gone = [wish.world.views.pop(view_id) for view_id in reversed(stack[start:])]
    del stack[start:]
    wish.world.pulse.beat()
    return gone


@deed("close")
async def close(wish: Wish) -> Json:
    """Close the view on top with its x; `all` closes the whole stack."""
    held = _held(wish)
    is_cleared = bool(wish.given.get("all") or held.content.get("clear_on_close"))
    first = wish.world.stacks[held.user][0] if is_cleared else held.id
    gone = _take_away(wish, [first])
    for view in gone:
        if view.content.get("notify_on_close"):
            payload = payloads.closed(wish.world, wish.person, view, is_cleared=is_cleared)
            await wish.desk.delivery.ask("interactive", payload)
    return in_front(wish)


@deed("home")
async def home(wish: Wish) -> Json:
    """Open the app's Home, or its messages tab."""
    world, person = wish.world, wish.person
    tab = wish.text("tab", "home")
    if tab == "home" and not world.manifest.home_tab:
        raise Unclear("This app has no Home.")
    channel = world.direct(person.id)
    world.emit(payloads.app_home_opened(world, person, channel, tab), None)
    held = world.homes.get(person.id)
    return {"view": seen.view(world, held) if held else None, "channel": channel.id}


@deed("judge")
async def judge(wish: Wish) -> Json:
    """The verdict over blocks, without sending them."""
    surface = wish.text("surface", "message")
    problems = check(wish.given.get("payload"), surface)
    return {"problems": [p._asdict() for p in problems]}
