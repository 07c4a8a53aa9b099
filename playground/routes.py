"""Every address the pretend Slack answers, and which part of it answers there."""

import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from playground import control, hooks, oauth
from playground.control.desk import Desk
from playground.page_socket import PageSocket
from playground.shapes import MIME
from playground.state import File, World
from playground.web_api import WebApi
from playground.web_api.serving import token_of

PAGE = Path(__file__).parent / "page"
PARTS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".woff2": "font/woff2",
}
MODULES = re.compile(r"<!-- modules:.*?-->", re.DOTALL)
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(desk: Desk, others: Sequence[Desk] = ()) -> list[BaseRoute]:
    """What belongs to the app is there once; each workspace has its own control, hooks, files."""
    worlds = [desk.world, *(other.world for other in others)]
    api = WebApi(desk.world, desk.socket_mode.ticket_url, worlds[1:])
    return [
        Route("/api/{method}", api.endpoint, methods=["GET", "POST"]),
        WebSocketRoute("/link/", desk.socket_mode.endpoint),
        Route("/oauth/v2/authorize", oauth.consent(worlds)),
        Route("/oauth/v2/allow", oauth.allow(worlds)),
        *(Mount(f"/w/{other.world.domain}", routes=_workspace(other)) for other in others),
        WebSocketRoute("/page/socket", PageSocket(desk.world).endpoint),
        *_workspace(desk),
        Route("/", _page),
        Route("/favicon.ico", _nothing),
        Route("/page/{name:path}", _part),
    ]


def _workspace(desk: Desk) -> list[BaseRoute]:
    return [
        *control.routes(desk),
        Route("/hooks/{team}/{key}", hooks.answer(desk.world), methods=["POST"]),
        Route("/upload/{file}", _upload(desk), methods=["POST"]),
        Route("/files/{file}/{name}", _download(desk)),
        Route("/files/{file}", _download(desk)),
        Route("/signin", _sign_in),
    ]


async def _page(request: Request) -> Response:
    """The page; it is told all its modules at once, instead of finding them one after the other."""
    index = PAGE / "index.html"
    if not index.exists():
        return RedirectResponse("/control/health")
    names = sorted(path.relative_to(PAGE).as_posix() for path in PAGE.rglob("*.js"))
    links = "\n    ".join(f'<link rel="modulepreload" href="/page/{name}">' for name in names)
    text = MODULES.sub(links, index.read_text(encoding="utf-8"))
    return HTMLResponse(text, headers={"Cache-Control": "no-cache"})


async def _part(request: Request) -> Response:
    """One file of the page. Read at once: it is small, and a thread for each takes longer."""
    path = (PAGE / request.path_params["name"]).resolve()
    if not path.is_relative_to(PAGE.resolve()) or not path.is_file():
        raise HTTPException(404)
    kind = PARTS.get(path.suffix, "application/octet-stream")
    return Response(path.read_bytes(), media_type=kind, headers={"Cache-Control": "no-cache"})


async def _sign_in(request: Request) -> Response:
    """What Slack shows to whoever may not read a file: a page, and no error."""
    return HTMLResponse("<!DOCTYPE html><title>Sign in</title><p>Sign in to see this file.</p>")


async def _nothing(request: Request) -> Response:
    return Response(status_code=204)


def _upload(desk: Desk) -> Endpoint:
    async def upload(request: Request) -> Response:
        held = desk.world.files.get(request.path_params["file"])
        content = await request.body()
        if held is None or len(content) != held.size:
            return Response("the length is not what was announced", 400)
        held.content, held.is_uploaded = content, True
        return Response(f"OK - {len(content)}")

    return upload


def _may_read(world: World, held: File, request: Request) -> bool:
    """The page's own browser may; the app with its token, the scope, and where it is a member."""
    if "sec-fetch-site" in request.headers:
        return True
    rooms = [world.channels[room] for room in held.shared_in if room in world.channels]
    is_near = held.user == world.bot_user or any(world.bot_user in r.members for r in rooms)
    token = token_of(request)
    is_ours = world.grants.knows(token) and token not in world.grants.revoked
    return is_ours and is_near and "files:read" in world.scopes


def _download(desk: Desk) -> Endpoint:
    async def download(request: Request) -> Response:
        held = desk.world.files.get(request.path_params["file"])
        if held is None:
            raise HTTPException(404)
        if not _may_read(desk.world, held, request):
            return RedirectResponse(f"/signin?redir=/files/{held.id}", 302)
        kind = MIME.get(held.name.rpartition(".")[2].lower(), "application/octet-stream")
        safe = "application/octet-stream" if kind in ("text/html", "image/svg+xml") else kind
        return Response(held.content, media_type=safe)

    return download
