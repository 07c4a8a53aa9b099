"""The one form of a JSON-LD document that an embedded proof signs: bundled contexts, no network.

Two files can mean the same to JSON-LD and say different things to a reader of JSON: an end named by
its whole IRI, a null in front of it. So what our reader would overlook is not taken at all.
"""

import json
import math
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bot.badges.finding import Missing
from bot.errors import Refused

HERE = Path(__file__).parent / "contexts"
OB3, W3 = "https://purl.imsglobal.org/spec/ob/v3p0/", "https://w3id.org/security/"
BUNDLED = {
    "https://www.w3.org/2018/credentials/v1": "credentials-v1",
    "https://www.w3.org/ns/credentials/v2": "credentials-v2",
    f"{OB3}context.json": "open-badges-3.0.0",
    f"{OB3}context-3.0.1.json": "open-badges-3.0.1",
    f"{OB3}context-3.0.2.json": "open-badges-3.0.2",
    f"{OB3}context-3.0.3.json": "open-badges-3.0.3",
    f"{OB3}extensions.json": "open-badges-extensions",
    f"{W3}data-integrity/v1": "data-integrity-v1",
    f"{W3}data-integrity/v2": "data-integrity-v2",
    f"{W3}suites/ed25519-2020/v1": "ed25519-2020-v1",
    "https://w3id.org/vc/status-list/2021/v1": "status-list-2021-v1",
}
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")  # others are left out of the form
NOWHERE = "winbook-nowhere:/"  # what a relative IRI is relative to, so that each is found out
MANY = 1500  # values in one document; PyLD takes seconds for lists of more
TURNS = 2000  # of the search for names of alike nodes, which can be made to take for ever
UNCLEAR = "It is written in a way in which its proof cannot be checked here ({})."


def canonical(document: dict[str, Any]) -> bytes:
    """Its N-Quads, sorted. Missing where that cannot be said; Refused where it says too much."""
    from pyld import jsonld  # noqa: PLC0415 - see bot.badges

    _refuse_unclear(document)
    dropped: list[Any] = []
    how = {"documentLoader": _bundled, "processingMode": "json-ld-1.1", "base": NOWHERE}
    try:
        expanded = jsonld.expand(document, how, on_property_dropped=dropped.append)
        _refuse_uncovered(expanded, dropped)
        dataset = jsonld.to_rdf(expanded, how)
        said = _bounded()().main(dataset, {"format": "application/n-quads"})
    except (jsonld.JsonLdError, RecursionError, ValueError, TypeError, KeyError, AttributeError):
        raise Missing(UNCLEAR.format("its JSON-LD cannot be read")) from None
    assert isinstance(said, str)
    return said.encode()


def _refuse_unclear(document: dict[str, Any]) -> None:
    """Contexts that nobody bundled, and whatever JSON-LD and our reader would read differently."""
    contexts = document.get("@context")
    named = contexts if isinstance(contexts, list) else [contexts]
    if len(named) > len(BUNDLED):
        raise Missing(UNCLEAR.format("it names too many contexts"))
    for one in named:
        if not isinstance(one, str):
            raise Missing(UNCLEAR.format("it brings words of its own"))
        if one not in BUNDLED:
            raise Missing(UNCLEAR.format(f"nobody bundled the context {one[:120]}"))
    inside = {name: part for name, part in document.items() if name != "@context"}
    for count, value in enumerate(_every(inside)):
        if count > MANY:
            raise Missing(UNCLEAR.format("it has too many parts"))
        _refuse_odd(value)
        is_again = isinstance(value, dict) and value is not inside and len(value) > 1
        if is_again and value.get("id") is not None and value.get("id") == document.get("id"):
            raise Missing(UNCLEAR.format("it speaks of itself in two places"))


def _every(value: Any) -> Iterator[Any]:
    """The value and all values in it."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def _refuse_odd(value: Any) -> None:
    if value is None:
        raise Missing(UNCLEAR.format("a member says null"))
    if isinstance(value, dict) and any(name.startswith("@") or ":" in name for name in value):
        raise Missing(UNCLEAR.format("a member is no plain word"))
    if isinstance(value, str) and (value.startswith("_:") or _has_controls(value)):
        raise Missing(UNCLEAR.format("a text holds what is no text"))


def _has_controls(text: str) -> bool:
    """PyLD leaves them as they are; the standard of 2024 has them escaped."""
    return any((mark < " " and mark not in "\t\n\r") or mark == "\x7f" for mark in text)


def _refuse_uncovered(expanded: Any, dropped: list[Any]) -> None:
    """What a context does not know is left out of what is signed: anybody could have added it."""
    for value in _every(expanded):
        if isinstance(value, dict):
            kinds = value.get("@type", [])
            ids = [*(kinds if isinstance(kinds, list) else [kinds]), value.get("@id", "a:a")]
            dropped += [one for one in ids if isinstance(one, str) and not _is_whole(one)]
    if dropped:
        name = str(dropped[0]).removeprefix(NOWHERE)[:60]
        raise Refused(f"It says things that its proof does not cover ({name}), as anybody could.")


def _bundled(url: str, _: Any = None) -> dict[str, Any]:
    """PyLD's document loader: what lies beside this file, and nothing else in the world."""
    if url not in BUNDLED:
        raise Missing(UNCLEAR.format(f"nobody bundled the context {url[:120]}"))
    told = {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url}
    return told | {"document": _context(BUNDLED[url])}


def _is_whole(iri: str) -> bool:
    return IRI.fullmatch(iri) is not None and not iri.startswith(NOWHERE)


@cache
def _context(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


@cache
def _bounded() -> Any:
    """PyLD's canonicalisation, which gives up before a poisoned document takes for ever."""
    from pyld.canon import URDNA2015  # noqa: PLC0415 - see bot.badges

    class Bounded(URDNA2015):  # type: ignore[misc]  # untyped
        turns = 0

        def create_hash_to_related(self, id_: Any, issuer: Any) -> Any:
            found = super().create_hash_to_related(id_, issuer)
            self.turns += sum(math.factorial(min(len(alike), 12)) for alike in found.values())
            if self.turns > TURNS:
                raise Missing(UNCLEAR.format("too many of its parts are alike"))
            return found

    return Bounded
