"""The one change that text undergoes: NUL removed, lone surrogates replaced."""

import json
from typing import Any

JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
NUL = "\\u0000"  # as JSON writes it


def clean(value: Any) -> Any:
    """The same value, with strings in it that both databases can store."""
    if isinstance(value, str):
        return value if value.isascii() and "\0" not in value else _clean(value)
    if not isinstance(value, tuple | list | dict):
        return value
    if isinstance(value, dict):
        return {clean(key): clean(part) for key, part in value.items()}
    return type(value)([clean(part) for part in value])


def from_json(text: str) -> Any:
    """Most of what is kept is empty: no reader is needed for that."""
    if text == "[]":
        return []
    return {} if text == "{}" else json.loads(text)


def as_json(value: Any) -> str:
    """Written first and cleaned only when there is something to clean, which is nearly never."""
    written = JSON.encode(value)
    return written if NUL not in written and _is_whole(written) else JSON.encode(clean(value))


def _clean(words: str) -> str:
    words = words.replace("\0", "")
    if _is_whole(words):
        return words
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_whole(words: str) -> bool:
    """No half of a surrogate pair in it."""
    if words.isascii():
        return True
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
