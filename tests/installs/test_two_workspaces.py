"""Two workspaces in one process: what is said in one is nowhere in the other."""

import pytest

from playground.driver import Visitor
from storage import Store
from storage.records import Principal
from tests.features.said import answer, home, told
from tests.installs.town import Town


def test_each_has_its_own_book_under_the_same_user_id(
    both: Town, dana: Visitor, other_dana: Visitor, store: Store
) -> None:
    assert dana.seen()["me"]["id"] == other_dana.seen()["me"]["id"]
    assert "Saved win 1" in answer(dana, "/win Cut deploy time from 40 to 9 minutes")
    assert "Saved win 1" in answer(other_dana, "/win Halved the on-call load of three teams")
    assert "on-call" not in answer(dana, "/win list")
    assert "deploy" not in answer(other_dana, "/win list")
    user = dana.seen()["me"]["id"]
    for desk, words in ((both.fernhill, "Cut deploy"), (both.acme, "Halved")):
        [win] = store.wins.of(Principal(desk.world.team, user), states=("kept", "draft"))
        assert win.text.startswith(words)


def test_praise_in_one_never_shows_in_the_other(
    both: Town, dana: Visitor, other_dana: Visitor
) -> None:
    both.person(both.fernhill, "ben").post("#eng", "Kudos to @dana for the quick deploys!")
    assert dana.settle()
    assert "quick deploys" in " ".join(told(dana))
    assert told(other_dana) == []
    assert other_dana.settle()
    assert "quick deploys" not in home(other_dana)


def test_homes_are_published_with_each_ones_token(
    both: Town, dana: Visitor, other_dana: Visitor
) -> None:
    dana.command("/win Moved billing to the new ledger in 3 weeks")
    assert "new ledger" in home(dana)
    assert "new ledger" not in home(other_dana)


@pytest.mark.promise(37)
def test_somebody_from_another_workspace_sees_nothing_of_this_one(
    both: Town, dana: Visitor, store: Store
) -> None:
    """Their workspace has not installed us; where theirs has, they would act in its book alone."""
    dana.command("/win Moved billing to the new ledger in 3 weeks")
    stranger = both.fernhill.world.people[dana.seen()["me"]["id"]]
    for team in ("T0ELSEWHERE", both.acme.world.team):
        stranger.team = team
        assert "new ledger" not in answer(dana, "/win list")
        assert "new ledger" not in answer(dana, "/win privacy")
    stranger.team = ""
    assert "new ledger" in answer(dana, "/win list")


def test_slack_is_not_asked_who_we_are_for_each_event(
    both: Town, dana: Visitor, other_dana: Visitor
) -> None:
    for number in range(3):
        for desk, who in ((both.fernhill, dana), (both.acme, other_dana)):
            answer(who, f"/win Halved the on-call load of team {number}")
            both.person(desk, "ben").post("#eng", "Kudos to @dana for the quick deploys!")
            assert who.settle()
    for desk in (both.fernhill, both.acme):
        calls = [call["method"] for call in desk.world.ledger.entries("api")]
        assert calls.count("auth.test") == 1  # when it was installed
        assert "chat.postMessage" in calls


def test_where_we_are_not_installed_nobody_is_answered(town: Town, bot: object) -> None:
    dana = town.person(town.acme, "dana")
    assert "Winbook answers only people" in answer(dana, "/win Cut deploy time")
