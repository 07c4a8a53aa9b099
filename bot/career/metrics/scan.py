"""Cuts text into numbers, words and marks, with positions, and sets aside what is no figure."""

import re
from typing import NamedTuple

from bot.career.metrics.words import listed, names, table

SPACES = "\u00a0\u2007\u2008\u2009\u200a\u202f"
VULGAR = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
_GAP = rf"[ \t{SPACES}]"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"

# Whole shapes that hold digits and are no figures; tried before numbers at every place.
_SHAPES = "|".join(
    [
        r"<[@#!][^<>\s]{1,80}>|<(?:https?|mailto|tel):[^<>\n]{1,500}>",
        r"(?:https?|ftp|ssh|git)://[^\s<>]+|www\.[^\s<>]+",
        r"(?<!\w):[a-z0-9_+-]{2,40}:(?!\w)",
        r"[\w.+-]{1,64}@\w[\w.-]{1,80}",
        r"(?<!\w)[@#]\w[\w.-]*",
        r"(?<![\w.,])\d{4}-\d\d?-\d\d?(?:T[\d:.]+Z?)?(?!\w)",
        r"(?<![\w.,])\d{1,2}([/.-])\d{1,2}\1\d{2,4}(?!\w)",
        r"(?<![\w.,])(?:[Vv]\.?)?\d+(?:\.\d+){2,8}\w*(?:[-+.]\w+){0,8}(?:/\d+)?(?::\d+)?",
        r"(?<!\w)[0-9a-fA-F]{2,4}(?::[0-9a-fA-F]{0,4}){3,7}(?!\w)",
        rf"(?<![\w.,:])\d{{1,2}}:\d\d(?::\d\d)?(?:{_GAP}?[ap]\.?m\b\.?)?(?![\w:])",
        rf"(?<![\w.,$€£])\d{{1,2}}(?:[.]\d\d)?{_GAP}?(?:[ap]m|[ap]\.m\.|o[’']clock)(?!\w)",
        r"(?<![\w.,])\d{1,3}(?::\d{1,4})+(?!\w)",
        r"\+\d{1,3}(?:[ .-]?\(?\d{2,5}\)?){2,5}(?![\d%])",
        r"\(\d{3}\) ?\d{3}[-. ]\d{4}(?!\d)",
        r"(?<![\w.,])0\d{2,4}[ -]\d{3,4}(?:[ -]\d{3,4})?(?!\d)",
        r"(?<![\w.,])\d{3}[-.]\d{3}[-.]\d{4}(?!\d)|(?<![\w.,$])\d{3}-\d{4}(?![\d%])",
        r"(?<![\w.,])\d{1,3}(?:-\d{1,3}){2,8}(?!\w)",
        r"(?<![\w.,])\d{1,4}(?:/\d{1,4}){2,8}(?!\w)",
        r"(?<![\w.,])\d+(?:st|nd|rd|th|ST|ND|RD|TH)(?![^\W\d_])",
        r"(?<![\w.,])(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)(?![\w%])",
        r"(?<![\w.,])(?:(?:19|20)\d0s|\d+xx)(?!\w)",
        r"(?:(?<=the )|(?<=low )|(?<=mid )|(?<=high ))\d0s(?!\w)",
        r"(?:(?<!\w)|(?<=Q[1-4])|(?<=[HF][12]))['’]\d\d(?!\w)",
        r"(?<!\w)[A-Z]\.\d{2,}(?!\w)",
        r"(?<!\w)\d{2,4}-bit(?!\w)",
        r"(?<!\w)[A-Z][A-Za-z]+/\d[\d.]*(?!\w)",
        r"(?<=at )(?:\d{1,2}h\d\d|(?:1\d|2[0-3])\.[0-5]\d)(?!\w|\s?%)",
        r"(?<!\w)[A-Za-z]\+\+\d+",
        r"(?<![\w.,$€£])\d{1,3}-[A-Z][a-z]+(?!\w)",
        r"[#№]\s?\d[\d,.]*",
    ]
)
_MARKER = r"(?:(?<=\n)|^)[ \t]*(?:[-*•] )?\(?\d{1,2}[.):](?=\s)|(?<=[.;,] )\d[.)](?= [A-Z])"
_NUMBER = (
    r"\d{0,6}[½¼¾⅓⅔]|"
    rf"\d{{1,3}}(?:[,{SPACES}'’]\d{{3}})+(?!\d)(?:\.\d+)?|\d{{1,3}}(?: \d{{3}})+(?![\d%.,]\d)(?!\d)"
    r"|\d{1,3}(?:\.\d{3})+,\d{1,2}(?!\d)|\d+\.\d+|\d+,\d{1,2}(?!\d)|\d+|(?<![\w.])\.\d+"
)
_TOKEN = re.compile(
    rf"(?P<list>{_MARKER})|(?P<none>{_SHAPES})|(?P<number>{_NUMBER})"
    r"|(?P<word>[^\W\d_]+(?:[-'’&][^\W\d_]+)*)|(?P<mark>\S)",
)
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
    plain = "".join(" " if c in SPACES else c for c in text)
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def scan(text: str) -> list[Token]:
    """All tokens in order; their spans never overlap."""
    named = {m.start(): m.end() for m in names().finditer(lowered(text))}
    tokens: list[Token] = []
    place = 0
    while word := _SOLID.search(text, place):
        start = word.start()
        if start in named:
            tokens.append(Token("none", text[start : named[start]], start, named[start]))
        elif match := _TOKEN.search(text, place):
            tokens += _tokens(text, match)
        place = max(tokens[-1].end, start + 1)
    return tokens


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
    known = _is_unit(unit) and (not follows_digit or unit.lower() in listed("durations"))
    if known:
        return [number, Token("word", unit, suffix.start(), suffix.end())]
    if unit.lower() in {"to", "of", "and", "in", "people", "users", "from", "out", "per"}:
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
    if re.search(r"\d\.\d{3},\d{1,2}$", plain):
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
