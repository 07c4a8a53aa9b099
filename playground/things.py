"""What a workspace is made of: people, channels, messages, views, files."""

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
