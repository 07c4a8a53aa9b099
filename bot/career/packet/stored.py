"""A packet as plain JSON and back: what is frozen, compared by its digest, and exported."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.career.packet.shape import (
    Credential,
    Evidence,
    Figure,
    Month,
    Named,
    Packet,
    Question,
    Section,
    Span,
    Tick,
    Totals,
    Voice,
)

Plain = dict[str, Any]


def as_dict(packet: Packet) -> Plain:
    """Every field under its own name; days are ISO dates, tuples lists."""
    plain: Plain = json.loads(json.dumps(asdict(packet), default=date.isoformat))
    return plain


def digest(content: Mapping[str, Any]) -> str:
    """sha256 of the content in one agreed spelling: equal packets, equal digests."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def from_dict(said: Mapping[str, Any]) -> Packet:
    """Reads what `as_dict` wrote, also of an earlier version that knew fewer fields."""
    span = said["span"]
    parts = {
        "span": Span(_day(span["first"]), _day(span["last"]), span["name"]),
        "made": _day(said["made"]),
        "sections": tuple(_section(one) for one in said["sections"]),
        "questions": tuple(Question(**one) for one in said["questions"]),
        "credentials": tuple(_credential(one) for one in said["credentials"]),
        "totals": Totals(**said["totals"]),
        "help": tuple(said["help"]),
    }
    return Packet(**{**said, **parts})


def _section(said: Mapping[str, Any]) -> Section:
    months = (Month(**{**one, "first": _day(one["first"])}) for one in said["by_month"])
    parts = {
        "evidence": tuple(_evidence(one) for one in said["evidence"]),
        "missing": tuple(said["missing"]),
        "by_month": tuple(months),
    }
    return Section(**{**said, **parts})


def _evidence(said: Mapping[str, Any]) -> Evidence:
    parts = {
        "happened": _day(said["happened"]),
        "figures": tuple(Figure(**one) for one in said["figures"]),
        "voices": tuple(Voice(**{**o, "said_on": _day(o["said_on"])}) for o in said["voices"]),
        "credited": tuple(Named(**one) for one in said["credited"]),
        "links": tuple(said["links"]),
        "ticks": tuple(Tick(**one) for one in said["ticks"]),
    }
    return Evidence(**{**said, **parts})


def _credential(said: Mapping[str, Any]) -> Credential:
    days = {name: _day(said[name]) if said[name] else None for name in ("issued", "expires")}
    return Credential(**{**said, **days, "used_in": tuple(said["used_in"])})


def _day(said: str) -> date:
    return date.fromisoformat(said)
