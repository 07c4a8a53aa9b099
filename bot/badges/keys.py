"""Public keys: out of a JWK, a PEM or a did:key; each type signs with one algorithm alone."""

import base64
import hashlib
import json
from typing import Any

from bot.errors import Refused

SMALLEST = 2048  # bits of an RSA key
LARGEST = 8192
SECRET = frozenset({"d", "p", "q", "dp", "dq", "qi", "k", "oth"})
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519, P256, P384 = 0xED, 0x1200, 0x1201
PEM = b"-----BEGIN "
NO_KEY = "The key cannot be read."


def algorithm(key: Any) -> str:
    """The one algorithm that this key may be used with; Refused for keys that prove nothing."""
    from cryptography.hazmat.primitives.asymmetric import (  # noqa: PLC0415 - see bot.badges
        ec,
        ed25519,
        rsa,
    )

    if isinstance(key, ed25519.Ed25519PublicKey):
        return "EdDSA"
    if isinstance(key, rsa.RSAPublicKey):
        if not SMALLEST <= key.key_size <= LARGEST:
            raise Refused(f"The RSA key has {key.key_size} bits; 2,048 are the least.")
        return "RS256"
    curves = {"secp256r1": "ES256", "secp384r1": "ES384"}
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in curves:
        return curves[key.curve.name]
    raise Refused("Keys of this kind are not used for badges.")


def from_jwk(jwk: dict[str, Any]) -> Any:
    """A public key; one that carries its private part is refused."""
    import jwt  # noqa: PLC0415 - see bot.badges

    if SECRET & set(jwk):
        raise Refused("The key in the badge carries its private part, so anybody can sign with it.")
    wanted = {"RSA": ("n", "e"), "EC": ("crv", "x", "y"), "OKP": ("crv", "x")}
    names = wanted.get(str(jwk.get("kty")))
    if names is None or not all(isinstance(jwk.get(name), str) for name in names):
        raise Refused(NO_KEY)
    if any(len(jwk[name]) > LARGEST // 4 for name in names):
        raise Refused(NO_KEY)
    kept = {name: jwk[name] for name in (*names, "kty")}
    try:
        return jwt.PyJWK(kept, algorithm=_named(kept)).key
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError):
        raise Refused(NO_KEY) from None


def _named(jwk: dict[str, Any]) -> str:
    if jwk["kty"] == "EC":
        return {"P-256": "ES256", "P-384": "ES384"}.get(jwk["crv"], "ES512")
    return "RS256" if jwk["kty"] == "RSA" else "EdDSA"


def from_pem(pem: bytes) -> Any:
    """A public key in PEM; a private one is refused, so that nobody leaves theirs here."""
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - see bot.badges
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - see bot.badges

    if b"PRIVATE KEY" in pem:
        raise Refused("That is a private key. Give the public one, and keep the private one safe.")
    try:
        return serialization.load_pem_public_key(pem.strip())
    except (ValueError, UnsupportedAlgorithm):
        raise Refused(NO_KEY) from None


def from_text(text: str) -> Any:
    """A key as people keep it: PEM, JWK, or a did:key."""
    said = text.strip()
    if said.startswith("did:key:"):
        return from_did(said)
    if said.startswith("{"):
        from bot.badges import strict  # noqa: PLC0415 - strict knows nothing of keys

        return from_jwk(strict.read_object(said, "The key"))
    if said.encode(errors="replace").startswith(PEM):
        return from_pem(said.encode(errors="replace"))
    raise Refused("Give the public key as PEM, as a JWK, or as did:key:…")


def from_did(did: str) -> Any:
    """The key that a did:key is."""
    return from_multibase(did.removeprefix("did:key:").partition("#")[0])


def from_multibase(said: str) -> Any:
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519  # noqa: PLC0415 - as above

    if not said.startswith("z") or len(said) > 200:
        raise Refused(NO_KEY)
    code, body = _varint(from_base58(said[1:]))
    try:
        if code == ED25519:
            return ed25519.Ed25519PublicKey.from_public_bytes(body)
        if code in (P256, P384):
            curve = ec.SECP256R1() if code == P256 else ec.SECP384R1()
            return ec.EllipticCurvePublicKey.from_encoded_point(curve, body)
    except ValueError:
        raise Refused(NO_KEY) from None
    raise Refused("Keys of this kind are not used for badges.")


def did_of(key: Any) -> str:
    """The did:key of an Ed25519 public key."""
    raw = bytes([ED25519, 1]) + key.public_bytes_raw()
    number, digits = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        digits = ALPHABET[rest] + digits
    return f"did:key:z{digits}"


def jwk_of(key: Any) -> dict[str, str]:
    """Its public JWK."""
    from jwt.algorithms import get_default_algorithms  # noqa: PLC0415 - see bot.badges

    made = get_default_algorithms()[algorithm(key)].to_jwk(key)
    said = json.loads(made) if isinstance(made, str) else made
    return {name: said[name] for name in ("kty", "crv", "x", "y", "n", "e") if name in said}


def thumbprint(key: Any) -> str:
    """RFC 7638: the same for the same key, however it is written."""
    jwk = jwk_of(key)
    said = json.dumps(jwk, sort_keys=True, separators=(",", ":"))
    return base64.urlsafe_b64encode(hashlib.sha256(said.encode()).digest()).rstrip(b"=").decode()


def fits(key: Any, signature: bytes, signed: bytes) -> bool:
    """Is this the signature of these very bytes? ES256 as r and s side by side, as in a JWS."""
    from jwt.algorithms import get_default_algorithms  # noqa: PLC0415 - see bot.badges

    return bool(get_default_algorithms()[algorithm(key)].verify(signed, key, signature))


def from_base58(text: str) -> bytes:
    """Bitcoin's alphabet; each leading 1 is a byte of zero."""
    number = 0
    for letter in text:
        at = ALPHABET.find(letter)
        if at < 0:
            raise Refused(NO_KEY)
        number = number * 58 + at
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _varint(data: bytes) -> tuple[int, bytes]:
    value = 0
    for at, byte in enumerate(data[:4]):
        value |= (byte & 127) << (7 * at)
        if byte < 128:
            return value, data[at + 1 :]
    raise Refused(NO_KEY)
