"""Tokens of a typed line, and what stands aside at its end: dimensions, peers and links."""

import re
from typing import NamedTuple

PIECE = re.compile(r"(?:<[^<>\n]*>|[^\s])+")
TAG = re.compile(r"(?:[#＃](?=[^\W\d_])[\w-]+[.,;:!]*)+")
PERSON = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>[.,;!]*")
NAMED = re.compile(r"@[\w][\w.-]*[,;!]*")
LINK = re.compile(r"<(https?:[^<>|\s]*)(?:\|([^<>]*))?>[.,;!]*|(https?://[^\s<>]+)")
EMOJI = re.compile(
    r"(?::[a-z0-9_+'-]+:|[:;]-?[()DP]|[\u2190-\u2bff\U0001f000-\U0001faff\u200d\ufe0f])+"
)
POINTS = re.compile(r"[.,;!…]+")
JOINS = {"and", "&", "+", ",", "&amp;"}
WITH = {"with", "w/"}


class Token(NamedTuple):
    """A piece of the line without white space around it, and where it stands."""

    text: str
    start: int
    end: int


def tokens(line: str) -> list[Token]:
    """The pieces of a line; Slack's `<…|label>` is one piece, whatever its label holds."""
    return [Token(piece.group(), piece.start(), piece.end()) for piece in PIECE.finditer(line)]


def is_person(word: str) -> bool:
    return bool(PERSON.fullmatch(word) or NAMED.fullmatch(word))


def is_aside(word: str) -> bool:
    """Does it say how to file the win rather than what happened?"""
    shapes = (TAG, PERSON, NAMED, LINK, EMOJI, POINTS)
    return any(shape.fullmatch(word) for shape in shapes)


def tail(pieces: list[Token]) -> int:
    """The index of the first piece from which on everything stands aside."""
    first = len(pieces)
    while first and _joins(pieces, first - 1):
        first -= 1
    return first


def _joins(pieces: list[Token], index: int) -> bool:
    word = pieces[index].text
    if is_aside(word):
        return True
    follows = index + 1 < len(pieces) and is_person(pieces[index + 1].text)
    if word.lower() in WITH:
        return follows
    return word.lower() in JOINS and follows and index > 0 and is_person(pieces[index - 1].text)
