"""Whose key signed a badge, and how we know that it is the issuer's."""

from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from bot.badges import keys, strict
from bot.badges.loose import listed, part, text
from bot.badges.whom import OFF, Fetched, Unreachable, Whom, plain
from bot.career.credentials.badge import Badge, moment
from bot.errors import Refused

SELF = "The key came with the badge itself, so whoever made it could have written any name."

USES = ("assertionMethod", "authentication", "keyAgreement", "capabilityInvocation")
NOBODY = "The key is trusted, but who issues such badges stands only on the web."


class Found(NamedTuple):
    """Keys to try. `anchor` says how they are known to be the issuer's; "" for self-asserted."""

    keys: tuple[Any, ...]
    anchor: str
    reason: str = ""


class Missing(Exception):  # noqa: N818 - says what the key is
    """There is no key to check with; the sentence says where it would be."""


def found(badge: Badge, header: dict[str, Any], whom: Whom) -> Found:
    """Raises Missing when no key is at hand, Refused when the header itself is wrong."""
    own = header.get("jwk")
    carried = keys.from_jwk(own) if isinstance(own, dict) else None
    known = whom.keys_of(badge.issuer)
    if not badge.issuer and (by_key := whom.keys_of(badge.key)):
        return Found(tuple(one.key for one in by_key), "", NOBODY)
    if known:
        whose = {"you": "You trust", "the workspace": "This workspace trusts"}
        said = f"{whose.get(known[0].whose, 'Winbook made')} this key for the issuer."
        return Found(tuple(one.key for one in known), said)
    kid = text(header.get("kid")) or badge.key
    if badge.issuer.startswith("did:key:"):
        return _of_did(badge, carried, kid)
    if carried is not None:
        return Found((carried,), "", SELF)
    if kid.startswith("did:key:"):
        return Found((keys.from_did(kid),), "", SELF)
    return _fetched(badge, kid, whom)


def _of_did(badge: Badge, carried: Any, kid: str) -> Found:
    """The issuer's name is its key: the signature proves the key, and no name beside it."""
    key = keys.from_did(badge.issuer)
    if carried is not None and keys.thumbprint(carried) != keys.thumbprint(key):
        raise Refused("The key in the token is not the issuer's.")
    if kid.startswith("did:") and kid.partition("#")[0] != badge.issuer:
        raise Refused("The token names a key that is not the issuer's.")
    return Found((key,), "", "The issuer is only known by its key (did:key), which names nobody.")


def _fetched(badge: Badge, kid: str, whom: Whom) -> Found:
    is_web = badge.issuer.startswith("did:web:")
    at = did_web(badge.issuer) if is_web else kid
    if not at.startswith("https://"):
        raise Missing("It names no key that could be found.")
    if whom.fetch is None:
        raise Missing(f"Its key lies at {host(at)}; {OFF}.")
    if is_web and kid.startswith("did:") and kid.partition("#")[0] != badge.issuer:
        raise Refused("The token names a key that is not the issuer's.")
    document = fetched(at, whom)
    made = tuple(_from(one) for one in _methods(document, kid, badge, whom, is_web=is_web))
    if not made:
        raise Missing(f"There is no such key at {host(at)}.")
    if is_web:
        return Found(made, f"The key stands in the issuer's own document at {host(at)}.")
    return Found(made, _anchor(badge, at, document, whom), f"The key lies at {host(at)}.")


def _anchor(badge: Badge, at: str, document: dict[str, Any], whom: Whom) -> str:
    """A key on the issuer's own host; of Open Badges 2.0 the issuer must list it as well."""
    if not badge.issuer or host(at) != host(badge.issuer):
        return ""
    if badge.standard == "3.0":
        return f"The key lies on the issuer's own host, {host(at)}."
    profile = fetched(badge.issuer, whom)  # what the badge itself says of it proves nothing
    ids = [one.get("id") if isinstance(one, dict) else one for one in profile_keys(profile)]
    if plain(text(document.get("owner"))) != plain(badge.issuer) or at not in ids:
        return ""
    return f"The issuer lists this key at {host(at)}."


def profile_keys(profile: dict[str, Any]) -> list[Any]:
    return listed(profile.get("publicKey"))


def asked(
    url: str, whom: Whom, where: str = "It lies at", good: tuple[int, ...] = (200,)
) -> Fetched:
    """The one question to the web; Missing when it is not asked, or not answered well."""
    if whom.fetch is None:
        raise Missing(f"{where} {host(url)}; {OFF}.")
    try:
        answer = whom.fetch(url)
    except Unreachable as error:
        raise Missing(str(error)) from None
    if answer.status not in good:
        raise Missing(f"{host(url)} answered {answer.status}.")
    return answer


def fetched(url: str, whom: Whom) -> dict[str, Any]:
    """A JSON object from the web; Missing when it is not to be had."""
    return strict.read_object(asked(url, whom).body, f"What lies at {host(url)}")


def did_web(did: str) -> str:
    """Where the document of a did:web lies; "" when it names no plain host."""
    name, *path = did.removeprefix("did:web:").partition("#")[0].split(":")
    parts = [unquote(one) for one in (name, *path)]
    if not name or any(set(one) & set("/\\?#@") or one in ("", ".", "..") for one in parts):
        return ""
    where = "/".join(parts[1:]) if path else ".well-known"
    return f"https://{parts[0]}/{where}/did.json"


def host(url: str) -> str:
    """The host of a URL or did:web, in lower case."""
    if url.startswith("did:web:"):
        return host(did_web(url))
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def _methods(
    document: dict[str, Any], kid: str, badge: Badge, whom: Whom, *, is_web: bool
) -> list[dict[str, Any]]:
    """The public keys that a document holds for this id, those that may sign badges today."""
    if is_web and document.get("id") != badge.issuer:
        raise Refused("The document at the issuer's address is somebody else's.")
    held = [
        one
        for name in ("verificationMethod", "keys", "publicKey", "assertionMethod")
        for one in listed(document.get(name))
        if isinstance(one, dict) and _is_fit(one, document, badge.issuer, whom)
    ]
    named = [one for one in held if kid and _is_named(one, kid, badge.issuer)]
    if is_web:
        return (named if kid else held)[:5]
    return named[:5] or [one for one in (document,) if _is_fit(one, {}, badge.issuer, whom)]


def _is_fit(method: dict[str, Any], document: dict[str, Any], issuer: str, whom: Whom) -> bool:
    """Not over, and meant for statements where the document says what its keys are for."""
    for name in ("expires", "revoked"):
        ends = moment(method.get(name), "of the issuer's key")
        if ends is not None and ends <= whom.now:
            return False
    if not any(name in document for name in USES):
        return True
    meant = listed(document.get("assertionMethod"))
    ids = {_absolute(one if isinstance(one, str) else part(one).get("id"), issuer) for one in meant}
    return _absolute(method.get("id"), issuer) in ids - {""}


def _absolute(said: Any, issuer: str) -> str:
    return f"{issuer}{text(said)}" if text(said).startswith("#") else text(said)


def _is_named(method: dict[str, Any], kid: str, issuer: str) -> bool:
    said = text(method.get("id")) or text(method.get("kid"))
    return kid in (said, f"{issuer}{said}") or (said != "" and kid.rpartition("#")[2] == said)


def _from(method: dict[str, Any]) -> Any:
    if part(method.get("publicKeyJwk")) or method.get("kty"):
        return keys.from_jwk(part(method.get("publicKeyJwk")) or method)
    if isinstance(method.get("publicKeyMultibase"), str):
        return keys.from_multibase(method["publicKeyMultibase"])
    if isinstance(method.get("publicKeyPem"), str):
        return keys.from_pem(method["publicKeyPem"].encode(errors="replace"))
    raise Refused("The issuer's key cannot be read.")
