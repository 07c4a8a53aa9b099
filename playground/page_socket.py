"""The line to the page: what a person sees, sent again after every change."""

import asyncio
import contextlib
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.screen import AGAIN, changes, reach_back, screen
from playground.seen import seen_by
from playground.state import Json, World

PAUSE = 0.05
REST = 20.0  # without any change, so often the clock is told


class PageSocket:
    """Whole snapshots, or, asked with `changes=1`, the newest part and then what changed."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def endpoint(self, socket: WebSocket) -> None:
        user = socket.query_params.get("user", "")
        await socket.accept()
        if user not in self.world.people:
            await socket.close(4004)
            return
        viewer = Viewer(self.world, user, bool(socket.query_params.get("changes")))
        gone = asyncio.ensure_future(_listen(socket, viewer))
        try:
            await self._tell(socket, viewer, gone)
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            gone.cancel()

    async def _tell(
        self, socket: WebSocket, viewer: "Viewer", gone: "asyncio.Future[None]"
    ) -> None:
        while not gone.done():
            count = self.world.pulse.count
            news = viewer.news()
            if news:
                await socket.send_json(news)
            await asyncio.sleep(PAUSE)
            if count == self.world.pulse.count:
                await self.world.pulse.next(REST)


class Viewer:
    """One open page: who looks, how far back, and what it was told last."""

    def __init__(self, world: World, user: str, only_changes: bool) -> None:
        self.world, self.user, self.only_changes = world, user, only_changes
        self.reach: dict[str, str] = {}
        self.held: set[str] = set()
        self.last: Json = {}

    def news(self) -> Json:
        """What to send now; empty when nothing changed."""
        if not self.only_changes:
            now = seen_by(self.world, self.user)
            news = now if now != self.last else {}
        else:
            now = screen(self.world, self.user, self.reach, self.held)
            news = changes(self.last, now)
        self.last = now
        return news

    def hear(self, wish: Any) -> None:
        """The page wants older messages: `{"earlier": channel}`, with `since` back to that ts."""
        channel = self.world.channels.get(str(wish.get("earlier")))
        if channel is None or channel.id not in self.reach:
            return
        self.held.add(channel.id)
        start = min(self.reach[channel.id], str(wish.get("since") or "9"))
        self.reach[channel.id] = reach_back(channel, start, AGAIN)
        self.world.pulse.beat()


async def _listen(socket: WebSocket, viewer: Viewer) -> None:
    """Hear what the page wants, until it hangs up."""
    with contextlib.suppress(WebSocketDisconnect, RuntimeError, ValueError, AttributeError):
        while True:
            viewer.hear(await socket.receive_json())
