"""Reads a request to the control API, finds who and what it means, and answers in JSON."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from playground.delivery import Delivery
from playground.forms import CannotFill
from playground.http_mode import HttpMode
from playground.socket_mode import SocketMode
from playground.state import Channel, Json, Message, Person, World
from playground.web_api.calls import SlackError


class Unclear(ValueError):  # noqa: N818 - a sentence for whoever asked
    """There is no such person, channel, message and so on."""


@dataclass
class Wish:
    """What somebody asks of the playground."""

    desk: "Desk"
    given: Json

    @property
    def world(self) -> World:
        return self.desk.world

    def text(self, name: str, default: str = "") -> str:
        value = self.given.get(name)
        return default if value is None else str(value)

    @property
    def person(self) -> Person:
        """Who does it."""
        return self.someone(self.text("as"))

    def someone(self, name: str) -> Person:
        wanted = name.lstrip("@").lower()
        for person in self.world.people.values():
            if wanted in (person.id.lower(), person.name.lower(), person.display_name.lower()):
                return person
        raise Unclear(f"There is nobody called {name!r} here.")

    def channel(self) -> Channel:
        """Where it happens; a person's name means the direct messages with them."""
        name = self.text("channel")
        wanted = name.lstrip("#").lower()
        for channel in self.world.channels.values():
            if wanted == channel.id.lower() or (channel.name and wanted == channel.name.lower()):
                return channel
        if wanted.lstrip("@") in ("winbook", "bot", self.world.manifest.name.lower()):
            return self.world.direct(self.person.id)
        try:
            return self.world.direct(self.person.id, self.someone(name).id)
        except Unclear:
            raise Unclear(f"There is no channel or person {name!r} here.") from None

    def own_channel(self) -> Channel:
        """A channel this person is in."""
        channel = self.channel()
        if self.person.id not in channel.members:
            raise Unclear(f"{self.person.name} is not in #{channel.name or channel.id}.")
        return channel

    def message(self, channel: Channel) -> Message:
        ts = self.text("ts")
        sent = channel.messages.get(ts) or channel.ephemeral.get(ts)
        if sent is None or sent.only_for not in ("", self.person.id):
            raise Unclear(f"There is no message {ts!r} in {channel.name or channel.id}.")
        return sent


Deed = Callable[[Wish], Awaitable[Json]]
DEEDS: dict[str, Deed] = {}


def deed(name: str) -> Callable[[Deed], Deed]:
    """Register what `/control/<name>` does."""

    def register(run: Deed) -> Deed:
        DEEDS[name] = run
        return run

    return register


@dataclass
class Desk:
    """What the deeds work with."""

    world: World
    delivery: Delivery
    socket_mode: SocketMode
    ack_timeout: float = 3.0
    on_idle: Callable[[float], bool] | None = None
    on_clock: Callable[[], None] | None = None
    http_mode: HttpMode | None = field(default=None)

    async def endpoint(self, request: Request) -> JSONResponse:
        run = DEEDS.get(request.path_params["deed"])
        if run is None:
            return JSONResponse({"ok": False, "error": "There is no such thing to do."}, 404)
        try:
            given: Any = dict(request.query_params)
            if request.method == "POST":
                given |= await request.json()
            answer = await run(Wish(self, given))
        except SlackError as refusal:
            return JSONResponse(refusal.answer, 400)
        except (Unclear, CannotFill, ValueError) as problem:
            return JSONResponse({"ok": False, "error": str(problem)}, 400)
        return JSONResponse({"ok": True, **answer})
