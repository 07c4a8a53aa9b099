"""A person at the keyboard, for tests and scripts: everything goes over HTTP."""

import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


class CannotDo(Exception):  # noqa: N818 - carries the playground's sentence
    """The playground refused: there is no such person, message, button and so on."""


def ask(url: str, wish: dict[str, Any] | None = None, timeout: float = 30.0) -> Any:
    """GET, or POST a JSON object; raises CannotDo with the sentence of a refusal."""
    body = None if wish is None else json.dumps(wish).encode()
    request = Request(url, data=body, headers={"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=timeout) as answer:
            return json.loads(answer.read())
    except HTTPError as problem:
        with problem:
            text = problem.read().decode(errors="replace")
        raise CannotDo(f"{problem.code} {text}") from None


class Visitor:
    """One person of the workspace."""

    def __init__(self, url: str, person: str) -> None:
        self.url = url.rstrip("/")
        self.person = person

    def send(self, what: str, **wish: Any) -> dict[str, Any]:
        """POST /control/<what> as this person."""
        given = {key: value for key, value in wish.items() if value is not None}
        answer: dict[str, Any] = ask(f"{self.url}/control/{what}", {"as": self.person, **given})
        return answer

    def post(self, channel: str, text: str, **more: Any) -> dict[str, Any]:
        return self.send("post", channel=channel, text=text, **more)

    def edit(self, channel: str, ts: str, text: str) -> dict[str, Any]:
        return self.send("edit", channel=channel, ts=ts, text=text)

    def delete(self, channel: str, ts: str) -> dict[str, Any]:
        return self.send("delete", channel=channel, ts=ts)

    def react(self, channel: str, ts: str, emoji: str) -> dict[str, Any]:
        return self.send("react", channel=channel, ts=ts, emoji=emoji)

    def unreact(self, channel: str, ts: str, emoji: str) -> dict[str, Any]:
        return self.send("unreact", channel=channel, ts=ts, emoji=emoji)

    def command(self, line: str, channel: str = "@winbook") -> dict[str, Any]:
        """Type a slash command, such as "/win Cut deploy time"."""
        return self.send("command", text=line, channel=channel)

    def shortcut(self, callback_id: str, channel: str = "", ts: str = "") -> dict[str, Any]:
        """A global shortcut, or one on the message named by channel and ts."""
        return self.send("shortcut", callback_id=callback_id, channel=channel, ts=ts)

    def click(self, action_id: str, **where: Any) -> dict[str, Any]:
        """Press or choose: `channel` and `ts`, `view_id` or `home=True` say where; `value` what."""
        return self.send("click", action_id=action_id, **where)

    def submit(self, values: dict[str, Any] | None = None, view_id: str = "") -> dict[str, Any]:
        """Fill in the view on top (or the one named) by block_id, and submit it."""
        return self.send("submit", values=values or {}, view_id=view_id)

    def close(self, view_id: str = "") -> dict[str, Any]:
        return self.send("close", view_id=view_id)

    def home(self, tab: str = "home") -> dict[str, Any]:
        """Open the app's Home (or its messages tab)."""
        return self.send("home", tab=tab)

    def upload(self, channel: str, name: str, content: str, **more: Any) -> dict[str, Any]:
        """Share a file; `content` is text, or base64 with encoding="base64"."""
        return self.send("upload", channel=channel, name=name, content=content, **more)

    def options(self, action_id: str, typed: str, **where: Any) -> dict[str, Any]:
        """What a menu that asks the app offers for what was typed."""
        return self.send("options", action_id=action_id, value=typed, **where)

    def seen(self) -> dict[str, Any]:
        """Everything this person sees."""
        query = urlencode({"as": self.person})
        answer: dict[str, Any] = ask(f"{self.url}/control/seen?{query}")
        return answer

    def messages(self, channel: str) -> list[dict[str, Any]]:
        """What this person sees in one conversation, oldest first."""
        name = channel.lstrip("#@").lower()
        seen = self.seen()
        for held in seen["channels"]:
            partner = seen["people"].get(held["user"] or "", {}).get("name", "")
            if name in (held["id"].lower(), held["name"].lower(), partner.lower()):
                found: list[dict[str, Any]] = held["messages"]
                return found
        return []

    def settle(self, timeout: float = 10.0) -> bool:
        """Wait until everything that was set off has come to rest."""
        return bool(ask(f"{self.url}/control/settle", {"timeout": timeout})["idle"])
