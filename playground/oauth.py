"""The installation page: who asks for what, for which workspace, and the way back with a code."""

import html
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from playground.state import World

Endpoint = Callable[[Request], Awaitable[Response]]
PAGE = """<!doctype html><html lang="en"><title>Install {app}</title>
<h1>{app} wants to be installed</h1><p>It asks for: {scopes}</p>
<form action="/oauth/v2/allow">{back}{optional}<p>{places}</p>
<button>Allow</button> <a href="{no}">Cancel</a></form></html>"""


def consent(worlds: Sequence[World]) -> Endpoint:
    """Shown for what is asked rightly; what is asked wrongly is said, and leads nowhere."""
    world = worlds[0]

    async def endpoint(request: Request) -> Response:
        asked = request.query_params
        if wrong := _wrong(world, asked.get("client_id", ""), asked.get("redirect_uri", "")):
            return HTMLResponse(wrong, 400)
        scopes = _split(asked.get("scope", ""))
        known = world.manifest.scopes | world.manifest.optional_scopes
        if not scopes or scopes - known:
            unknown = ", ".join(sorted(scopes - known)) or "none was asked for"
            return HTMLResponse(f"invalid_scope: {html.escape(unknown)}", 400)
        back = {name: asked.get(name, "") for name in ("redirect_uri", "state")}
        refused = urlencode({"error": "access_denied", "state": back["state"]})
        page = PAGE.format(
            app=html.escape(world.manifest.name),
            scopes=html.escape(", ".join(sorted(scopes & world.manifest.scopes))),
            back="".join(_hidden(name, said) for name, said in back.items()),
            optional="".join(_box(name) for name in sorted(scopes - world.manifest.scopes)),
            places="".join(_place(world) for world in worlds),
            no=html.escape(f"{back['redirect_uri']}?{refused}"),
        )
        return HTMLResponse(page)

    return endpoint


def allow(worlds: Sequence[World]) -> Endpoint:
    """Somebody pressed Allow: `team` is the workspace, or the organisation for all of its own."""

    async def endpoint(request: Request) -> Response:
        said = request.query_params
        team = said.get("team") or worlds[0].team
        world = next((w for w in worlds if team and team in (w.team, w.enterprise)), None)
        if world is None:
            return HTMLResponse("There is no such workspace.", 400)
        back, state = said.get("redirect_uri", ""), said.get("state", "")
        if wrong := _wrong(world, world.client_id, back):
            return HTMLResponse(wrong, 400)
        optional = frozenset(said.getlist("optional"))
        scopes = world.manifest.scopes | optional if "team" in said else None
        is_for_all = team == world.enterprise
        code = world.grants.code(back, scopes, world.clock.now(), is_for_all)
        return RedirectResponse(f"{back}?{urlencode({'code': code, 'state': state})}", 302)

    return endpoint


def _wrong(world: World, client: str, back: str) -> str:
    if client != world.client_id:
        return "invalid_client_id: there is no app with this client id."
    if world.redirects and not back.startswith(world.redirects):
        return "bad_redirect_uri: it is not one of those the app named."
    return ""


def _split(scopes: str) -> set[str]:
    return {scope for scope in scopes.split(",") if scope}


def _hidden(name: str, said: str) -> str:
    return f'<input type="hidden" name="{name}" value="{html.escape(said)}">'


def _box(scope: str) -> str:
    named = html.escape(scope)
    return f'<label><input type="checkbox" name="optional" value="{named}" checked>{named}</label>'


def _place(world: World) -> str:
    """A workspace to choose, and its organisation where there is one."""
    places = [(world.team, world.name)]
    if world.enterprise:
        places.append((world.enterprise, f"all of {world.name}"))
    return "".join(
        f'<label><input type="radio" name="team" value="{team}">{html.escape(name)}</label>'
        for team, name in places
    )
