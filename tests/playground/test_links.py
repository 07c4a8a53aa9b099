"""Socket Mode as a bare client sees it: tickets, hello, envelopes, refresh, silence."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import websockets
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from playground.driver import Visitor, ask
from playground.server import Playground
from tests.playground.conftest import judge

Line = Any


def ticket(slack: Playground) -> str:
    client = WebClient(base_url=slack.api_url)
    return str(client.apps_connections_open(app_token=slack.app_token)["url"])


def on_a_line(slack: Playground, deed: Callable[[Line], Awaitable[Any]]) -> Any:
    """Open one link, read its hello, and do something on it."""

    async def run() -> Any:
        async with websockets.connect(ticket(slack), proxy=None) as line:
            await read(line)
            return await deed(line)

    return asyncio.run(run())


async def read(line: Line, seconds: float = 5) -> dict[str, Any]:
    frame: dict[str, Any] = json.loads(await asyncio.wait_for(line.recv(), seconds))
    return frame


async def turn(slack: Playground, **wish: Any) -> None:
    await asyncio.to_thread(ask, f"{slack.url}/control/faults", wish)


def test_the_first_frame_is_hello(slack: Playground) -> None:
    async def hello() -> dict[str, Any]:
        async with websockets.connect(ticket(slack), proxy=None) as line:
            return await read(line)

    frame = asyncio.run(hello())
    assert frame["num_connections"] == 1
    assert judge("check_payload").check("hello", frame) == []


def test_a_ticket_works_once(slack: Playground) -> None:
    async def twice() -> None:
        url = ticket(slack)
        async with websockets.connect(url, proxy=None):
            with pytest.raises(websockets.InvalidStatus):
                await websockets.connect(url, proxy=None)

    asyncio.run(twice())


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
def test_a_refresh_is_announced_with_its_reason(slack: Playground, reason: str) -> None:
    async def told(line: Line) -> dict[str, Any]:
        await turn(slack, link="disconnect", reason=reason)
        return await read(line)

    frame = on_a_line(slack, told)
    assert frame["reason"] == reason
    assert judge("check_payload").check("disconnect", frame) == []


def test_payloads_go_round_all_links(slack: Playground, dana: Visitor) -> None:
    async def both() -> list[str]:
        async with (
            websockets.connect(ticket(slack), proxy=None) as one,
            websockets.connect(ticket(slack), proxy=None) as two,
        ):
            for line in (one, two):
                await read(line)
            for text in ("first", "second"):
                await asyncio.to_thread(dana.post, "#general", text)
            frames = [await read(one), await read(two)]
            return sorted(f["payload"]["event"]["text"] for f in frames)

    assert asyncio.run(both()) == ["first", "second"]


def test_a_closed_link_is_gone_at_once(slack: Playground) -> None:
    async def cut(line: Line) -> None:
        await turn(slack, link="close")
        with pytest.raises(websockets.ConnectionClosed):
            await read(line)

    on_a_line(slack, cut)
    assert ask(f"{slack.url}/control/health")["links"] == 0


def test_a_silent_link_says_nothing_and_hears_nothing(slack: Playground, dana: Visitor) -> None:
    async def wait(line: Line) -> None:
        await turn(slack, link="silent")
        await asyncio.to_thread(dana.post, "#general", "unheard")
        with pytest.raises(TimeoutError):
            await read(line, 0.1)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(await line.ping(), 0.1)
        line.transport.abort()

    on_a_line(slack, wait)


def test_links_can_be_refused(slack: Playground, dana: Visitor) -> None:
    dana.send("faults", link="refuse")
    with pytest.raises(SlackApiError, match="internal_error"):
        ticket(slack)
    assert ticket(slack).startswith("ws://")
