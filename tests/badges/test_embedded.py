"""Embedded proofs: made by others and by us, and everything that JSON-LD lets one hide."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.badges import embedded, keys, linked
from bot.badges.checking import Checked, check
from bot.badges.whom import Fetched
from bot.career.credentials import steps
from bot.career.credentials.steps import NO, UNCHECKED, YES
from tests.badges import making
from tests.badges.making import ISSUER, key, third, whom

Json = dict[str, Any]
HERE = Path(__file__).parent
# Signed in Node by Digital Bazaar's vc 7 and its cryptosuites, with keys that are in the files.
THEIRS = json.loads((HERE / "embedded.json").read_text(encoding="utf-8"))
GOOD = making.embedded(third())
OLD = [making.VC1, making.OB3, "https://w3id.org/security/data-integrity/v2"]


def checked(document: Json, **more: Any) -> Checked:
    return check(json.dumps(document).encode(), whom(**more))


def said(found: Checked, name: str = steps.SIGNATURE) -> tuple[str, str]:
    return next((step.verdict, step.reason) for step in found.steps if step.name == name)


@pytest.mark.parametrize("case", THEIRS)
def test_what_another_implementation_signed_is_verified(case: str) -> None:
    document = THEIRS[case]
    public = keys.from_did(document["proof"]["verificationMethod"])
    assert checked(document, trusted=public).verdict == "verified"
    assert checked(document, trusted=False).verdict == "signature good, issuer not anchored"
    document["credentialSubject"]["result"][0]["value"] = "95"
    assert said(checked(document, trusted=public))[0] == NO


def test_the_older_name_of_the_same_proof() -> None:
    context = [making.VC2, making.OB3, "https://w3id.org/security/suites/ed25519-2020/v1"]
    document = third(**{"@context": context})
    made = making.embedded(document, type="Ed25519Signature2020", cryptosuite=None)
    assert said(checked(made))[0] == UNCHECKED  # a null, which the form leaves out
    del made["proof"]["cryptosuite"]
    assert checked(made).verdict == "verified"


def rekeyed(badge: Json) -> None:
    badge["https://www.w3.org/2018/credentials#validUntil"] = badge.pop("validUntil")


def hidden(badge: Json) -> None:
    badge["credentialSubject"]["achievement"]["related"] = [
        {"id": badge["id"], "type": ["Related"], "validUntil": badge.pop("validUntil")}
    ]


def own_words(badge: Json) -> None:
    badge["@context"] = [*badge["@context"], {"validUntil": None}]


def achieved(badge: Json, **more: Any) -> None:
    badge["credentialSubject"]["achievement"] |= more


def alike(badge: Json) -> None:
    tree: Json = {"type": ["Related"]}
    for _ in range(7):
        tree = {"type": ["Achievement"], "name": "n", "related": [tree, tree]}
    achieved(badge, related=tree)


TRICKS: dict[str, tuple[Callable[[Json], Any], str, str]] = {
    "an end under its whole IRI": (rekeyed, UNCHECKED, "no plain word"),
    "an end said elsewhere of itself": (hidden, UNCHECKED, "two places"),
    "a word of its own": (own_words, UNCHECKED, "words of its own"),
    "a context nobody bundled": (
        lambda badge: badge["@context"].append("https://x.example/c"),
        UNCHECKED,
        "nobody bundled the context https://x.example/c",
    ),
    "a thousand contexts": (
        lambda badge: badge["@context"].extend([making.OB3] * 1000),
        UNCHECKED,
        "too many contexts",
    ),
    "a context inside": (
        lambda badge: achieved(badge, **{"@context": making.OB3}),
        UNCHECKED,
        "no plain word",
    ),
    "a null": (lambda badge: badge.update(validUntil=None), UNCHECKED, "null"),
    "a graph beside it": (lambda badge: badge.update({"@graph": []}), UNCHECKED, "no plain word"),
    "a blank name": (lambda badge: achieved(badge, id="_:b0"), UNCHECKED, "no text"),
    "a control mark": (lambda badge: achieved(badge, name="a\x01"), UNCHECKED, "no text"),
    "a member nobody knows": (lambda badge: badge.update(honours="yes"), NO, "does not cover"),
    "a relative id": (lambda badge: achieved(badge, id="here"), NO, "does not cover (here)"),
    "an id that is none": (lambda badge: achieved(badge, id="x:a b"), NO, "does not cover"),
    "a type nobody knows": (lambda badge: badge["type"].append("Honours"), NO, "does not cover"),
    "an end taken away": (lambda badge: badge.pop("validUntil"), NO, "does not fit"),
    "parts that are all alike": (alike, UNCHECKED, "alike"),
    "a thousand tags": (
        lambda badge: achieved(badge, tag=[f"t{at}" for at in range(1400)]),
        NO,
        "does not fit",
    ),
    "ten thousand tags": (
        lambda badge: achieved(badge, tag=[f"t{at}" for at in range(10_000)]),
        UNCHECKED,
        "too many parts",
    ),
    "two proofs": (
        lambda badge: badge.update(proof=[badge["proof"], badge["proof"]]),
        UNCHECKED,
        "2 proofs",
    ),
    "a chain of proofs": (
        lambda badge: badge["proof"].update(previousProof="urn:x"),
        UNCHECKED,
        "another proof",
    ),
    "a suite nobody knows": (
        lambda badge: badge["proof"].update(cryptosuite="bbs-2023"),
        UNCHECKED,
        "bbs-2023",
    ),
    "a proof of who one is": (
        lambda badge: badge["proof"].update(proofPurpose="authentication"),
        NO,
        "something else",
    ),
    "a proof that is over": (
        lambda badge: badge["proof"].update(expires="2026-01-01T00:00:00Z"),
        NO,
        "out of date",
    ),
    "another suite than it was made with": (
        lambda badge: badge["proof"].update(cryptosuite="ecdsa-rdfc-2019"),
        NO,
        "makes no such proofs",
    ),
    "a proof that is no text": (
        lambda badge: badge["proof"].update(proofValue=["z"]),
        NO,
        "cannot be read",
    ),
    "a proof of another alphabet": (
        lambda badge: badge["proof"].update(proofValue="z0OIl"),
        NO,
        "cannot be read",
    ),
    "a proof that is a word": (lambda badge: badge.update(proof="yes"), NO, "no proof"),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_what_a_reader_of_json_would_overlook_is_never_valid(trick: str) -> None:
    change, verdict, reason = TRICKS[trick]
    badge = json.loads(json.dumps(GOOD))
    change(badge)
    found = checked(badge)
    assert said(found)[0] == verdict, found.steps
    assert reason in said(found)[1]
    assert found.verdict != "verified"


def test_a_null_in_the_newer_member_does_not_hide_the_older_end() -> None:
    plain = third(vc1=True, expirationDate="2026-01-01T00:00:00Z", validUntil=None)
    found = checked(making.embedded(plain, suite="eddsa-jcs-2022"))
    assert said(found)[0] == YES
    assert said(found, steps.DATES)[0] == NO


def test_the_older_context_needs_the_words_of_proofs() -> None:
    assert checked(making.embedded(third(vc1=True, **{"@context": OLD}))).verdict == "verified"


def test_a_did_key_of_another_proves_nothing() -> None:
    mine = making.did(key("a"))
    badge = third(issuer={"id": mine, "type": ["Profile"], "name": "Harvard"})
    other = making.embedded(badge, key("b"), verificationMethod=f"{making.did(key('b'))}#x")
    assert said(checked(other, trusted=False))[0] == NO
    own = making.embedded(badge, key("a"), verificationMethod=f"{mine}#x")
    assert checked(own, trusted=False).verdict == "signature good, issuer not anchored"


def test_without_the_extra_it_is_not_checked_and_says_so() -> None:
    """In a process of its own, in which PyLD cannot be found."""
    told = f"""
import importlib.util, json, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "pyld" else found(name, *more)
from bot.badges.checking import check
from tests.badges import making
step = [one for one in check({json.dumps(GOOD).encode()!r}, making.whom()).steps][3]
print(step.verdict, "|", step.reason, "|", "pyld" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", told],
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == f"not checked | {embedded.EXTRA} | False"


def test_every_bundled_context_is_there_and_nothing_else_is_loaded() -> None:
    for url in linked.BUNDLED:
        assert making.context(url)["document"]["@context"]
    files = {path.stem for path in linked.HERE.glob("*.json")}
    assert files == set(linked.BUNDLED.values())


def test_a_did_document_says_which_keys_make_statements() -> None:
    name = "did:web:school.example"
    method = {
        "id": f"{name}#k",
        "type": "Multikey",
        "controller": name,
        "publicKeyMultibase": making.did().removeprefix("did:key:"),
    }
    badge = third(issuer={"id": name, "type": ["Profile"], "name": "S"})
    made = making.embedded(badge, verificationMethod=f"{name}#k")

    def verdict(**more: Any) -> str:
        page = {"id": name, "verificationMethod": [method | more.pop("method", {})]} | more
        web = lambda _: Fetched(200, json.dumps(page).encode())  # noqa: E731 - one line
        return checked(made, trusted=False, fetch=web).verdict

    assert verdict(assertionMethod=[f"{name}#k"]) == "verified"
    assert verdict(assertionMethod=["#k"]) == "verified"
    assert verdict() == "verified"  # a plain document that says nothing of uses
    for wrong in (
        {"authentication": [f"{name}#k"]},
        {"assertionMethod": [f"{name}#other"]},
        {"method": {"revoked": "2026-01-01T00:00:00Z"}},
        {"method": {"expires": "2026-01-01T00:00:00Z"}},
    ):
        assert verdict(**wrong).startswith("signature not checked"), wrong
    assert ISSUER not in json.dumps(made["issuer"])
