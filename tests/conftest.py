"""The whole bot in front of the pretend Slack, so that tests read like conversations."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as profiles
from pydantic import SecretStr

from bot.clock import MovableClock
from bot.running import Bot
from bot.settings import Settings
from playground.driver import Visitor
from playground.server import Playground
from storage import Store, open_store

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday, 11:00 in Berlin

slow_ok = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
profiles.register_profile("fast", deadline=None, derandomize=True, suppress_health_check=slow_ok)
profiles.load_profile("fast")


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One migrated, empty database; each test gets a copy."""
    path = tmp_path_factory.mktemp("empty") / "winbook.db"
    open_store(f"sqlite:///{path}", MovableClock(NOW)).close()
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return Path(shutil.copy(empty_database, folder / "winbook.db"))


@pytest.fixture
def store(database: Path, clock: MovableClock) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{database}", clock)
    yield opened
    opened.close()


@pytest.fixture
def slack(clock: MovableClock) -> Iterator[Playground]:
    """A pretend Slack with four people and two channels, the bot in #eng only."""
    with Playground(manifest=ROOT / "manifest.yml", clock=clock, seeded=False) as pretend:
        hand = Visitor(pretend.url, "")
        for name, zone in (
            ("dana", "Europe/Berlin"),
            ("ben", "America/New_York"),
            ("cleo", "Asia/Kolkata"),
            ("otis", "Europe/London"),
        ):
            hand.send("person", name=name, tz=zone)
        everyone = ["dana", "ben", "cleo", "otis"]
        hand.send("channel", name="eng", members=[*everyone, pretend.bot_user])
        hand.send("channel", name="quiet", members=everyone)
        yield pretend


def settings_for(pretend: Playground, database: Path, **more: object) -> Settings:
    given = {
        "bot_token": SecretStr(pretend.bot_token),
        "app_token": SecretStr(pretend.app_token),
        "api_url": pretend.api_url,
        "database_url": f"sqlite:///{database}",
    }
    return Settings(_env_file=None, **(given | more))


@pytest.fixture
def bot(slack: Playground, store: Store, database: Path, clock: MovableClock) -> Iterator[Bot]:
    running = Bot(settings_for(slack, database), store, clock)
    slack.on_idle, slack.on_clock = running.settle, running.schedule.tick
    running.start()
    while not running.link.is_open():
        clock.wait(running.outbox.loop.stopping, 0.005)
    yield running
    running.stop()


@pytest.fixture
def dana(slack: Playground, bot: Bot) -> Visitor:
    return Visitor(slack.url, "dana")


@pytest.fixture
def ben(slack: Playground, bot: Bot) -> Visitor:
    return Visitor(slack.url, "ben")


@pytest.fixture
def cleo(slack: Playground, bot: Bot) -> Visitor:
    return Visitor(slack.url, "cleo")


@pytest.fixture
def otis(slack: Playground, bot: Bot) -> Visitor:
    return Visitor(slack.url, "otis")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI a skip is a failure: what could not run proved nothing."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("WINBOOK_TEST_REQUIRE") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("A test was skipped, and WINBOOK_TEST_REQUIRE is set.")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
