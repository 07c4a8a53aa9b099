"""What a person reads: answers, direct messages and Home as text."""

import json
from typing import Any

from playground.driver import Visitor


def text(shown: Any) -> str:
    """Everything in a message or view as one searchable string."""
    return json.dumps(shown, ensure_ascii=False)


def answer(person: Visitor, line: str, channel: str = "#eng") -> str:
    """Type a command and read the private answer."""
    return text(person.command(line, channel).get("response"))


def direct_messages(person: Visitor) -> list[dict[str, Any]]:
    """The bot's DM with this person, oldest first."""
    rooms = [room for room in person.seen()["channels"] if room["kind"] == "im"]
    return [message for room in rooms for message in room["messages"]]


def told(person: Visitor) -> list[str]:
    return [text(message) for message in direct_messages(person)]


def home(person: Visitor) -> str:
    """Open the app's Home and read it."""
    person.home()
    assert person.settle()
    return text(person.seen()["home"])


def move_to(person: Visitor, moment: str) -> None:
    """Let what was said before come to rest, move the clock there, and do what is due then."""
    assert person.settle()
    person.send("clock", to=moment)
    assert person.settle()
