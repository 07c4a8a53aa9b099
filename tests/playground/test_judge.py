"""The playground's judge of blocks gives the same verdict as the reference check."""

import json
from typing import Any

import pytest

from playground.driver import Visitor
from playground.judge import check
from playground.server import Playground
from tests.playground.conftest import SHARED, actions, asking, button, judge, modal, plain


def option(value: str) -> dict[str, Any]:
    return {"text": plain(value), "value": value}


def select(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "s", "options": [option("a")], **more}


def section(text: str = "x", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": plain(text), **more}


def chart(label: str = "a", title: str = "t") -> dict[str, Any]:
    series = [{"name": "n", "data": [{"label": label, "value": 1}]}]
    bars = {"type": "bar", "series": series, "axis_config": {"categories": ["a"]}}
    return {"type": "data_visualization", "title": title, "chart": bars}


def table(cell: str = "b") -> dict[str, Any]:
    rows = [[{"type": "raw_text", "text": "a"}], [{"type": "raw_text", "text": cell}]]
    return {"type": "data_table", "caption": "c", "rows": rows}


RIGHT: dict[str, list[Any]] = {
    "a section": [section()],
    "a button": [actions(button())],
    "a header": [{"type": "header", "text": plain("x")}],
    "a menu": [actions(select(initial_option=option("a")))],
    "a picture": [{"type": "image", "image_url": "https://x.example/a.png", "alt_text": "a"}],
    "fifty blocks": [{"type": "divider"}] * 50,
}
WRONG: dict[str, list[Any]] = {
    "an unknown block": [{"type": "foo"}],
    "no block at all": [None],
    "a section without words": [{"type": "section"}],
    "a section that is too long": [section("x" * 3001)],
    "text as a bare string": [{"type": "section", "text": "x"}],
    "an unknown key": [section(colour="red")],
    "a header in mrkdwn": [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    "a header that is too long": [{"type": "header", "text": plain("x" * 151)}],
    "a value that is too long": [actions(button(value="v" * 2001))],
    "an unknown style": [actions(button(style="default"))],
    "a question without a title": [actions(button(confirm={"text": plain("sure")}))],
    "an action id twice": [actions(button(), button())],
    "a block id twice": [actions(button()), actions(button())],
    "an option that is not offered": [actions(select(initial_option=option("b")))],
    "a hundred and one options": [actions(select(options=[option(str(i)) for i in range(101)]))],
    "options and groups": [actions(select(option_groups=[]))],
    "eleven fields": [{"type": "section", "fields": [plain("x")] * 11}],
    "a picture without an address": [{"type": "image", "alt_text": "x"}],
    "a point outside the categories": [chart(label="b")],
    "a chart's long title": [chart(title="t" * 51)],
    "an empty cell": [table(cell="")],
    "a date that is none": [actions({"type": "datepicker", "initial_date": "2026-13-01"})],
    "empty text": [section("")],
    "a button in a context": [{"type": "context", "elements": [button()]}],
}
FORMS: dict[str, dict[str, Any]] = {
    "a form": modal(asking("w", {"type": "plain_text_input"})),
    "a form without submit": modal(asking("w", {"type": "plain_text_input"}), submit=None),
    "a long title": modal(title=plain("x" * 25)),
    "no title": {"type": "modal", "blocks": []},
    "much metadata": modal(private_metadata="x" * 3001),
    "an unknown key of a view": modal(colour="red"),
    "a number input that does not say": modal(asking("n", {"type": "number_input"})),
    "a button as input": modal(asking("b", button())),
    "a chart in a form": modal(chart()),
    "a hundred and one": modal(*[{"type": "divider"}] * 101),
    "mail on Home": {"type": "home", "blocks": [asking("m", {"type": "email_text_input"})]},
    "a table on Home": {"type": "home", "blocks": [table()]},
}


@pytest.mark.parametrize("name", RIGHT)
def test_what_slack_takes_is_taken(name: str) -> None:
    assert check(RIGHT[name]) == []


@pytest.mark.parametrize("name", WRONG)
def test_what_slack_refuses_is_refused(name: str) -> None:
    assert check(WRONG[name])


def test_a_message_holds_fifty_blocks_and_no_inputs() -> None:
    assert check([{"type": "divider"}] * 51)
    assert check([asking("w", {"type": "plain_text_input"})])


def test_the_pointer_leads_to_the_culprit() -> None:
    assert check([section("x" * 3001)])[0].pointer == "/blocks/0/text"


@pytest.mark.parametrize("surface", ["message", "modal", "home"])
def test_the_verdict_agrees_with_the_reference(surface: str) -> None:
    reference = judge("check_blocks")
    for name, blocks in {**RIGHT, **WRONG}.items():
        views = {"modal": modal(*blocks), "home": {"type": "home", "blocks": blocks}}
        payload = views.get(surface, {"blocks": blocks})
        assert bool(check(payload, surface)) == bool(reference.check(payload, surface)), name


@pytest.mark.parametrize("name", FORMS)
def test_the_verdict_over_views_agrees_with_the_reference(name: str) -> None:
    assert bool(check(FORMS[name])) == bool(judge("check_blocks").check(FORMS[name]))


def test_the_verdict_over_recorded_views_agrees_with_the_reference() -> None:
    reference = judge("check_blocks")
    recorded = sorted((SHARED / "slack/ground-truth/python-slack-sdk").glob("*.json"))
    assert recorded
    for path in recorded:
        view = json.loads(path.read_text(encoding="utf-8"))
        assert bool(check(view)) == bool(reference.check(view)), path.name


def test_blocks_can_be_judged_without_sending_them(slack: Playground) -> None:
    hand = Visitor(slack.url, "dana")
    assert hand.send("judge", payload=WRONG["empty text"])["problems"]
