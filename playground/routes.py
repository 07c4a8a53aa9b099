"""Every address the pretend Slack answers, and which part of it answers there."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from playground import control, hooks, oauth
from playground.control.desk import Desk
from playground.page_socket import PageSocket
from playground.shapes import MIME
from playground.web_api import WebApi

PAGE = Path(__file__).parent / "page"
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
        Mount("/page", StaticFiles(directory=PAGE, check_dir=False)),
    ]


async def _page(request: Request) -> Response:
    index = PAGE / "index.html"
    if not index.exists():
        return RedirectResponse("/control/health")
    return FileResponse(index, headers={"Cache-Control": "no-cache"})


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
