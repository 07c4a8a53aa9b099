"""The line to the page: what a person sees, sent again after every change."""

import asyncio
import contextlib

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.seen import seen_by
from playground.state import World

PAUSE = 0.05


class PageSocket:
    def __init__(self, world: World) -> None:
        self.world = world

    async def endpoint(self, socket: WebSocket) -> None:
        user = socket.query_params.get("user", "")
        await socket.accept()
        if user not in self.world.people:
            await socket.close(4004)
            return
        gone = asyncio.ensure_future(_gone(socket))
        try:
            await self._tell(socket, user, gone)
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            gone.cancel()

    async def _tell(self, socket: WebSocket, user: str, gone: "asyncio.Future[None]") -> None:
        last: object = None
        while not gone.done():
            count = self.world.pulse.count
            now = seen_by(self.world, user)
            if now != last:
                await socket.send_json(now)
                last = now
            await asyncio.sleep(PAUSE)
            if count == self.world.pulse.count:
                await self.world.pulse.next(60)


async def _gone(socket: WebSocket) -> None:
    """Read until the page hangs up."""
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        while True:
            await socket.receive_text()
