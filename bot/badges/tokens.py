"""Compact JWS: header and payload read strictly; the signature alone is checked by PyJWT."""

import base64
import binascii
from collections.abc import Iterable
from typing import Any, NamedTuple

from bot.badges import keys, strict
from bot.errors import Refused

UNKNOWN = "The token wants something understood (crit) that is not known here."


class Token(NamedTuple):
    raw: str
    header: dict[str, Any]
    payload: dict[str, Any]


def read(raw: str) -> Token:
    """Both parts, whatever signed them."""
    header, payload, _ = raw.split(".")
    return Token(
        raw,
        strict.read_object(_decoded(header), "The token's header"),
        strict.read_object(_decoded(payload), "The badge"),
    )


def is_signed_by(token: Token, key: Any) -> bool:
    """By this key with the one algorithm of its type; Refused when the token wants another."""
    import jwt  # noqa: PLC0415 - see bot.badges

    pinned = keys.algorithm(key)
    if "crit" in token.header or "b64" in token.header:
        raise Refused(UNKNOWN)
    wanted = token.header.get("alg")
    if wanted != pinned:
        said = str(wanted)[:20] if isinstance(wanted, str) else "nothing"
        raise Refused(f"The token says {said}; a key of this type signs with {pinned} alone.")
    try:
        jwt.PyJWS(options={"enforce_minimum_key_length": True}).decode_complete(
            token.raw, key, algorithms=[pinned]
        )
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    return True


def is_signed_by_one(token: Token, known: Iterable[Any]) -> bool:
    """By one of these keys; Refused when the token fits the type of none."""
    refused: Refused | None = None
    fitting = 0
    for key in known:
        try:
            if is_signed_by(token, key):
                return True
            fitting += 1
        except Refused as error:
            refused = error
    if refused is not None and not fitting:
        raise refused
    return False


def _decoded(part: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    except (binascii.Error, ValueError):
        raise Refused("The token is damaged.") from None
