"""`/win gaps`: the sentence first, the trend by quarter, drawn where Slack draws."""

from typing import Any

import pytest

from playground.driver import Visitor
from tests.features.said import answer, home

HEAD = "Nothing yet for"


LINES = ("Led the cutover across three teams #scope on 3 aug", "Cut it by 40% #influence")


@pytest.fixture
def logged(dana: Visitor) -> Visitor:
    return log(dana)


def log(visitor: Visitor) -> Visitor:
    for line in LINES:
        answer(visitor, f"/win {line}")
    assert visitor.settle()
    return visitor


def gaps(visitor: Visitor) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = visitor.command("/win gaps")["response"]["blocks"]
    return shown


def kinds(shown: list[dict[str, Any]]) -> list[str]:
    return [block["type"] for block in shown]


def test_a_quarter_each_in_words_where_slack_refuses_to_draw(dana: Visitor) -> None:
    dana.send("faults", refuse_blocks=["data_visualization", "data_table"])
    home(log(dana))
    said = answer(dana, "/win gaps")
    assert HEAD in said
    assert "*Q3 2026*: 1 (Scope 1)" in said
    assert "*Q4 2026, so far*: 1 (Influence 1)" in said
    assert "*Q1 2026*: none" in said
    assert set(kinds(gaps(dana))) == {"section", "context"}


def test_drawn_once_a_home_showed_that_slack_draws(logged: Visitor) -> None:
    home(logged)
    assert logged.settle()
    shown = gaps(logged)
    assert kinds(shown)[:3] == ["section", "data_visualization", "data_table"]
    assert len(shown) <= 6
    assert HEAD in shown[0]["text"]["text"]
    chart = shown[1]["chart"]
    assert chart["axis_config"]["categories"] == ["Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026"]
    [scope] = [line for line in chart["series"] if line["name"] == "Scope"]
    assert [point["value"] for point in scope["data"]] == [0, 0, 1, 0]


def test_words_again_once_slack_refuses_what_it_drew_before(dana: Visitor) -> None:
    home(log(dana))
    assert "data_table" in kinds(gaps(dana))
    dana.send("faults", refuse_blocks=["data_table"])
    home(dana)
    assert set(kinds(gaps(dana))) == {"section", "context"}


def test_the_window_shows_the_quarters_too(logged: Visitor) -> None:
    home(logged)
    opened = logged.click("gaps_show", home=True)
    assert "*Q3 2026*: 1 (Scope 1)" in str(opened["view"]["blocks"])
