"""A corroborated win as an Open Badge 3.0 of its owner's record, with others' consent."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.career import dimensions
from bot.career.packet.telling import figures
from storage.records import Praise, Win

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
TITLE, WORDS, QUOTE = 120, 2000, 1000
CRITERIA = (
    "Recorded by its owner in Winbook, and confirmed there by at least one colleague in their own "
    "words. The signature proves that this record is unchanged, not how good the work was."
)


@dataclass(frozen=True)
class Confirmed:
    """What one colleague said who agreed to be named."""

    name: str
    words: str
    on: str  # ISO day


@dataclass(frozen=True)
class Claim:
    """Everything that goes into the badge; shown to the owner before it is made."""

    title: str
    what: str
    outcome: str
    happened: str  # ISO day
    figures: tuple[str, ...]
    dimensions: tuple[str, ...]
    confirmed: tuple[Confirmed, ...]
    unnamed: int  # colleagues who back it and are not named


def claim(
    win: Win, backing: Sequence[Praise], agreed: Mapping[str, str], plain: Callable[[str], str]
) -> Claim:
    """`agreed` are names of those who said yes; `plain` reads a text without naming the others."""
    others = [row for row in backing if row.author not in ("", win.owner)]
    named = [row for row in others if agreed.get(row.author)]
    head = " ".join((win.outcome or win.text).split())
    return Claim(
        title=plain(head)[:TITLE],
        what=plain(win.text)[:WORDS],
        outcome=plain(win.outcome)[:WORDS],
        happened=win.happened.isoformat(),
        figures=tuple(figure.shown for figure in figures(win)),
        dimensions=tuple(dimensions.TITLES[k] for k in win.dimensions if k in dimensions.TITLES),
        confirmed=tuple(
            Confirmed(agreed[row.author], plain(row.quote)[:QUOTE], row.said_at.date().isoformat())
            for row in named
        ),
        unnamed=len({row.author for row in others} - {row.author for row in named}),
    )


def credential(
    told: Claim,
    address: str,
    issuer: str,
    name: str,
    serial: str,
    salt: str,
    now: datetime,
    status: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The credential, unsigned. The address is only in it as a salted hash.

    `status`: where anybody can look whether it was taken back.
    """
    hashed = hashlib.sha256((address + salt).encode()).hexdigest()
    at = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    identity = {
        "type": "IdentityObject",
        "identityType": "emailAddress",
        "identityHash": f"sha256${hashed}",
        "hashed": True,
        "salt": salt,
    }
    return {
        "@context": list(CONTEXT),
        "id": serial,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": told.title,
        "issuer": {"id": issuer, "type": ["Profile"], "name": f"{name}, by Winbook"},
        "validFrom": at,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [identity],
            "achievement": _achievement(told, serial),
        },
        "evidence": list(_evidence(told)),
        **({"credentialStatus": status} if status else {}),
    }


def _achievement(told: Claim, serial: str) -> dict[str, Any]:
    return {
        "id": f"{serial}#achievement",
        "type": ["Achievement"],
        "achievementType": "Achievement",
        "name": told.title,
        "description": told.what,
        "criteria": {"narrative": CRITERIA},
        "tag": list(told.dimensions),
    }


def _evidence(told: Claim) -> Any:
    """The win, its figures, and each colleague who agreed, as evidence of their own."""
    lines = [told.what, *([f"Outcome: {told.outcome}"] if told.outcome else [])]
    lines += [f"Figures: {'; '.join(told.figures)}"] if told.figures else []
    if told.unnamed:
        more = "colleague confirms" if told.unnamed == 1 else "colleagues confirm"
        lines.append(f"{told.unnamed} {more} it without being named.")
    yield _one(f"What was done, {told.happened}", "\n".join(lines), "Win")
    for one in told.confirmed:
        yield _one(f"Confirmed by {one.name}, {one.on}", one.words, "Corroboration")


def _one(name: str, narrative: str, genre: str) -> dict[str, Any]:
    return {"type": ["Evidence"], "name": name, "narrative": narrative, "genre": genre}
