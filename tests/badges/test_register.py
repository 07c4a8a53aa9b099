"""Badges that were taken back: the list says so to us, to an independent verifier, and offline."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from openbadgeslib.ob3 import OB3VerificationError, OB3Verifier
from typer.testing import CliRunner

from bot.badges import png, register, signing, vault
from bot.badges.checking import check
from bot.badges.whom import Fetched, Whom
from bot.career.credentials import portable, steps
from bot.cli import app
from bot.errors import Refused
from tests.badges import making
from tests.badges.making import DANA, NOW
from tests.badges.test_portable import CLAIM

BASE = "https://acme.example/badges"
SERIAL = "urn:uuid:11111111-2222-4333-8444-555555555555"
RUN = CliRunner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    vault.make(tmp_path, "T1", NOW)
    return tmp_path


def badge(folder: Path, serial: str = SERIAL, *, in_list: bool = True) -> str:
    key = vault.active(folder, "T1")
    bit = register.claim(folder, "T1", key.did, serial) if in_list else 0
    status = register.entry(key.did, bit, BASE) if in_list else None
    vc = portable.credential(CLAIM, DANA, key.did, "Acme", serial, "salt", NOW, status)
    return signing.sign(vc, vault.private(folder, "T1", key), key)


class Web:
    def __init__(self, pages: dict[str, bytes]) -> None:
        self.pages = {f"{BASE}/{name}": body for name, body in pages.items()}

    def __call__(self, url: str) -> Fetched:
        return Fetched(200, self.pages[url])

    def bytes(self, url: str, **_: Any) -> bytes:
        return self.pages[url]


def revocation(token: str, whom: Whom) -> str:
    found = check(token.encode(), whom)
    return next(step.verdict for step in found.steps if step.name == steps.REVOCATION)


def test_a_stranger_with_the_list_sees_that_it_was_taken_back(folder: Path) -> None:
    mine, other = badge(folder), badge(folder, SERIAL.replace("1111", "9999"))
    web = Web(register.lists(folder, "T1", BASE, NOW))
    stranger = Whom(NOW, (DANA,), tuple(vault.trusted(folder, "T1")), web)
    assert check(mine.encode(), stranger).verdict == "verified"
    register.revoke(folder, "T1", SERIAL, "made by mistake", NOW)
    web.pages = Web(register.lists(folder, "T1", BASE, NOW)).pages
    assert revocation(mine, stranger) == "no"
    assert check(other.encode(), stranger).verdict == "verified"
    offline = Whom(NOW, (DANA,), tuple(vault.trusted(folder, "T1")))
    assert revocation(other, offline) == "not checked"


def test_an_independent_verifier_reads_our_list(folder: Path) -> None:
    token = badge(folder)
    judge = OB3Verifier.for_issuer_did(vault.active(folder, "T1").did)
    good = Web(register.lists(folder, "T1", BASE, NOW))
    assert judge.verify(token, check_status=True, download=good.bytes).id == SERIAL
    register.revoke(folder, "T1", SERIAL, "", NOW)
    gone = Web(register.lists(folder, "T1", BASE, NOW))
    with pytest.raises(OB3VerificationError, match="is set"):
        judge.verify(token, check_status=True, download=gone.bytes)


def test_the_workspaces_own_reader_knows_without_asking_anybody(folder: Path) -> None:
    token = badge(folder, in_list=False)
    ours = vault.trusted(folder, "T1")

    def whom() -> Whom:
        gone = register.taken_back(folder, "T1")
        return Whom(
            NOW, (DANA,), tuple(ours), own=frozenset(one.issuer for one in ours), taken_back=gone
        )

    assert check(token.encode(), whom()).verdict == "verified"
    register.revoke(folder, "T1", SERIAL, "a wrong figure", NOW)
    found = check(token.encode(), whom())
    assert [s.reason for s in found.steps if s.verdict == "no"] == [
        "This workspace took it back: a wrong figure."
    ]
    assert steps.result(found.steps) == 1


def test_no_two_badges_share_a_bit_however_they_are_drawn(folder: Path) -> None:
    did = vault.active(folder, "T1").did
    serials = [f"urn:uuid:{at:08d}-2222-4333-8444-555555555555" for at in range(40)]

    def drawn(serial: str) -> int:
        at = iter(range(1000))  # everybody begins at the same bit
        return register.claim(folder, "T1", did, serial, lambda _: next(at))

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(drawn, serials))) == len(serials)


def test_a_rotated_key_keeps_a_list_of_its_own(folder: Path) -> None:
    before = badge(folder)
    vault.make(folder, "T1", NOW, again=True)
    register.revoke(folder, "T1", SERIAL, "", NOW)
    web = Web(register.lists(folder, "T1", BASE, NOW))
    assert len(web.pages) == 2
    assert revocation(before, Whom(NOW, (DANA,), tuple(vault.trusted(folder, "T1")), web)) == "no"


def test_a_backup_keeps_what_was_taken_back(folder: Path, tmp_path: Path) -> None:
    badge(folder)
    register.revoke(folder, "T1", SERIAL, "why", NOW)
    vault.backup(folder, "T1", tmp_path / "copy")
    vault.restore(tmp_path / "other", tmp_path / "copy")
    assert register.taken_back(tmp_path / "other", "T1") == {SERIAL: "why"}


def test_taking_back_twice_is_once_and_strangers_serials_are_refused(folder: Path) -> None:
    badge(folder)
    first = register.revoke(folder, "T1", SERIAL, "why", NOW)
    assert register.revoke(folder, "T1", SERIAL, "other", NOW) == first
    with pytest.raises(Refused, match="no badge of this workspace"):
        register.revoke(folder, "T1", "https://x.example/1", "", NOW)
    with pytest.raises(Refused, match="https address"):
        register.lists(folder, "T1", "http://acme.example", NOW)


def test_on_the_command_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYS_FOLDER", str(folder))
    monkeypatch.setenv("BADGE_STATUS_URL", BASE)
    picture, out = folder / "win.png", folder / "out"
    picture.write_bytes(png.bake(making.png(), badge(folder)))
    told = [
        "badge",
        "revoke",
        str(picture),
        "--why",
        "wrong",
        "--to",
        str(out),
        "--workspace",
        "T1",
    ]
    found = RUN.invoke(app, told)
    assert found.exit_code == 0, found.output
    assert f"{SERIAL} is taken back." in found.output
    assert [path.name for path in out.iterdir()] == [register.name(vault.active(folder, "T1").did)]
    again = RUN.invoke(app, ["keys", "status", str(out), "--workspace", "T1"])
    assert f"belongs at {BASE}/status-z6Mk" in again.output
    picture.write_bytes(making.png(making.itxt(making.signed(making.claims(making.third())))))
    assert RUN.invoke(app, told).exit_code != 0
    assert json.loads((folder / "T1" / vault.STATUS).read_text().splitlines()[-1])["why"] == "wrong"
