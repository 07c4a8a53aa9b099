"""The pretend Slack as one server in a background thread, from its start to its end."""

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from bot.clock import Clock
from playground import seed as seeding
from playground.control import Desk
from playground.control.turning import use_http
from playground.delivery import RETRIES, Delivery
from playground.manifest import load
from playground.neighbours import neighbour
from playground.routes import routes
from playground.socket_mode import SocketMode
from playground.state import World

STARTING = 10.0


def _knowing(app: Any, transport: asyncio.Transport) -> Any:
    """Hand the transport to the application, so that a fault can cut the line."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        scope["playground.transport"] = transport
        await app(scope, receive, send)

    return serve


class HttpProtocol(H11Protocol):
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app = _knowing(self.config.loaded_app, transport)


class SocketProtocol(WebSocketsSansIOProtocol):
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app = _knowing(self.config.loaded_app, transport)


class Server(uvicorn.Server):
    """uvicorn that says when it is up, and stops at once when told."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up: Future[None] = Future()
        self.loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None

    async def main_loop(self) -> None:
        self.loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        self.up.set_result(None)
        await self._stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            getattr(connection, "transport").abort()  # noqa: B009 - both protocols have one
        for task in list(self.server_state.tasks):
            task.cancel()

    def stop(self) -> None:
        if self.loop and self._stopping:
            self.loop.call_soon_threadsafe(self._stopping.set)


class Playground:
    """A workspace to talk to; use it in a `with`."""

    def __init__(
        self,
        manifest: Path,
        clock: Clock,
        *,
        seeded: bool = True,
        port: int = 0,
        request_url: str = "",
        ack_timeout: float = 3.0,
        retries: tuple[float, ...] = RETRIES,
        also: tuple[str, ...] = (),
    ) -> None:
        """`also` names further workspaces; the app is not installed in those yet."""
        self.world = World(load(manifest), clock)
        if seeded:
            seeding.fill(self.world)
        links = SocketMode(self.world, ack_timeout)
        self._delivery = Delivery(self.world, links, retries)
        self.world.emit = self._delivery.emit
        self._desk = Desk(self.world, self._delivery, links, ack_timeout)
        self.others = [neighbour(self._desk, name, retries) for name in also]
        self._request_url, self._port = request_url, port
        self._thread: threading.Thread | None = None

    def __enter__(self) -> "Playground":
        return self.start()

    def start(self) -> "Playground":
        """Bind, serve in a thread, and return once it answers."""
        held = _bound(self._port)
        self.world.base_url = f"http://127.0.0.1:{held.getsockname()[1]}"
        for other in self.others:
            other.world.base_url = f"{self.world.base_url}/w/{other.world.domain}"
        if self._request_url:
            use_http(self._desk, self._request_url)
        app = Starlette(routes=routes(self._desk, self.others))
        self._server = Server(_config(app))
        self._thread = threading.Thread(
            target=self._server.run, args=([held],), name="playground", daemon=True
        )
        self._thread.start()
        self._server.up.result(STARTING)
        return self

    def stop(self) -> None:
        self._server.stop()
        if self._thread:
            self._thread.join(STARTING)
        for desk in (self._desk, *self.others):
            if desk.http_mode:
                desk.http_mode.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return self.world.base_url

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        return self.world.bot_token

    @property
    def app_token(self) -> str:
        return self.world.app_token

    @property
    def signing_secret(self) -> str:
        return self.world.signing_secret

    @property
    def client_id(self) -> str:
        return self.world.client_id

    @property
    def client_secret(self) -> str:
        return self.world.client_secret

    @property
    def bot_user(self) -> str:
        return self.world.bot_user

    @property
    def bot_id(self) -> str:
        return self.world.bot_id

    @property
    def team(self) -> str:
        return self.world.team

    @property
    def app_id(self) -> str:
        return self.world.app_id

    @property
    def on_idle(self) -> Callable[[float], bool] | None:
        """Asked by settle: has the bot finished, within so many seconds?"""
        return self._desk.on_idle

    @on_idle.setter
    def on_idle(self, ask: Callable[[float], bool] | None) -> None:
        self._desk.on_idle = ask

    @property
    def on_clock(self) -> Callable[[], None] | None:
        """Called after the clock was moved."""
        return self._desk.on_clock

    @on_clock.setter
    def on_clock(self, call: Callable[[], None] | None) -> None:
        self._desk.on_clock = call

    def wait_for_link(self, seconds: float = 10.0, links: int = 1) -> bool:
        """Wait until the bot is connected over Socket Mode."""
        if self._server.loop is None:
            return False
        waiting = self._linked(seconds, links)
        return asyncio.run_coroutine_threadsafe(waiting, self._server.loop).result()

    async def _linked(self, seconds: float, links: int) -> bool:
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self._desk.socket_mode.usable < links and loop.time() < end:
            await self.world.pulse.next(end - loop.time())
        return self._desk.socket_mode.usable >= links


def _bound(port: int) -> socket.socket:
    """A listening socket; asyncio switches Nagle off only where the protocol is named."""
    held = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", port))
    held.listen(256)
    return held


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=HttpProtocol,
        ws=SocketProtocol,
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        ws_ping_interval=10.0,
        ws_ping_timeout=60.0,
        ws_max_size=4_000_000,
        ws_per_message_deflate=False,
        timeout_keep_alive=60,
    )
