"""The same unwanted messages as signed HTTP requests, to both sides under the same uvicorn."""

import asyncio
import re
import socket
import time
from collections.abc import Iterator
from contextlib import suppress

from bench import bots
from bench.figures import Figure
from bench.payloads import as_bytes, signed, talk
from bench.rounds import each_in_turn

ROUNDS, REQUESTS, IN_FLIGHT = 7, 2000, 16
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


def figures() -> list[Figure]:
    return asyncio.run(_measured())


async def _measured() -> list[Figure]:
    requests = [_request(as_bytes(body)) for body in talk(REQUESTS)]
    mine, other = _free_port(), _free_port()
    with bots.web("ours", mine) as ours, bots.web("bare", other) as bare:
        for port in (mine, other):
            await _answers(port)
            await _rate(port, requests[:300])  # warm
        before = [bots.processor_time(child) for child in (ours, bare)]
        rates = await each_in_turn(
            "unwanted, HTTP",
            ROUNDS,
            lambda: _rate(mine, requests),
            lambda: _rate(other, requests),
        )
        after = [bots.processor_time(child) for child in (ours, bare)]
    spent = [
        (late - early) / ROUNDS / REQUESTS * 1e6 for early, late in zip(before, after, strict=True)
    ]
    seen = f"{rates.ours:,.0f} requests a second against {rates.theirs:,.0f}, {IN_FLIGHT} in flight"
    cost = f"{spent[0]:.0f} µs of the server's CPU a request against {spent[1]:.0f} µs"
    return [
        Figure("HTTP throughput, ours : bare Bolt", rates.ratio, aim=2.5, seen=seen),
        Figure("HTTP requests for the same CPU", spent[1] / spent[0], aim=2.5, seen=cost),
    ]


async def _rate(port: int, requests: list[bytes]) -> float:
    """Requests a second over connections that are kept open."""
    waiting, loop = iter(requests), asyncio.get_running_loop()
    began = time.perf_counter()
    async with asyncio.timeout(60):
        made = [
            await loop.create_connection(lambda: Connection(waiting), "127.0.0.1", port)
            for _ in range(IN_FLIGHT)
        ]
        await asyncio.gather(*(connection.over for _, connection in made))
    return len(requests) / (time.perf_counter() - began)


class Connection(asyncio.Protocol):
    """One request after the other. Bare on purpose: whoever asks must not be the slower one."""

    def __init__(self, waiting: Iterator[bytes]) -> None:
        self._waiting, self._heard = waiting, b""
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._ask()

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if is_whole(self._heard):
            assert self._heard.startswith(b"HTTP/1.1 200"), self._heard
            self._heard = b""
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.over.done():
            self.over.set_exception(exc or ConnectionError("closed before the end"))

    def _ask(self) -> None:
        request = next(self._waiting, None)
        if request is not None:
            self._transport.write(request)
        elif not self.over.done():
            self.over.set_result(None)
            self._transport.close()


def is_whole(answer: bytes) -> bool:
    head, found, body = answer.partition(b"\r\n\r\n")
    said = LENGTH.search(head)
    if said is None:  # in chunks
        return answer.endswith(b"0\r\n\r\n")
    return bool(found) and len(body) >= int(said.group(1))


def _request(body: bytes) -> bytes:
    lines = [f"{name}: {value}" for name, value in signed(body).items()]
    fields = "\r\n".join([*lines, f"content-length: {len(body)}", "host: 127.0.0.1"])
    return f"POST /slack/events HTTP/1.1\r\n{fields}\r\n\r\n".encode() + body


async def _answers(port: int) -> None:
    """Until somebody listens there."""
    async with asyncio.timeout(20):
        while True:
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                return
            await asyncio.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
