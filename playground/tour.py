"""The guided first minute: its four steps are ticked by what really passed to and from the bot."""

from typing import Any

from playground.things import Channel, Json

LOG, PRAISE, KEEP, CLOCK = STEPS = ("log", "praise", "keep", "clock")
SAVED = "Saved win"
TROPHY = "trophy"
TO_PEOPLE = ("chat.postMessage", "chat.postEphemeral", "chat.update")


class Tour:
    """Hears every entry of the ledger. A step counts once the bot has answered it."""

    def __init__(self, channels: dict[str, Channel]) -> None:
        self._channels = channels
        self._done: set[str] = set()
        self._asked: dict[str, str] = {}
        self._waits: set[str] = set()
        self.hero = ""
        self.praise: Json = {}

    def shown(self) -> Json:
        done = [step for step in STEPS if step in self._done]
        return {"done": done, "hero": self.hero, "praise": dict(self.praise)}

    def hear(self, entry: Json) -> None:
        match entry["kind"]:
            case "envelope":
                self._envelope(entry["envelope"])
            case "ack":
                self._ack(str(entry.get("envelope_id")), entry.get("payload"))
            case "clock" if entry.get("forward"):
                self._waits.add(CLOCK)
            case "api" if entry["accepted"] and entry["method"] in TO_PEOPLE:
                self._told(entry["method"], entry["arguments"])

    def _envelope(self, envelope: Json) -> None:
        payload = envelope["payload"]
        if envelope["type"] == "slash_commands":
            self._asked = {envelope["envelope_id"]: payload["user_id"]}
        elif envelope["type"] == "interactive":
            self._asked = {envelope["envelope_id"]: payload["user"]["id"]}
        else:
            self._event(payload["event"])

    def _event(self, event: Json) -> None:
        user, text = event.get("user", ""), str(event.get("text", ""))
        plain = event["type"] == "message" and not (event.get("bot_id") or event.get("subtype"))
        if plain and self.hero and user != self.hero and f"<@{self.hero}" in text:
            self._waits.add(PRAISE)
            self.praise = {"channel": event["channel"], "ts": event["ts"]}
        item = event.get("item", {})
        on_it = bool(self.praise) and item.get("ts") == self.praise["ts"]
        is_trophy = event["type"] == "reaction_added" and event["reaction"] == TROPHY
        if is_trophy and user == self.hero and on_it:
            self._waits.add(KEEP)

    def _ack(self, envelope_id: str, payload: Any) -> None:
        said = payload.get("text") if isinstance(payload, dict) else ""
        if str(said or "").startswith(SAVED) and envelope_id in self._asked:
            self._begin(self._asked[envelope_id])

    def _begin(self, user: str) -> None:
        self.hero = self.hero or user
        self._done.add(LOG)

    def _told(self, method: str, arguments: Json) -> None:
        """The bot wrote to somebody: what waited for that is done."""
        channel = self._channels.get(str(arguments.get("channel")))
        people = set(channel.members) if channel and channel.kind == "im" else set()
        people |= {str(arguments.get("user")), str(arguments.get("channel"))}
        if str(arguments.get("text", "")).startswith(SAVED) and self._asked:
            self._begin(next(iter(self._asked.values())))
        if self.hero in people:
            self._done |= {s for s in self._waits if s != CLOCK or method == "chat.postMessage"}
            self._waits -= self._done
