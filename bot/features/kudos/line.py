"""What follows `/kudos`: whom to praise, for what, and the dimensions it shows."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bot.career import dimensions
from bot.errors import Refused
from bot.slack import text

PEER = r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>"
LINE = re.compile(rf"\s*(?:to\s+)?({PEER}(?:[\s,&]|&amp;|and\s|{PEER})*)(.*)", re.DOTALL)
FOR = re.compile(r"^[\s:,–-]*(?:for\b)?\s*", re.IGNORECASE)
TAG = re.compile(r"\s*(?:<#[A-Z0-9]+\|([^<>]*)>|(?<![\w&])#([^\W\d_][\w-]*))\s*$")
GROUP = re.compile(r"@(?=(?:here|channel|everyone|group)\b)", re.IGNORECASE)
MOST = 1500  # characters: the line travels in a button, which holds 2,000


class Kudos(NamedTuple):
    """`reason` is in Slack's own escaped form, as it will be kept."""

    peers: list[str]
    reason: str
    dimensions: list[str]


def read(line: str, giver: str, command: str) -> Kudos:
    """The praise a person typed, or Refused with an example to copy."""
    found = LINE.fullmatch(line.strip())
    example = f"`{command} @Ben for staying late to fix the rollout #scope`"
    if found is None:
        raise Refused(f"Name a colleague with @ first, then say what for: {example}")
    peers = text.mentioned(found.group(1))
    reason, tags = _tags(FOR.sub("", found.group(2)))
    if giver in peers:
        raise Refused(f"Praise somebody else; a win of your own goes to `/win`. {example}")
    if not reason:
        raise Refused(f"Say what for, so that it counts for something later: {example}")
    if len(line) > MOST:
        raise Refused(f"That is longer than {MOST:,} characters. Shorten it and try again.")
    return Kudos(peers, reason, tags)


def spoken(reason: str, names: Mapping[str, str]) -> str:
    """The reason as plain words in which nothing mentions, pings or links."""
    return GROUP.sub("", text.plain(reason, names))


def _tags(said: str) -> tuple[str, list[str]]:
    """The reason without the dimensions at its end. An unknown tag stays a word of the reason."""
    found: list[str] = []
    while match := TAG.search(said):
        dimension = dimensions.by_tag(match.group(1) or match.group(2))
        if dimension is None:
            break
        found.insert(0, dimension)
        said = said[: match.start()]
    return said.strip(), list(dict.fromkeys(found))
