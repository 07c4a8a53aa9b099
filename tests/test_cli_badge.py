"""The command line for badges and for the keys that sign them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.badges import vault
from bot.cli import app
from bot.cli import main as command
from tests.badges import making

RUN = CliRunner()
TOKEN = making.signed(making.claims(making.third()))


@pytest.fixture
def badge(tmp_path: Path) -> Path:
    path = tmp_path / "badge.png"
    path.write_bytes(making.png(making.itxt(TOKEN)))
    (tmp_path / "key.pem").write_bytes(making.pem(making.key()))
    return path


def test_a_verified_badge_ends_with_nought(badge: Path) -> None:
    trust = f"{making.ISSUER}={badge.parent / 'key.pem'}"
    found = RUN.invoke(app, ["badge", "check", str(badge), "--for", making.DANA, "--trust", trust])
    assert found.exit_code == 0, found.output
    assert found.output.splitlines()[0] == "badge.png: verified"


def test_one_that_is_not_anchored_ends_with_two(badge: Path) -> None:
    own = making.key("own")
    jwk = making.keys.jwk_of(own.public_key())
    badge.write_bytes(making.signed(making.claims(making.third()), own, jwk=jwk).encode())
    found = RUN.invoke(app, ["badge", "check", str(badge), "--for", making.DANA])
    assert found.exit_code == 2, found.output
    assert "signature good, issuer not anchored" in found.output


def test_one_that_is_wrong_ends_with_one_and_says_why_as_json(badge: Path) -> None:
    badge.write_bytes(b"%PDF")
    found = RUN.invoke(app, ["badge", "check", str(badge), "--json"])
    said = json.loads(found.output)
    assert (found.exit_code, said["result"], said["verdict"]) == (1, 1, "not a valid badge")
    assert "PDF" in said["steps"][0]["reason"]


def test_a_file_that_is_not_there_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["winbook", "badge", "check", "/nowhere"])
    with pytest.raises(SystemExit):
        command()
    assert "cannot be read" in capsys.readouterr().err


def test_keys_are_made_backed_up_rotated_and_revoked(tmp_path: Path) -> None:
    env = {**os.environ, "KEYS_FOLDER": str(tmp_path / "keys")}

    def keys(*words: str) -> str:
        said = [sys.executable, "-m", "bot", "keys", *words]
        done = subprocess.run(said, env=env, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    assert "Made did:key:z6Mk" in keys("make", "--workspace", "T1")
    assert "rotate" in keys("make", "--workspace", "T1")
    copy = tmp_path / "copy.json"
    assert "1 keys are in" in keys("backup", str(copy), "--workspace", "T1")
    assert "Made did:key:z6Mk" in keys("rotate", "--workspace", "T1")
    first, second = vault.listed(tmp_path / "keys", "T1")
    assert "Revoked" in keys("revoke", first.did, "--workspace", "T1")
    assert keys("list", "--workspace", "T1").split()[0] == "revoked"
    public = json.loads(keys("public", "--workspace", "T1"))
    assert [row["state"] for row in public["keys"]] == ["revoked", "active"]
    assert "PRIVATE" not in json.dumps(public)
    assert second.kid in json.dumps(public)
    env["KEYS_FOLDER"] = str(tmp_path / "other")
    assert "1 keys of T1 are back" in keys("restore", str(copy))
