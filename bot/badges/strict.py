"""JSON from strangers: bounded in size and depth, every key once, every number a number."""

import json
import math
import re
from typing import Any

from bot.errors import Refused

MOST = 256 * 1024  # bytes
DEEPEST = 32
DIGITS = 40
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
SURROGATE = re.compile("[\ud800-\udfff]")


def read(text: str | bytes, what: str = "The badge") -> Any:
    """The value, or Refused with what is wrong with it."""
    said = decoded(text, what)
    if depth(said) > DEEPEST:
        raise Refused(f"{what} is nested more than {DEEPEST} levels deep.")
    try:
        found = json.loads(
            said,
            object_pairs_hook=_once(what),
            parse_int=_whole(what),
            parse_float=_finite(what),
            parse_constant=_constant(what),
        )
    except (ValueError, RecursionError):
        raise Refused(f"{what} is not valid JSON.") from None
    _refuse_surrogates(found, what)
    return found


def read_object(text: str | bytes, what: str = "The badge") -> dict[str, Any]:
    """As `read`, and it must be an object."""
    found = read(text, what)
    if not isinstance(found, dict):
        raise Refused(f"{what} is not a JSON object.")
    return found


def decoded(text: str | bytes, what: str) -> str:
    """Text of an allowed size."""
    if isinstance(text, bytes):
        if len(text) > MOST:
            raise Refused(f"{what} is larger than {MOST // 1024} KiB.")
        try:
            return text.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise Refused(f"{what} is not UTF-8 text.") from None
    if len(text) > MOST or len(text.encode("utf-8", "surrogatepass")) > MOST:
        raise Refused(f"{what} is larger than {MOST // 1024} KiB.")
    return text


def depth(text: str) -> int:
    """How deep brackets are nested, strings aside; counted before anything is built."""
    deepest = level = 0
    for mark in re.sub(r"[^\[\]{}]", "", STRING.sub("", text)):
        level += 1 if mark in "[{" else -1
        deepest = max(deepest, level)
    return deepest


def _once(what: str) -> Any:
    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) != len(found):
            raise Refused(f"{what} says the same key twice.")
        return made

    return pairs


def _whole(what: str) -> Any:
    def number(digits: str) -> int:
        if len(digits) > DIGITS:
            raise Refused(f"{what} holds a number of {len(digits)} digits.")
        return int(digits)

    return number


def _finite(what: str) -> Any:
    def number(digits: str) -> float:
        found = float(digits) if len(digits) <= 400 else math.inf
        if not math.isfinite(found):
            raise Refused(f"{what} holds a number that is too large.")
        return found

    return number


def _constant(what: str) -> Any:
    def refuse(name: str) -> float:
        raise Refused(f"{what} holds {name}, which is no number.")

    return refuse


def _refuse_surrogates(value: Any, what: str) -> None:
    """Half a character passes JSON, and fails wherever it is stored or shown."""
    if isinstance(value, str):
        if SURROGATE.search(value):
            raise Refused(f"{what} holds half a character (a lone surrogate).")
    elif isinstance(value, dict):
        for key, part in value.items():
            _refuse_surrogates(key, what)
            _refuse_surrogates(part, what)
    elif isinstance(value, list):
        for part in value:
            _refuse_surrogates(part, what)
