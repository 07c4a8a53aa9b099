"""response_url: five answers within thirty minutes, without a token."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from playground import talk
from playground.judge import check
from playground.state import (
    RESPONSE_LIFE,
    RESPONSE_USES,
    Channel,
    Json,
    Message,
    ResponseUrl,
    World,
)
from playground.web_api.chat import spoken


def answer(world: World) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        held = world.response_urls.get(request.path_params["key"])
        given = await request.json()
        fault = world.faults.on_call("response_url")
        if fault and fault.kind == "500":
            return Response("Internal Server Error", 500)
        refusal = _refusal(world, held, given)
        judged = [str(p) for p in check({"blocks": given.get("blocks") or []}, "message")]
        told = {"refused": refusal, "accepted": not refusal, "judge": judged}
        world.ledger.note("response_url", arguments=given, **told)
        if held is None or refusal:
            return JSONResponse({"ok": False, "error": refusal}, 404)
        held.uses += 1
        _act(world, held, given)
        world.pulse.beat()
        return PlainTextResponse("ok")

    return endpoint


def _refusal(world: World, held: ResponseUrl | None, given: Any) -> str:
    if held is None or held.uses >= RESPONSE_USES:
        return "used_url" if held else "invalid_url"
    if world.clock.now() - held.made > RESPONSE_LIFE:
        return "expired_url"
    if not isinstance(given, dict):
        return "invalid_payload"
    if given.get("delete_original"):
        return ""
    if not given.get("text") and not given.get("blocks"):
        return "no_text"
    return "invalid_blocks" if check({"blocks": given.get("blocks") or []}, "message") else ""


def _act(world: World, held: ResponseUrl, given: Json) -> None:
    channel = world.channels[held.channel]
    original = channel.ephemeral.get(held.ts) or channel.messages.get(held.ts)
    if original and given.get("delete_original"):
        _remove(world, channel, original)
    elif original and given.get("replace_original"):
        _replace(world, channel, original, given)
    elif not given.get("delete_original"):
        _say(world, held, channel, given)


def _remove(world: World, channel: Channel, original: Message) -> None:
    if original.only_for:
        del channel.ephemeral[original.ts]
    else:
        talk.delete(world, channel, original)


def _replace(world: World, channel: Channel, original: Message, given: Json) -> None:
    said = spoken(world, str(given.get("text") or ""), given.get("blocks"))
    changes = {"text": said["text"], "blocks": said.get("blocks", [])}
    if original.only_for:
        original.content |= changes
    else:
        talk.change(world, channel, original, world.bot_user, changes)


def _say(world: World, held: ResponseUrl, channel: Channel, given: Json) -> None:
    said = spoken(world, str(given.get("text") or ""), given.get("blocks"))
    thread = given.get("thread_ts") or held.thread
    if thread:
        said["thread_ts"] = thread
    if given.get("response_type") == "in_channel":
        talk.post(world, channel, said)
    else:
        talk.whisper(world, channel, held.user, said)
