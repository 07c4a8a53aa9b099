"""The one change that text undergoes: NUL removed, lone surrogates replaced."""

import json
from typing import Any


def clean(value: Any) -> Any:
    """The same value, with strings in it that both databases can store."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, tuple):
        return tuple(clean(part) for part in value)
    if isinstance(value, list):
        return [clean(part) for part in value]
    if isinstance(value, dict):
        return {clean(key): clean(part) for key, part in value.items()}
    return value


def as_json(value: Any) -> str:
    return json.dumps(clean(value), ensure_ascii=False, separators=(",", ":"))


def _clean(words: str) -> str:
    if "\0" in words:
        words = words.replace("\0", "")
    if words.isascii():
        return words
    try:
        words.encode()
    except UnicodeEncodeError:
        return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return words
