"""A badge as all its standards agree on it: who says what of whom, from when, until when."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.errors import Refused


@dataclass(frozen=True)
class Identity:
    """Whom it was issued to. `value` is an address, or its hash as `sha256$…` when `hashed`."""

    kind: str
    value: str
    hashed: bool = False
    salt: str = ""


@dataclass(frozen=True)
class Aim:
    """What the issuer says the badge is aligned with."""

    name: str
    framework: str = ""
    code: str = ""
    description: str = ""


@dataclass(frozen=True)
class Badge:
    """`raw` is the assertion or credential as it was read; `hosted` where its copy must lie."""

    standard: str  # 1.x | 2.0 | 3.0
    form: str  # signed | hosted | embedded proof | unsigned
    id: str
    title: str
    issuer: str  # an IRI; "" where the badge only points to its class
    issuer_name: str = ""
    about: str = ""
    recipients: tuple[Identity, ...] = ()
    starts: datetime | None = None
    ends: datetime | None = None
    aims: tuple[Aim, ...] = ()
    evidence: tuple[str, ...] = ()
    achievement: str = ""
    key: str = ""  # where the issuer says its key lies
    hosted: str = ""
    payload: str = ""  # A: at the top; B: under `vc`
    status: tuple[dict[str, Any], ...] = ()
    profile: dict[str, Any] = field(default_factory=dict)  # the issuer, where embedded
    raw: dict[str, Any] = field(default_factory=dict)
    class_at: str = ""  # where a class that is not embedded lies


HASHES = {"sha256": hashlib.sha256, "md5": hashlib.md5}


def matches(identity: Identity, addresses: Iterable[str]) -> str:
    """How one of the addresses is meant: `exact`, `lower-case`, or "" for not at all.

    The standard compares exactly; trying the address in lower case as well is our choice.
    """
    told = [one.strip() for one in addresses if one.strip()]
    if any(_is(identity, one) for one in told):
        return "exact"
    if any(_is(identity, one.lower()) for one in told):
        return "lower-case"
    lowered = identity.value.lower().removeprefix("mailto:")
    is_plain = not identity.hashed and lowered in [one.lower() for one in told]
    return "lower-case" if is_plain else ""


def moment(said: Any, what: str) -> datetime | None:
    """An ISO date, or a number of seconds, in UTC; without a zone it is UTC. None for nothing."""
    if said is None:
        return None
    try:
        return _moment(said)
    except (ValueError, OverflowError, OSError):
        raise Refused(f"The date {what} cannot be read.") from None


def _moment(said: Any) -> datetime:
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        raise ValueError
    if not isinstance(said, str):
        return datetime.fromtimestamp(said, UTC)
    text = said.strip()
    if text.isdecimal() and len(text) > 8:
        return datetime.fromtimestamp(int(text[:15]), UTC)
    found = datetime.fromisoformat(_shortened(text))
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def _shortened(text: str) -> str:
    """Python reads six digits behind the second; some issuers write nine."""
    head, dot, tail = text.partition(".")
    digits = len(tail) - len(tail.lstrip("0123456789"))
    return f"{head}.{tail[: min(digits, 6)].ljust(6, '0')}{tail[digits:]}" if dot else text


def _is(identity: Identity, address: str) -> bool:
    if not identity.hashed:
        return identity.value.removeprefix("mailto:") == address
    kind, dollar, digest = identity.value.partition("$")
    made = HASHES.get(kind) if dollar else None
    return made is not None and made((address + identity.salt).encode()).hexdigest() == digest
