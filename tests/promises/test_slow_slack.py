"""Slack takes its time: the person hears in time, and no words are lost."""

import pytest

from playground.driver import Visitor
from tests.features.said import direct_messages, text

LOOK = "Slack did not say whether that worked"


@pytest.mark.slow
@pytest.mark.promise(23)
def test_a_form_that_does_not_open_in_time_gives_the_words_back(dana: Visitor) -> None:
    dana.send("faults", method="views.open", kind="slow", seconds=4)
    answered = dana.command("/win edit last", "#eng")
    assert answered["ok"]
    dana.send("faults", method="views.open", kind="slow", seconds=4)
    said = text(dana.command("/win " + "Cut deploy time from 40 to 9 minutes. " * 60, "#eng"))
    assert LOOK in said
    assert "Cut deploy time from 40 to 9 minutes." in said


@pytest.mark.promise(23)
@pytest.mark.parametrize("kind", ["500", "429", "drop_before", "error:expired_trigger_id"])
def test_a_button_in_home_that_opens_nothing_says_so_in_the_direct_message(
    dana: Visitor, kind: str
) -> None:
    dana.home()
    assert dana.settle()
    dana.send("faults", method="views.open", kind=kind, times=2)
    dana.click("win_open", home=True)
    assert dana.settle()
    said = direct_messages(dana)[-1]["text"]
    assert said.startswith(("Slack did not say", "Too slow, try again."))


def test_a_form_that_may_be_open_is_not_said_to_have_failed(dana: Visitor) -> None:
    dana.send("faults", method="views.open", kind="internal_error_after")
    said = text(dana.command("/win", "#eng").get("response"))
    assert LOOK in said
