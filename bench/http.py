"""The same unwanted messages as signed HTTP requests, to both sides under the same uvicorn."""

import asyncio
import socket
import time
from contextlib import suppress

from bench import bots
from bench.figures import Figure
from bench.payloads import as_bytes, signed, talk
from bench.rounds import Pair, each_in_turn

ROUNDS, REQUESTS, IN_FLIGHT = 5, 1500, 16


def throughput() -> Figure:
    found = asyncio.run(_measured())
    seen = f"{found.ours:,.0f} requests a second against {found.theirs:,.0f}, {IN_FLIGHT} in flight"
    return Figure("HTTP throughput, ours : bare Bolt", found.ratio, aim=2.5, seen=seen)


async def _measured() -> Pair:
    requests = [_request(as_bytes(body)) for body in talk(REQUESTS)]
    mine, other = _free_port(), _free_port()
    with bots.web("ours", mine), bots.web("bare", other):
        for port in (mine, other):
            await _answers(port)
            await _rate(port, requests[:300])  # warm
        return await each_in_turn(
            "unwanted, HTTP",
            ROUNDS,
            lambda: _rate(mine, requests),
            lambda: _rate(other, requests),
        )


async def _rate(port: int, requests: list[bytes]) -> float:
    """Requests a second over connections that are kept open."""
    waiting = iter(requests)

    async def one_connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for request in waiting:
            writer.write(request)
            await _read_answer(reader)
        writer.close()

    began = time.perf_counter()
    async with asyncio.timeout(60):
        await asyncio.gather(*(one_connection() for _ in range(IN_FLIGHT)))
    return len(requests) / (time.perf_counter() - began)


async def _read_answer(reader: asyncio.StreamReader) -> None:
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    at = head.lower().find(b"content-length: ")
    length = int(head[at + 16 : head.index(b"\r\n", at)]) if at > 0 else 0
    await reader.readexactly(length)


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
