"""Credentials in a packet: they support a skill, and never stand in for work."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.career.matching import shared_words
from bot.career.packet.shape import Credential, Evidence

UNCHECKED = "not checked"
ENOUGH = 4  # letters of a word that says what a credential is about


def credentials(
    held: Sequence[Credential],
    told: Sequence[Evidence],
    today: date,
    shown_by: Sequence[Sequence[str]] | None = None,
) -> tuple[Credential, ...]:
    """Current ones first, newest first; each with the told wins that show the skill in use.

    `shown_by` are the wins its owner named, per credential; without it, those that share its words.
    Without a verdict it is "not checked", which is never shown as valid.
    """
    named = shown_by if shown_by is not None else [None] * len(held)
    pairs = zip(held, named, strict=True)
    seen = [_seen(one, told, today, refs) for one, refs in pairs]
    newest = sorted(seen, key=lambda one: (one.issued or date.min, one.title), reverse=True)
    return tuple(sorted(newest, key=lambda one: not one.is_current))


def _seen(
    one: Credential, told: Sequence[Evidence], today: date, refs: Sequence[str] | None
) -> Credential:
    used = tuple(e.number for e in told if (_shows(one, e) if refs is None else e.ref in refs))
    is_current = one.expires is None or one.expires >= today
    return replace(one, used_in=used, is_current=is_current, verdict=one.verdict or UNCHECKED)


def _shows(one: Credential, evidence: Evidence) -> bool:
    shared = shared_words(one.title, f"{evidence.headline} {evidence.story}")
    return any(len(word) >= ENOUGH for word in shared)
