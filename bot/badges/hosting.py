"""Hosted badges: the copy at the issuer's is the proof; where it lies must be the issuer's own."""

from dataclasses import dataclass, field, replace
from typing import Any

from bot.badges import finding, loose, shapes, strict
from bot.badges.finding import Missing, host
from bot.badges.loose import listed, part, text
from bot.badges.whom import Whom
from bot.career.credentials.badge import Badge
from bot.career.credentials.steps import NO, UNCHECKED, YES
from bot.errors import Refused

Verdict = tuple[str, str]
COMPARED = ("id", "uid", "recipient", "badge", "issuedOn", "expires", "verification", "verify")


@dataclass(frozen=True)
class Proved:
    """What a proof says. `revocation` None: still to be looked at."""

    signature: Verdict
    issuer: Verdict
    revocation: Verdict | None = None
    profile: dict[str, Any] = field(default_factory=dict)
    badge: Badge | None = None  # with what the web added
    keys: tuple[Any, ...] = ()


def proved(badge: Badge, whom: Whom) -> Proved:
    """Fetch the hosted copy and compare; without asking for it nothing is fetched."""
    if not badge.hosted.startswith("https://"):
        said = "It says that it lies at an address that is not https; such are not followed."
        return Proved((UNCHECKED, said), (UNCHECKED, said), (UNCHECKED, said), badge.profile)
    try:
        status, copy = _copy(badge, whom)
        if status == 410 or copy.get("revoked") is True:
            return _revoked(badge, copy)
        whole = _completed(badge, copy, whom)
    except Missing as missing:
        away = (UNCHECKED, str(missing))
        return Proved(away, away, away, badge.profile)
    except Refused as refused:
        return Proved((NO, refused.sentence), (UNCHECKED, "Its copy says otherwise."))
    if any(copy.get(name) != badge.raw.get(name) for name in COMPARED):
        said = "The copy at its issuer says otherwise: this file was changed, or the copy was."
        return Proved((NO, said), (NO, "Its issuer does not say this."), (UNCHECKED, said))
    where = host(badge.hosted)
    place = scope(whole, whole.profile, is_fetched=True)
    issuer = (YES, place[1]) if place[0] == YES else (NO, place[1])
    good = (YES, f"The copy at {where} says the same.")
    return Proved(good, issuer, (YES, f"{where} has not revoked it."), whole.profile, whole)


def scope(badge: Badge, profile: dict[str, Any], *, is_fetched: bool = False) -> Verdict:
    """Where the issuer says its badges lie; by default on its own host.

    What a file says of its issuer may narrow that, but only the issuer's own page may widen it.
    """
    at = badge.hosted
    issuer = text(profile.get("id")) or text(profile.get("url")) or badge.issuer
    if not issuer:
        return UNCHECKED, "Who issued it stands only on the web."
    allowed = part(profile.get("verification"))
    starts = [text(one) for one in listed(allowed.get("startsWith")) if text(one)]
    origins = [text(one).lower() for one in listed(allowed.get("allowedOrigins")) if text(one)]
    is_own = host(at) != "" and host(at) == host(issuer)
    is_named = any(_is_under(at, start) for start in starts) or host(at) in origins
    if is_named and not (is_own or is_fetched):
        return UNCHECKED, "That its issuer keeps badges there is said by this file alone."
    if is_named or (is_own and not starts and not origins):
        return YES, f"It lies at {host(at)}, where its issuer keeps badges."
    return NO, f"It lies at {host(at)}, where its issuer keeps no badges."


def _is_under(url: str, start: str) -> bool:
    """A prefix that ends inside the host's name would let anybody in."""
    return url.startswith(start) and host(url) == host(start)


def _copy(badge: Badge, whom: Whom) -> tuple[int, dict[str, Any]]:
    answer = finding.asked(badge.hosted, whom, "Its proof is the copy at", (200, 410))
    if answer.status == 410:
        return 410, {}
    return 200, strict.read_object(answer.body, "The hosted copy")


def _revoked(badge: Badge, copy: dict[str, Any]) -> Proved:
    why = text(copy.get("revocationReason"))[:200]
    said = f"Its issuer took it back{f': {why}' if why else ''}."
    return Proved(
        (YES, "Its issuer answered about it."),
        (UNCHECKED, "It was taken back, so the issuer was not looked at."),
        (NO, said),
        badge.profile,
    )


def _completed(badge: Badge, copy: dict[str, Any], whom: Whom) -> Badge:
    """The copy with its class and its issuer, fetched where they are only pointed to.

    An issuer that is said to be elsewhere is asked there: anybody can host a page that names one.
    """
    whole = dict(copy)
    if isinstance(whole.get("badge"), str):
        whole["badge"] = finding.fetched(whole["badge"], whom)
    class_ = loose.part(whole.get("badge"))
    said = loose.profile(class_.get("issuer"))
    issuer = text(said.get("id")) or text(said.get("url"))
    if set(said) <= {"id"} or host(issuer) != host(badge.hosted):
        whole["badge"] = class_ | {"issuer": _profile(issuer, whom)}
    made = shapes.shaped(whole, is_signed=badge.form == "signed")
    return replace(made, raw=badge.raw)


def explained(badge: Badge, whom: Whom) -> Badge:
    """A signed badge with its class and issuer, where they lie on the web and it may be asked."""
    if not badge.class_at or whom.fetch is None:
        return badge
    try:
        return _completed(badge, badge.raw, whom)
    except (Missing, Refused):
        return badge


def _profile(issuer: str, whom: Whom) -> dict[str, Any]:
    """The issuer as its own page describes it."""
    if not issuer.startswith("https://"):
        raise Missing("Its issuer has no https address that could be asked.")
    found = finding.fetched(issuer, whom)
    if text(found.get("id")) not in ("", issuer):
        raise Refused("The page of its issuer is somebody else's.")
    return found | {"id": issuer}
