"""A Slack message made ready for reading: who is named where, and its sentences one by one.

Masking keeps every position: a place in the masked text is the same place in the message.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

NAME = "\ue000\ue001*+"  # a masked mention: one opening sign, then padding
WORD = re.compile(r"(?P<name>\ue000\ue001*+)(?P<own>'s?\b)?|(?P<word>\w[\w'-]*)|(?P<sign>[^\w\s])")
_TOKEN = re.compile(
    r"""(?P<cut>```.*?```
            | ^[ \t]*(?:&gt;&gt;&gt;|>>>)(?:.*)\Z
            | ^[ \t]*(?:&gt;|>)[^\n]*)
      | (?P<user><@(?P<id>[UW]\w+)(?:\|[^<>]*)?>)
      | (?P<thing>`[^`\n]+` | <[^<>\n]*> | https?://[^\s<>]+)
      | (?P<amp>&amp;)
      | (?P<blank>:[a-z0-9_+'-]+: | &lt; | &gt; | [*_~\ue000\ue001])
      | (?P<apostrophe>[’‘ʼ´`′＇])""",
    re.DOTALL | re.MULTILINE | re.VERBOSE | re.ASCII | re.IGNORECASE,
)
_END = re.compile(r"(?<!\n\d)(?<!\n\d\d)(?<!\A\d)[.!?…]+(?=[\s\"')\]]|$)|;|\n")
_GREETING = re.compile(
    r"(?:\W|hey|hi(?!y)|hello|hiya|heya|dear|yo|and|omg|wow|oh|morning|good|both|team)*+"
)
_COPIED = re.compile(
    rf"(?:[+/]\s*)?\b(?:cc(?:'?ing|'?d)?|bcc|copying(?:\s+in)?|looping\s+in|tagging|attn)\b[\s:,.+-]*"
    rf"{NAME}(?:(?:\s|,|&|\+|/|\band\b)*{NAME})*"
    rf"|\b(?:fyi|for\s+visibility)\b[\s:,+-]*{NAME}(?:(?:\s|,|&|\+|/|\band\b)*{NAME})*"
    rf"(?=\s*(?:[.!?)\n:]|\Z))"
    rf"|{NAME}[\s,-]*(?:\bfyi\b|\bfor\s+(?:visibility|your\s+info)\b)"
    r"(?=\s*(?:[.!?)\n:]|\Z))"
)


@dataclass(frozen=True)
class Sentence:
    """A stretch of the message, `mark` being what ended it: "?", ":", "." or a new line."""

    start: int
    end: int
    mark: str
    line: int


@dataclass(frozen=True)
class Message:
    """`masked` is lower case; `people` has the user ids by the place of their mention."""

    text: str
    masked: str
    people: dict[int, str]
    sentences: list[Sentence]

    def part(self, sentence: Sentence) -> str:
        return self.masked[sentence.start : sentence.end]

    def words(self, start: int, end: int) -> str:
        """The message's own words there, without the blanks and signs around them."""
        kept = self.masked[start:end]
        left = len(kept) - len(kept.lstrip(" \t\n\r\u00a0,;:.!?…-–—)(+&\"'•|/"))
        right = len(kept.rstrip(" \t\n\r\u00a0,;:.!?…-–—(+&\"'•|/"))
        return " ".join(self.text[start + left : start + right].split())


@dataclass(frozen=True)
class Found:
    """One trigger's yield: where the names are, and where the reason is."""

    names: list[int]
    reason: tuple[int, int]


@cache
def listed() -> dict[str, frozenset[str]]:
    """The word lists of data/praise.yml by name."""
    path = Path(__file__).parent / "data" / "praise.yml"
    said: dict[str, list[Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {name: frozenset(str(word) for word in words) for name, words in said.items()}


def one_of(name: str) -> str:
    """A pattern for any entry of a word list, the longest first."""
    entries = sorted(listed()[name], key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in entries) + ")"


def message(text: str) -> Message:
    """Code and quoted lines are blanked, names and links masked, copied-in people left out."""
    people: dict[int, str] = {}

    def masked(token: re.Match[str]) -> str:
        size = token.end() - token.start()
        if token.group("cut") is not None:
            return "\n" * size
        if token.group("user"):
            people[token.start()] = token.group("id")
            return "\ue000" + "\ue001" * (size - 1)
        if token.group("thing"):
            return "x" * size
        if token.group("amp"):
            return "&".ljust(size)
        return "'" if token.group("apostrophe") else " " * size

    plain = _lower(_TOKEN.sub(masked, text))
    plain = _COPIED.sub(lambda found: " " * len(found.group()), plain)
    return Message(text, plain, people, _sentences(plain))


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(small if len(small := sign.lower()) == 1 else sign for sign in text)


def _sentences(plain: str) -> list[Sentence]:
    """The sentences in order; one that only calls somebody is joined to what follows it."""
    found: list[Sentence] = []
    start = line = 0
    calling: int | None = None
    for stop, end, mark in _stops(plain):
        part = plain[start:stop]
        if part.strip():
            opening = start if calling is None else calling
            is_call = "\ue000" in part and mark != "?" and _GREETING.fullmatch(part)
            calling = opening if is_call else None
            if not is_call:
                last = ":" if part.rstrip().endswith(":") else mark
                found.append(Sentence(opening, stop, last, line))
            elif end >= len(plain):
                found.append(Sentence(opening, stop, mark, line))
        line += mark == "\n"
        start = end
    return found


def _stops(plain: str) -> list[tuple[int, int, str]]:
    stops = [
        (found.start(), found.end(), "?" if "?" in found.group() else found.group()[0])
        for found in _END.finditer(plain)
    ]
    return [*stops, (len(plain), len(plain), "\n")]
