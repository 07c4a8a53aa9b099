"""Badges of one's own record, judged by openbadgeslib; and its badges, judged by us."""

import json
from pathlib import Path
from typing import Any

import pytest
from openbadgeslib import baking
from openbadgeslib.ob2 import models as ob2
from openbadgeslib.ob2.signer import OB2Signer
from openbadgeslib.ob3 import (
    Achievement,
    IdentityObject,
    Issuer,
    OB3Signer,
    OB3VerificationError,
    OB3Verifier,
    OpenBadgeCredential,
)

from bot.badges import keys, signing, vault
from bot.badges.checking import check
from bot.badges.whom import Trusted, Whom
from bot.career.credentials import portable, steps
from bot.career.credentials.portable import Claim, Confirmed
from bot.errors import Refused
from bot.features.credentials.proof import face
from tests.badges import making
from tests.badges.making import DANA, NOW, key, whom

CLAIM = Claim(
    title="Deploys in 9 minutes instead of 40",
    what="Cut deploy time from 40 to 9 minutes 漢 #not(markup) *stars*",
    outcome="Deploys in 9 minutes instead of 40",
    happened="2026-11-20",
    figures=("40 → 9 minutes",),
    dimensions=("Scope",),
    confirmed=(Confirmed("Ben Okafor", "Deploys are quick, thanks to Dana", "2026-11-21"),),
    unnamed=1,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vault.make(tmp_path, "T1", NOW)
    return tmp_path


def credential(folder: Path) -> dict[str, Any]:
    did = vault.active(folder, "T1").did
    serial = "urn:uuid:11111111-2222-4333-8444-555555555555"
    return portable.credential(CLAIM, DANA, did, "Acme", serial, "salt", NOW)


def token(folder: Path) -> str:
    active = vault.active(folder, "T1")
    return signing.sign(credential(folder), vault.private(folder, "T1", active), active)


def ours(folder: Path, *addresses: str) -> Whom:
    known = tuple(vault.trusted(folder, "T1"))
    return Whom(NOW, addresses or (DANA,), known, gone=vault.gone(folder, "T1"))


class TestOurs:
    def test_the_independent_verifier_accepts_it(self, folder: Path) -> None:
        did = vault.active(folder, "T1").did
        picture = signing.baked(token(folder), face(credential(folder)))
        found = OB3Verifier.extract_token_from_png(picture)
        told = OB3Verifier.for_issuer_did(did).verify(found)
        assert told.achievement.name == CLAIM.title
        assert told.issuer.name == "Acme, by Winbook"
        # It compares a subject's id alone, so its own maker of hashed identities is the judge.
        assert told.identifiers == [IdentityObject.create(DANA, "salt")]

    def test_our_reader_accepts_it_and_knows_the_key(self, folder: Path) -> None:
        picture = signing.baked(token(folder), face(credential(folder)))
        found = check(picture, ours(folder))
        assert found.verdict == "verified", found.steps

    def test_elsewhere_it_is_signed_well_by_a_key_that_names_nobody(self, folder: Path) -> None:
        found = check(token(folder).encode(), Whom(NOW, (DANA,)))
        assert found.verdict == "signature good, issuer not anchored"
        assert steps.result(found.steps) == 2

    def test_it_holds_what_was_done_the_figures_and_who_agreed(self, folder: Path) -> None:
        done, said = credential(folder)["evidence"]
        assert "Figures: 40 → 9 minutes" in done["narrative"]
        assert "1 colleague confirms it without being named." in done["narrative"]
        assert said["name"] == "Confirmed by Ben Okafor, 2026-11-21"
        assert DANA not in json.dumps(credential(folder))

    def test_a_changed_badge_is_refused_by_both(self, folder: Path) -> None:
        head, _, end = token(folder).split(".")
        body = json.dumps(credential(folder) | {"name": "More"}).encode()
        forged = f"{head}.{making.b64(body)}.{end}"
        with pytest.raises(OB3VerificationError):
            OB3Verifier.for_issuer_did(vault.active(folder, "T1").did).verify(forged)
        assert "signature" in check(forged.encode(), ours(folder)).verdict

    def test_the_public_file_is_all_that_anybody_needs(self, folder: Path) -> None:
        (row,) = vault.public(folder, "T1")["keys"]
        assert "d" not in row["publicKeyJwk"]
        public = keys.from_jwk(row["publicKeyJwk"])
        told = OB3Verifier(making.pem(_Holder(public))).verify(token(folder))
        assert told.id == "urn:uuid:11111111-2222-4333-8444-555555555555"


class _Holder:
    """A public key where a private one is asked for its public part."""

    def __init__(self, public: Any) -> None:
        self._public = public

    def public_key(self) -> Any:
        return self._public


class TestVault:
    def test_a_second_key_is_only_made_by_rotating(self, folder: Path) -> None:
        with pytest.raises(Refused, match="rotate"):
            vault.make(folder, "T1", NOW)
        before = token(folder)
        vault.make(folder, "T1", NOW, again=True)
        assert [one.state for one in vault.listed(folder, "T1")] == ["retired", "active"]
        assert check(before.encode(), ours(folder)).verdict == "verified"

    def test_what_a_revoked_key_signed_is_not_good(self, folder: Path) -> None:
        before = token(folder)
        vault.revoke(folder, "T1", vault.active(folder, "T1").did, NOW)
        found = check(before.encode(), ours(folder))
        assert {s.name: s.verdict for s in found.steps}[steps.REVOCATION] == "no"
        assert steps.result(found.steps) == 1
        with pytest.raises(Refused, match="no key yet"):
            vault.active(folder, "T1")
        assert vault.public(folder, "T1")["keys"][0]["state"] == "revoked"

    def test_a_backup_brings_them_back_and_overwrites_nothing(
        self, folder: Path, tmp_path: Path
    ) -> None:
        copy = tmp_path / "keys.backup"
        assert vault.backup(folder, "T1", copy) == 1
        assert copy.stat().st_mode & 0o077 == 0
        with pytest.raises(Refused, match="keys already"):
            vault.restore(folder, copy)
        other = tmp_path / "elsewhere"
        assert vault.restore(other, copy) == ("T1", 1)
        assert check(token(folder).encode(), ours(other)).verdict == "verified"

    def test_nobody_else_can_read_them(self, folder: Path) -> None:
        for path in (folder / "T1").iterdir():
            assert path.stat().st_mode & 0o077 == 0, path

    @pytest.mark.parametrize("team", ["", "../T1", "T 1"])
    def test_a_workspaces_id_is_no_path(self, folder: Path, team: str) -> None:
        with pytest.raises(Refused):
            vault.listed(folder, team)


class TestTheirs:
    def theirs(self, **more: Any) -> OpenBadgeCredential:
        given: dict[str, Any] = {
            "id": "urn:uuid:99999999-2222-4333-8444-555555555555",
            "issuer": Issuer(id=making.ISSUER, name="School"),
            "recipient_id": f"mailto:{DANA}",
            "achievement": Achievement(
                id="https://school.example/a",
                name="Theirs",
                description="d",
                criteria_narrative="c",
            ),
            "issuance_date": NOW,
        }
        return OpenBadgeCredential(**(given | more))

    @pytest.mark.parametrize(("kind", "alg"), [("RSA", "RS256"), ("Ed25519", "EdDSA")])
    def test_our_reader_accepts_what_it_signs(self, kind: str, alg: str) -> None:
        signer = OB3Signer(private(key(kind)), alg)
        picture = signer.sign_into_png(self.theirs(), making.png())
        drawing = signer.sign_into_svg(self.theirs(), b'<svg xmlns="http://www.w3.org/2000/svg"/>')
        for body in (picture, drawing):
            found = check(body, whom(trusted=key(kind).public_key()))
            assert found.verdict == "verified", found.steps

    def test_its_hashed_identity(self) -> None:
        identity = IdentityObject.create(DANA, "pepper")
        vc = self.theirs(recipient_id=None, identifiers=[identity])
        signed = OB3Signer(private(key()), "EdDSA").sign(vc)
        assert check(signed.encode(), whom()).verdict == "verified"

    def test_its_signed_badge_of_two(self) -> None:
        """Its class is only pointed to: signed well, and the issuer stands on the web alone."""
        plain = making.second_signed(badge="https://school.example/classes/1")
        assertion = ob2.Assertion.from_dict(plain)
        signed = OB2Signer(private(key("RSA")), "RS256").sign(assertion)
        picture = baking.bake_png(making.png(), signed)
        known = (Trusted("https://school.example/key", key("RSA").public_key()),)
        found = check(picture, Whom(NOW, (DANA,), known))
        assert {s.name: s.verdict for s in found.steps} == {
            steps.FOUND: "yes",
            steps.READ: "yes",
            steps.SHAPE: "yes",
            steps.SIGNATURE: "yes",
            steps.ISSUER: "no",
            steps.RECIPIENT: "yes",
            steps.DATES: "yes",
            steps.REVOCATION: "not checked",
        }


# (case, ours: result, theirs: accepts, why the two differ)
DIFFERENCES = [
    ("good", making.claims(making.third()), True, True, ""),
    ("shape B", making.wrapped(making.third()), True, False, "it takes no token with a vc claim"),
    ("VC 1.1", making.claims(making.third(vc1=True)), True, False, "it takes no VC 1.1 context"),
    ("expired", making.claims(making.third(validUntil=making.later(-1))), False, False, ""),
    ("not begun", making.claims(making.third(validFrom=making.later(1))), False, False, ""),
    ("no type", making.claims(making.third(type=["VerifiableCredential"])), False, False, ""),
    ("iss", making.claims(making.third()) | {"iss": "https://x.example"}, False, False, ""),
    ("jti", making.claims(making.third()) | {"jti": "urn:x"}, False, False, ""),
]


@pytest.mark.parametrize(("case", "payload", "we", "they", "why"), DIFFERENCES)
def test_both_verifiers_case_by_case(
    case: str, payload: dict[str, Any], we: bool, they: bool, why: str
) -> None:
    signed = making.signed(payload)
    assert (check(signed.encode(), whom()).verdict == "verified") is we, case
    try:
        OB3Verifier(making.pem(key())).verify(signed)
        accepted = True
    except OB3VerificationError:
        accepted = False
    assert accepted is they, case
    assert bool(why) is (we is not they)


def private(held: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization as told  # noqa: PLC0415 - once

    pem: bytes = held.private_bytes(
        told.Encoding.PEM, told.PrivateFormat.PKCS8, told.NoEncryption()
    )
    return pem
