"""The whole bot in front of the pretend Slack, so that tests read like conversations."""

import contextlib
import gc
import os
import shutil
import sqlite3
import tempfile
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
from storage.records import SQLModel

BROUGHT = {"postgres": "PostgreSQL", "browser": "Chromium"}  # in the reasons of skips
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
    """One migrated, empty database, for tests that want a file of their own."""
    path = tmp_path_factory.mktemp("empty") / "winbook.db"
    open_store(f"sqlite:///{path}", MovableClock(NOW)).close()
    return path


@pytest.fixture(scope="session")
def one_store(empty_database: Path) -> Iterator[tuple[Path, Store]]:
    """One store for the whole run: its statements are compiled once, not once per test."""
    memory = Path("/dev/shm")  # the run is not about the disk's speed
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        path = Path(shutil.copy(empty_database, Path(folder) / "winbook.db"))
        store = open_store(f"sqlite:///{path}", MovableClock(NOW))
        yield path, store
        store.close()


@pytest.fixture
def database(one_store: tuple[Path, Store]) -> Path:
    """The file of the store, emptied for this test of rows and of what the last one planted."""
    path, _ = one_store
    (path.parent / "erased.ledger").unlink(missing_ok=True)
    planted = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        for (name,) in raw.execute(planted).fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        for table in reversed(SQLModel.metadata.sorted_tables):
            raw.execute(f'DELETE FROM "{table.name}"')
        raw.execute("COMMIT")
    return path


@pytest.fixture
def store(one_store: tuple[Path, Store], database: Path) -> Iterator[Store]:
    """As a new process would open it: nothing of the last test in memory."""
    _, opened = one_store
    yield Store(opened._database)
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
        "is_backing_up": False,
        "socket_links": 1,
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
    """In CI what it has to bring may not be missing: what could not run proved nothing."""
    wanted = os.environ.get("WINBOOK_TEST_REQUIRE", "").split(",")
    words = [word for name, word in BROUGHT.items() if name in wanted]
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if any(word in str(report.longrepr) for word in words for report in skipped):
        reporter.write_line(f"A test was skipped for want of {' or '.join(words)}.")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_finish() -> None:
    """Thousands of tests stay in memory to the end: garbage is not looked for among them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
