"""The least Slack that a bot can talk to: a Web API that says yes, and Socket Mode links."""

import asyncio
import json
import time
from contextlib import suppress
from urllib.parse import parse_qs

from websockets.asyncio.server import Server, ServerConnection, serve

from bench.payloads import BOT, TEAM, Json, envelope

PATIENCE = 60.0  # seconds that anything here may take


class Stub:
    """`async with Stub() as slack`. `delay`: seconds that the API takes for each call."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.calls = 0
        self.newest: dict[str, float] = {}  # when each method was called last
        self.links: dict[str, ServerConnection] = {}  # by app token: each bot has its own
        self._acks: dict[str, asyncio.Future[float]] = {}
        self._linked = asyncio.Event()
        self._servers: list[asyncio.Server | Server] = []

    async def __aenter__(self) -> "Stub":
        # no per-message compression: Slack's own link does not use it either
        links = await serve(self._link, "127.0.0.1", 0, compression=None)
        api = await asyncio.start_server(self._api, "127.0.0.1", 0)
        self._servers = [links, api]
        self.port = api.sockets[0].getsockname()[1]
        self.link_port = next(iter(links.sockets)).getsockname()[1]
        self.api_url = f"http://127.0.0.1:{self.port}/api/"
        return self

    async def __aexit__(self, *_: object) -> None:
        for server in self._servers:
            server.close()

    async def linked(self, token: str) -> None:
        async with asyncio.timeout(PATIENCE):
            while token not in self.links:
                await self._linked.wait()
                self._linked.clear()

    async def ask(self, token: str, kind: str, payload: Json) -> float:
        """Send one envelope; the seconds until it was acknowledged."""
        frame = envelope(kind, payload)
        ack = self._acks[frame["envelope_id"]] = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        await self.links[token].send(json.dumps(frame))
        return await ack - began

    async def flood(
        self, token: str, kind: str, payloads: list[Json], in_flight: int
    ) -> list[float]:
        """All of them, so many unacknowledged at a time; the seconds that each took."""
        waiting, took = iter(payloads), list[float]()

        async def one_after_the_other() -> None:
            for payload in waiting:
                took.append(await self.ask(token, kind, payload))

        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(one_after_the_other() for _ in range(in_flight)))
        return took

    async def _link(self, link: ServerConnection) -> None:
        assert link.request is not None
        token = link.request.path.rpartition("=")[2]
        self.links[token] = link
        hello = {"type": "hello", "num_connections": 1, "connection_info": {"app_id": "ABENCH"}}
        await link.send(json.dumps(hello))
        self._linked.set()
        with suppress(Exception):  # a bot that is being stopped may just go
            async for said in link:
                self._acknowledged(said)

    def _acknowledged(self, said: str | bytes) -> None:
        ack = self._acks.pop(json.loads(said).get("envelope_id", ""), None)
        if ack is not None and not ack.done():
            ack.set_result(time.perf_counter())

    async def _api(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            fields = dict(
                line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line
            )
            body = await reader.readexactly(int(fields.get("content-length", 0)))
            method = head.split(" ", 2)[1].rpartition("/")[2]
            answer = await self._answer(method, fields, body)
            said = json.dumps({"ok": True, **answer}).encode()
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (len(said), said)
            )
            await writer.drain()
        writer.close()

    async def _answer(self, method: str, fields: dict[str, str], body: bytes) -> Json:
        if method == "apps.connections.open":
            token = fields.get("authorization", "").removeprefix("bearer ")
            return {"url": f"ws://127.0.0.1:{self.link_port}/link/?token={token}"}
        if method == "auth.test":
            return {"team_id": TEAM, "team": "Bench", "user_id": BOT, "bot_id": "BBENCH"}
        self.calls += 1
        self.newest[method] = time.perf_counter()
        await asyncio.sleep(self.delay)
        if method == "users.info":
            user = parse_qs(body.decode()).get("user", ["U0BENCH0"])[0]
            profile = {"display_name": user}
            return {"user": {"id": user, "name": user, "tz": "Europe/Berlin", "profile": profile}}
        if method == "conversations.open":
            return {"channel": {"id": "D0BENCH"}}
        return {"channel": "D0BENCH", "ts": f"{time.time():.6f}"}
