"""Installed for a whole organisation: one token, and one book per person, wherever they are."""

from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.running import Bot
from playground.driver import Visitor
from storage import Store
from storage.records import Principal
from tests.features.said import answer, home, told
from tests.installs.town import Town

E = "E0ACME0001"
SECOND = "T0ACME0002"
WORDS = "/win Moved billing to the new ledger in 3 weeks"


@pytest.fixture
def grid(town: Town, bot: Bot) -> Town:
    """Acme is an organisation of two workspaces; Ben is in the second."""
    world = town.acme.world
    world.enterprise = E
    town.person(town.acme, "").send("person", name="ben", team=SECOND)
    assert town.install(town.acme, E).startswith("Winbook is installed in Acme:")
    return town


@pytest.fixture
def dana(grid: Town) -> Visitor:
    return grid.person(grid.acme, "dana")


@pytest.fixture
def ben(grid: Town) -> Visitor:
    return grid.person(grid.acme, "ben")


def test_one_row_for_the_organisation(grid: Town, store: Store) -> None:
    [row] = store.installations.all()
    assert (row.workspace, row.enterprise, row.team) == (E, E, "")
    assert [one.id for one in store.workspaces.active()] == [E]


def test_people_of_each_of_its_workspaces_have_their_books(
    dana: Visitor, ben: Visitor, store: Store
) -> None:
    for who in (dana, ben):
        assert "Saved win 1" in answer(who, WORDS)
        assert "new ledger" in home(who)
        assert store.wins.count(Principal(E, who.seen()["me"]["id"])) == 1


def test_praise_across_its_workspaces(dana: Visitor, ben: Visitor) -> None:
    ben.post("#eng", "Kudos to @dana for the quick deploys!")
    assert dana.settle()
    assert "quick deploys" in " ".join(told(dana))


def test_buttons_and_forms(dana: Visitor, store: Store) -> None:
    answer(dana, WORDS)
    dana.command("/win edit 1")
    dana.submit({"what": "Moved billing to the new ledger in 2 weeks"})
    assert "2 weeks" in answer(dana, "/win list")
    home(dana)
    assert dana.click("privacy_open", home=True)["view"]["title"]["text"] == "Privacy"


@pytest.mark.promise(37)
def test_somebody_from_outside_the_organisation(
    grid: Town, bot: Bot, dana: Visitor, store: Store
) -> None:
    """Slack Connect: they press in a shared channel. Their team is told, not whose it is."""
    answer(dana, WORDS)
    other = {"id": "T0ELSEWHERE", "domain": "elsewhere"}
    body: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": "U0STRANGER", "team_id": "T0ELSEWHERE"},
        "team": other,
        "enterprise": {"id": E, "name": "Acme"},
        "is_enterprise_install": True,
        "trigger_id": "1.2",
        "actions": [{"action_id": "privacy_open", "block_id": "b", "action_ts": "1.2"}],
    }
    answered = bot.app.dispatch(BoltRequest(body=body, mode="socket_mode"))
    assert (answered.status, answered.body) == (200, "")
    assert "turned away privacy_open" in [row.verb for row in store.audits.of(E)]


def test_another_organisation_is_nobody_here(grid: Town, bot: Bot, dana: Visitor) -> None:
    grid.acme.world.enterprise = "E0ELSEWHERE"
    assert "Winbook answers only people" in answer(dana, WORDS)


@pytest.mark.promise(56)
def test_taken_out_of_the_organisation(grid: Town, store: Store, dana: Visitor) -> None:
    answer(dana, WORDS)
    dana.send("uninstall")
    assert dana.settle()
    here = store.workspaces.get(E)
    assert here is not None
    assert here.state == "leaving"
    assert store.installations.all() == []
    grid.install(grid.acme, E)
    assert "new ledger" in answer(dana, "/win list")


def test_one_of_its_workspaces_may_have_an_installation_of_its_own(
    grid: Town, store: Store
) -> None:
    """Two rows, two tokens; Slack says with each request which of them it is for."""
    grid.install(grid.acme)
    assert {row.workspace for row in store.installations.all()} == {E, grid.acme.world.team}
