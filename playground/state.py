"""The pretend workspace: what is in it now, and the stamps and ids that new things get."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from bot.clock import Clock
from playground.faults import Faults
from playground.grants import Grants
from playground.ledger import Ledger
from playground.manifest import Manifest
from playground.pulse import Pulse
from playground.things import (
    Channel,
    File,
    Json,
    Message,
    Person,
    ResponseUrl,
    Scheduled,
    Trigger,
    View,
)
from playground.tour import Tour

TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5
MOST_WAITING = 2_000  # triggers and response_urls that are remembered, so that memory stays flat


@dataclass
class World:
    """Everything the server knows; only its own loop may touch it."""

    manifest: Manifest
    clock: Clock
    name: str = "Fernhill"
    domain: str = "fernhill"
    base_url: str = ""
    team: str = "T0FERN0001"
    app_id: str = "A0FERN0001"
    bot_user: str = "U0FERNB0T1"
    bot_id: str = "B0FERN0001"
    client_id: str = "100000000001.200000000002"
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    grants: Grants = field(
        default_factory=lambda: Grants(_token("xoxb-100000000001-200000000002-"))
    )
    app_token: str = field(default_factory=lambda: _token("xapp-1-A0FERN0001-300000000003-"))
    is_installed: bool = True
    enterprise: str = ""  # the organisation this is a workspace of
    is_for_all: bool = False  # installed for the whole organisation
    redirects: tuple[str, ...] = ()  # where the installation may lead back to; () = anywhere
    granted: frozenset[str] | None = None  # what was agreed to; None: all that is asked for
    withheld_scopes: set[str] = field(default_factory=set)
    refused_blocks: set[str] = field(default_factory=set)  # types this workspace does not take
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    pulse: Pulse = field(default_factory=Pulse)
    calls_running: int = 0
    emit: Callable[[Json, Channel | None], None] = lambda event, channel: None
    _counts: dict[str, int] = field(default_factory=dict)
    _stamps: set[int] = field(default_factory=set)
    _last_stamp: int = 0

    def __post_init__(self) -> None:
        self.tour = Tour(self.channels)
        self.ledger = Ledger(self.clock, self.tour.hear)
        self.people[self.bot_user] = Person(
            id=self.bot_user,
            name=self.manifest.name.lower(),
            real_name=self.manifest.name,
            tz="America/Los_Angeles",
            is_bot=True,
            bot_id=self.bot_id,
            app_id=self.app_id,
        )

    @property
    def scopes(self) -> set[str]:
        """What the token may do."""
        asked = self.manifest.scopes | self.manifest.optional_scopes
        return set(asked if self.granted is None else self.granted) - self.withheld_scopes

    @property
    def bot_token(self) -> str:
        """The one of the app's own page, or that of the newest installation."""
        return self.grants.first

    def seconds(self) -> int:
        return int(self.clock.now().timestamp())

    def stamp(self) -> str:
        """A new ts: the clock's time, and never the same one twice."""
        now = round(self.clock.now().timestamp() * 1_000_000)
        behind = self._last_stamp - now
        stamp = self._last_stamp + 1 if 0 <= behind < 1_000_000 else now
        while stamp in self._stamps:
            stamp += 1
        self._stamps.add(stamp)
        self._last_stamp = stamp
        return f"{stamp // 1_000_000}.{stamp % 1_000_000:06d}"

    def new_id(self, prefix: str) -> str:
        """A new id such as C0FERN0007."""
        number = self._counts.get(prefix, 1) + 1
        self._counts[prefix] = number
        stem = self.domain[:4].upper() if prefix == "Ev" else "FERN"  # those are Slack's own
        return f"{prefix}0{stem}{number:04d}"

    def direct(self, user: str, other: str = "") -> Channel:
        """The conversation of two people, opened when there was none."""
        pair = sorted((user, other or self.bot_user))
        for channel in self.channels.values():
            if channel.kind == "im" and sorted(channel.members) == pair:
                return channel
        made = Channel(self.new_id("D"), "", "im", pair, created=self.seconds())
        self.channels[made.id] = made
        return made

    def visible_to(self, user: str) -> Iterator[Channel]:
        """The conversations a person has in front of them."""
        return (c for c in self.channels.values() if user in c.members)

    def trigger(self, user: str, channel: str = "") -> str:
        self._counts["trigger"] = number = self._counts.get("trigger", 0) + 1
        trigger_id = f"{self.seconds()}.{number}.{secrets.token_hex(8)}"
        self.triggers[trigger_id] = Trigger(user, self.clock.now(), channel)
        _forget_oldest(self.triggers)
        return trigger_id

    def response_url(self, user: str, channel: str, ts: str = "", thread: str = "") -> str:
        key = secrets.token_hex(12)
        self.response_urls[key] = ResponseUrl(user, channel, self.clock.now(), ts, thread)
        _forget_oldest(self.response_urls)
        return f"{self.base_url}/hooks/{self.team}/{key}"

    def top_view(self, user: str) -> View | None:
        stack = self.stacks.get(user)
        return self.views[stack[-1]] if stack else None


def _forget_oldest(held: dict[str, Any]) -> None:
    while len(held) > MOST_WAITING:
        del held[next(iter(held))]


def _token(prefix: str) -> str:
    return prefix + secrets.token_hex(12)


__all__ = [
    "Channel",
    "File",
    "Json",
    "Message",
    "Person",
    "ResponseUrl",
    "Scheduled",
    "Trigger",
    "View",
    "World",
]
