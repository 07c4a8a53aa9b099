"""A corpus of badges of every kind, made by rule: standards × carriers × what was done to them.

Dates are far from today, since the independent verifier asks the clock of the machine.
"""

import hashlib
import hmac
import json
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from bot.badges.whom import Fetched, Trusted, Unreachable, Whom
from bot.career.credentials import steps
from tests.badges import making
from tests.badges.making import DANA, ISSUER, NOW, hashed, itxt, jws, key, packed, png, svg

Json = dict[str, Any]
PAST, FUTURE, LONG_AGO = "2020-01-10T09:00:00Z", "2090-01-10T09:00:00Z", "2019-01-10T09:00:00Z"
EVIL = "https://evil.example"
CONTEXT = "https://w3id.org/security/data-integrity/v2"


class Case(NamedTuple):
    standard: str
    carrier: str
    treatment: str
    data: bytes
    step: str = ""  # where it is met; "" = verified
    verdict: str = "no"
    pages: Json = {}  # what lies on the web
    key: str = "Ed25519"

    @property
    def name(self) -> str:
        return f"{self.standard} | {self.carrier} | {self.treatment}"

    def fetch(self, url: str) -> Fetched:
        if url not in self.pages:
            raise Unreachable("There is nothing.")
        return Fetched(200, json.dumps(self.pages[url]).encode())

    def whom(self) -> Whom:
        known = (Trusted(ISSUER, key(self.key).public_key()),)
        return Whom(NOW, (DANA,), known, self.fetch if self.pages else None)


class Treatment(NamedTuple):
    """What is said in the badge before it is signed, and what is changed afterwards."""

    step: str = ""
    starts: str = LONG_AGO
    ends: str = FUTURE
    identity: str = hashed()
    is_hashed: bool = True
    salt: str = "salt"
    is_tampered: bool = False


BEN, PLAIN = "ben@example.org", {"is_hashed": False, "salt": ""}
TREATMENTS = {
    "valid": Treatment(),
    "valid, hashed without salt": Treatment(identity=hashed(salt=""), salt=""),
    "valid, plain address": Treatment(identity=DANA, **PLAIN),  # type: ignore[arg-type]
    "valid, address in capitals": Treatment(identity=DANA.upper(), **PLAIN),  # type: ignore[arg-type]
    "tampered": Treatment(steps.SIGNATURE, is_tampered=True),
    "expired": Treatment(steps.DATES, ends=PAST),
    "not yet valid": Treatment(steps.DATES, starts=FUTURE, ends="2095-01-10T09:00:00Z"),
    "for somebody else": Treatment(steps.RECIPIENT, identity=BEN, **PLAIN),  # type: ignore[arg-type]
    "for somebody else, hashed": Treatment(steps.RECIPIENT, identity=hashed(BEN)),
    "for somebody else, hashed without salt": Treatment(
        steps.RECIPIENT, identity=hashed(BEN, ""), salt=""
    ),
    "hashed with another salt than it says": Treatment(steps.RECIPIENT, salt="pepper"),
}


def third(how: Treatment, vc1: bool = False, **more: Any) -> Json:
    starts, ends = ("issuanceDate", "expirationDate") if vc1 else ("validFrom", "validUntil")
    made = making.third(vc1=vc1, **{starts: how.starts, ends: how.ends}, **more)
    made["credentialSubject"]["identifier"] = [
        {
            "type": "IdentityObject",
            "identityType": "emailAddress",
            "identityHash": how.identity,
            "hashed": how.is_hashed,
            **({"salt": how.salt} if how.salt else {}),
        }
    ]
    return made


def second(how: Treatment, **more: Any) -> Json:
    told: Json = {"type": "email", "identity": how.identity, "hashed": how.is_hashed}
    recipient = told | ({"salt": how.salt} if how.salt else {})
    return making.second(recipient=recipient, issuedOn=how.starts, expires=how.ends, **more)


def changed(document: Json) -> Json:
    """The same, with another name of what was achieved."""
    copy: Json = json.loads(json.dumps(document))
    place = copy.get("credentialSubject", {}).get("achievement") or copy["badge"]
    if isinstance(place, str):
        is_signed = copy["verification"]["type"] == "SignedBadge"
        return copy | ({"narrative": "More."} if is_signed else {"badge": f"{place}-with-honours"})
    place["name"] = "SQL in Depth, with honours"
    return copy


def token(how: Treatment, shape: Callable[[Json], Json], vc1: bool) -> tuple[str, Json]:
    document = third(how, vc1)
    return resealed(making.signed(shape(document)), how, lambda: shape(changed(document))), {}


def resealed(signed: str, how: Treatment, other: Callable[[], Json]) -> str:
    """Tampered: the signature of one over the payload of another."""
    if not how.is_tampered:
        return signed
    head, _, end = signed.split(".")
    return f"{head}.{making.b64(json.dumps(other()).encode())}.{end}"


def proved(how: Treatment, suite: str, kind: str, vc1: bool = False) -> tuple[str, Json]:
    contexts = [making.VC1, making.OB3, CONTEXT] if vc1 else [making.VC2, making.OB3]
    document = making.embedded(third(how, vc1, **{"@context": contexts}), key(kind), suite)
    return json.dumps(changed(document) if how.is_tampered else document), {}


def pages_of(document: Json) -> Json:
    """The class and the issuer, each where it lies."""
    class_ = document["badge"]
    told = {"type": "BadgeClass", "criteria": {"narrative": "A bed of beans."}}
    plain = class_ | told | {"issuer": ISSUER, "image": "https://school.example/image"}
    return {class_["id"]: plain, ISSUER: class_["issuer"] | {"email": "x@school.example"}}


def signed_two(how: Treatment, is_split: bool) -> tuple[str, Json]:
    proof = {"type": "SignedBadge", "creator": "https://school.example/key"}
    document = second(how, verification=proof)
    pages = pages_of(document) if is_split else {}
    document |= {"badge": document["badge"]["id"]} if is_split else {}
    return resealed(jws(document, key("RSA"), "RS256"), how, lambda: changed(document)), pages


def hosted_two(how: Treatment, is_split: bool) -> tuple[str, Json]:
    document = second(how)
    pages = pages_of(document)
    document |= {"badge": document["badge"]["id"]} if is_split else {}
    said = changed(document) if how.is_tampered else document
    return json.dumps(said), pages | {document["id"]: document}


def first(how: Treatment, proof: Json) -> Json:
    """As Open Badges 1.1 has it: `uid`, `verify`, a date as a number."""
    old = second(how, verify=proof, uid="1")
    del old["verification"], old["id"]
    old["@context"] = "https://w3id.org/openbadges/v1"
    old["issuedOn"] = making.seconds(how.starts)
    return old


def hosted_one(how: Treatment) -> tuple[str, Json]:
    at = "https://school.example/assertions/old"
    document = first(how, {"type": "hosted", "url": at})
    pages = {at: document, ISSUER: document["badge"]["issuer"]}
    return json.dumps(changed(document) if how.is_tampered else document), pages


def signed_one(how: Treatment) -> tuple[str, Json]:
    document = first(how, {"type": "signed", "url": "https://school.example/key"})
    return resealed(jws(document, key("RSA"), "RS256"), how, lambda: changed(document)), {}


Make = Callable[[Treatment], tuple[str, Json]]
STANDARDS: dict[str, tuple[Make, str]] = {
    "1.x hosted": (hosted_one, "Ed25519"),
    "1.x signed": (signed_one, "RSA"),
    "2.0 hosted": (partial(hosted_two, is_split=True), "Ed25519"),
    "2.0 hosted, class inside": (partial(hosted_two, is_split=False), "Ed25519"),
    "2.0 signed": (partial(signed_two, is_split=True), "RSA"),
    "2.0 signed, class inside": (partial(signed_two, is_split=False), "RSA"),
    "3.0 JWT": (partial(token, shape=making.claims, vc1=False), "Ed25519"),
    "3.0 JWT, VC 1.1": (partial(token, shape=making.claims, vc1=True), "Ed25519"),
    "3.0 JWT under vc": (partial(token, shape=making.wrapped, vc1=False), "Ed25519"),
    "3.0 JWT under vc, VC 1.1": (partial(token, shape=making.wrapped, vc1=True), "Ed25519"),
    "3.0 eddsa-rdfc-2022": (partial(proved, suite="eddsa-rdfc-2022", kind="Ed25519"), "Ed25519"),
    "3.0 eddsa-rdfc-2022, VC 1.1": (
        partial(proved, suite="eddsa-rdfc-2022", kind="Ed25519", vc1=True),
        "Ed25519",
    ),
    "3.0 ecdsa-rdfc-2019": (partial(proved, suite="ecdsa-rdfc-2019", kind="P-256"), "P-256"),
    "3.0 eddsa-jcs-2022": (partial(proved, suite="eddsa-jcs-2022", kind="Ed25519"), "Ed25519"),
}


def carried(said: str, is_new: bool) -> dict[str, bytes]:
    """The same badge in every carrier that can hold it."""
    word = b"openbadgecredential" if is_new else b"openbadges"
    raw = said.encode()
    found = {
        "PNG iTXt": png(itxt(said, word)),
        "PNG iTXt packed": png(packed(raw, word)),
        "PNG tEXt": png((b"tEXt", word + b"\0" + raw)),
        "SVG element": svg(said, as_body=True, new=is_new),
        "JSON" if said.startswith("{") else "compact": raw,
    }
    return found if said.startswith("{") else found | {"SVG attribute": svg(said, new=is_new)}


def made() -> dict[str, Case]:
    cases = [
        Case(standard, carrier, treatment, data, how.step, "no", pages, kind)
        for standard, (make, kind) in STANDARDS.items()
        for treatment, how in TREATMENTS.items()
        for said, pages in [make(how)]
        for carrier, data in carried(said, standard.startswith("3")).items()
    ]
    return {case.name: case for case in [*cases, *forged(), *broken()]}


def forged() -> list[Case]:
    """Tokens that say themselves how they are to be checked."""
    payload = making.claims(third(Treatment()))
    evil = key("evil")
    own = making.keys.jwk_of(evil.public_key())
    said = {
        "alg none": f"{_head(alg='none')}.{_body(payload)}.",
        "alg none with a signature": f"{_head(alg='none')}.{_body(payload)}.AAAA",
        "HS256 with the public key": _hmac(payload, "RSA"),
        "HS256 with the public key, Ed25519": _hmac(payload, "Ed25519"),
        "RS384 for a key of RS256": making.signed(payload, key("RSA"), "RS384"),
        "PS256 for a key of RS256": making.signed(payload, key("RSA"), "PS256"),
        "another kind of key": making.signed(payload, key("P-256"), "ES256"),
        "signed by another": making.signed(payload, evil),
        "a jwk of another in the header": making.signed(payload, evil, jwk=own),
        "a jku of another": making.signed(payload, evil, jku=f"{EVIL}/keys", kid="1"),
        "an x5u of another": making.signed(payload, evil, x5u=f"{EVIL}/cert"),
        "a kid of another": making.signed(payload, evil, kid=f"{making.did(evil)}#1"),
        "truncated": making.signed(payload)[:-10],
        "without a signature": making.signed(payload).rpartition(".")[0] + ".",
        "a crit that nobody knows": making.signed(payload, crit=["x"], x=1),
    }
    of_rsa = {"HS256 with the public key", "RS384 for a key of RS256", "PS256 for a key of RS256"}
    return [
        Case(
            *("3.0 JWT", "compact", treatment, text.encode()),
            step=steps.SIGNATURE,
            key="RSA" if treatment in of_rsa else "Ed25519",
        )
        for treatment, text in said.items()
    ]


def broken() -> list[Case]:
    """Files that are none, or two."""
    good = making.signed(making.claims(third(Treatment())))
    picture = png(itxt(good))
    bomb = b"openbadgecredential\0\x01\0\0\0" + packed(b"a" * 3_000_000)[1][24:]
    laughs = b'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    files = {
        "two chunks": png(itxt(good), itxt(good)),
        "a chunk of each standard": png(itxt(good), itxt(jws(second(Treatment())), b"openbadges")),
        "truncated picture": picture[:-30],
        "a bit turned over": picture.replace(b"openbadgecredential", b"openbadgecredentiam"),
        "a bomb": png((b"iTXt", bomb)),
        "entities": svg(good).replace(b"<svg", laughs + b"<svg", 1),
        "PDF": b"%PDF-1.7\n" + good.encode(),
        "no badge": png(),
    }
    return [Case("file", "as it is", name, data, steps.FOUND) for name, data in files.items()]


def _head(**said: Any) -> str:
    return making.b64(json.dumps(said).encode())


def _body(payload: Json) -> str:
    return making.b64(json.dumps(payload).encode())


def _hmac(payload: Json, kind: str) -> str:
    told = f"{_head(alg='HS256', typ='JWT')}.{_body(payload)}"
    end = hmac.new(making.pem(key(kind)), told.encode(), hashlib.sha256).digest()
    return f"{told}.{making.b64(end)}"
