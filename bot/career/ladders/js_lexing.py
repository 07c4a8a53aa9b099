"""The tokens of a JavaScript file: texts, names, numbers and signs, with comments left out."""

import re
from typing import NamedTuple

from bot.career.ladders.found import Report, Spot
from bot.career.ladders.opening import spot_of

TOKEN = re.compile(
    r"""
    (?P<skip>\s+|//[^\n]*|/\*.*?(?:\*/|\Z)|\#![^\n]*)
  | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)
  | (?P<number>[-+]?(?:0[xX][\da-fA-F]+|\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+))
  | (?P<name>[^\W\d][\w$]*|\$[\w$]*)
  | (?P<sign>=>|\{\||\|\}|\.\.\.|\|\||&&|.)
    """,
    re.VERBOSE | re.DOTALL,
)
ESCAPE = re.compile(r"\\(u\{[\da-fA-F]{1,6}\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|\n|.)", re.DOTALL)
SIMPLE = {"n": "\n", "t": "\t", "r": "\n", "b": "", "f": "", "v": "", "0": "", "\n": ""}


class Token(NamedTuple):
    """`kind` is text, number, name or sign; `value` of a text is what it says."""

    kind: str
    value: str
    start: int
    end: int


END = Token("end", "", -1, -1)
OPENING = {"{": "}", "[": "]", "(": ")", "{|": "|}"}


class Cursor:
    """A place among a file's tokens, with a look ahead."""

    def __init__(self, source: str) -> None:
        self.source, self.tokens, self.at = source, tokens(source), 0

    def peek(self, ahead: int = 0) -> Token:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else END

    def sign(self, ahead: int = 0) -> str:
        """The bracket, comma and so on that stands there; "" when it is something else."""
        token = self.peek(ahead)
        return token.value if token.kind == "sign" else ""

    def next(self) -> Token:
        token = self.peek()
        self.at += 1
        return token

    def spot(self, ahead: int = 0) -> Spot:
        token = self.peek(ahead)
        return spot(self.source, token) if token is not END else Spot(1, 1)

    def skip(self, closing: str) -> None:
        """To the bracket that closes the one just passed."""
        waiting = [closing]
        while waiting and self.peek() is not END:
            token = self.next()
            if token.kind == "sign" and token.value in OPENING:
                waiting.append(OPENING[token.value])
            elif token.kind == "sign" and token.value == waiting[-1]:
                waiting.pop()

    def computed(self) -> Token:
        """`[TrackIds.SAILING]: …` is called by its last word."""
        begun = self.at
        self.skip("]")
        words = [t for t in self.tokens[begun : self.at] if t.kind in ("name", "text")]
        return words[-1] if words else Token("sign", "[", -1, -1)

    def first_odd(self, token: Token) -> Token:
        """The first text of this line with a word right behind it: there quotes went wrong."""
        start = self.source.rfind("\n", 0, token.start) + 1
        line = [t for t in self.tokens if start <= t.start <= token.start]
        pairs = zip(line, line[1:], strict=False)
        return next((a for a, b in pairs if a.kind == "text" and b.kind != "sign"), token)


def tokens(source: str) -> list[Token]:
    """All of them; what is not closed comes as single signs."""
    found = []
    for match in TOKEN.finditer(source):
        kind = match.lastgroup or "sign"
        if kind != "skip":
            value = _said(match[0]) if kind == "text" else match[0]
            found.append(Token(kind, value, match.start(), match.end()))
    return found


def spot(source: str, token: Token) -> Spot:
    return spot_of(source, token.start)


def note_open_quote(report: Report, source: str, token: Token) -> None:
    """A quote that came as a sign of its own was never closed."""
    report.wrong(
        spot(source, token),
        "The text that begins here has no closing quote on its line.",
        f"Close it with {source[token.start]}.",
    )


def _said(literal: str) -> str:
    return ESCAPE.sub(_escaped, literal[1:-1])


def _escaped(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "ux" and len(code) > 1:
        number = int(code[1:].strip("{}"), 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "\ufffd"
    return SIMPLE.get(code, code)
