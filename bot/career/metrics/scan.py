"""Cuts text into numbers, words and marks, with positions, and sets aside what is no figure."""

import re
from typing import NamedTuple

from bot.career.metrics.shapes import SHAPES, SPACES, list_markers
from bot.career.metrics.words import listed, names, table

VULGAR = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
_NUMBER = (
    r"\d{0,6}[½¼¾⅓⅔]|"
    rf"\d{{1,3}}(?:[,{SPACES}'’]\d{{3}})+(?!\d)(?:\.\d+)?|\d{{1,3}}(?: \d{{3}})+(?![\d%.,]\d)(?!\d)"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d{1,3}(?:\.\d{3}){2}(?![\w.])|\d+\.\d+|\d+,\d{1,2}(?!\d)|\d+|(?<![\w.])\.\d+"
)
_TOKEN = re.compile(
    rf"(?P<none>{SHAPES})|(?P<number>{_NUMBER})"
    r"|(?P<word>[^\W\d_]+(?:[-'’&][^\W\d_]+)*)|(?P<mark>\S)",
)
_RATIO = re.compile(
    r"(?<![\w.,:])(?!1:1(?!\d))(?=1:|\d{1,3}:1(?!\d))(\d{1,3}):([1-9]\d{0,2})(?![\w:])"
)
# A word between words begins no shape; most words of a sentence are read by this alone.
_PLAIN = re.compile(r"[^\W\d_]++(?=[,;!?]?(?: [^\W\d_]|\n|$))")
_SOLID = re.compile(r"\S")
_SUFFIX = re.compile(r"[^\W\d_]+")
_REST = re.compile(r"[\w]+(?:[-.][\w]+)*")
_TIMES = re.compile(r"[xX]\d{1,3}(?:\.\d+)?(?!\w)")
_GLUED = re.compile(r"(from|to|by|was|now|saved|only|about)\d", re.IGNORECASE)
_PREFIXED = re.compile(r"(?:sub|under|near|almost|pre|over|mid|plus)-", re.IGNORECASE)


class Token(NamedTuple):
    """`kind` is number, word, mark, name (letters with digits: S3) or none (no figure)."""

    kind: str
    text: str
    start: int
    end: int
    value: float = 0.0
    is_word: bool = False  # a number written in letters

    @property
    def low(self) -> str:
        return self.text.lower()


def lowered(text: str) -> str:
    """The text in lower case with plain spaces, every character at its old place."""
    if text.isascii():
        return text.lower()
    plain = "".join(" " if c in SPACES else c for c in text)
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def scan(text: str) -> list[Token]:
    """All tokens in order; their spans never overlap."""
    named = {m.start(): m.end() for m in names().finditer(lowered(text))} | list_markers(text)
    ratios = _ratios(text)
    tokens: list[Token] = []
    place = 0
    while word := _SOLID.search(text, place):
        start = word.start()
        if start in named:
            tokens.append(Token("none", text[start : named[start]], start, named[start]))
        elif start in ratios:
            tokens.append(ratios[start])
        elif plain := _PLAIN.match(text, start):
            tokens += _word(text, start, plain.end())
        elif match := _TOKEN.search(text, place):
            tokens += _tokens(text, match)
        place = max(tokens[-1].end, start + 1)
    return tokens


def _ratios(text: str) -> dict[int, Token]:
    """1:8 and 4:1 where the text speaks of a ratio; anywhere else they are times or names."""
    if "ratio" not in text.lower():
        return {}
    found = [Token("number", m[0], *m.span(), int(m[1]) / int(m[2])) for m in _RATIO.finditer(text)]
    return {token.start: token for token in found}


def _tokens(text: str, match: re.Match[str]) -> list[Token]:
    start, end = match.span()
    if match["number"]:
        return _number(text, start, end)
    if match["word"]:
        return _word(text, start, end)
    kind = "mark" if match["mark"] else "none"
    return [Token(kind, match[0], start, end)]


def _number(text: str, start: int, end: int) -> list[Token]:
    number = Token("number", text[start:end], start, end, _value(text[start:end]))
    suffix = _SUFFIX.match(text, end)
    if not suffix:
        return [number]
    unit = suffix[0]
    follows_digit = text[suffix.end() : suffix.end() + 1].isdigit()
    is_pence = unit == "p" and len(text[start:end]) < 3
    known = (is_pence or _is_unit(unit)) and (
        not follows_digit or unit.lower() in listed("durations")
    )
    if known:
        return [number, Token("word", unit, suffix.start(), suffix.end())]
    if unit.lower() in listed("glued_words"):
        return [number]
    rest = _REST.match(text, start)
    stop = rest.end() if rest and rest.end() > end else suffix.end()
    return [Token("name", text[start:stop], start, stop)]


def _is_unit(word: str) -> bool:
    keys = ("suffixes", "money_suffixes")
    if any(word in table(key) for key in keys):
        return True
    units = ("percent", "points", "factor", "durations", "measures", "currency_words")
    return any(word.lower() in listed(key) for key in units)


def _value(digits: str) -> float:
    if digits[-1] in VULGAR:
        return float(digits[:-1] or 0) + VULGAR[digits[-1]]
    plain = re.sub(rf"[ {SPACES}'’]", "", digits)
    if re.search(r"\d\.\d{3},\d{1,2}$|\.\d{3}\.", plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif re.search(r"^\d+,\d{1,2}$", plain):
        plain = plain.replace(",", ".")
    try:
        return float(plain.replace(",", "")[:300])
    except ValueError:  # digits of other scripts in a shape that float does not know
        return 0.0


def _word(text: str, start: int, end: int) -> list[Token]:
    word = text[start:end]
    after = text[end : end + 1]
    if after.isdigit():
        if (
            word.lower() == "x"
            and _TIMES.match(text, start)
            or (glued := _GLUED.match(text, start))
            and glued.end() == end + 1
        ):
            return [Token("word", word, start, end)]
        rest = _REST.match(text, start)
        stop = rest.end() if rest else end
        return [Token("name", text[start:stop], start, stop)]
    if after == "-" and text[end + 1 : end + 2].isdigit():
        if _PREFIXED.match(text, start):
            return [Token("word", word, start, end), Token("mark", "-", end, end + 1)]
        rest = _REST.match(text, start)
        return [Token("name", text[start : rest.end()], start, rest.end())] if rest else []
    if "-" in word:
        return _hyphened(word, start, end)
    if word.lower() in table("numbers"):
        return [Token("number", word, start, end, table("numbers")[word.lower()], True)]
    return [Token("word", word, start, end)]


def _hyphened(word: str, start: int, end: int) -> list[Token]:
    parts = word.split("-")
    numbers = table("numbers")
    value, count = 0.0, 0
    while count < len(parts) and parts[count].lower() in numbers:
        value, count = value + numbers[parts[count].lower()], count + 1
    if count == 0:
        return [Token("word", word, start, end)]
    if count == len(parts):
        kind = "number" if count < 3 and (count == 1 or numbers[parts[0].lower()] >= 20) else "none"
        return [Token(kind, word, start, end, value, True)]
    if parts[count].lower() in listed("hyphen_units") and len(parts) == count + 1:
        cut = start + len("-".join(parts[:count]))
        return [
            Token("number", word[: cut - start], start, cut, value, True),
            Token("mark", "-", cut, cut + 1),
            Token("word", parts[count], cut + 1, end),
        ]
    if parts[count].lower() in listed("fractions"):
        share = value / table("fractions")[parts[count].lower()]
        return [Token("number", word, start, end, share, True)]
    return [Token("none", word, start, end)]
