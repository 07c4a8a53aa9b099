"""What was looked at in a badge, step by step, and the one sentence that follows from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

YES, NO, UNCHECKED = "yes", "no", "not checked"
FOUND, READ, SHAPE, SIGNATURE = "found", "read", "shape", "signature"
ISSUER, RECIPIENT, DATES, REVOCATION, SCOPE = "issuer", "recipient", "dates", "revocation", "scope"
STEPS = (FOUND, READ, SHAPE, SIGNATURE, ISSUER, RECIPIENT, DATES, REVOCATION, SCOPE)
NEEDED = (SIGNATURE, ISSUER, RECIPIENT, DATES, REVOCATION)
TITLES = {
    FOUND: "One badge in the file",
    READ: "Read safely",
    SHAPE: "Structure",
    SIGNATURE: "Signature",
    ISSUER: "Issuer",
    RECIPIENT: "About you",
    DATES: "Dates",
    REVOCATION: "Not revoked",
    SCOPE: "Hosted where it may be",
}
VERIFIED, LOGGED = "verified", "your own word, no badge file"
MISSING = {
    SIGNATURE: ("signature good", "signature wrong", "signature not checked"),
    ISSUER: ("issuer anchored", "issuer not anchored", "issuer not checked"),
    RECIPIENT: ("issued to you", "issued to somebody else", "recipient not checked"),
    DATES: ("dates good", "dates wrong", "dates not checked"),
    REVOCATION: ("not revoked", "revoked", "revocation not checked"),
    SCOPE: ("hosted in scope", "hosted out of scope", "hosting not checked"),
}
HOPELESS = (FOUND, READ, SHAPE)


@dataclass(frozen=True)
class Step:
    """`verdict` is yes | no | not checked; `reason` says why in one sentence.

    `online`: whoever checked could ask the issuer.
    """

    name: str
    verdict: str
    reason: str
    at: datetime
    online: bool = False


def is_verified(steps: Sequence[Step]) -> bool:
    """Every step that a verified badge needs was taken and says yes."""
    said = {step.name: step.verdict for step in steps}
    return all(said.get(name) == YES for name in NEEDED) and set(said.values()) == {YES}


def result(steps: Sequence[Step]) -> int:
    """0 valid and anchored; 2 signed well and nothing wrong, but not all of it was shown; 1 not."""
    said = {step.name: step.verdict for step in steps}
    wrong = {name for name, verdict in said.items() if verdict == NO} - {ISSUER}
    if is_verified(steps):
        return 0
    return 2 if said.get(SIGNATURE) == YES and not wrong else 1


def verdict(steps: Sequence[Step]) -> str:
    """`verified`, or what is so: `signature good, issuer not anchored`."""
    if not steps:
        return LOGGED
    if is_verified(steps):
        return VERIFIED
    said = {step.name: step.verdict for step in steps}
    if any(said.get(name) != YES for name in HOPELESS):
        return "not a valid badge"
    told = [_told(name, said[name]) for name in MISSING if name in said and said[name] != YES]
    good = "signature good, " if said.get(SIGNATURE) == YES else ""
    return good + ", ".join(told)


def merged(before: Iterable[Step], now: Iterable[Step]) -> list[Step]:
    """What was found out online stays, with its time, where looking offline finds out nothing."""
    known = {step.name: step for step in before if step.online and step.verdict != UNCHECKED}
    return [known.get(step.name, step) if step.verdict == UNCHECKED else step for step in now]


def as_data(steps: Iterable[Step]) -> list[dict[str, Any]]:
    return [asdict(step) | {"at": step.at.isoformat()} for step in steps]


def from_data(said: Iterable[Mapping[str, Any]]) -> list[Step]:
    return [Step(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in said]


def _told(name: str, found: str) -> str:
    yes, no, unchecked = MISSING[name]
    return {YES: yes, NO: no, UNCHECKED: unchecked}[found]
