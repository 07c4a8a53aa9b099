"""The installation page: who asks for what, and the way back with a code."""

import html
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from playground.state import World

Endpoint = Callable[[Request], Awaitable[Response]]
PAGE = """<!doctype html><html lang="en"><title>Install {app}</title>
<h1>{app} wants to join {team}</h1><p>It asks for: {scopes}</p>
<p><a href="/oauth/v2/allow?{yes}">Allow</a> <a href="{no}">Cancel</a></p></html>"""


def consent(world: World) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        asked = request.query_params
        if asked.get("client_id") != world.client_id:
            return HTMLResponse("There is no app with this client id.", 400)
        back = {k: asked.get(k, "") for k in ("redirect_uri", "state")}
        refused = {"error": "access_denied", "state": back["state"]}
        page = PAGE.format(
            app=html.escape(world.manifest.name),
            team=html.escape(world.name),
            scopes=html.escape(asked.get("scope", "").replace(",", ", ")),
            yes=html.escape(urlencode(back)),
            no=html.escape(f"{back['redirect_uri']}?{urlencode(refused)}"),
        )
        return HTMLResponse(page)

    return endpoint


def allow(world: World) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        back, state = (request.query_params.get(k, "") for k in ("redirect_uri", "state"))
        code = secrets.token_hex(16)
        world.codes[code] = back
        return RedirectResponse(f"{back}?{urlencode({'code': code, 'state': state})}", 302)

    return endpoint
