"""Socket Mode: tickets, links, envelopes, acknowledgements and the three-second timer."""

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from playground.delivery import Answer
from playground.state import Json, World

MOST_LINKS = 10
WITH_ANSWER = ("slash_commands", "view_submission", "block_suggestion")


@dataclass(eq=False)
class Link:
    """One open connection of the bot."""

    socket: WebSocket
    number: int
    is_silent: bool = False
    is_leaving: bool = False
    closed: asyncio.Event = field(default_factory=asyncio.Event)


class SocketMode:
    """The carrier that sends each payload to one of the bot's connections."""

    def __init__(self, world: World, ack_timeout: float = 3.0) -> None:
        self.world = world
        self.ack_timeout = ack_timeout
        self.links: list[Link] = []
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[Json | None]] = {}
        self._sent: dict[str, float] = {}
        self._turn = 0
        self._opened = 0

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    @property
    def usable(self) -> int:
        """Links that envelopes may still be sent on."""
        return sum(not link.is_leaving for link in self.links)

    def ticket_url(self) -> str:
        """An address that opens one connection, once."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        base = self.world.base_url.replace("http", "ws", 1)
        return f"{base}/link/?ticket={ticket}&app_id={self.world.app_id}"

    async def endpoint(self, socket: WebSocket) -> None:
        ticket = socket.query_params.get("ticket", "")
        if ticket not in self._tickets:
            await socket.close(4001)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        self._opened += 1
        link = Link(socket, self._opened)
        if len(self.links) >= MOST_LINKS:
            await socket.send_json(self._disconnect_frame("too_many_websockets"))
            await socket.close()
            return
        await self._serve(link)

    async def _serve(self, link: Link) -> None:
        self.links.append(link)
        if self.world.faults.on_link("silent_start"):
            self.silence(link)
        try:
            await self._write(link, self._hello())
            self.world.pulse.beat()
            while True:
                self._take(link, await link.socket.receive_text())
        except (WebSocketDisconnect, RuntimeError):
            pass
        finally:
            self.links.remove(link)
            link.closed.set()
            self.world.pulse.beat()

    def _take(self, link: Link, text: str) -> None:
        """An acknowledgement came in."""
        frame = json.loads(text) if text.startswith("{") else {}
        envelope_id = frame.get("envelope_id")
        if link.is_silent or not envelope_id:
            return
        payload = frame.get("payload")
        sent = self._sent.get(envelope_id)
        took = None if sent is None else _milliseconds(sent)
        told = {"envelope_id": envelope_id, "link": link.number, "took_ms": took}
        self.world.ledger.note("ack", payload=payload, **told)
        future = self._waiting.get(envelope_id)
        if future is None or future.done() or self.world.faults.on_event("no_ack"):
            return
        future.set_result(payload or None)

    async def send(self, kind: str, payload: Json, attempt: int, reason: str) -> Answer:
        link = self._next_link()
        if link is None:
            return Answer(False, problem="no_connection", may_retry=False)
        frame = envelope(kind, payload, attempt, reason)
        future: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._waiting[frame["envelope_id"]] = future
        self._sent[frame["envelope_id"]] = asyncio.get_running_loop().time()
        self.world.ledger.note("envelope", link=link.number, envelope=frame)
        try:
            await self._write(link, frame)
            return Answer(True, await asyncio.wait_for(future, self.ack_timeout))
        except TimeoutError:
            self.world.ledger.note("not_acked", envelope_id=frame["envelope_id"])
            self.world.pulse.beat()
            return Answer(False, problem="timeout")
        finally:
            del self._waiting[frame["envelope_id"]]
            del self._sent[frame["envelope_id"]]

    def _next_link(self) -> Link | None:
        usable = [link for link in self.links if not link.is_leaving]
        if not usable:
            return None
        self._turn += 1
        return usable[self._turn % len(usable)]

    async def _write(self, link: Link, frame: Json) -> None:
        if link.is_silent:
            return
        try:
            await link.socket.send_text(json.dumps(frame))
        except (WebSocketDisconnect, RuntimeError):
            link.is_leaving = True

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.links),
            "debug_info": {
                "host": "applink-playground",
                "build_number": 10,
                "approximate_connection_time": 18060,
            },
            "connection_info": {"app_id": self.world.app_id},
        }

    def _disconnect_frame(self, reason: str) -> Json:
        return {
            "type": "disconnect",
            "reason": reason,
            "debug_info": {"host": "applink-playground"},
        }

    async def disconnect(self, reason: str) -> int:
        """Ask every link to refresh; the bot closes the old ones itself."""
        links = list(self.links)
        for link in links:
            link.is_leaving = reason != "warning"
            await self._write(link, self._disconnect_frame(reason))
        return len(links)

    async def close(self) -> int:
        """Drop every link, as a broken network does."""
        links = list(self.links)
        for link in links:
            link.is_leaving = True
            _transport(link).abort()
        return len(links)

    def silence(self, link: Link) -> None:
        """Keep the link open and say nothing on it any more, not even pongs."""
        link.is_silent = True
        _transport(link).pause_reading()

    def silence_some(self, most: int) -> int:
        """So many of those that still speak, the oldest first."""
        links = [link for link in self.links if not link.is_silent][:most]
        for link in links:
            self.silence(link)
        return len(links)


def _milliseconds(since: float) -> float:
    return round((asyncio.get_running_loop().time() - since) * 1000, 1)


def envelope(kind: str, payload: Json, attempt: int, reason: str) -> dict[str, Any]:
    frame: dict[str, Any] = {
        "envelope_id": secrets.token_hex(16),
        "payload": payload,
        "type": kind,
        "accepts_response_payload": kind in WITH_ANSWER or payload.get("type") in WITH_ANSWER,
    }
    if kind == "events_api":
        frame |= {"retry_attempt": attempt, "retry_reason": reason}
    return frame


def _transport(link: Link) -> asyncio.Transport:
    transport: asyncio.Transport = link.socket.scope["playground.transport"]
    return transport
