"""How events and interactions reach the bot: at least once, within three seconds, or not at all."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from playground.manifest import EVENT_SCOPES
from playground.state import Channel, Json, World

RETRIES = (0.0, 60.0, 300.0)
HISTORY = {
    "channel": "message.channels",
    "group": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}


@dataclass(frozen=True)
class Answer:
    """What came back from the bot: acknowledged or not, and with what."""

    is_acked: bool
    payload: Json | None = None
    problem: str = ""
    may_retry: bool = True


class Carrier(Protocol):
    """A way to the bot: Socket Mode or signed HTTP requests."""

    async def send(self, kind: str, payload: Json, attempt: int, reason: str) -> Answer: ...


class Delivery:
    """Decides which events the app gets, and repeats those that were not acknowledged."""

    def __init__(self, world: World, carrier: Carrier, retries: Sequence[float] = RETRIES) -> None:
        self.world = world
        self.carrier = carrier
        self.retries = tuple(retries)
        self.running = 0
        self._held: Json | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def ask(self, kind: str, payload: Json) -> Answer:
        """Send a command or an interaction and wait for the answer."""
        self.running += 1
        try:
            return await self.carrier.send(kind, payload, 0, "")
        finally:
            self.running -= 1
            self.world.pulse.beat()

    def emit(self, event: Json, channel: Channel | None = None) -> None:
        """Send an event to the app, when it subscribed to it and may have it."""
        name = subscription(event, channel)
        if not self._is_wanted(name, channel):
            return
        payload = self._wrapped(event)
        if self.world.faults.on_event("swap") and self._held is None:
            self._held = payload
            return
        self._start(payload)
        if self.world.faults.on_event("duplicate"):
            self._start(payload)
        if self._held is not None:
            held, self._held = self._held, None
            self._start(held)

    def release(self) -> None:
        """Let go of an event that was held back to be swapped with the next one."""
        if self._held is not None:
            held, self._held = self._held, None
            self._start(held)

    def _is_wanted(self, name: str, channel: Channel | None) -> bool:
        world = self.world
        needed = EVENT_SCOPES.get(name, ())
        if not world.is_installed and name not in ("app_uninstalled", "tokens_revoked"):
            return False
        if name not in world.manifest.events or (needed and not world.scopes & set(needed)):
            return False
        return channel is None or world.bot_user in channel.members

    def _wrapped(self, event: Json) -> Json:
        world = self.world
        place = event.get("channel") or event.get("item", {}).get("channel") or world.app_id
        return {
            "token": "playground",
            "team_id": world.team,
            "api_app_id": world.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": world.new_id("Ev"),
            "event_time": world.seconds(),
            "authorizations": [
                {
                    "enterprise_id": world.enterprise or None,
                    "team_id": None if world.is_for_all else world.team,
                    "user_id": world.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": world.is_for_all,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{event['type']}-{world.team}-{place}",
        }

    def _start(self, payload: Json) -> None:
        self.running += 1
        task = asyncio.get_running_loop().create_task(self._deliver(payload))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, payload: Json) -> None:
        try:
            answer = await self.carrier.send("events_api", payload, 0, "")
            for attempt, delay in enumerate(self.retries, 1):
                if answer.is_acked or not answer.may_retry:
                    break
                await self._pass(delay)
                answer = await self.carrier.send("events_api", payload, attempt, answer.problem)
            if not answer.is_acked:
                lost = {"event_id": payload["event_id"], "problem": answer.problem}
                self.world.ledger.note("lost", **lost)
        finally:
            self.running -= 1
            self.world.pulse.beat()

    async def _pass(self, seconds: float) -> None:
        """Wait so long in real time, or until the workspace's clock was moved so far."""
        due = self.world.clock.now() + timedelta(seconds=seconds)
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while self.world.clock.now() < due and loop.time() < end:
            await self.world.pulse.next(end - loop.time())


def subscription(event: Json, channel: Channel | None) -> str:
    """The name under which the manifest subscribes to an event."""
    name = str(event["type"])
    return HISTORY[channel.kind] if name == "message" and channel else name
