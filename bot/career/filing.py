"""Takes a typed line apart: the prose, and what says how to file it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.career import asides, dates, days, dimensions
from bot.career.asides import Token

MENTION = r"<@[A-Z0-9]+(?:\|[^<>\n]*)?>"
WITH_PEERS = re.compile(
    rf"(?<!\w)with\s{{1,9}}{MENTION}(?:(?:\s?,\s?|\s(?:and|&amp;|\+)\s|\s){MENTION})*(?![\w'’])",
    re.IGNORECASE,
)
USER = re.compile(r"<@([A-Z0-9]+)(?:\|([^<>\n]*))?>")
TOKEN = re.compile(r"<([@#!]?)([^<>|\n]*)(?:\|([^<>\n]*))?>")
TAG = re.compile(r"(?<![^\s,;:])[#＃](?=[^\W\d_])([\w-]+)[,;:]?")
BARE_LINK = re.compile(r"https?://[^\s<>]+")
LEADING = frozenset(
    ("see", "at", "in", "to", "via", "from", "of", "for", "on", "per")
    + ("the", "and", "with", "here", "is", "as", "by", "under", "our", "this", "a")
)


@dataclass
class Filed:
    """A line taken apart; `text` is plain, without Slack's tokens and escapes."""

    happened: date
    text: str = ""
    dimensions: list[str] = field(default_factory=list)
    unsorted: list[str] = field(default_factory=list)
    credited: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def take_apart(line: str, now: datetime, locale: str, names: Mapping[str, str]) -> Filed:
    """What a line says and how to file it; raises Refused for a day to come."""
    head, after = _split(dimensions.tagged(line))
    happened, left = dates.read(head, now, day_first=days.day_first(locale))
    prose, before = _split(left)
    beside, apart = (before, after) if left != head.strip() else (after, [])
    filed = Filed(happened)
    words = [_prose(prose, filed, names)]
    edge = _edge(prose, beside)
    words += [_prose(token.text, filed, names) for token in beside[:edge]]
    words += _file(beside[edge:], filed) + _file(apart, filed)
    filed.text = tidy(" ".join(words))
    for found in (filed.dimensions, filed.unsorted, filed.credited, filed.links):
        found[:] = dict.fromkeys(found)
    return filed


def plain(text: str, names: Mapping[str, str]) -> str:
    """Slack's text as people read it: `@name` for people, the label for links, no escapes."""

    def shown(token: re.Match[str]) -> str:
        kind, target, label = token.groups()
        if kind == "@":
            return "@" + (label or names.get(target) or "someone").lstrip("@")
        if kind == "#":
            return "#" + (label or "channel").lstrip("#")
        if kind == "!":
            return str(label or "@" + target.split("^")[0])
        return str(label or target)

    decoded = TOKEN.sub(shown, text)
    return decoded.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def tidy(text: str) -> str:
    """No blanks in a row, no blanks around line breaks, no more than one empty line."""
    text = re.sub(r"[^\S\n]+", " ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def clean(text: str) -> str:
    """Any text as both databases keep it: NUL removed, lone surrogates replaced."""
    without = text.replace("\x00", "").replace("\r\n", "\n")
    return without.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _split(line: str) -> tuple[str, list[Token]]:
    """The line, and the tokens at its end that stand aside."""
    pieces = asides.tokens(line)
    first = asides.tail(pieces)
    if first == len(pieces):
        return line, []
    return line[: pieces[first].start], pieces[first:]


def _edge(prose: str, beside: list[Token]) -> int:
    """How many tokens right after the prose belong to its sentence: a name, a link's label."""
    last = prose.split()[-1].lower() if prose.split() else ""
    for at, token in enumerate(beside):
        link = asides.LINK.fullmatch(token.text)
        is_led_to = last in LEADING or last.endswith(":")
        is_name = bool(USER.match(token.text)) or (at > 0 and token.text.lower() in asides.JOINS)
        is_said = is_name or bool(link and (_label(link) or is_led_to))
        if not (is_said or asides.POINTS.fullmatch(token.text)):
            return at
        last = ""
    return len(beside)


def _file(tokens: list[Token], filed: Filed) -> list[str]:
    """Put away what stands aside; returns the words that say something all the same."""
    left: list[str] = []
    for at, token in enumerate(tokens):
        if asides.TAG.fullmatch(token.text):
            for tag in TAG.finditer(token.text):
                _tag(tag[1], filed)
        elif user := USER.match(token.text):
            filed.credited.append(user[1])
        elif link := asides.LINK.fullmatch(token.text):
            filed.links.append(_address(link[1] or link[3]))
        elif not asides.POINTS.fullmatch(token.text) and not _leads_to_user(tokens, at):
            left.append(token.text)
    return left


def _leads_to_user(tokens: list[Token], at: int) -> bool:
    return at + 1 < len(tokens) and bool(USER.match(tokens[at + 1].text))


def _prose(text: str, filed: Filed, names: Mapping[str, str]) -> str:
    """The sentence itself as plain text; what files it is noted on the way."""
    for run in WITH_PEERS.finditer(text):
        filed.credited.extend(user[1] for user in USER.finditer(run.group()))
    for kind, target, _ in TOKEN.findall(text):
        if not kind and target.startswith(("https://", "http://")):
            filed.links.append(_address(target))
    filed.links.extend(_address(found) for found in BARE_LINK.findall(TOKEN.sub(" ", text)))
    return plain(TAG.sub(lambda tag: _tag_in_prose(tag, filed), text), names)


def _tag_in_prose(tag: re.Match[str], filed: Filed) -> str:
    """A known dimension leaves the sentence, any other #word stays in it."""
    return "" if _tag(tag[1], filed) else tag.group()


def _tag(word: str, filed: Filed) -> bool:
    key = dimensions.by_tag(word)
    if key is None:
        filed.unsorted.append(word)
        return False
    filed.dimensions.append(key)
    return True


def _label(link: re.Match[str]) -> str:
    """The words somebody gave a link; "" when they only repeat its address."""
    label = link[2] or ""
    return "" if label.rstrip("/") in (link[1] or "") else label


def _address(url: str) -> str:
    return url.replace("&amp;", "&").rstrip(".,;!")
