"""Forms: their stack, what an acknowledgement does, errors, keys, and words that are not lost."""

import re
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient

from tests.browser.conftest import (
    Fernhill,
    Json,
    asked,
    button,
    composer,
    expect,
    message,
    modal,
    opened_form,
    option,
    row,
    text,
)

LINE = {"type": "plain_text_input"}
FORM = modal(
    asked("what", {**LINE, "multiline": True}, optional=False),
    asked("scope", {"type": "static_select", "options": [option("Small"), option("Large")]}),
    asked("day", {"type": "datepicker", "initial_date": "2026-11-20"}),
    asked("count", {"type": "number_input", "is_decimal_allowed": False}),
)


@pytest.fixture
def submitted(fernhill: Fernhill) -> list[Json]:
    """`/win` opens the form; the list fills with what the bot is sent. It refuses days to come."""
    sent: list[Json] = []
    fernhill.opens(FORM)

    @fernhill.app.view("form")
    def take(ack: Ack, view: Json) -> None:
        sent.append(view["state"]["values"])
        late = view["state"]["values"]["day"]["answer"]["selected_date"] > "2026-11-24"
        ack(response_action="errors", errors={"day": "Use an earlier date."}) if late else ack()

    return sent


def test_a_form_checks_what_is_required_before_it_asks_the_app(
    page: Any, submitted: list[Json]
) -> None:
    form = opened_form(page)
    form.get_by_label("Count").fill("many")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Please complete this required field.")).to_be_visible()
    expect(form.get_by_text("Write a number.")).to_be_visible()
    expect(form.get_by_label("Count")).to_have_value("many")
    expect(form.get_by_label("What")).to_be_focused()
    assert submitted == []


def test_an_error_stands_under_its_field_and_no_word_is_lost(
    fernhill: Fernhill, page: Any, submitted: list[Json]
) -> None:
    form = opened_form(page)
    form.get_by_label("What").fill("Shipped it")
    fernhill.said("ben", "meanwhile")
    expect(page.locator(".message", has_text="meanwhile")).to_be_attached()
    expect(form.get_by_label("What")).to_have_value("Shipped it")
    form.get_by_label("Day").fill("2027-01-01")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Use an earlier date.")).to_be_visible()
    expect(form.get_by_label("What")).to_have_value("Shipped it")
    form.get_by_label("Day").fill("2026-11-23")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    assert len(submitted) == 2


def test_escape_closes_a_list_first_and_the_form_next(page: Any, submitted: list[Json]) -> None:
    form = opened_form(page)
    form.get_by_role("combobox", name="Scope").click()
    expect(form.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(form.get_by_role("option")).to_have_count(0)
    expect(form).to_be_visible()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(composer(page)).to_be_focused()
    assert submitted == []


def test_the_focus_begins_in_the_form_and_stays_there(page: Any, submitted: list[Json]) -> None:
    form = opened_form(page)
    expect(form.get_by_label("What")).to_be_focused()
    outside = "![document.body, ...document.querySelectorAll('dialog, dialog *')]"
    outside += ".includes(document.activeElement)"
    for _ in range(14):
        page.keyboard.press("Tab")
        assert not page.evaluate(outside)


def test_the_field_that_asks_for_it_has_the_focus(fernhill: Fernhill, page: Any) -> None:
    fernhill.opens(modal(asked("first", LINE), asked("second", {**LINE, "focus_on_load": True})))
    expect(opened_form(page).get_by_label("Second")).to_be_focused()


STACKED = modal(asked("name", LINE), row(button("More")), callback_id="first", notify_on_close=True)
UPPER = modal(
    asked("detail", LINE), row(button("Deeper"), block_id="deep"), title=text("Details"),
    callback_id="second", notify_on_close=True,
)  # fmt: skip
TOP = modal(asked("word", LINE), title=text("Last Word"), callback_id="third")


def stacked(fernhill: Fernhill) -> None:
    """`/win` opens the first; More pushes the second, Deeper the third."""
    fernhill.opens(STACKED)

    @fernhill.app.action("more")
    def more(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_push(trigger_id=body["trigger_id"], view=UPPER)
        ack()

    @fernhill.app.action("deeper")
    def deeper(ack: Ack, client: WebClient, body: Json) -> None:
        client.views_push(trigger_id=body["trigger_id"], view=TOP)
        ack()


def title(page: Any) -> Any:
    return page.get_by_role("dialog").get_by_role("heading", level=2)


def test_three_forms_stand_on_each_other_and_keep_their_words(
    fernhill: Fernhill, page: Any
) -> None:
    stacked(fernhill)
    form = opened_form(page)
    form.get_by_label("Name").fill("Dana")
    form.get_by_role("button", name="More").click()
    expect(title(page)).to_have_text("Details")
    form.get_by_label("Detail").fill("Some")
    form.get_by_role("button", name="Deeper").click()
    expect(title(page)).to_have_text("Last Word")
    form.get_by_role("button", name="Back").click()
    expect(title(page)).to_have_text("Details")
    expect(form.get_by_label("Detail")).to_have_value("Some")
    page.keyboard.press("Escape")
    expect(title(page)).to_have_text("Log a Win")
    expect(form.get_by_label("Name")).to_have_value("Dana")


def test_closing_tells_the_app_and_whether_all_went(fernhill: Fernhill, page: Any) -> None:
    stacked(fernhill)
    closed: list[tuple[str, bool]] = []
    for name in ("first", "second"):

        @fernhill.app.view_closed(name)
        def take(ack: Ack, body: Json) -> None:
            closed.append((body["view"]["callback_id"], body["is_cleared"]))
            ack()

    form = opened_form(page)
    form.get_by_role("button", name="More").click()
    expect(title(page)).to_have_text("Details")
    with page.expect_response("**/control/close"):
        form.get_by_role("button", name="Back").click()
    assert closed == [("second", False)]
    form.get_by_role("button", name="More").click()
    expect(title(page)).to_have_text("Details")
    with page.expect_response("**/control/close"):
        form.get_by_role("button", name="Close").click()
    expect(form).to_have_count(0)
    assert closed[1:] == [("second", True), ("first", True)]


ANSWERS: dict[str, tuple[Json, str | None]] = {
    "update": ({"response_action": "update", "view": TOP}, "Last Word"),
    "push": ({"response_action": "push", "view": TOP}, "Last Word"),
    "clear": ({"response_action": "clear"}, None),
    "nothing": ({}, "Log a Win"),
}


@pytest.mark.parametrize("kind", ANSWERS)
def test_an_acknowledgement_moves_the_stack(fernhill: Fernhill, page: Any, kind: str) -> None:
    stacked(fernhill)
    answer, shown = ANSWERS[kind]

    @fernhill.app.view("second")
    def take(ack: Ack) -> None:
        ack(**answer)

    form = opened_form(page)
    form.get_by_role("button", name="More").click()
    expect(title(page)).to_have_text("Details")
    form.get_by_role("button", name="Save").click()
    if shown is None:
        expect(form).to_have_count(0)
    else:
        expect(title(page)).to_have_text(shown)
    if kind == "push":
        page.keyboard.press("Escape")
        expect(title(page)).to_have_text("Details")


def test_what_was_typed_survives_an_update_of_the_form(fernhill: Fernhill, page: Any) -> None:
    fernhill.opens(modal(asked("name", LINE), row(button("Grow")), callback_id="grows"))

    @fernhill.app.action("grow")
    def grow(ack: Ack, client: WebClient, body: Json) -> None:
        more = modal(asked("name", LINE), asked("town", LINE), row(button("Grow")))
        client.views_update(view_id=body["view"]["id"], view=more)
        ack()

    form = opened_form(page)
    form.get_by_label("Name").fill("Half a sent")
    form.get_by_label("Name").evaluate("field => { field.isTheOne = true; }")
    form.get_by_role("button", name="Grow").click()
    expect(form.get_by_label("Town")).to_be_visible()
    expect(form.get_by_label("Name")).to_have_value("Half a sent")
    # The very field, with its cursor, and not another one with the same words.
    assert form.get_by_label("Name").evaluate("field => field.isTheOne")


def test_a_form_that_gets_no_answer_stays_with_its_words(fernhill: Fernhill, page: Any) -> None:
    fernhill.opens(FORM)

    @fernhill.app.view("form")
    def broken(ack: Ack) -> None:
        ack(response_action="update", view={"type": "modal", "title": text("x" * 30), "blocks": []})

    form = opened_form(page)
    form.get_by_label("What").fill("Shipped")
    form.get_by_label("What").press("Control+Enter")
    expect(form.get_by_role("alert")).to_contain_text("trouble connecting")
    expect(form.get_by_label("What")).to_have_value("Shipped")


def test_an_alert_says_its_kind_in_a_word_too(fernhill: Fernhill, page: Any) -> None:
    alert = {"type": "alert", "level": "warning", "text": text("Two fields do not agree.")}
    fernhill.opens(modal(alert, asked("what", LINE)))
    form = opened_form(page)
    expect(form.get_by_role("alert")).to_contain_text("Two fields do not agree.")
    expect(form.get_by_role("img", name="Warning")).to_be_visible()


def test_a_button_asks_first_where_it_says_so(fernhill: Fernhill, page: Any) -> None:
    pressed = fernhill.hears(fernhill.app.action, "drop it")
    sure = {"title": text("Sure"), "text": text("For good."), "deny": text("Keep")}
    fernhill.shows(row(button("Drop It", value="42", confirm={**sure, "confirm": text("Drop")})))
    page.get_by_role("button", name="Drop It").click()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert pressed == []
    page.get_by_role("button", name="Drop It").click()
    with page.expect_response(re.compile("/control/click")):
        page.get_by_role("dialog").get_by_role("button", name="Drop").click()
    actions = [body["actions"][0] for body in pressed]
    assert [(action["action_id"], action["value"]) for action in actions] == [("drop it", "42")]


def test_a_form_of_one_tab_is_there_in_the_other(fernhill: Fernhill, page: Any, look: Any) -> None:
    fernhill.opens(FORM)
    other = look()
    opened_form(page)
    expect(other.get_by_role("dialog", name="Log a Win")).to_be_visible()
    other.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    fernhill.said("ben", "all quiet")
    expect(message(page, "all quiet")).to_be_visible()
