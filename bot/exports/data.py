"""JSON for other programs, as docs/packet.schema.json describes it."""

import json
from typing import Any

from bot.career.packet import as_dict
from bot.career.packet.shape import Packet
from bot.exports.printable import printable

FORMAT, VERSION = "winbook packet", 1
INSIDE = frozenset({"by"})  # user ids of Slack mean nothing outside


def write(packet: Packet) -> bytes:
    """UTF-8, two blanks of indent, every field in the order of the schema.

    Withdrawn words are left out; a character no text may hold stands as its number.
    """
    told = {"format": FORMAT, "format_version": VERSION, "title": packet.title}
    said = _outside(told | as_dict(packet))
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _outside(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        kept = {name: part for name, part in value.items() if name not in INSIDE}
        return {name: _outside(part) for name, part in kept.items()}
    if isinstance(value, list):
        return [_outside(part) for part in value if not _is_withdrawn(part)]
    return value


def _is_withdrawn(part: Any) -> bool:
    return isinstance(part, dict) and part.get("is_withdrawn") is True
