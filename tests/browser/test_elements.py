"""Every element a form can hold: what one does to it, and the `state.values` Slack would send."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from slack_bolt import Ack

from tests.browser.conftest import (
    Fernhill,
    Json,
    asked,
    button,
    composer,
    expect,
    modal,
    opened_form,
    option,
    row,
    text,
)

SMALL, LARGE = option("Small"), option("Large", description=text("Weeks"))
GROUPS = [
    {"label": text("Near"), "options": [SMALL]},
    {"label": text("Far"), "options": [LARGE]},
]


class Case(NamedTuple):
    element: Json
    do: Callable[[Any], None]
    entry: Json


def typed(words: str) -> Callable[[Any], None]:
    return lambda form: form.get_by_label("Field").fill(words)


def chosen(*names: str) -> Callable[[Any], None]:
    """By mouse: open the list, press each."""

    def do(form: Any) -> None:
        form.get_by_role("combobox").click()
        for name in names:
            form.get_by_role("option", name=name).click()

    return do


def searched(words: str, name: str) -> Callable[[Any], None]:
    """By keyboard: type, wait for what the app offers, take it."""

    def do(form: Any) -> None:
        form.get_by_role("combobox").press_sequentially(words)
        expect(form.get_by_role("option", name=name)).to_be_visible()
        form.get_by_role("combobox").press("Enter")

    return do


def checked(*names: str) -> Callable[[Any], None]:
    def do(form: Any) -> None:
        for name in names:
            form.get_by_label(name).check()

    return do


def written(form: Any) -> None:
    """Bold, a list, and what Slack makes of names, emoji and addresses."""
    field = form.get_by_role("textbox", name="Field")
    field.click()
    field.press("Control+b")
    field.press_sequentially("Bold")
    field.press("Control+b")
    field.press_sequentially(" :tada: @Ben Okafor https://fernhill.example")
    field.press("Enter")
    form.get_by_role("button", name="Bulleted list").click()
    field.press_sequentially("one")
    field.press("Enter")
    field.press_sequentially("two")


def section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def words(said: str, **more: Any) -> Json:
    return {"type": "text", "text": said, **more}


def line(said: str) -> Json:
    return {"type": "rich_text", "elements": [section(words(said))]}


WRITTEN = {
    "type": "rich_text",
    "elements": [
        section(
            words("Bold", style={"bold": True}),
            words(" "),
            {"type": "emoji", "name": "tada", "unicode": "1f389"},
            words(" "),
            {"type": "user", "user_id": "<ben>"},
            words(" "),
            {"type": "link", "url": "https://fernhill.example"},
        ),
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 0,
            "border": 0,
            "elements": [section(words("one")), section(words("two"))],
        },
    ],
}
NOON = int(datetime(2026, 11, 30, 11, 0, tzinfo=UTC).timestamp())  # 12:00 in Berlin

CASES = {
    "plain_text_input": Case({}, typed("Cut <b>"), {"value": "Cut <b>"}),
    "plain_text_input, many lines": Case({"multiline": True}, typed("a\nb"), {"value": "a\nb"}),
    "plain_text_input, as it was": Case({"initial_value": "x"}, lambda form: None, {"value": "x"}),
    "plain_text_input, emptied": Case({"initial_value": "x"}, typed(""), {"value": None}),
    "email_text_input": Case({}, typed("a@b.example"), {"value": "a@b.example"}),
    "url_text_input": Case({}, typed("https://b.example"), {"value": "https://b.example"}),
    "number_input": Case({"is_decimal_allowed": True}, typed("7.50"), {"value": "7.50"}),
    "rich_text_input": Case({}, written, {"rich_text_value": WRITTEN}),
    "rich_text_input, as it was": Case(
        {"initial_value": line("was")}, lambda form: None, {"rich_text_value": line("was")}
    ),
    "datepicker": Case({}, typed("2026-11-30"), {"selected_date": "2026-11-30"}),
    "timepicker": Case({}, typed("09:30"), {"selected_time": "09:30"}),
    "datetimepicker": Case({}, typed("2026-11-30T12:00"), {"selected_date_time": NOON}),
    "checkboxes": Case(
        {"options": [SMALL, LARGE]}, checked("Small", "Large"), {"selected_options": [SMALL, LARGE]}
    ),
    "radio_buttons": Case(
        {"options": [SMALL, LARGE]}, checked("Large"), {"selected_option": LARGE}
    ),
    "static_select": Case({"options": [SMALL, LARGE]}, chosen("Large"), {"selected_option": LARGE}),
    "static_select, in groups": Case(
        {"option_groups": GROUPS}, chosen("Large"), {"selected_option": LARGE}
    ),
    "multi_static_select": Case(
        {"options": [SMALL, LARGE]}, chosen("Large", "Small"), {"selected_options": [LARGE, SMALL]}
    ),
    "external_select": Case({}, searched("lar", "Large"), {"selected_option": LARGE}),
    "multi_external_select": Case({}, searched("lar", "Large"), {"selected_options": [LARGE]}),
    "users_select": Case({}, chosen("Ben Okafor"), {"selected_user": "<ben>"}),
    "multi_users_select": Case(
        {}, chosen("Ben Okafor", "Dana Reyes"), {"selected_users": ["<ben>", "<dana>"]}
    ),
    "channels_select": Case({}, chosen("#eng"), {"selected_channel": "<eng>"}),
    "multi_channels_select": Case({}, chosen("#eng"), {"selected_channels": ["<eng>"]}),
    "conversations_select": Case({}, chosen("#eng"), {"selected_conversation": "<eng>"}),
    "multi_conversations_select": Case(
        {"filter": {"include": ["public"]}}, chosen("#eng"), {"selected_conversations": ["<eng>"]}
    ),
}


def named(value: Any, ids: dict[str, str]) -> Any:
    """`<ben>` as Ben's id, wherever it stands."""
    if isinstance(value, dict):
        return {key: named(inner, ids) for key, inner in value.items()}
    if isinstance(value, list):
        return [named(inner, ids) for inner in value]
    is_name = isinstance(value, str) and value.startswith("<") and value.endswith(">")
    return ids.get(value[1:-1], value) if is_name else value


def submissions(fernhill: Fernhill) -> list[Json]:
    """The values of every form that is submitted."""
    sent: list[Json] = []

    @fernhill.app.view("form")
    def take(ack: Ack, view: Json) -> None:
        sent.append(view["state"]["values"])
        ack()

    @fernhill.app.options("answer")
    def offer(ack: Ack) -> None:
        ack(options=[LARGE])

    return sent


@pytest.mark.parametrize("name", CASES)
def test_a_form_sends_exactly_what_slack_would(fernhill: Fernhill, page: Any, name: str) -> None:
    kind, case = name.partition(",")[0], CASES[name]
    fernhill.opens(modal(asked("field", {"type": kind, **case.element})))
    sent = submissions(fernhill)
    form = opened_form(page)
    case.do(form)
    page.keyboard.press("Escape") if form.get_by_role("listbox").count() else None
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    entry = {"type": kind, **named(case.entry, fernhill.ids)}
    assert sent == [{"field": {"answer": entry}}]


EMPTY = {
    "plain_text_input": {"value": None},
    "email_text_input": {"value": None},
    "url_text_input": {"value": None},
    "number_input": {"value": None},
    "rich_text_input": {"rich_text_value": None},
    "datepicker": {"selected_date": None},
    "timepicker": {"selected_time": None},
    "datetimepicker": {"selected_date_time": None},
    "checkboxes": {"selected_options": []},
    "radio_buttons": {"selected_option": None},
    "static_select": {"selected_option": None},
    "multi_static_select": {"selected_options": []},
    "external_select": {"selected_option": None},
    "multi_external_select": {"selected_options": []},
    "users_select": {"selected_user": None},
    "multi_users_select": {"selected_users": []},
    "channels_select": {"selected_channel": None},
    "multi_channels_select": {"selected_channels": []},
    "conversations_select": {"selected_conversation": None},
    "multi_conversations_select": {"selected_conversations": []},
    "file_input": {"files": []},
}


def test_what_nobody_touched_is_sent_as_slacks_nothing(fernhill: Fernhill, page: Any) -> None:
    needs = {"number_input": {"is_decimal_allowed": False}} | dict.fromkeys(
        ("checkboxes", "radio_buttons", "static_select", "multi_static_select"),
        {"options": [SMALL]},
    )
    blocks = [asked(kind, {"type": kind, **needs.get(kind, {})}) for kind in EMPTY]
    fernhill.opens(modal(*blocks))
    sent = submissions(fernhill)
    opened_form(page).get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert sent == [{kind: {"answer": {"type": kind, **entry}} for kind, entry in EMPTY.items()}]


def test_a_file_is_sent_as_slack_describes_it(fernhill: Fernhill, page: Any) -> None:
    element = {"type": "file_input", "filetypes": ["txt"], "max_files": 2}
    fernhill.opens(modal(asked("field", element)))
    sent = submissions(fernhill)
    form = opened_form(page)
    note = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"hello"}
    form.get_by_label("Field").set_input_files(note)
    expect(form.get_by_text("note.txt")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    [file] = sent[0]["field"]["answer"]["files"]
    assert (file["name"], file["size"], file["mimetype"]) == ("note.txt", 5, "text/plain")
    assert file["id"].startswith("F")
    assert file["user"] == fernhill.ids["dana"]


def test_a_text_counts_down_to_its_limit_and_is_held_to_it(fernhill: Fernhill, page: Any) -> None:
    fernhill.opens(modal(asked("field", {"type": "plain_text_input", "max_length": 10})))
    sent = submissions(fernhill)
    form = opened_form(page)
    form.get_by_label("Field").fill("123456789")
    expect(form.get_by_label("1 characters left")).to_be_visible()
    form.get_by_label("Field").fill("12345678901")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_have_text("Write at most 10 characters.")
    assert sent == []


WRONG = {
    "email_text_input": ("me at home", "Write it like name@example.com."),
    "url_text_input": ("fernhill", "Write it like https://example.com."),
    "number_input": ("12", "Write 10 or less."),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_does_not_fit_is_refused_beside_the_field(
    fernhill: Fernhill, page: Any, kind: str
) -> None:
    limits = {"is_decimal_allowed": False, "max_value": "10"} if kind == "number_input" else {}
    fernhill.opens(modal(asked("field", {"type": kind, **limits})))
    form = opened_form(page)
    form.get_by_label("Field").fill(WRONG[kind][0])
    form.get_by_label("Field").press("Control+Enter")
    expect(form.get_by_role("alert")).to_have_text(WRONG[kind][1])
    expect(form.get_by_label("Field")).to_be_focused()


def test_a_multi_select_takes_no_more_than_it_may(fernhill: Fernhill, page: Any) -> None:
    element = {"type": "multi_static_select", "options": [SMALL, LARGE], "max_selected_items": 1}
    fernhill.opens(modal(asked("field", element)))
    sent = submissions(fernhill)
    form = opened_form(page)
    chosen("Large", "Small")(form)
    page.keyboard.press("Escape")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    assert sent[0]["field"]["answer"]["selected_options"] == [LARGE]


def test_an_external_list_asks_only_for_enough_letters(fernhill: Fernhill, page: Any) -> None:
    fernhill.opens(modal(asked("field", {"type": "external_select", "min_query_length": 2})))
    submissions(fernhill)
    form = opened_form(page)
    form.get_by_role("combobox").press_sequentially("l")
    expect(form.get_by_text("Type at least 2 characters")).to_be_visible()
    form.get_by_role("combobox").press_sequentially("a")
    expect(form.get_by_role("option", name="Large")).to_be_visible()


def pressed(fernhill: Fernhill, name: str) -> list[Json]:
    """What `actions[0]` was, each time this action arrived."""
    heard: list[Json] = []

    @fernhill.app.action(name)
    def take(ack: Ack, action: Json, body: Json) -> None:
        heard.append({**action, "state": body.get("state")})
        ack()

    return heard


ACTIONS = {
    "static_select": ({"options": [SMALL, LARGE]}, "selected_option", LARGE),
    "multi_users_select": ({}, "selected_users", ["<ben>"]),
    "conversations_select": ({"filter": {"include": ["public"]}}, "selected_conversation", "<eng>"),
}


@pytest.mark.parametrize("kind", ACTIONS)
def test_a_list_in_a_message_tells_the_app_at_once(
    fernhill: Fernhill, page: Any, kind: str
) -> None:
    more, key, value = ACTIONS[kind]
    heard = pressed(fernhill, "pick")
    fernhill.shows(row({"type": kind, "action_id": "pick", "placeholder": text("Pick"), **more}))
    name = {"multi_users_select": "Ben Okafor", "conversations_select": "#eng"}.get(kind, "Large")
    page.get_by_role("combobox", name="Pick").click()
    with page.expect_response("**/control/click"):
        page.get_by_role("option", name=name).click()
    [action] = heard
    assert action[key] == named(value, fernhill.ids)
    assert action["state"]["values"]["row"]["pick"] == {"type": kind, key: action[key]}


def test_what_was_chosen_travels_with_the_button_beside_it(fernhill: Fernhill, page: Any) -> None:
    heard = pressed(fernhill, "go")
    pressed(fernhill, "day")
    picker = {"type": "datepicker", "action_id": "day", "placeholder": text("Day")}
    fernhill.shows(row(picker, button("Go", value="42")))
    with page.expect_response("**/control/click"):
        page.get_by_label("Day").fill("2026-11-30")
    with page.expect_response("**/control/click"):
        page.get_by_role("button", name="Go").click()
    assert heard[0]["value"] == "42"
    assert heard[0]["state"]["values"]["row"]["day"]["selected_date"] == "2026-11-30"


def test_a_button_with_an_address_opens_it_and_tells_the_app(fernhill: Fernhill, page: Any) -> None:
    heard = pressed(fernhill, "docs")
    fernhill.shows(row(button("Docs", url="https://fernhill.example/docs")))
    with page.expect_popup() as popup, page.expect_response("**/control/click"):
        page.get_by_role("button", name="Docs").click()
    assert [action["action_id"] for action in heard] == ["docs"]
    assert popup.value.evaluate("window.opener") is None


def test_the_dots_open_a_menu_of_choices(fernhill: Fernhill, page: Any) -> None:
    heard = pressed(fernhill, "more")
    menu = {"type": "overflow", "action_id": "more", "options": [SMALL, LARGE]}
    fernhill.shows({"type": "section", "block_id": "s", "text": text("Hm"), "accessory": menu})
    page.get_by_role("button", name="More actions", exact=True).click()
    with page.expect_response("**/control/click"):
        page.get_by_role("menuitem", name="Large").click()
    assert heard[0]["selected_option"] == LARGE


def test_a_choice_asks_first_where_it_says_so(fernhill: Fernhill, page: Any) -> None:
    heard = pressed(fernhill, "tone")
    sure = {
        "title": text("Sure"),
        "text": text("Really?"),
        "confirm": text("Yes"),
        "deny": text("No"),
    }
    radios = {"type": "radio_buttons", "action_id": "tone", "options": [SMALL], "confirm": sure}
    fernhill.shows(row(radios))
    page.get_by_label("Small").click()
    page.get_by_role("dialog").get_by_role("button", name="No").click()
    expect(page.get_by_label("Small")).not_to_be_checked()
    page.get_by_label("Small").click()
    with page.expect_response("**/control/click"):
        page.get_by_role("dialog").get_by_role("button", name="Yes").click()
    expect(page.get_by_label("Small")).to_be_checked()
    assert [action["selected_option"] for action in heard] == [SMALL]


def test_feedback_says_which_of_the_two_it_was(fernhill: Fernhill, page: Any) -> None:
    heard = pressed(fernhill, "useful")
    buttons = {
        "type": "feedback_buttons",
        "action_id": "useful",
        "positive_button": {"text": text("Useful"), "value": "yes"},
        "negative_button": {"text": text("Not Useful"), "value": "no"},
    }
    fernhill.shows({"type": "context_actions", "block_id": "f", "elements": [buttons]})
    with page.expect_response("**/control/click"):
        page.get_by_role("button", name="Not Useful").click()
    assert (heard[0]["type"], heard[0]["value"]) == ("feedback_buttons", "no")


@pytest.mark.parametrize("on", ["on_enter_pressed", "on_character_entered"])
def test_a_field_tells_the_app_while_one_types(fernhill: Fernhill, page: Any, on: str) -> None:
    heard = pressed(fernhill, "answer")
    config = {"trigger_actions_on": [on]}
    element = {"type": "plain_text_input", "dispatch_action_config": config}
    fernhill.opens(modal(asked("field", element, dispatch_action=True)))
    form = opened_form(page)
    form.get_by_label("Field").press_sequentially("ab", delay=150)
    if on == "on_enter_pressed":
        assert heard == []
        with page.expect_response("**/control/click"):
            form.get_by_label("Field").press("Enter")
    values = [action["value"] for action in heard]
    assert values == (["ab"] if on == "on_enter_pressed" else ["a", "ab"])
    expect(form.get_by_label("Field")).to_have_value("ab")


def test_a_list_in_home_keeps_what_was_chosen(fernhill: Fernhill, page: Any) -> None:
    heard = pressed(fernhill, "pick")
    pick = {"type": "static_select", "action_id": "pick", "placeholder": text("Pick")}
    view = {"type": "home", "blocks": [row({**pick, "options": [SMALL, LARGE]})]}
    fernhill.client.views_publish(user_id=fernhill.ids["dana"], view=view)
    page.get_by_role("button", name="Winbook").click()
    page.get_by_role("combobox", name="Pick").click()
    with page.expect_response("**/control/click"):
        page.get_by_role("option", name="Large").click()
    page.get_by_role("button", name="eng").click()
    expect(composer(page)).to_be_visible()
    page.get_by_role("button", name="Winbook").click()
    expect(page.get_by_role("combobox", name="Pick")).to_have_value("Large")
    assert heard[0]["selected_option"] == LARGE
