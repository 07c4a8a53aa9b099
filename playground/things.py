"""What a workspace is made of: people, channels, messages, views, files."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


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
    status_text: str = ""
    status_emoji: str = ""
    status_expiration: int = 0
    bot_id: str = ""
    app_id: str = ""
    team: str = ""  # in an organisation: their workspace; "" = the one it began with
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
    chosen: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)

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


class Stream(dict[str, Message]):
    """Messages by ts; keeps their order and their threads, so that nobody has to sort or search."""

    def __init__(self) -> None:
        super().__init__()
        self._order: list[str] = []
        self._threads: dict[str, list[str]] = {}

    def __setitem__(self, ts: str, sent: Message) -> None:
        if ts not in self:
            insort(self._order, ts)
            if sent.thread:
                insort(self._threads.setdefault(sent.thread, []), ts)
        super().__setitem__(ts, sent)

    def __delitem__(self, ts: str) -> None:
        thread = self._threads.get(self[ts].thread, [])
        super().__delitem__(ts)
        for stamps in (self._order, thread):
            if ts in stamps:
                stamps.pop(bisect_left(stamps, ts))

    def ordered(self) -> list[Message]:
        return [self[ts] for ts in self._order]

    def replies(self, ts: str) -> list[Message]:
        return [self[reply] for reply in self._threads.get(ts, ())]

    def since(self, ts: str) -> list[Message]:
        """What has this ts or a newer one, oldest first."""
        return [self[newer] for newer in self._order[bisect_left(self._order, ts) :]]

    def back(self, ts: str, more: int) -> str:
        """The ts so many messages before this one; "" when it is the first, or before it."""
        start = bisect_left(self._order, ts) - more
        return self._order[start] if start > 0 else ""


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
    messages: Stream = field(default_factory=Stream)
    ephemeral: dict[str, Message] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)

    @property
    def is_private(self) -> bool:
        return self.kind != "channel"

    def stream(self) -> list[Message]:
        """What everyone sees, oldest first."""
        return self.messages.ordered()

    def replies(self, ts: str) -> list[Message]:
        return self.messages.replies(ts)


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
    channel: str = ""
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
