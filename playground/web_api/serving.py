"""One HTTP request of the bot, from its bytes to the answer, with the faults that are on."""

import asyncio
import base64
import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from playground.faults import Fault
from playground.judge import check
from playground.state import Json, World
from playground.web_api.calls import METHODS, Call, Method, SlackError

STRUCTURED = ("blocks", "attachments", "view", "metadata", "files", "prompts", "message")
QUIET = Response(status_code=204)


class WebApi:
    """Answers `/api/<method>`, in the workspace whose token or code comes along."""

    def __init__(
        self, world: World, ticket_url: Callable[[], str], others: Sequence[World] = ()
    ) -> None:
        self.world, self._others = world, tuple(others)
        self.ticket_url = ticket_url

    async def endpoint(self, request: Request) -> Response:
        world = self.world
        world.calls_running += 1
        world.pulse.beat()
        try:
            return await self._serve(request)
        finally:
            world.calls_running -= 1
            world.pulse.beat()

    async def _serve(self, request: Request) -> Response:
        name = request.path_params["method"]
        call = Call(self.world, name, await arguments(request), token_of(request))
        call.token = str(call.arguments.pop("token", "")) or call.token
        call.ticket_url, call.world = self.ticket_url, self._whose(call)
        began = asyncio.get_running_loop().time()
        fault = call.world.faults.on_call(name)
        if fault and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault and fault.kind in BEFORE or (fault and fault.kind.startswith("error:")):
            self._note(call, None, fault, began)
            return await spoil(request, fault)
        answer = self._answer(call)
        self._note(call, answer, fault, began)
        if fault and fault.kind in AFTER:
            return await spoil(request, fault)
        return JSONResponse(answer, headers={"x-oauth-scopes": ",".join(sorted(call.world.scopes))})

    def _whose(self, call: Call) -> World:
        code, refresh = call.text("code"), call.text("refresh_token")
        for world in self._others:
            held = world.grants
            if held.knows(call.token) or code in held.codes or held.knows_refresh(refresh):
                return world
        return self.world

    def _answer(self, call: Call) -> Json:
        try:
            wanted = METHODS.get(call.method)
            if wanted is None:
                raise SlackError("unknown_method", req_method=call.method)
            self._authorize(call, wanted)
            call.needs(*wanted.scopes)
            missing = [name for name in wanted.needed if call.arguments.get(name) in (None, "")]
            if missing:
                raise SlackError(*_missing(call.method, missing))
            return {"ok": True, **wanted.run(call)}
        except SlackError as refusal:
            return refusal.answer

    def _authorize(self, call: Call, wanted: Method) -> None:
        world = call.world
        if wanted.token == "none":
            return
        if not call.token:
            raise SlackError("not_authed")
        if call.token != world.app_token and not world.grants.knows(call.token):
            raise SlackError("invalid_auth")
        if not world.is_installed and call.token != world.app_token:
            raise SlackError("account_inactive")
        if call.token in world.grants.revoked:
            raise SlackError("token_revoked")
        if world.grants.is_expired(call.token, world.clock.now()):
            raise SlackError("token_expired")
        if (call.token == world.app_token) != (wanted.token == "app"):
            raise SlackError("not_allowed_token_type")

    def _note(self, call: Call, answer: Json | None, fault: Fault | None, began: float) -> None:
        view = call.arguments.get("view")
        judged = view if isinstance(view, dict) else {"blocks": call.arguments.get("blocks") or []}
        surface = str(view.get("type", "modal")) if isinstance(view, dict) else "message"
        call.world.ledger.note(
            "api",
            method=call.method,
            arguments=call.arguments,
            answer=answer,
            accepted=bool(answer and answer["ok"]),
            fault=fault.kind if fault else "",
            judge=[str(p) for p in check(judged, surface)] if _has_blocks(call) else [],
            took_ms=round((asyncio.get_running_loop().time() - began) * 1000, 1),
        )


def _has_blocks(call: Call) -> bool:
    return bool(call.arguments.get("view") or call.arguments.get("blocks"))


def _missing(method: str, missing: list[str]) -> tuple[str]:
    """Methods name what they miss in their own words."""
    if missing[0] in ("channel", "channel_id") and not method.startswith("assistant"):
        return ("channel_not_found",)
    if method == "reactions.add":
        return ("no_item_specified" if missing[0] != "name" else "invalid_name",)
    if method.startswith("users.") and missing[0] == "user":
        return ("user_not_found",)
    return ("invalid_arguments",)


BEFORE = ("429", "500", "drop_before", "empty", "html")
AFTER = ("drop_after", "internal_error_after")


async def spoil(request: Request, fault: Fault) -> Response:
    """The answer that a fault makes of it."""
    match fault.kind:
        case "429":
            after = {"Retry-After": str(fault.retry_after)}
            return JSONResponse({"ok": False, "error": "ratelimited"}, 429, after)
        case "500":
            return Response("Internal Server Error", 500)
        case "empty":
            return Response(b"", 200)
        case "html":
            return Response("<html><body>Be right back.</body></html>", media_type="text/html")
        case "internal_error_after":
            return JSONResponse({"ok": False, "error": "internal_error"})
        case kind if kind.startswith("error:"):
            return JSONResponse(_named(kind.removeprefix("error:")))
    request.scope["playground.transport"].abort()
    await asyncio.sleep(0)
    return QUIET


def _named(code: str) -> Json:
    more = {"needed": "-", "provided": "-"} if code == "missing_scope" else {}
    return {"ok": False, "error": code, **more}


def token_of(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


async def arguments(request: Request) -> Json:
    """Query, form and JSON body together; what should be JSON is decoded."""
    found: Json = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if body and kind.startswith("application/json"):
        found |= _object(body)
    elif kind.startswith("multipart/form-data"):
        found |= {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    elif body:
        found |= dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    for name in STRUCTURED:
        if isinstance(found.get(name), str) and found[name]:
            found[name] = _decoded(found[name])
    return found | _basic(request)


def _object(body: bytes) -> Json:
    value = _decoded(body.decode(errors="replace"))
    return value if isinstance(value, dict) else {}


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _basic(request: Request) -> Json:
    """Client id and secret, when they come as HTTP Basic."""
    scheme, _, coded = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return {}
    name, _, secret = base64.b64decode(coded).decode(errors="replace").partition(":")
    return {"client_id": name, "client_secret": secret}
