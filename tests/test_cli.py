"""The command line: what it prints, what it refuses, and how it exits."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.exports.test_company import template

ROOT = Path(__file__).parent.parent


def winbook(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it as a person would, in a folder of their own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_migrate_makes_the_database_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    assert winbook(tmp_path, "migrate").stdout.startswith("Applied ")
    assert winbook(tmp_path, "migrate").stdout == "Nothing to do.\n"
    assert (tmp_path / "data/winbook.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.promise(32)
def test_a_file_that_is_no_database_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/winbook.db").write_text("not a database, but long enough to be looked at")
    done = winbook(tmp_path, "migrate")
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_no_answer_from_slack_is_one_sentence(tmp_path: Path) -> None:
    tokens = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
    done = winbook(tmp_path, "run", SLACK_API_URL="http://127.0.0.1:9/api/", **tokens)
    assert done.returncode == 1
    assert "Slack did not answer at http://127.0.0.1:9/api/. Check the network" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_setting_that_is_wrong_is_one_sentence(tmp_path: Path) -> None:
    done = winbook(tmp_path, "migrate", PORT="many")
    assert done.returncode == 1
    assert "PORT" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.slow
def test_the_manifest_and_the_code_agree(tmp_path: Path) -> None:
    assert winbook(tmp_path, "manifest", "--check").stdout == "manifest.yml and the code agree.\n"


@pytest.mark.slow
def test_an_unknown_parked_event_is_named(tmp_path: Path) -> None:
    done = winbook(tmp_path, "inbox", "retry", "Ev404")
    assert done.returncode == 1
    assert "No parked event Ev404" in done.stderr


@pytest.mark.slow
def test_nothing_parked_is_said(tmp_path: Path) -> None:
    assert winbook(tmp_path, "inbox", "list").stdout == "Nothing is parked.\n"


@pytest.mark.slow
def test_a_template_is_tried_and_what_is_wrong_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "good.docx").write_bytes(template("{{ person }}"))
    (tmp_path / "bad.docx").write_bytes(template("{{ person.upper() }}"))
    good, bad, none = (winbook(tmp_path, "template", f"{n}.docx") for n in ("good", "bad", "none"))
    assert good.stdout == "good.docx can be used. Point PACKET_TEMPLATE at it.\n"
    assert (bad.returncode, none.returncode) == (1, 1)
    assert "“call” runs code" in bad.stderr
    assert none.stderr == "winbook: none.docx cannot be read: no such file or directory.\n"
