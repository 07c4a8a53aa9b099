"""Every step of a check: what is so, what is not, and what nobody looked at."""

import json
from typing import Any

import pytest

from bot.badges.checking import Checked, check
from bot.badges.whom import Fetched, Unreachable
from bot.career.credentials import steps
from bot.career.credentials.steps import NO, UNCHECKED, YES
from tests.badges import making
from tests.badges.making import (
    DANA,
    ISSUER,
    claims,
    did,
    hashed,
    itxt,
    jws,
    key,
    later,
    png,
    second,
    second_signed,
    signed,
    svg,
    third,
    whom,
    wrapped,
)


def said(found: Checked) -> dict[str, str]:
    return {step.name: step.verdict for step in found.steps}


def why(found: Checked, name: str) -> str:
    return next(step.reason for step in found.steps if step.name == name)


TOKEN = signed(claims(third()))
OLD_SIGNED = jws(second_signed())
CARRIERS = {
    "a PNG of 3.0": png(itxt(TOKEN)),
    "a PNG whose badge stands behind the pixels": png(itxt(TOKEN), behind=True),
    "a PNG whose badge is packed": png(making.packed(TOKEN.encode())),
    "an SVG of 3.0": svg(TOKEN),
    "an SVG with the token as text": svg(TOKEN, as_body=True),
    "a JWT file": TOKEN.encode(),
    "a JWT file that ends with a line": f"\ufeff{TOKEN}\n".encode(),
    "the shape with vc": signed(wrapped(third())).encode(),
    "the older context": signed(claims(third(vc1=True))).encode(),
    "the older context under vc": signed(wrapped(third(vc1=True))).encode(),
    "a PNG of 2.0": png(itxt(OLD_SIGNED, b"openbadges")),
    "an SVG of 2.0": svg(OLD_SIGNED, new=False),
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_good_badge_is_verified_in_every_carrier(carrier: str) -> None:
    found = check(CARRIERS[carrier], whom())
    assert found.verdict == "verified", found.steps
    assert steps.result(found.steps) == 0
    assert all(step.at == making.NOW and step.reason for step in found.steps)


@pytest.mark.parametrize(
    ("kind", "alg"),
    [("RSA", "RS256"), ("P-256", "ES256"), ("P-384", "ES384"), ("Ed25519", "EdDSA")],
)
def test_each_kind_of_key_signs_with_its_own_algorithm(kind: str, alg: str) -> None:
    token = signed(claims(third()), key(kind), alg)
    assert check(token.encode(), whom(trusted=key(kind).public_key())).verdict == "verified"


def test_the_shape_of_the_payload_is_recorded() -> None:
    shapes = [check(signed(made(third())).encode(), whom()).badge for made in (claims, wrapped)]
    assert [badge and badge.payload for badge in shapes] == ["A", "B"]


def test_what_is_read_of_a_badge() -> None:
    badge = check(TOKEN.encode(), whom()).badge
    assert badge is not None
    assert (badge.title, badge.issuer_name, badge.issuer) == (
        "SQL in Depth",
        "School of Examples",
        ISSUER,
    )
    assert [aim.name for aim in badge.aims] == ["Blast radius"]
    assert badge.ends is not None
    assert badge.ends.isoformat() == "2028-01-10T09:00:00+00:00"


CASES: dict[str, tuple[str, str, str]] = {
    "an expired one": (signed(claims(third(validUntil=later(-1)))), steps.DATES, NO),
    "one that begins tomorrow": (signed(claims(third(validFrom=later(1)))), steps.DATES, NO),
    "one signed by another": (signed(claims(third()), key("other")), steps.SIGNATURE, NO),
    "one whose key came along": (
        signed(claims(third()), key("x"), jwk=making.keys.jwk_of(key("x").public_key())),
        steps.SIGNATURE,
        NO,
    ),
    "a changed one": (
        TOKEN.split(".")[0]
        + "."
        + making.b64(json.dumps(claims(third(name="x"))).encode())
        + "."
        + TOKEN.split(".")[2],
        steps.SIGNATURE,
        NO,
    ),
    "a claim that disagrees": (
        signed(claims(third()) | {"exp": making.seconds(later(9))}),
        steps.SHAPE,
        NO,
    ),
    "another issuer in the claim": (
        signed(claims(third()) | {"iss": "https://x"}),
        steps.SHAPE,
        NO,
    ),
    "a context nobody bundled": (
        signed(claims(third(**{"@context": ["https://x.example/c"]}))),
        steps.SHAPE,
        NO,
    ),
    "a credential that is no badge": (
        signed(claims(third(type=["VerifiableCredential"]))),
        steps.SHAPE,
        NO,
    ),
    "no proof at all": (json.dumps(third()), steps.SIGNATURE, NO),
    "an embedded proof": (
        json.dumps(third(proof={"type": "DataIntegrityProof"})),
        steps.SIGNATURE,
        UNCHECKED,
    ),
    "a status list": (
        signed(
            claims(
                third(
                    credentialStatus={
                        "type": "BitstringStatusListEntry",
                        "statusPurpose": "revocation",
                        "statusListIndex": "3",
                        "statusListCredential": "https://school.example/list",
                    }
                )
            )
        ),
        steps.REVOCATION,
        UNCHECKED,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_at_its_own_step(case: str) -> None:
    text, step, verdict = CASES[case]
    found = check(text.encode(), whom())
    assert said(found)[step] == verdict, found.steps
    assert found.verdict != "verified"
    assert steps.result(found.steps) != 0


def test_an_expired_badge_still_has_a_good_signature() -> None:
    found = check(CASES["an expired one"][0].encode(), whom())
    assert (said(found)[steps.SIGNATURE], said(found)[steps.DATES]) == (YES, NO)
    assert found.verdict == "signature good, dates wrong"


class TestRecipient:
    def test_somebody_else(self) -> None:
        found = check(TOKEN.encode(), whom("ben@example.org"))
        assert said(found)[steps.RECIPIENT] == NO
        assert found.verdict == "signature good, issued to somebody else"

    def test_no_address_given_is_not_checked(self) -> None:
        found = check(TOKEN.encode(), making.Whom(making.NOW))
        assert said(found)[steps.RECIPIENT] == UNCHECKED

    @pytest.mark.parametrize("how", ["sha256", "md5"])
    def test_hashed_addresses(self, how: str) -> None:
        recipient = {"type": "email", "identity": hashed(how=how), "hashed": True, "salt": "salt"}
        found = check(jws(second_signed(recipient=recipient)).encode(), whom())
        assert said(found)[steps.RECIPIENT] == YES

    def test_the_lower_case_address_is_tried_and_that_is_said(self) -> None:
        found = check(TOKEN.encode(), whom("Dana@Example.org"))
        assert said(found)[steps.RECIPIENT] == YES
        assert "lower case" in why(found, steps.RECIPIENT)

    def test_a_plain_address_and_a_mailto(self) -> None:
        subject = third()["credentialSubject"] | {"identifier": [], "id": f"mailto:{DANA}"}
        payload = claims(third(credentialSubject=subject)) | {"sub": f"mailto:{DANA}"}
        assert check(signed(payload).encode(), whom()).verdict == "verified"

    def test_a_wallets_id_names_nobody(self) -> None:
        subject = third()["credentialSubject"] | {"identifier": [], "id": "did:example:1"}
        payload = claims(third(credentialSubject=subject)) | {"sub": "did:example:1"}
        assert said(check(signed(payload).encode(), whom()))[steps.RECIPIENT] == UNCHECKED


class TestIssuer:
    def test_a_key_that_came_along_anchors_nobody(self) -> None:
        own = key("own")
        token = signed(claims(third()), own, jwk=making.keys.jwk_of(own.public_key()))
        found = check(token.encode(), whom(trusted=False))
        assert (said(found)[steps.SIGNATURE], said(found)[steps.ISSUER]) == (YES, NO)
        assert found.verdict == "signature good, issuer not anchored"
        assert steps.result(found.steps) == 2

    def test_a_did_key_is_self_asserted(self) -> None:
        own = key("own")
        payload = claims(third(issuer={"id": did(own), "type": ["Profile"], "name": "Harvard"}))
        found = check(signed(payload, own, kid=f"{did(own)}#x").encode(), whom(trusted=False))
        assert (said(found)[steps.SIGNATURE], said(found)[steps.ISSUER]) == (YES, NO)

    def test_a_did_key_of_another_signs_nothing(self) -> None:
        payload = claims(third(issuer={"id": did(key("a")), "type": ["Profile"]}))
        found = check(signed(payload, key("b"), kid=did(key("b"))).encode(), whom(trusted=False))
        assert said(found)[steps.SIGNATURE] == NO

    def test_a_key_that_lies_elsewhere_is_not_fetched(self) -> None:
        token = signed(claims(third()), kid="https://school.example/keys/1")
        found = check(token.encode(), whom(trusted=False))
        assert said(found)[steps.SIGNATURE] == UNCHECKED
        assert steps.result(found.steps) == 1


class Web:
    """A pretend web: what lies where, and what was asked for."""

    def __init__(self, **pages: Any) -> None:
        self.pages = {f"https://school.example/{path}": page for path, page in pages.items()}
        self.asked: list[str] = []

    def __call__(self, url: str) -> Fetched:
        self.asked.append(url)
        if url not in self.pages:
            raise Unreachable("There is nothing.")
        page = self.pages[url]
        if isinstance(page, int):
            return Fetched(page, b"{}")
        return Fetched(200, page if isinstance(page, bytes) else json.dumps(page).encode())


class TestOnline:
    def test_a_hosted_badge_is_compared_with_its_copy(self) -> None:
        web = Web(**{"assertions/1": second()})
        found = check(json.dumps(second()).encode(), whom(fetch=web))
        assert found.verdict == "verified", found.steps
        assert said(found)[steps.SCOPE] == YES

    def test_without_being_asked_nothing_is_fetched_and_nothing_is_valid(self) -> None:
        found = check(json.dumps(second()).encode(), whom())
        unchecked = (steps.SIGNATURE, steps.ISSUER, steps.REVOCATION)
        assert {said(found)[name] for name in unchecked} == {UNCHECKED}
        assert "verified" not in found.verdict

    def test_a_changed_file_is_found_out(self) -> None:
        web = Web(**{"assertions/1": second()})
        changed = second(expires="2040-01-01T00:00:00Z")
        assert said(check(json.dumps(changed).encode(), whom(fetch=web)))[steps.SIGNATURE] == NO

    @pytest.mark.parametrize("page", [410, second(revoked=True, revocationReason="copied")])
    def test_a_revoked_one(self, page: Any) -> None:
        found = check(json.dumps(second()).encode(), whom(fetch=Web(**{"assertions/1": page})))
        assert said(found)[steps.REVOCATION] == NO
        assert steps.result(found.steps) == 1

    @pytest.mark.parametrize("claims_it", [False, True], ids=["silent", "claims to be allowed"])
    def test_a_badge_that_lies_outside_its_issuers_scope(self, claims_it: bool) -> None:
        badge = second(id="https://evil.example/1")
        if claims_it:
            badge["badge"]["issuer"]["verification"] = {"allowedOrigins": ["evil.example"]}
        web = Web(issuer={"id": ISSUER, "name": "School"})
        web.pages["https://evil.example/1"] = badge
        found = check(json.dumps(badge).encode(), whom(fetch=web))
        assert (said(found)[steps.SCOPE], said(found)[steps.ISSUER]) == (NO, NO)
        assert steps.result(found.steps) == 1
        offline = check(json.dumps(badge).encode(), whom())
        assert said(offline)[steps.SCOPE] == (UNCHECKED if claims_it else NO)

    def test_an_issuer_may_keep_badges_elsewhere_when_its_own_page_says_so(self) -> None:
        badge = second(id="https://host.example/1")
        allowed = {"allowedOrigins": ["host.example"]}
        web = Web(issuer={"id": ISSUER, "name": "School", "verification": allowed})
        web.pages["https://host.example/1"] = badge
        assert check(json.dumps(badge).encode(), whom(fetch=web)).verdict == "verified"

    def test_a_key_of_one_trusted_issuer_signs_for_no_other(self) -> None:
        badge = second_signed()
        known = (making.Trusted("https://school.example/key", key().public_key()),)
        found = check(jws(badge).encode(), making.Whom(making.NOW, (DANA,), known))
        assert said(found)[steps.SIGNATURE] == UNCHECKED

    def test_one_of_several_keys_is_enough(self) -> None:
        rsa = making.Trusted(ISSUER, key("RSA").public_key())
        own = making.Trusted(ISSUER, key().public_key())
        found = check(TOKEN.encode(), making.Whom(making.NOW, (DANA,), (rsa, own)))
        assert found.verdict == "verified"

    def test_a_prefix_inside_the_hosts_name_is_no_scope(self) -> None:
        badge = second(id="https://school.example.evil/1")
        badge["badge"]["issuer"]["verification"] = {"startsWith": "https://school.example"}
        assert said(check(json.dumps(badge).encode(), whom()))[steps.SCOPE] == NO

    def test_an_old_picture_that_is_a_mere_link(self) -> None:
        picture = png((b"tEXt", b"openbadges\0https://school.example/assertions/1"))
        offline = check(picture, whom())
        assert said(offline) == {steps.FOUND: YES, steps.READ: UNCHECKED}
        online = check(picture, whom(fetch=Web(**{"assertions/1": second()})))
        assert online.verdict == "verified"

    def test_open_badges_one(self) -> None:
        old = {
            "uid": "1",
            "recipient": {"type": "email", "identity": DANA, "hashed": False},
            "badge": "https://school.example/class",
            "verify": {"type": "hosted", "url": "https://school.example/a"},
            "issuedOn": 1767225600,
        }
        class_ = {"name": "Old", "issuer": "https://school.example/issuer"}
        web = Web(a=old, **{"class": class_, "issuer": {"name": "S", "url": ISSUER}})
        found = check(json.dumps(old).encode(), whom(fetch=web))
        assert found.verdict == "verified", found.steps
        assert found.badge is not None
        assert (found.badge.title, found.badge.standard) == ("Old", "1.x")

    def test_a_signed_badge_of_two_is_revoked_by_its_issuers_list(self) -> None:
        badge = second_signed()
        badge["badge"]["issuer"]["revocationList"] = "https://school.example/revoked"
        listed = {"issuer": ISSUER, "revokedAssertions": [badge["id"]]}
        assert said(check(jws(badge).encode(), whom()))[steps.REVOCATION] == UNCHECKED
        found = check(jws(badge).encode(), whom(fetch=Web(revoked=listed)))
        assert said(found)[steps.REVOCATION] == NO
        clean = Web(revoked={"issuer": ISSUER, "revokedAssertions": []})
        assert check(jws(badge).encode(), whom(fetch=clean)).verdict == "verified"

    @pytest.mark.parametrize(("owner", "anchored"), [(ISSUER, YES), ("https://x.example/", NO)])
    def test_a_key_of_two_must_be_its_issuers(self, owner: str, anchored: str) -> None:
        at = "https://school.example/key"
        page = {"id": at, "owner": owner, "publicKeyPem": making.pem(key()).decode()}
        issuer = {"id": ISSUER, "name": "School", "publicKey": [at]}
        web = Web(key=page, issuer=issuer)
        found = check(jws(second_signed()).encode(), whom(trusted=False, fetch=web))
        assert (said(found)[steps.SIGNATURE], said(found)[steps.ISSUER]) == (YES, anchored)

    def test_did_web(self) -> None:
        name = "did:web:school.example:issuers:7"
        method = {
            "id": f"{name}#k",
            "type": "JsonWebKey",
            "publicKeyJwk": making.keys.jwk_of(key().public_key()),
        }
        web = Web(**{"issuers/7/did.json": {"id": name, "verificationMethod": [method]}})
        payload = claims(third(issuer={"id": name, "type": ["Profile"], "name": "S"}))
        found = check(signed(payload, kid=f"{name}#k").encode(), whom(trusted=False, fetch=web))
        assert found.verdict == "verified", found.steps
        wrong = check(signed(payload, kid=f"{name}#z").encode(), whom(trusted=False, fetch=web))
        assert said(wrong)[steps.SIGNATURE] == UNCHECKED


class TestStatusLists:
    @pytest.mark.parametrize(
        ("index", "signer", "verdict"),
        [("9", "Ed25519", NO), ("8", "Ed25519", YES), ("8", "another", UNCHECKED)],
    )
    def test_a_bit(self, index: str, signer: str, verdict: str) -> None:
        status = {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": index,
            "statusListCredential": "https://school.example/list",
        }
        web = Web(list=making.signed(status_list(), key(signer)).encode())
        found = check(signed(claims(third(credentialStatus=status))).encode(), whom(fetch=web))
        assert said(found)[steps.REVOCATION] == verdict, found.steps


def status_list() -> dict[str, Any]:
    import gzip  # noqa: PLC0415 - used once

    bits = bytearray(16 * 1024)
    bits[1] = 0b01000000  # the ninth, counted from nought
    subject = {
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": "u" + making.b64(gzip.compress(bytes(bits))),
    }
    return {"@context": [making.VC2], "issuer": ISSUER, "credentialSubject": subject}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xff\xd8\xff\xe0 JFIF", "Pictures other than PNG and SVG"),
        (b"hello there", "no badge file"),
        (png(), "No badge is baked"),
        (svg(TOKEN).replace(b"openbadges:credential", b"openbadges:other"), "No badge is baked"),
        (png(itxt(TOKEN), itxt(TOKEN)), "2 badges"),
        (png(itxt(TOKEN), itxt(OLD_SIGNED, b"openbadges")), "2 badges"),
        (b'{"a": 1}', "no badge"),
    ],
    ids=["pdf", "jpeg", "words", "bare png", "bare svg", "two", "two standards", "json"],
)
def test_a_wrong_file_is_told_in_one_sentence(data: bytes, sentence: str) -> None:
    found = check(data, whom())
    assert found.badge is None
    assert sentence in found.steps[-1].reason
    assert found.verdict == "not a valid badge"
