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
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from bot.badges import keys
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
