"""Badges made for the tests, by PyJWT and by hand: nothing of our own writer is in them."""

import base64
import hashlib
import json
import struct
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, utils

from bot.badges import keys, linked
from bot.badges.whom import Trusted, Whom

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
DANA = "dana@example.org"
ISSUER = "https://school.example/issuer"
VC2 = "https://www.w3.org/ns/credentials/v2"
VC1 = "https://www.w3.org/2018/credentials/v1"
OB3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


@cache
def key(kind: str = "Ed25519", bits: int = 2048) -> Any:
    """A private key, the same one for the whole run."""
    if kind == "RSA":
        return rsa.generate_private_key(65537, bits)
    if kind.startswith("P-"):
        return ec.generate_private_key(ec.SECP256R1() if kind == "P-256" else ec.SECP384R1())
    seed = hashlib.sha256(kind.encode()).digest()
    return ed25519.Ed25519PrivateKey.from_private_bytes(seed)


def whom(*addresses: str, trusted: Any = None, **more: Any) -> Whom:
    """Dana, who trusts the school's key."""
    known = key().public_key() if trusted is None else trusted
    keys_ = (Trusted(ISSUER, known),) if known else ()
    return Whom(more.pop("now", NOW), addresses or (DANA,), keys_, **more)


def hashed(address: str = DANA, salt: str = "salt", how: str = "sha256") -> str:
    return f"{how}${hashlib.new(how, (address + salt).encode()).hexdigest()}"


def third(vc1: bool = False, **more: Any) -> dict[str, Any]:
    """An Open Badge 3.0 about Dana."""
    starts, ends = ("issuanceDate", "expirationDate") if vc1 else ("validFrom", "validUntil")
    made: dict[str, Any] = {
        "@context": [VC1 if vc1 else VC2, OB3],
        "id": "urn:uuid:11111111-2222-4333-8444-555555555555",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": ISSUER, "type": ["Profile"], "name": "School of Examples"},
        starts: "2026-01-10T09:00:00Z",
        ends: "2028-01-10T09:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityType": "emailAddress",
                    "identityHash": hashed(),
                    "hashed": True,
                    "salt": "salt",
                }
            ],
            "achievement": {
                "id": "https://school.example/badges/sql",
                "type": ["Achievement"],
                "name": "SQL in Depth",
                "description": "Reads and writes queries that others rely on.",
                "criteria": {"narrative": "A test of three hours."},
                "alignment": [
                    {
                        "type": ["Alignment"],
                        "targetName": "Blast radius",
                        "targetUrl": "https://school.example/skills/1",
                    }
                ],
            },
        },
    }
    return made | more


def claims(vc: dict[str, Any]) -> dict[str, Any]:
    """Shape A: the credential at the top, with the claims that a token wants."""
    starts = vc.get("validFrom") or vc["issuanceDate"]
    ends = vc.get("validUntil") or vc.get("expirationDate")
    issuer = vc["issuer"]["id"] if isinstance(vc["issuer"], dict) else vc["issuer"]
    made = {"iss": issuer, "jti": vc["id"], "nbf": seconds(starts)}
    return vc | made | ({"exp": seconds(ends)} if ends else {})


def wrapped(vc: dict[str, Any]) -> dict[str, Any]:
    """Shape B: the credential under `vc`."""
    whole = claims(vc)
    return {name: whole[name] for name in ("iss", "jti", "nbf", "exp") if name in whole} | {
        "vc": vc
    }


def seconds(iso: str) -> int:
    return int(datetime.fromisoformat(iso).timestamp())


def signed(payload: dict[str, Any], private: Any = None, alg: str = "EdDSA", **header: Any) -> str:
    return jwt.encode(payload, private or key(), alg, headers=header)


def second(**more: Any) -> dict[str, Any]:
    """An Open Badge 2.0, hosted, with its class and issuer inside."""
    made: dict[str, Any] = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://school.example/assertions/1",
        "recipient": {"type": "email", "identity": hashed(), "hashed": True, "salt": "salt"},
        "badge": {
            "type": "BadgeClass",
            "id": "https://school.example/classes/1",
            "name": "Gardening",
            "description": "Grows things.",
            "criteria": {"narrative": "A bed of beans."},
            "issuer": {"id": ISSUER, "type": "Issuer", "name": "School", "url": ISSUER},
        },
        "verification": {"type": "HostedBadge"},
        "issuedOn": "2026-02-01T00:00:00+00:00",
    }
    return made | more


def second_signed(**more: Any) -> dict[str, Any]:
    proof = {"type": "SignedBadge", "creator": "https://school.example/key"}
    return second(verification=proof, **more)


def jws(payload: Any, private: Any = None, alg: str = "EdDSA", **header: Any) -> str:
    """A signature over any text at all, also over what is no JSON."""
    text = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return jwt.PyJWS().encode(text, private or key(), alg, headers=header)


def png(
    *chunks: tuple[bytes, bytes], width: int = 1, height: int = 1, behind: bool = False
) -> bytes:
    """A picture with these chunks in front of its pixels, or behind them."""
    head = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = (b"IDAT", zlib.compress(b"\0" * (width + 1) * height if width < 100 else b"\0"))
    middle = [pixels, *chunks] if behind else [*chunks, pixels]
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, [head, *middle, (b"IEND", b"")]))


def itxt(text: str | bytes, keyword: bytes = b"openbadgecredential") -> tuple[bytes, bytes]:
    said = text if isinstance(text, bytes) else text.encode()
    return b"iTXt", keyword + b"\0\0\0\0\0" + said


def packed(text: bytes, keyword: bytes = b"openbadgecredential") -> tuple[bytes, bytes]:
    return b"iTXt", keyword + b"\0\x01\0\0\0" + zlib.compress(text, 9)


def svg(text: str, *, as_body: bool = False, new: bool = True, more: str = "") -> bytes:
    space = "https://purl.imsglobal.org/ob/v3p0" if new else "http://openbadges.org"
    name = "credential" if new else "assertion"
    inside = (
        f"<openbadges:{name}><![CDATA[{text}]]></openbadges:{name}>"
        if as_body
        else f'<openbadges:{name} verify="{text}"/>'
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="{space}">'
    return f"{head}{more}<circle r='3'/>{inside}</svg>".encode()


def pem(private: Any) -> bytes:
    return private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def did(private: Any = None) -> str:
    return keys.did_of((private or key()).public_key())


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def later(days: int) -> str:
    return (NOW + timedelta(days=days)).isoformat().replace("+00:00", "Z")


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, body = part
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def embedded(
    document: dict[str, Any], private: Any = None, suite: str = "eddsa-rdfc-2022", **more: Any
) -> dict[str, Any]:
    """With a Data Integrity proof, made step by step as its standard says, by PyLD and rfc8785."""
    secret = private or key()
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": "2026-01-10T09:00:00Z",
        "verificationMethod": f"{ISSUER}#key",
        "proofPurpose": "assertionMethod",
    } | more
    options = proof if "jcs" in suite else proof | {"@context": document["@context"]}
    told = b"".join(hashlib.sha256(one_form(part, suite)).digest() for part in (options, document))
    return document | {"proof": proof | {"proofValue": "z" + base58(_sealed(secret, told))}}


def one_form(part: dict[str, Any], suite: str) -> bytes:
    import rfc8785  # noqa: PLC0415 - only for embedded proofs
    from pyld import jsonld  # noqa: PLC0415 - the same

    if "jcs" in suite:
        return rfc8785.dumps(part)
    how = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": context}
    said: str = jsonld.normalize(part, how)
    return said.encode()


def context(url: str, _: Any = None) -> dict[str, Any]:
    name = linked.BUNDLED[url]
    document = json.loads((linked.HERE / f"{name}.json").read_text(encoding="utf-8"))
    told = {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url}
    return told | {"document": document}


def _sealed(secret: Any, told: bytes) -> bytes:
    if isinstance(secret, ed25519.Ed25519PrivateKey):
        return secret.sign(told)
    r, s = utils.decode_dss_signature(secret.sign(told, ec.ECDSA(hashes.SHA256())))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def base58(data: bytes) -> str:
    number, said = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        said = keys.ALPHABET[rest] + said
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + said
