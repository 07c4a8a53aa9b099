"""Home is there whatever Slack refuses, and comes back by itself after trouble."""

import pytest

from playground.driver import Visitor
from playground.server import Playground
from tests.features.said import home, text

LINE = "/win Cut deploy time from 40 to 9 minutes #scope"


def types(person: Visitor) -> set[str]:
    return {block["type"] for block in person.seen()["home"]["blocks"]}


def test_where_charts_and_tables_are_refused_the_same_is_said_in_words(
    slack: Playground, dana: Visitor
) -> None:
    dana.send("faults", refuse_blocks=["data_visualization", "data_table"])
    dana.command(LINE, "#eng")
    shown = home(dana)
    assert types(dana) <= {"section", "header", "context", "actions", "divider"}
    assert "`▰▰▰▰▰` Scope: 1" in shown
    assert "1 · Cut deploy time from 40 to 9 minutes · Tue, Nov 24, 2026 · Scope" in shown


def test_what_was_refused_is_not_offered_again(slack: Playground, dana: Visitor) -> None:
    dana.send("faults", refuse_blocks=["data_visualization"])
    dana.command(LINE, "#eng")
    home(dana)
    home(dana)
    calls = slack.world.ledger.entries("api")
    sent = [c["accepted"] for c in calls if c["method"] == "views.publish"]
    assert sent.count(False) == 1
    assert "data_table" in types(dana)


@pytest.mark.parametrize("kind", ["500", "429", "drop_before", "html", "error:internal_error"])
@pytest.mark.slow
def test_a_home_that_could_not_be_published_comes_by_itself(dana: Visitor, kind: str) -> None:
    dana.send("faults", method="views.publish", kind=kind, times=2)
    dana.command(LINE, "#eng")
    dana.home()
    for _ in range(3):
        assert dana.settle()
        dana.send("clock", advance_seconds=31)
    assert dana.settle()
    assert "Cut deploy time" in text(dana.seen()["home"])


def test_a_home_that_is_refused_for_good_is_not_tried_for_ever(
    slack: Playground, dana: Visitor
) -> None:
    dana.send("faults", method="views.publish", kind="error:not_enabled", times=99)
    dana.home()
    for _ in range(3):
        assert dana.settle()
        dana.send("clock", advance_seconds=31)
    assert dana.settle()
    calls = slack.world.ledger.entries("api")
    assert sum(call["method"] == "views.publish" for call in calls) == 1
