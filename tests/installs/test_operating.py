"""What whoever runs it sees: settings, the doctor, and the commands for keys."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from bot import doctor
from bot.clock import MovableClock
from bot.doctor import Level, installs
from bot.errors import Refused
from bot.running import Bot
from bot.serving import called, why_playground
from bot.settings import Settings
from bot.tokens import Keys, new_key
from storage import Store
from tests.conftest import NOW
from tests.installs.town import Town
from tests.test_cli import winbook

OAUTH = {"client_id": "1.2", "client_secret": SecretStr("s")}


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)


@pytest.mark.parametrize(
    ("given", "mode", "is_oauth"),
    [
        ({}, "none", False),
        (OAUTH, "none", True),
        (OAUTH | {"app_token": SecretStr("xapp-1")}, "socket", True),
        (OAUTH | {"signing_secret": SecretStr("s")}, "http", True),
        (OAUTH | {"bot_token": SecretStr("xoxb-1"), "app_token": SecretStr("x")}, "socket", False),
        ({"client_id": "1.2"}, "none", False),
    ],
)
def test_a_bot_token_means_one_workspace_as_ever(
    given: dict[str, Any], mode: str, is_oauth: bool
) -> None:
    made = settings(**given)
    assert (made.mode, made.is_oauth) == (mode, is_oauth)


@pytest.mark.parametrize("said", ["http://winbook.example.com", "winbook.example.com", "ftp://x"])
def test_people_are_led_back_over_https_alone(said: str) -> None:
    with pytest.raises(ValidationError, match="https://"):
        settings(public_url=said)
    assert settings(public_url="https://a.example/").public_url == "https://a.example"
    assert settings(public_url="http://127.0.0.1:3000").public_url == "http://127.0.0.1:3000"


def test_without_an_address_it_does_not_start(
    town: Town, store: Store, clock: MovableClock
) -> None:
    with pytest.raises(Refused, match="Set PUBLIC_URL"):
        Bot(town.settings.model_copy(update={"public_url": ""}), store, clock)


def test_what_is_missing_is_named() -> None:
    assert why_playground(settings(**OAUTH)).startswith("No SLACK_APP_TOKEN (or SLACK_SIGNING_")
    assert why_playground(settings()).startswith("No SLACK_BOT_TOKEN and no SLACK_APP_TOKEN in")


def test_the_first_line_says_where_more_can_install_it(both: Town, bot: Bot) -> None:
    said = called(bot)
    assert said == "2 workspaces (set HEALTH_PORT so that more can install it): Winbook"
    bot.settings = bot.settings.model_copy(update={"health_port": 8080})
    assert "(installed from https://winbook.example.com/slack/install)" in called(bot)


def found(given: Settings) -> list[tuple[Level, str]]:
    findings = list(installs.installations(given, NOW))
    for finding in findings:
        assert finding.what.endswith("."), finding
        assert bool(finding.fix) == (finding.level is not Level.GOOD), finding
    return [(finding.level, finding.what) for finding in findings]


def test_the_doctor_looks_at_each_installation(
    both: Town, bot: Bot, store: Store, clock: MovableClock, database: Path
) -> None:
    given = both.settings.model_copy(update={"health_port": 8080})
    assert found(given) == [(Level.GOOD, "2 workspaces have installed Winbook.")]
    key = given.token_keys.get_secret_value()
    newer = given.model_copy(update={"token_keys": SecretStr(f"{new_key()},{key}")})
    assert found(newer)[0] == (Level.DOUBTFUL, "2 tokens lie under an older key.")
    other = given.model_copy(update={"token_keys": SecretStr(new_key())})
    assert found(other)[0] == (Level.WRONG, "No key opens the token of T0FERN0001.")
    one, two = store.installations.all()
    store.installations.reseal(one, two.token, "")
    store.workspaces.close(two.workspace)
    assert found(given)[:2] == [
        (Level.WRONG, "T0ACME0001 is closed: its token was deleted here."),
        (Level.WRONG, "The token of T0FERN0001 was sealed for another place."),
    ]
    store.installations.renewed(one, refresh="x", expires_at=NOW)


def test_the_doctor_looks_at_the_settings(tmp_path: Path) -> None:
    place = {"database_url": f"sqlite:///{tmp_path}/no.db"}
    assert found(settings(**place)) == []
    only = settings(client_id="1.2", bot_token=SecretStr("xoxb-1"), **place)
    assert found(only)[0][0] is Level.DOUBTFUL
    bare = settings(**OAUTH, app_token=SecretStr("xapp-1"), **place)
    said = [what for level, what in found(bare) if level is Level.WRONG]
    assert said == ["There is no PUBLIC_URL.", "OAuth needs a key for the tokens."]
    good = {"public_url": "https://a.example", "token_keys": SecretStr(new_key())}
    silent = settings(**OAUTH, app_token=SecretStr("xapp-1"), **good, **place)
    assert found(silent) == [(Level.DOUBTFUL, "Nobody can open the page to install Winbook.")]
    assert [f.level for f in doctor.slack.tokens(settings(**OAUTH), NOW)] == [Level.WRONG]
    assert [f.level for f in doctor.slack.tokens(silent, NOW)] == [Level.GOOD]
    assert not (tmp_path / "no.db").exists()


@pytest.mark.slow
def test_the_commands_for_keys(tmp_path: Path) -> None:
    made = winbook(tmp_path, "tokens", "key").stdout.strip()
    assert Keys([made])
    place = {"DATABASE_URL": f"sqlite:///{tmp_path}/data/winbook.db"}
    rotated = winbook(tmp_path, "tokens", "rotate", TOKEN_KEYS=made, **place)
    assert rotated.stdout.startswith("Sealed 0 anew; the first key opens every token.")
    forgot = winbook(tmp_path, "tokens", "forget", TOKEN_KEYS=made, **place)
    assert forgot.stdout == "Every token can be opened.\n"
    refused = winbook(tmp_path, "tokens", "rotate", TOKEN_KEYS="cat", **place)
    assert refused.returncode == 1
    assert "cat" not in refused.stderr
    assert refused.stderr.startswith("winbook: TOKEN_KEYS holds something that is no key.")
