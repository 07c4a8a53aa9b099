"""Slack's text: out of its escapes once when it comes in, into them once when it goes out."""

import re
from collections.abc import Mapping
from datetime import date, datetime

TOKEN = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")


def escape(text: str) -> str:
    """User text for a mrkdwn field: `&` first, then `<` and `>`, once."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(text: str, names: Mapping[str, str] | None = None) -> str:
    """Slack's text as a person would read it: no tokens, so nothing in it can mention or link."""
    known = names or {}

    def shown(token: re.Match[str]) -> str:
        kind, target, label = token.groups()
        if kind == "@":
            return "@" + (label or known.get(target) or "someone")
        if kind == "#":
            return "#" + (label or "channel")
        if kind == "!":
            return label or "@" + target.split("^")[0]
        return f"{label} ({target})" if label and label not in target else target

    return unescape(TOKEN.sub(shown, text))


def retyped(text: str, names: Mapping[str, str] | None = None) -> str:
    """What a person typed, to be copied back: in a mrkdwn field, without Slack's tokens."""
    return escape(plain(text, names))


def mentioned(text: str) -> list[str]:
    """The people named in a Slack text, in order, once each."""
    return list(dict.fromkeys(MENTION.findall(text)))


def says_nothing(text: str) -> bool:
    """Whether there is no word in it: names, links and channels aside, nothing is left."""
    return not TOKEN.sub("", text).strip()


def quoted(text: str) -> str:
    """Plain words as a Slack quotation, escaped once."""
    return "\n".join(f"> {escape(line)}" if line else ">" for line in text.splitlines())


def day(on: date) -> str:
    """A date that cannot be mistaken: Fri, Nov 27, 2026."""
    return f"{on:%a}, {on:%b} {on.day}, {on.year}"


def moment(at: datetime) -> str:
    """A time in the reader's own zone, spelled out where Slack cannot."""
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{at:%b} {at.day} UTC>"


def clock(at: datetime) -> str:
    """A time of day as the locale's neutral form: 16:00."""
    return f"{at:%H:%M}"


def count(number: int, noun: str, many: str = "") -> str:
    """`1 win`, `3 wins`."""
    return f"{number} {noun if number == 1 else many or noun + 's'}"


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
