"""Was it taken back? Revocation lists of 2.0 and 3.0, and status lists, which are badges' own."""

import base64
import binascii
import zlib
from typing import Any

from bot.badges import embedded, finding, strict, tokens
from bot.badges.carrier import JWS
from bot.badges.finding import Missing, host
from bot.badges.loose import listed, part, text
from bot.badges.shapes import VC1, VC2
from bot.badges.whom import Whom
from bot.career.credentials.badge import Badge, moment
from bot.career.credentials.steps import NO, UNCHECKED, YES
from bot.errors import Refused

Verdict = tuple[str, str]
UNFOLDED = 4 * 1024 * 1024  # bytes of a status list: 33 million badges
OTHER = ("message", "refresh")  # what a list can be about besides taking back
BITS = ("BitstringStatusListEntry", "StatusList2021Entry")


def revoked(badge: Badge, whom: Whom, keys: tuple[Any, ...]) -> Verdict:
    """yes means: looked, and it stands; or there is nothing that could take it back."""
    if badge.issuer in whom.gone:
        return NO, "The key that signed it was revoked, and everything that it signed with it."
    if badge.issuer in whom.own:
        return _own(badge, whom)
    try:
        if badge.standard != "3.0":
            return _old(badge, whom)
        lists = [one for one in badge.status if text(one.get("statusPurpose")) not in OTHER]
        if not lists:
            return YES, "It names no list in which it could be revoked."
        said = [_one(badge, status, whom, keys) for status in lists]
    except Missing as missing:
        return UNCHECKED, str(missing)
    except Refused as refused:
        return UNCHECKED, f"The list cannot be used: {refused.sentence}"
    return next((one for one in said if one[0] != YES), said[0])


def _own(badge: Badge, whom: Whom) -> Verdict:
    """Made here: what was taken back here is known without asking anybody."""
    why = whom.taken_back.get(badge.id)
    if why is None:
        return YES, "This workspace made it, and has not taken it back."
    return NO, f"This workspace took it back{f': {why}' if why else ''}."


def _old(badge: Badge, whom: Whom) -> Verdict:
    if badge.form != "signed":
        return UNCHECKED, "Without a proof there is nobody who could revoke it."
    profile = badge.profile
    if set(profile) <= {"id"} and "revocationList" not in profile:
        if not badge.issuer.startswith("https://"):
            return UNCHECKED, "Whether its issuer has a list of revoked badges is not known here."
        profile = finding.fetched(badge.issuer, whom)
    at = text(profile.get("revocationList"))
    if not at:
        return YES, "Its issuer names no list of revoked badges."
    return _listed(badge, finding.fetched(_https(at), whom), at)


def _one(badge: Badge, status: dict[str, Any], whom: Whom, keys: tuple[Any, ...]) -> Verdict:
    kind = text(status.get("type"))
    if kind == "1EdTechRevocationList":
        at = _https(text(status.get("id")))
        return _listed(badge, finding.fetched(at, whom), at)
    if kind in BITS:
        return _bit(badge, status, whom, keys)
    return UNCHECKED, f"Its kind of list ({kind[:40] or 'none named'}) is not known here."


def _listed(badge: Badge, found: dict[str, Any], at: str) -> Verdict:
    issuer = found.get("issuer")
    named = text(issuer.get("id")) if isinstance(issuer, dict) else text(issuer)
    if named and badge.issuer and named != badge.issuer:
        return UNCHECKED, "The list of revoked badges is another issuer's."
    names = ("revokedAssertions", "revokedCredential", "revokedCredentials")
    rows = [row for name in names for row in listed(found.get(name))]
    if not any(name in found for name in names):
        return UNCHECKED, f"What lies at {host(at)} is no list of revoked badges."
    for row in rows:
        ids = {row} if isinstance(row, str) else {part(row).get("id"), part(row).get("uid")}
        if badge.id and badge.id in ids and part(row).get("revoked") is not False:
            why = text(part(row).get("revocationReason"))[:200]
            return NO, f"Its issuer took it back{f': {why}' if why else ''}."
    return YES, f"It does not stand in the list of revoked badges at {host(at)}."


def _bit(badge: Badge, status: dict[str, Any], whom: Whom, keys: tuple[Any, ...]) -> Verdict:
    """A bit in a list that is a signed credential of the same issuer."""
    at = _https(text(status.get("statusListCredential")))
    index = str(status.get("statusListIndex", ""))
    if str(status.get("statusSize", 1)) != "1":
        return UNCHECKED, "Its status list says more than one bit of each, which is not read here."
    if not index.isdecimal() or len(index) > 9:
        return UNCHECKED, "It does not say where it stands in its status list."
    found = _signed_list(_said_at(at, whom), badge, whom, keys)
    subject = part(found.get("credentialSubject"))
    if text(subject.get("statusPurpose")) != text(status.get("statusPurpose")):
        return UNCHECKED, "The status list is about something else."
    if _is_set(text_of(subject.get("encodedList")), int(index)):
        purpose = text(status.get("statusPurpose"))
        said = "suspended it" if purpose == "suspension" else "took it back"
        return NO, f"Its issuer {said}."
    return YES, f"Its bit in the status list at {host(at)} is not set."


def _signed_list(raw: str, badge: Badge, whom: Whom, keys: tuple[Any, ...]) -> dict[str, Any]:
    """The list, signed by the issuer of the badge and within its dates."""
    said, is_good = _proved(raw, whom, keys)
    if not is_good:
        raise Refused("the status list is signed by another.")
    vc = part(said.get("vc")) or said
    issuer = vc.get("issuer", said.get("iss"))
    if (issuer.get("id") if isinstance(issuer, dict) else issuer) != badge.issuer:
        raise Refused("the status list is another issuer's.")
    if listed(vc.get("@context"))[:1] not in ([VC1], [VC2]):
        raise Refused("the status list is no verifiable credential.")
    ends = moment(vc.get("validUntil", vc.get("expirationDate")), "of the status list")
    if ends is not None and ends <= whom.now:
        raise Refused("the status list is out of date.")
    return vc


def _proved(raw: str, whom: Whom, keys: tuple[Any, ...]) -> tuple[dict[str, Any], bool]:
    """What the list says, and whether one of these keys signed it: as a token, or inside it."""
    if raw.startswith("{"):
        said = strict.read_object(raw, "the status list")
        if not said.get("proof"):
            raise Refused("the status list carries no signature.")
        return said, embedded.is_signed_by_one(embedded.read(said, whom), keys)
    if not JWS.fullmatch(raw):
        raise Refused("what lies there is no status list.")
    token = tokens.read(raw)
    return token.payload, tokens.is_signed_by_one(token, keys)


def _is_set(encoded: str, index: int) -> bool:
    packed = encoded.removeprefix("u")
    try:
        folded = base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
        bits = zlib.decompressobj(wbits=31).decompress(folded, UNFOLDED)
    except (binascii.Error, ValueError, zlib.error):
        raise Refused("the status list is damaged.") from None
    if index // 8 >= len(bits):
        raise Refused("the status list is too short.")
    return bool(bits[index // 8] >> (7 - index % 8) & 1)


def _said_at(url: str, whom: Whom) -> str:
    answer = finding.asked(url, whom, "Its status list lies at")
    return strict.decoded(answer.body, "the status list").strip()


def text_of(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _https(url: str) -> str:
    if not url.startswith("https://"):
        raise Missing("The list of revoked badges does not lie at an https address.")
    return url
