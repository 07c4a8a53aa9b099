"""The hostile list: files that were made to break a reader, and the word each must be met with."""

import json
import zlib
from typing import NamedTuple

from tests.badges import making
from tests.badges.making import claims, itxt, jws, key, png, second, signed, svg, third


class Case(NamedTuple):
    data: bytes
    step: str  # where it is met
    verdict: str
    says: str = ""


def header(**said: object) -> str:
    return making.b64(json.dumps(said).encode())


def token(head: str, payload: bytes | None = None, signature: str = "AAAA") -> bytes:
    body = making.b64(payload if payload is not None else json.dumps(claims(third())).encode())
    return f"{head}.{body}.{signature}".encode()


def with_hmac() -> bytes:
    """Signed with the public key as if it were a password."""
    import hashlib  # noqa: PLC0415 - only here
    import hmac  # noqa: PLC0415 - only here

    told = token(header(alg="HS256", typ="JWT")).rpartition(b".")[0]
    made = hmac.new(making.pem(key("RSA")), told, hashlib.sha256).digest()
    return told + b"." + making.b64(made).encode()


def wrong_crc() -> bytes:
    return making.png(itxt(GOOD)).replace(b"IDAT", b"IDAt", 1)


def bomb(text: str) -> bytes:
    """An SVG with an entity in it."""
    return svg("x.y.z").replace(b"<svg", text.encode() + b"<svg", 1)


def unfolding() -> bytes:
    """Text that unfolds to two gigabytes, packed twice as hard as one can without writing it."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"a" * 2**20) for _ in range(600)) + packer.flush()
    return png((b"iTXt", b"openbadgecredential\0\x01\0\0\0" + packed))


GOOD = signed(claims(third()))
EMBEDDED = making.embedded(third())
WRONG, BY = "no", "signature"
DEEP = b"[" * 10_000 + b"]" * 10_000
LAUGHS = '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 99 + '">]>'


def assertion(**more: object) -> bytes:
    return json.dumps(second(**more)).encode()


def raw(text: str) -> bytes:
    """An assertion with a member written by hand."""
    return assertion().rstrip(b"}") + b', "x": ' + text.encode() + b"}"


def proved(proof: dict[str, object] | None = None, **more: object) -> bytes:
    """A badge with an embedded proof, and more in it than was signed."""
    badge = json.loads(json.dumps(EMBEDDED))
    badge["credentialSubject"]["achievement"] |= more
    badge["proof"] |= proof or {}
    return json.dumps(badge).encode()


def alike() -> dict[str, object]:
    tree: dict[str, object] = {"type": ["Related"]}
    for _ in range(7):
        tree = {"type": ["Achievement"], "name": "n", "related": [tree, tree]}
    return tree


CASES: dict[str, Case] = {
    "alg none": Case(token(header(alg="none"), signature=""), BY, WRONG, "says none"),
    "HS256 keyed with the public key": Case(with_hmac(), BY, WRONG, "says HS256"),
    "key type against alg": Case(token(header(alg="RS256")), BY, WRONG, "says RS256"),
    "a jwk with the private part": Case(
        signed(
            claims(third()), jwk={"kty": "OKP", "crv": "Ed25519", "x": "AA", "d": "AA"}
        ).encode(),
        BY,
        WRONG,
        "private part",
    ),
    "a crit that nobody knows": Case(token(header(alg="EdDSA", crit=["x"])), BY, WRONG, "crit"),
    "JSON nested 10,000 deep": Case(raw(DEEP.decode()), "read", WRONG, "levels deep"),
    "a payload nested 10,000 deep": Case(token(header(alg="EdDSA"), DEEP), "read", WRONG, "deep"),
    "objects nested 10,000 deep": Case(
        raw('{"a":' * 10_000 + "1" + "}" * 10_000), "read", WRONG, "levels deep"
    ),
    "a lone surrogate": Case(raw('"\\ud800"'), "read", WRONG, "surrogate"),
    "a lone surrogate as a key": Case(raw('{"\\udfff": 1}'), "read", WRONG, "surrogate"),
    "NaN": Case(raw("NaN"), "read", WRONG, "NaN"),
    "Infinity": Case(raw("-Infinity"), "read", WRONG, "Infinity"),
    "1e999": Case(raw("1e999"), "read", WRONG, "too large"),
    "an integer of 5,000 digits": Case(raw("9" * 5000), "read", WRONG, "5000 digits"),
    "a fraction of 200,000 digits": Case(raw("0." + "1" * 200_000), "read", WRONG, "too large"),
    "year 0": Case(assertion(issuedOn="0000-01-01T00:00:00Z"), "shape", WRONG, "cannot be read"),
    "year 9999 in a zone that overflows": Case(
        assertion(expires="9999-12-31T23:59:59-14:00"), "shape", WRONG, "cannot be read"
    ),
    "year 1 in a zone that overflows": Case(
        assertion(issuedOn="0001-01-01T00:00:00+14:00"), "shape", WRONG, "cannot be read"
    ),
    "a date of 1e300 seconds": Case(assertion(issuedOn=1e300), "shape", WRONG, "cannot be read"),
    "the same key twice": Case(raw('1, "id": "https://x.example"'), "read", WRONG, "twice"),
    "the same key twice in a header": Case(
        token(making.b64(b'{"alg": "none", "alg": "EdDSA"}')), "read", WRONG, "twice"
    ),
    "text that unfolds to 600 MB": Case(unfolding(), "found", WRONG, "256 KiB"),
    "zTXt that unfolds": Case(
        png((b"zTXt", b"openbadges\0\0" + zlib.compress(b"a" * 900_000))), "found", WRONG, "256 KiB"
    ),
    "5 MB of plain text": Case(png(itxt(b"a" * 5_000_000)), "found", WRONG, "1 MB"),
    "900 KB of plain text": Case(png(itxt(b"a" * 900_000)), "found", WRONG, "256 KiB"),
    "XML entities": Case(bomb(LAUGHS), "found", WRONG, "entities"),
    "an XML file from outside": Case(
        bomb('<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "found", WRONG, "entities"
    ),
    "a document type": Case(bomb('<!DOCTYPE svg SYSTEM "http://x">'), "found", WRONG, "entities"),
    "an SVG nested 100,000 deep": Case(
        svg(GOOD, more="<g>" * 60_000 + "</g>" * 60_000), "found", WRONG, "nested"
    ),
    "script in an SVG": Case(
        svg(
            GOOD,
            more="<script>alert(1)</script><a href='javascript:x()' onclick='y()'/>"
            "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>hi</p></foreignObject>",
        ),
        BY,
        "yes",
    ),
    "a wrong CRC": Case(wrong_crc(), "found", WRONG, "checksum"),
    "two chunks": Case(png(itxt(GOOD), itxt(GOOD)), "found", WRONG, "2 badges"),
    "two chunks of two kinds": Case(
        png(itxt(GOOD), (b"tEXt", b"openbadgecredential\0" + GOOD.encode())),
        "found",
        WRONG,
        "2 badges",
    ),
    "a chunk after IEND": Case(
        png(itxt(GOOD)) + png(itxt(GOOD))[33:], "found", WRONG, "behind its end"
    ),
    "a length beyond the file": Case(
        making.png(itxt(GOOD))[:33] + b"\xff\xff\xff\xffiTXt" + b"x" * 50, "found", WRONG, "cut off"
    ),
    "a file of 100 MB": Case(b"", "found", WRONG, "1 MB"),  # made where it is read
    "12,000 by 12,000 pixels": Case(
        png(itxt(GOOD), width=12_000, height=12_000), "found", WRONG, "pixels"
    ),
    "a JPEG named png": Case(b"\xff\xd8\xff\xe0" + b"x" * 99, "found", WRONG, "Pictures other"),
    "a PDF named png": Case(b"%PDF-1.7" + b"x" * 99, "found", WRONG, "PDF"),
    "a zip": Case(b"PK\3\4" + b"x" * 99, "found", WRONG, "no badge file"),
    "nothing": Case(b"", "found", WRONG, "no badge file"),
    "UTF-16": Case('{"a": 1}'.encode("utf-16"), "found", WRONG, ""),
    "a million brackets": Case(b"{" * 250_000, "read", WRONG, "levels deep"),
    "quotes that never end": Case(b'{"' * 120_000, "read", WRONG, ""),
    "backslashes": Case(b'{"' + b"\\" * 250_000, "read", WRONG, ""),
    "tags that never end": Case(b"<svg " * 190_000, "found", WRONG, "well-formed"),
    "a context nobody bundled": Case(
        signed(claims(third(**{"@context": [making.VC2, "https://x.example/c"]}))).encode(),
        "shape",
        WRONG,
        "not an Open Badge",
    ),
    "a subject that is a list of lists": Case(
        signed(claims(third()) | {"credentialSubject": [[[]]]}).encode(), "shape", WRONG, ""
    ),
    "members of every wrong type": Case(
        json.dumps(second(recipient=[1], badge=7, issuedOn={}, verification=[])).encode(),
        "shape",
        WRONG,
    ),
    "a payload that is no object": Case(jws(b"[1, 2]").encode(), "read", WRONG, "no"),
    "an embedded proof over 1,400 tags": Case(
        proved(tag=[f"t{at}" for at in range(1400)]), BY, WRONG, "does not fit"
    ),
    "an embedded proof over 25,000 tags": Case(
        proved(tag=[str(at) for at in range(25_000)]), BY, "not checked", "too many parts"
    ),
    "an embedded proof over parts that are all alike": Case(
        proved(related=alike()), BY, "not checked", "alike"
    ),
    "an embedded proof over every type 1,400 times": Case(
        proved(type=["Achievement", "Profile", "Evidence", "Alignment"] * 350), BY, WRONG, ""
    ),
    "an embedded proof of another suite": Case(
        proved(proof={"cryptosuite": "bbs-2023"}), BY, "not checked", "bbs-2023"
    ),
    "a JWT of five parts": Case(b"a.b.c.d.e", "found", WRONG, "no badge file"),
}
