"""The doctor names what is wrong, with what to do, and ends as scripts expect."""

import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import SecretStr

from bot import doctor, logs
from bot.doctor import Level, here, slack
from bot.settings import Settings
from playground.server import Playground
from storage import backups, sealed
from tests.conftest import NOW, ROOT, settings_for
from tests.test_cli import winbook

REAL = datetime.now(UTC)


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)


@pytest.fixture
def place(empty_database: Path, tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir(mode=0o700)
    file = Path(shutil.copy(empty_database, tmp_path / "data" / "winbook.db"))
    file.chmod(0o600)
    return file


def found(check: Any, given: Settings, now: datetime = NOW) -> list[tuple[Level, str]]:
    return [(finding.level, finding.what) for finding in check(given, now)]


def worst(check: Any, given: Settings, now: datetime = NOW) -> Level:
    seen = {level for level, _ in found(check, given, now)}
    order = (Level.WRONG, Level.DOUBTFUL, Level.GOOD)
    return next(level for level in order if level in seen)


def test_every_finding_that_is_not_good_says_what_to_do(place: Path) -> None:
    given = settings(database_url=f"sqlite:///{place}", bot_token=SecretStr("xoxp-1"))
    for finding in doctor.examine(given.model_copy(update={"bot_token": SecretStr("")}), NOW):
        assert finding.what.endswith(".")
        assert bool(finding.fix) == (finding.level is not Level.GOOD), finding


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({}, Level.DOUBTFUL),
        ({"bot_token": "xoxp-1", "app_token": "xapp-1"}, Level.WRONG),
        ({"bot_token": "xoxb-1", "app_token": "xoxb-1"}, Level.WRONG),
        ({"bot_token": "xoxb-1"}, Level.WRONG),
        ({"bot_token": "xoxb-1", "signing_secret": "s"}, Level.GOOD),
        ({"bot_token": "xoxb-1", "app_token": "xapp-1"}, Level.GOOD),
    ],
)
def test_tokens(given: dict[str, str], level: Level) -> None:
    secret = {name: SecretStr(value) for name, value in given.items()}
    assert worst(slack.tokens, settings(**secret)) is level


def test_slack_is_asked_who_we_are(slack_here: Settings) -> None:
    said = found(slack.connection, slack_here, REAL)
    assert said[0][0] is Level.GOOD
    assert said[0][1].startswith("Slack knows us as ")
    assert (Level.GOOD, "Socket Mode can be opened.") in said


def test_a_wrong_token_and_no_answer(slack_here: Settings) -> None:
    wrong = slack_here.model_copy(update={"bot_token": SecretStr("xoxb-nobody")})
    assert worst(slack.connection, wrong) is Level.WRONG
    silent = slack_here.model_copy(update={"api_url": "http://127.0.0.1:9/api/"})
    [(level, what)] = found(slack.connection, silent)
    assert level is Level.WRONG
    assert "does not answer at http://127.0.0.1:9/api/" in what


@pytest.fixture
def slack_here(slack: Playground, tmp_path: Path) -> Settings:
    return settings_for(slack, tmp_path / "winbook.db")


def test_scopes_are_compared_with_the_manifest() -> None:
    asked = yaml.safe_load((ROOT / "manifest.yml").read_text())["oauth_config"]["scopes"]
    whole = [*asked["bot"], *asked["bot_optional"]]
    assert [f.level for f in slack._scopes(",".join(whole))] == [Level.GOOD]
    assert Level.WRONG in {f.level for f in slack._scopes(",".join(whole[1:]))}
    assert {f.level for f in slack._scopes(",".join([*whole, "admin"]))} == {
        Level.DOUBTFUL,
        Level.GOOD,
    }


def test_the_clock_is_compared_with_slacks() -> None:
    said = "Tue, 24 Nov 2026 10:00:00 GMT"
    assert [f.level for f in slack._clock(said, NOW)] == [Level.GOOD]
    assert [f.level for f in slack._clock(said, NOW + timedelta(minutes=2))] == [Level.WRONG]


def test_zones() -> None:
    assert worst(here.zones, settings()) is Level.GOOD
    assert worst(here.zones, settings(zone="Mars/Olympus")) is Level.WRONG


def test_the_database(place: Path, tmp_path: Path) -> None:
    at = settings(database_url=f"sqlite:///{place}")
    assert worst(here.database, at) is Level.GOOD
    assert worst(here.database, settings(database_url=f"sqlite:///{tmp_path}/no.db")) is (
        Level.DOUBTFUL
    )
    assert not (tmp_path / "no.db").exists()
    place.write_bytes(b"no database at all, but long enough to be looked at")
    assert worst(here.database, at) is Level.WRONG


def test_others_on_the_machine(place: Path) -> None:
    at = settings(database_url=f"sqlite:///{place}")
    assert worst(here.place, at) is Level.DOUBTFUL
    place.chmod(0o644)
    assert worst(here.place, at) is Level.WRONG


def test_backups_and_their_key(place: Path) -> None:
    at = settings(database_url=f"sqlite:///{place}")
    assert worst(here.backups, at) is Level.DOUBTFUL
    backups.make(at.database_url, NOW)
    assert worst(here.backups, at) is Level.GOOD
    assert worst(here.backups, at, NOW + timedelta(days=2)) is Level.WRONG
    assert worst(here.keys, at) is Level.DOUBTFUL
    with_key = {"database_url": at.database_url}
    assert worst(here.keys, settings(backup_key=SecretStr("cat"), **with_key)) is Level.WRONG
    key = SecretStr(sealed.new_key())
    assert worst(here.keys, settings(backup_key=key, **with_key)) is Level.GOOD
    (place.parent / "erased.key").unlink()
    (place.parent / "erased.ledger").write_text("")
    assert worst(here.keys, settings(backup_key=key, **with_key)) is Level.WRONG


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    at = settings(packet_template=tmp_path / "no.docx")
    assert worst(here.template, at) is Level.WRONG


def test_a_check_that_breaks_is_a_finding() -> None:
    def breaks(settings: Settings, now: datetime) -> Any:
        raise ZeroDivisionError

    assert [f.level for f in doctor.examine(settings(), NOW, (breaks,))] == [Level.WRONG]


@pytest.mark.slow
def test_the_command_ends_as_scripts_expect(tmp_path: Path) -> None:
    assert winbook(tmp_path, "doctor").returncode == 0
    assert winbook(tmp_path, "doctor", "--strict").returncode == 1
    bad = winbook(tmp_path, "doctor", DEFAULT_TIMEZONE="Mars/Olympus")
    assert bad.returncode == 1
    assert "wrong  The time zone Mars/Olympus is not known here." in bad.stdout


CANARIES = (
    "xoxb-12345-abcdef",
    "xoxe.xoxp-1-abc",
    "xapp-1-A1-22-ff",
    "https://hooks.slack.com/services/T1/B1/secret",
    "AGE-SECRET-KEY-14AKHC2PFLVZDQKS",
    "Bearer abcdefgh.ijk",
)


@pytest.mark.promise(48)
@pytest.mark.parametrize("canary", CANARIES)
def test_no_secret_survives_a_log_line(canary: str) -> None:
    said = logs.redacted(f"sending {canary} to Slack, Authorization: {canary}")
    assert canary not in said
    assert said.startswith("sending [removed]")


@pytest.mark.promise(47)
def test_one_record_is_one_line() -> None:
    said = logs.flat("one\nERROR bot: forged\r\x1b[31mred\u2028end\x07")
    assert said == "one\\nERROR bot: forged\\r\\x1b[31mred\\u2028end\\x07"


@pytest.mark.promise(48)
def test_a_traceback_with_a_token_is_redacted() -> None:
    import io  # noqa: PLC0415 - only here
    import logging  # noqa: PLC0415

    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    handler.setFormatter(logs.OneLine("%(message)s"))
    log = logging.Logger("x")
    log.addHandler(handler)
    try:
        raise ValueError("token xoxb-1-canary\nsecond line")
    except ValueError:
        log.exception("broke")
    assert "canary" not in heard.getvalue()
    assert heard.getvalue().count("\n") == 1


@pytest.mark.promise(57)
def test_the_privacy_text_names_every_scope_and_no_other() -> None:
    asked = yaml.safe_load((ROOT / "manifest.yml").read_text())["oauth_config"]["scopes"]
    text = (ROOT / "docs" / "privacy.md").read_text()
    told = re.findall(r"^\| `([a-z:]+)`( \(optional\))? \|", text, re.MULTILINE)
    assert [scope for scope, optional in told if not optional] == asked["bot"]
    assert [scope for scope, optional in told if optional] == asked["bot_optional"]


@pytest.mark.promise(61)
def test_the_audit_fails_when_it_could_not_look() -> None:
    made = (ROOT / "Makefile").read_text()
    assert "pip_audit --strict" in made
    assert "--require-hashes" in made
    lines = (ROOT / "requirements.txt").read_text().split("\n")
    pinned = [n for n, line in enumerate(lines) if re.match(r"[a-z0-9]", line)]
    assert pinned
    assert all(lines[n].rstrip().endswith("\\") and "--hash=" in lines[n + 1] for n in pinned)
