"""A credential as a person logs it, or as a badge says it."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.career.credentials.badge import Badge
from bot.career.credentials.steps import Step, as_data
from bot.errors import Refused, all_of
from storage.records_credentials import Credential

MOST = 200


def from_form(said: Mapping[str, str], today: date) -> dict[str, Any]:
    """Title, issuer, days and link as they were typed; Refused with every wrong field."""
    found = all_of(
        {
            "title": lambda: _needed(said.get("title", ""), "title"),
            "issuer": lambda: _needed(said.get("issuer", ""), "issuer"),
            "issued": lambda: _past(said.get("issued", ""), today),
            "expires": lambda: _day(said.get("expires", ""), "expires"),
            "link": lambda: _link(said.get("link", "")),
        }
    )
    if found["expires"] and found["issued"] and found["expires"] < found["issued"]:
        raise Refused("It expires before it was issued. Use a later day.", "expires")
    return found


def from_badge(
    badge: Badge, steps: Sequence[Step], name: str, data: bytes, zone: ZoneInfo, now: datetime
) -> Credential:
    """What the badge says, unsaved. Its last day is the one that is whole in the person's zone."""
    digest = hashlib.sha256(data).hexdigest()
    title = badge.title or badge.class_at.rstrip("/").rpartition("/")[2] or "Badge"
    starts = badge.starts.astimezone(zone).date() if badge.starts else None
    return Credential(
        workspace="",
        owner="",
        source=f"file:{digest}",
        title=title[:MOST],
        issuer=(badge.issuer_name or badge.issuer)[:MOST],
        issuer_id=badge.issuer,
        issued=starts,
        expires=last_day(badge.ends, zone),
        expires_at=badge.ends,
        link=badge.evidence[0] if badge.evidence else _shown(badge),
        note=badge.about[:500],
        achievement=badge.achievement,
        standard=badge.standard,
        file=name[:MOST],
        digest=digest,
        steps=as_data(steps),
        aims=[text for aim in badge.aims for text in (aim.name, aim.code) if text],
        created_at=now,
        updated_at=now,
    )


def last_day(ends: datetime | None, zone: ZoneInfo) -> date | None:
    """The local day in which the last moment lies; a badge that ends at midnight ends before."""
    return (ends - timedelta(seconds=1)).astimezone(zone).date() if ends else None


def slug(title: str) -> str:
    """How steps of a ladder find a credential: letters and figures alone."""
    kept = (letter if letter.isalnum() else " " for letter in title.lower())
    return "-".join("".join(kept).split())


def _shown(badge: Badge) -> str:
    return next((url for url in (badge.hosted, badge.id) if url.startswith("https://")), "")


def _needed(text: str, field: str) -> str:
    if not text.strip():
        raise Refused("Say what it is called." if field == "title" else "Say who issued it.", field)
    return " ".join(text.split())[:MOST]


def _past(text: str, today: date) -> date:
    found = _day(text, "issued")
    if found is None:
        raise Refused("Choose the day it was issued.", "issued")
    if found > today:
        raise Refused(f"{found:%b} {found.day}, {found.year} is in the future.", "issued")
    return found


def _day(text: str, field: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("Choose a day from the calendar.", field) from None


def _link(text: str) -> str:
    said = text.strip()
    if said and not (said.startswith("https://") and len(said.split()) == 1):
        raise Refused("A link begins with https://.", "link")
    return said[:2000]
