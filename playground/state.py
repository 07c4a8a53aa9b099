"""The state of the pretend workspace: people, channels, messages, views, and their stamps."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from playground.faults import Faults
from playground.ledger import Ledger
from playground.manifest import Manifest
from playground.pulse import Pulse

Json = dict[str, Any]
TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_LIFE = timedelta(minutes=30)
RESPONSE_USES = 5


@dataclass
class Person:
    id: str
    name: str
    real_name: str = ""
    display_name: str = ""
    tz: str = "Europe/Berlin"
    title: str = ""
    email: str = ""
    locale: str = "en-US"
    color: str = "4bbe2e"
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    deleted: bool = False
    bot_id: str = ""
    app_id: str = ""
    updated: int = 0

    @property
    def shown(self) -> str:
        return self.display_name or self.real_name or self.name


@dataclass
class Message:
    """A message as history shows it, without what is counted from elsewhere."""

    content: Json
    only_for: str = ""
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def ts(self) -> str:
        return str(self.content["ts"])

    @property
    def thread(self) -> str:
        """The ts of the thread this is a reply in, or nothing."""
        thread = str(self.content.get("thread_ts") or "")
        return "" if thread == self.ts else thread

    @property
    def is_in_channel(self) -> bool:
        """Whether it stands in the channel's own stream."""
        return not self.thread or self.content.get("subtype") == "thread_broadcast"


@dataclass
class Channel:
    id: str
    name: str
    kind: str = "channel"  # channel, group, im or mpim
    members: list[str] = field(default_factory=list)
    creator: str = ""
    created: int = 0
    topic: str = ""
    is_archived: bool = False
    messages: dict[str, Message] = field(default_factory=dict)
    ephemeral: dict[str, Message] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        return self.kind != "channel"

    def stream(self) -> list[Message]:
        """What everyone sees, oldest first."""
        return sorted(self.messages.values(), key=lambda m: m.ts)

    def replies(self, ts: str) -> list[Message]:
        return [m for m in self.stream() if m.thread == ts]


@dataclass
class View:
    """One form or Home; `content` is what the app sent, `values` what the person put in."""

    id: str
    user: str
    content: Json
    hash: str = ""
    root: str = ""
    previous: str | None = None
    values: dict[str, dict[str, Json]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    offered: dict[str, list[Json]] = field(default_factory=dict)


@dataclass
class Trigger:
    user: str
    made: datetime
    is_used: bool = False


@dataclass
class ResponseUrl:
    user: str
    channel: str
    made: datetime
    ts: str = ""
    thread: str = ""
    uses: int = 0


@dataclass
class File:
    id: str
    name: str
    user: str
    size: int
    title: str = ""
    content: bytes = b""
    is_uploaded: bool = False
    shared_in: list[str] = field(default_factory=list)
    created: int = 0


@dataclass
class Scheduled:
    id: str
    channel: str
    post_at: int
    arguments: Json
    made: int


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
    bot_token: str = field(default_factory=lambda: _token("xoxb-100000000001-200000000002-"))
    app_token: str = field(default_factory=lambda: _token("xapp-1-A0FERN0001-300000000003-"))
    revoked: set[str] = field(default_factory=set)
    is_installed: bool = True
    withheld_scopes: set[str] = field(default_factory=set)
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    views: dict[str, View] = field(default_factory=dict)
    stacks: dict[str, list[str]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    pulse: Pulse = field(default_factory=Pulse)
    calls_running: int = 0
    emit: Callable[[Json, Channel | None], None] = lambda event, channel: None
    _counts: dict[str, int] = field(default_factory=dict)
    _stamps: set[int] = field(default_factory=set)
    _last_stamp: int = 0

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.clock)
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
        granted = self.manifest.scopes | self.manifest.optional_scopes
        return set(granted) - self.withheld_scopes

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
        return f"{prefix}0FERN{number:04d}"

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

    def trigger(self, user: str) -> str:
        trigger_id = f"{self.seconds()}.{len(self.triggers)}.{secrets.token_hex(8)}"
        self.triggers[trigger_id] = Trigger(user, self.clock.now())
        return trigger_id

    def response_url(self, user: str, channel: str, ts: str = "", thread: str = "") -> str:
        key = secrets.token_hex(12)
        self.response_urls[key] = ResponseUrl(user, channel, self.clock.now(), ts, thread)
        return f"{self.base_url}/hooks/{self.team}/{key}"

    def top_view(self, user: str) -> View | None:
        stack = self.stacks.get(user)
        return self.views[stack[-1]] if stack else None


def _token(prefix: str) -> str:
    return prefix + secrets.token_hex(12)
