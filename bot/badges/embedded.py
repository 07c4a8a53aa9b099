"""Data Integrity: a proof inside the JSON. Which suite, which key, and whether it fits."""

import hashlib
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any, NamedTuple

from bot.badges import keys, linked
from bot.badges.finding import Missing
from bot.badges.loose import text
from bot.badges.whom import Whom
from bot.career.credentials.badge import moment
from bot.errors import Refused

EXTRA = (
    "It carries an embedded proof (Data Integrity); this server checks none. "
    "Whoever runs Winbook installs the extra `proofs`."
)
LINKED = {"eddsa-rdfc-2022": "EdDSA", "ecdsa-rdfc-2019": "ES256"}
PLAIN = {"eddsa-jcs-2022": "EdDSA", "ecdsa-jcs-2019": "ES256"}
SUITES = LINKED | PLAIN
OLDER = "Ed25519Signature2020"
LONGEST = 200  # of a proof's value


class Proof(NamedTuple):
    """`options` is the proof without its value, `document` the badge without its proof."""

    suite: str
    method: str
    value: bytes
    options: dict[str, Any]
    document: dict[str, Any]


def read(document: dict[str, Any], whom: Whom) -> Proof:
    """Missing for a proof that is not checked here, Refused for one that proves nothing."""
    said = document.get("proof")
    if isinstance(said, list) and len(said) != 1:
        raise Missing(f"It carries {len(said)} proofs; only a single one is checked here.")
    one = said[0] if isinstance(said, list) else said
    if not isinstance(one, dict):
        raise Refused("Its proof is no proof.")
    suite = _suite(one)
    if "previousProof" in one:
        raise Missing("Its proof stands on another proof, which is not checked here.")
    if text(one.get("proofPurpose")) != "assertionMethod":
        raise Refused("Its proof was made for something else than a badge.")
    ends = moment(one.get("expires"), "until which its proof holds")
    if ends is not None and ends <= whom.now:
        raise Refused("Its proof is out of date.")
    if not all(find_spec(name) for name in ("pyld", "rfc8785")):
        raise Missing(EXTRA)
    value = one.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z") or len(value) > LONGEST:
        raise Refused("Its proof cannot be read.")
    options = {name: part for name, part in one.items() if name != "proofValue"}
    bare = {name: part for name, part in document.items() if name != "proof"}
    method = text(one.get("verificationMethod"))
    return Proof(suite, method, keys.from_base58(value[1:]), options, bare)


def _suite(proof: dict[str, Any]) -> str:
    kind, suite = text(proof.get("type")), text(proof.get("cryptosuite"))
    if kind == OLDER and not suite:
        return "eddsa-rdfc-2022"  # the same steps, under an older name
    if kind != "DataIntegrityProof" or suite not in SUITES:
        raise Missing(f"Its kind of proof ({(suite or kind)[:40] or 'none named'}) is not known.")
    return suite


def is_signed_by_one(proof: Proof, known: Iterable[Any]) -> bool:
    """By one of these keys; Refused when the proof fits the type of none."""
    wanted = SUITES[proof.suite]
    fitting = [key for key in known if keys.algorithm(key) == wanted]
    if not fitting:
        raise Refused(f"Its proof is made as {proof.suite}; the issuer's key makes no such proofs.")
    signed = _hashed(proof, proof.options, is_options=True) + _hashed(proof, proof.document)
    return any(keys.fits(key, proof.value, signed) for key in fitting)


def _hashed(proof: Proof, part: dict[str, Any], *, is_options: bool = False) -> bytes:
    """The options first, then the badge: each in the one form that the suite says."""
    if proof.suite in PLAIN:
        return hashlib.sha256(_plain(part)).digest()
    context = proof.document.get("@context")
    whole = part | {"@context": context} if is_options else part
    return hashlib.sha256(linked.canonical(whole)).digest()


def _plain(part: dict[str, Any]) -> bytes:
    import rfc8785  # noqa: PLC0415 - see bot.badges

    try:
        return rfc8785.dumps(part)
    except (rfc8785.CanonicalizationError, RecursionError):
        raise Missing("Its JSON has no one form that could be signed.") from None
