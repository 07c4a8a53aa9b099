"""The town: two workspaces in front of one bot, by OAuth."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.running import Bot
from playground.driver import Visitor
from storage import Store
from tests.conftest import ROOT
from tests.installs.town import Town, pretend, settings_of


@pytest.fixture
def town(clock: MovableClock, database: Path) -> Iterator[Town]:
    with pretend(clock, ROOT / "manifest.yml") as slack:
        made = Town(slack, settings_of(slack, f"sqlite:///{database}"))
        for desk in (made.fernhill, made.acme):
            made.populate(desk)
        yield made


@pytest.fixture
def bot(town: Town, store: Store, clock: MovableClock) -> Iterator[Bot]:
    with town.served(store, clock) as running:
        yield running


@pytest.fixture
def both(town: Town, bot: Bot) -> Town:
    """Both workspaces have installed it."""
    for desk in (town.fernhill, town.acme):
        assert "Winbook is installed in" in town.install(desk)
    return town


@pytest.fixture
def dana(both: Town) -> Visitor:
    """Of Fernhill."""
    return both.person(both.fernhill, "dana")


@pytest.fixture
def other_dana(both: Town) -> Visitor:
    """Of Acme, with the same user id."""
    return both.person(both.acme, "dana")
