"""The three standards read into one shape. What a badge lacks, or says wrongly, is refused."""

from typing import Any

from bot.badges import loose
from bot.badges.loose import listed, text
from bot.career.credentials.badge import Badge, Identity, moment
from bot.errors import Refused

VC2, VC1 = "https://www.w3.org/ns/credentials/v2", "https://www.w3.org/2018/credentials/v1"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/"
OB2 = "https://w3id.org/openbadges/v2"
OB1 = ("https://w3id.org/openbadges/v1", "http://standard.openbadges.org/1.1/context")
TYPES = {"OpenBadgeCredential", "AchievementCredential"}
NOT_OURS = "This is JSON, but no badge: nothing in it says that it follows Open Badges."
CLAIMS = (
    ("iss", "issuer", "issuer"),
    ("jti", "id", "id"),
    ("sub", "subject", "recipient"),
    ("nbf", "starts", "first day"),
    ("exp", "ends", "last day"),
)


def shaped(said: dict[str, Any], *, is_signed: bool) -> Badge:
    """The badge in a parsed document; of a token its claims must agree with it."""
    if isinstance(said.get("vc"), dict) and is_signed:
        return _third(_filled(said, said["vc"]), said, "B")
    if _is_third(said):
        return _third(said, said if is_signed else {}, "A" if is_signed else "")
    return _second(said, is_signed=is_signed)


def _is_third(said: dict[str, Any]) -> bool:
    types = {one for one in listed(said.get("type")) if isinstance(one, str)}
    return "credentialSubject" in said or "VerifiableCredential" in types


def _filled(claims: dict[str, Any], vc: dict[str, Any]) -> dict[str, Any]:
    """Older tools leave out of the credential what the token's claims say already."""
    whole = dict(vc)
    for claim, member in (("iss", "issuer"), ("jti", "id")):
        if member not in whole and isinstance(claims.get(claim), str):
            whole[member] = claims[claim]
    if "nbf" in claims and not {"validFrom", "issuanceDate"} & set(whole):
        whole["validFrom"] = claims["nbf"]
    if "exp" in claims and not {"validUntil", "expirationDate"} & set(whole):
        whole["validUntil"] = claims["exp"]
    return whole


def _third(said: dict[str, Any], claims: dict[str, Any], payload: str) -> Badge:
    subject, achievement = _contexts_and_subject(said)
    issuer = loose.profile(said.get("issuer"))
    badge = Badge(
        standard="3.0",
        form="signed" if payload else ("embedded proof" if said.get("proof") else "unsigned"),
        id=text(said.get("id")),
        title=text(achievement.get("name")),
        about=text(achievement.get("description")),
        issuer=text(issuer.get("id")),
        issuer_name=text(issuer.get("name")),
        recipients=_receivers(subject),
        starts=moment(_either(said, "validFrom", "issuanceDate"), "of issue"),
        ends=moment(_either(said, "validUntil", "expirationDate"), "of expiry"),
        aims=loose.aims(achievement.get("alignment")),
        evidence=loose.links(said.get("evidence")),
        achievement=text(achievement.get("id")),
        payload=payload,
        status=tuple(s for s in listed(said.get("credentialStatus")) if isinstance(s, dict)),
        profile=issuer,
        raw=said,
    )
    _refuse_lacking(badge)
    _refuse_quarrel(badge, claims, text(subject.get("id")))
    return badge


def _either(said: dict[str, Any], new: str, old: str) -> Any:
    """A null in the newer member must not hide the older one."""
    return said[old] if said.get(new) is None and old in said else said.get(new)


def _contexts_and_subject(said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    contexts = [one for one in listed(said.get("@context")) if isinstance(one, str)]
    if not contexts or contexts[0] not in (VC2, VC1):
        raise Refused("Its first context is none of the two of Verifiable Credentials.")
    if not any(one.startswith(OB3) for one in contexts):
        raise Refused("It is a verifiable credential, but not an Open Badge.")
    types = {one for one in listed(said.get("type")) if isinstance(one, str)}
    if "VerifiableCredential" not in types or not types & TYPES:
        raise Refused("Its type does not say that it is an Open Badge.")
    subjects = [one for one in listed(said.get("credentialSubject")) if isinstance(one, dict)]
    if len(subjects) != 1:
        raise Refused("A badge is about one person; this one is not.")
    achievement = subjects[0].get("achievement")
    if not isinstance(achievement, dict):
        raise Refused("It does not say what was achieved.")
    return subjects[0], achievement


def _receivers(subject: dict[str, Any]) -> tuple[Identity, ...]:
    found = [
        Identity(
            text(one.get("identityType")) or "emailAddress",
            text(one.get("identityHash")),
            one.get("hashed") is True,
            text(one.get("salt")),
        )
        for one in listed(subject.get("identifier"))
        if isinstance(one, dict) and text(one.get("identityHash"))
    ]
    id_ = text(subject.get("id"))
    return (*found, Identity("id", id_)) if id_ else tuple(found)


def _refuse_lacking(badge: Badge) -> None:
    for value, what in (
        (badge.issuer, "who issued it"),
        (badge.title or badge.class_at, "what it is called"),
        (badge.starts, "when it was issued"),
    ):
        if not value:
            raise Refused(f"It does not say {what}.")


def _refuse_quarrel(badge: Badge, claims: dict[str, Any], subject: str) -> None:
    """What the token claims and what the credential says must be the same."""
    mine = {"issuer": badge.issuer, "id": badge.id, "subject": subject}
    for claim, member, what in CLAIMS:
        if claim not in claims:
            continue
        if member in mine:
            agrees = claims[claim] == mine[member]
        else:
            agrees = moment(claims[claim], what) == _seconds(getattr(badge, member))
        if not agrees:
            raise Refused(f"The token and the badge in it disagree about the {what}.")


def _seconds(at: Any) -> Any:
    return at.replace(microsecond=0) if at is not None else None


def _second(said: dict[str, Any], *, is_signed: bool) -> Badge:
    """Open Badges 2.0 and 1.x: an assertion, its class and its issuer, embedded or pointed to."""
    standard = _old_standard(said)
    proof = loose.part(said.get("verification") or said.get("verify"))
    class_ = loose.profile(said.get("badge"))
    issuer = loose.profile(class_.get("issuer"))
    kind = text(proof.get("type")).lower()
    is_hosted = kind.startswith("hosted")
    if kind and is_signed == is_hosted:
        raise Refused("It says that it is proved in one way, and comes in the other.")
    id_ = text(said.get("id")) or text(said.get("uid"))
    at = text(proof.get("url")) if standard == "1.x" else ""
    badge = Badge(
        standard=standard,
        form="signed" if is_signed else "hosted" if is_hosted else "unsigned",
        id=id_,
        title=text(class_.get("name")),
        about=text(class_.get("description")),
        issuer=text(issuer.get("id")) or text(issuer.get("url")),
        issuer_name=text(issuer.get("name")),
        recipients=_recipient(said),
        starts=moment(said.get("issuedOn"), "of issue"),
        ends=moment(said.get("expires"), "of expiry"),
        aims=loose.aims(class_.get("alignment")),
        evidence=loose.links(said.get("evidence")),
        achievement=text(class_.get("id")),
        key=text(proof.get("creator")) or (at if is_signed else ""),
        hosted=(at or id_) if is_hosted else "",
        profile=issuer,
        raw=said,
        class_at="" if class_.get("name") else text(class_.get("id")),
    )
    _refuse_unclear(badge)
    return badge


def _old_standard(said: dict[str, Any]) -> str:
    contexts = {one for one in listed(said.get("@context")) if isinstance(one, str)}
    if OB2 in contexts or "verification" in said:
        return "2.0"
    if contexts & set(OB1) or ("verify" in said and "badge" in said):
        return "1.x"
    raise Refused(NOT_OURS)


def _recipient(said: dict[str, Any]) -> tuple[Identity, ...]:
    told = said.get("recipient")
    if isinstance(told, str) and told:  # before 1.0 it was an address, or its hash
        return (Identity("email", told, "$" in told, text(said.get("salt"))),)
    one = loose.part(told)
    kind = text(one.get("type")) or "email"
    value, salt = text(one.get("identity")), text(one.get("salt"))
    return (Identity(kind, value, one.get("hashed") is True, salt),) if value else ()


def _refuse_unclear(badge: Badge) -> None:
    if not badge.recipients:
        raise Refused("It does not say whom it was issued to.")
    if not (badge.title or badge.class_at):
        raise Refused("It does not say what it is called.")
    if badge.starts is None:
        raise Refused("It does not say when it was issued.")
