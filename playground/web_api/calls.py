"""What a Web API method is: its name, the scopes it needs, the arguments it wants."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.judge import Problem, check
from playground.state import Channel, Json, Message, World

HISTORY_SCOPE = {
    "channel": "channels:history",
    "group": "groups:history",
    "im": "im:history",
    "mpim": "mpim:history",
}
READ_SCOPE = {
    "channel": "channels:read",
    "group": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}


class SlackError(Exception):  # noqa: N818 - named for what the caller sees
    """A refusal, as the answer carries it."""

    def __init__(self, code: str, **more: Any) -> None:
        super().__init__(code)
        self.answer: Json = {"ok": False, "error": code, **more}


@dataclass
class Call:
    """One call on its way through a method."""

    world: World
    method: str
    arguments: Json
    token: str = ""
    ticket_url: Callable[[], str] = str

    def text(self, name: str) -> str:
        value = self.arguments.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("1", "true")

    def whole(self, name: str, default: int, error: str) -> int:
        try:
            return int(self.text(name) or default)
        except ValueError:
            raise SlackError(error) from None

    def channel(self, name: str = "channel", error: str = "channel_not_found") -> Channel:
        channel = self.world.channels.get(self.text(name))
        if channel is None or (channel.is_private and self.world.bot_user not in channel.members):
            raise SlackError(error)
        return channel

    def message(self, channel: Channel, ts: str, error: str = "message_not_found") -> Message:
        sent = channel.messages.get(ts)
        if sent is None:
            raise SlackError(error)
        return sent

    def needs(self, *scopes: str) -> None:
        """One of these scopes, or missing_scope."""
        if scopes and not self.world.scopes & set(scopes):
            provided = ",".join(sorted(self.world.scopes))
            raise SlackError("missing_scope", needed=",".join(scopes), provided=provided)

    def blocks(self, error: str = "invalid_blocks") -> list[Any] | None:
        """The blocks of a message, judged; None when there are none."""
        blocks = self.arguments.get("blocks")
        if blocks in (None, ""):
            return None
        if not isinstance(blocks, list):
            raise SlackError("invalid_blocks_format")
        refuse([*check({"blocks": blocks}, "message"), *self.unsupported(blocks)], error)
        return blocks

    def unsupported(self, blocks: list[Any]) -> list[Problem]:
        """Blocks that are right and yet not for this workspace, as on some of Slack's plans."""
        return [
            Problem(f"/blocks/{at}", f"unsupported type: {block['type']}")
            for at, block in enumerate(blocks)
            if isinstance(block, dict) and block.get("type") in self.world.refused_blocks
        ]


def refuse(problems: list[Problem], error: str) -> None:
    """Answer as Slack does when the blocks are wrong."""
    if problems:
        said = [f"{p.message} [json-pointer:{p.pointer}]" for p in problems]
        messages = [f"[ERROR] {sentence}" for sentence in said]
        raise SlackError(error, errors=said, response_metadata={"messages": messages})


Run = Callable[[Call], Json]


@dataclass(frozen=True)
class Method:
    name: str
    run: Run
    scopes: tuple[str, ...]
    needed: tuple[str, ...]
    token: str  # "bot", "app" or "none"


METHODS: dict[str, Method] = {}


def method(
    name: str, *, scopes: tuple[str, ...] = (), needed: tuple[str, ...] = (), token: str = "bot"
) -> Callable[[Run], Run]:
    """Register the function that answers a method."""

    def register(run: Run) -> Run:
        METHODS[name] = Method(name, run, scopes, needed, token)
        return run

    return register


def page(items: list[Any], call: Call, default: int = 100) -> tuple[list[Any], Json]:
    """One page of a list, and the metadata with the cursor of the next one."""
    limit = call.whole("limit", default, "invalid_limit")
    if not 1 <= limit <= 1000:
        raise SlackError("invalid_limit")
    start = _start(call, len(items))
    rest = start + limit
    cursor = f"at:{call.method}:{rest}" if rest < len(items) else ""
    return items[start:rest], {"next_cursor": cursor}


def _start(call: Call, most: int) -> int:
    cursor = call.text("cursor")
    if not cursor:
        return 0
    owner, _, number = cursor.removeprefix("at:").rpartition(":")
    if not cursor.startswith("at:") or owner != call.method or not number.isdigit():
        raise SlackError("invalid_cursor")
    return min(int(number), most)
