"""Every address the pretend Slack answers, and which part of it answers there."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from playground import control, hooks, oauth
from playground.control.desk import Desk
from playground.page_socket import PageSocket
from playground.shapes import MIME
from playground.web_api import WebApi

PAGE = Path(__file__).parent / "page"
PARTS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".woff2": "font/woff2",
}
MODULES = re.compile(r"<!-- modules:.*?-->", re.DOTALL)
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(desk: Desk) -> list[BaseRoute]:
    world = desk.world
    api = WebApi(world, desk.socket_mode.ticket_url)
    return [
        Route("/api/{method}", api.endpoint, methods=["GET", "POST"]),
        WebSocketRoute("/link/", desk.socket_mode.endpoint),
        WebSocketRoute("/page/socket", PageSocket(world).endpoint),
        *control.routes(desk),
        Route("/hooks/{team}/{key}", hooks.answer(world), methods=["POST"]),
        Route("/upload/{file}", _upload(desk), methods=["POST"]),
        Route("/files/{file}/{name}", _download(desk)),
        Route("/files/{file}", _download(desk)),
        Route("/oauth/v2/authorize", oauth.consent(world)),
        Route("/oauth/v2/allow", oauth.allow(world)),
        Route("/", _page),
        Route("/favicon.ico", _nothing),
        Route("/page/{name:path}", _part),
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


def _download(desk: Desk) -> Endpoint:
    async def download(request: Request) -> Response:
        held = desk.world.files.get(request.path_params["file"])
        if held is None:
            raise HTTPException(404)
        kind = MIME.get(held.name.rpartition(".")[2].lower(), "application/octet-stream")
        safe = "application/octet-stream" if kind in ("text/html", "image/svg+xml") else kind
        return Response(held.content, media_type=safe)

    return download
