"""The playground's page in a real browser: what a person does, and what they then see."""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from slack_bolt import Ack, App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.clock import MovableClock
from playground.driver import ask
from playground.server import Playground

playwright = pytest.importorskip("playwright.sync_api", reason="needs Playwright")
expect = playwright.expect

pytestmark = pytest.mark.browser

MANIFEST = Path(__file__).parent.parent.parent / "manifest.yml"
CHROMIUM = Path("/usr/bin/chromium")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)  # a Tuesday
HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>'


class Fernhill(NamedTuple):
    """The pretend Slack of one test, with a bot that the test writes itself."""

    slack: Playground
    client: WebClient
    app: App
    ids: dict[str, str]

    def said(self, who: str, text: str, **more: Any) -> str:
        wish = {"as": who, "channel": "eng", "text": text, **more}
        return str(ask(f"{self.slack.url}/control/post", wish)["ts"])

    def seen(self, who: str) -> dict[str, Any]:
        seen: dict[str, Any] = ask(f"{self.slack.url}/control/seen?as={who}")
        return seen


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        try:
            started = driver.chromium.launch(executable_path=path, args=QUIET)
        except playwright.Error as problem:
            pytest.skip(f"Chromium does not start here: {problem.message.splitlines()[0]}")
        yield started
        started.close()


@pytest.fixture
def fernhill() -> Iterator[Fernhill]:
    clock = MovableClock(NOW)
    with Playground(manifest=MANIFEST, clock=clock, seeded=False) as slack:
        ids = {}
        for name, real, zone in (
            ("dana", "Dana Reyes", "Europe/Berlin"),
            ("ben", "Ben Okafor", "America/New_York"),
        ):
            person = {"name": name, "real_name": real, "tz": zone}
            ids[name] = ask(f"{slack.url}/control/person", person)["person"]["id"]
        eng = {"name": "eng", "members": ["dana", "ben", slack.bot_user]}
        ids["eng"] = ask(f"{slack.url}/control/channel", eng)["channel"]["id"]
        client = WebClient(token=slack.bot_token, base_url=slack.api_url)
        app = App(client=client, process_before_response=True, logger=logging.getLogger("bolt"))
        link = SocketModeHandler(app, slack.app_token)
        link.connect()
        slack.wait_for_link()
        yield Fernhill(slack, client, app, ids)
        link.close()


def look(chromium: Any, fernhill: Fernhill, who: str = "dana", at: str = "eng") -> Any:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(10_000)
    at = fernhill.ids.get(at, at)
    page.goto(f"{fernhill.slack.url}/?user={fernhill.ids[who]}&at={at}")
    page.wait_for_selector(".screen")
    return page


@pytest.fixture
def page(chromium: Any, fernhill: Fernhill) -> Iterator[Any]:
    """Dana's screen, in #eng."""
    shown = look(chromium, fernhill)
    yield shown
    shown.close()


def composer(page: Any) -> Any:
    return page.get_by_label("Message #eng")


def message(page: Any, text: str) -> Any:
    return page.get_by_role("article").filter(has_text=text).first


def test_what_a_person_sends_everyone_sees(chromium: Any, fernhill: Fernhill, page: Any) -> None:
    composer(page).fill("Good *morning*")
    composer(page).press("Enter")
    expect(message(page, "Good morning")).to_contain_text("Dana Reyes")
    expect(composer(page)).to_have_value("")
    other = look(chromium, fernhill, "ben")
    expect(message(other, "Good morning").locator("b").last).to_have_text("morning")
    other.close()


def test_shift_and_enter_begins_a_line(fernhill: Fernhill, page: Any) -> None:
    composer(page).fill("one")
    composer(page).press("Shift+Enter")
    composer(page).press_sequentially("two")
    composer(page).press("Enter")
    expect(message(page, "one")).to_be_visible()
    assert fernhill.seen("dana")["channels"][0]["messages"][0]["text"] == "one\ntwo"


def test_a_slash_offers_the_commands_of_the_manifest(page: Any) -> None:
    composer(page).press_sequentially("/")
    offers = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(offers).to_have_count(2)
    composer(page).press_sequentially("w")
    expect(offers).to_have_count(1)
    composer(page).press("Enter")
    expect(composer(page)).to_have_value("/win ")


def test_a_completed_name_reaches_slack_as_a_mention(fernhill: Fernhill, page: Any) -> None:
    composer(page).press_sequentially("Thanks @be")
    composer(page).press("Enter")
    expect(composer(page)).to_have_value("Thanks @Ben Okafor ")
    composer(page).press("Enter")
    expect(message(page, "Thanks").locator(".mention")).to_have_text("@Ben Okafor")
    said = fernhill.seen("dana")["channels"][0]["messages"][0]["text"]
    assert said == f"Thanks <@{fernhill.ids['ben']}>"


def test_a_command_shows_its_answer_to_one_person(
    chromium: Any, fernhill: Fernhill, page: Any
) -> None:
    heard: list[str] = []

    @fernhill.app.command("/win")
    def win(ack: Ack, body: dict[str, Any]) -> None:
        heard.append(body["text"])
        ack("Saved win 1")

    composer(page).fill("/win Cut deploy time from 40 to 9 minutes")
    composer(page).press("Enter")
    expect(message(page, "Saved win 1")).to_contain_text("Only visible to you")
    assert heard == ["Cut deploy time from 40 to 9 minutes"]
    other = look(chromium, fernhill, "ben")
    expect(other.get_by_text("Nothing has been said here yet.")).to_be_visible()
    other.close()


def test_a_failed_command_says_so_and_keeps_the_line(page: Any) -> None:
    composer(page).fill("/nope at all")
    composer(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("/nope")
    expect(composer(page)).to_have_value("/nope at all")


def test_a_reaction_goes_on_and_off(fernhill: Fernhill, page: Any) -> None:
    fernhill.said("ben", "Kudos to @dana for the rollout")
    praise = message(page, "Kudos")
    praise.hover()
    praise.get_by_label("Add reaction").first.click()
    page.get_by_label("Search emoji").fill("trophy")
    page.get_by_label("Search emoji").press("Enter")
    mine = praise.get_by_role("button", name="trophy, 1")
    expect(mine).to_have_attribute("aria-pressed", "true")
    assert fernhill.seen("ben")["channels"][0]["messages"][0]["reactions"][0]["name"] == "trophy"
    mine.click()
    expect(mine).to_have_count(0)


def test_a_reply_stays_in_its_thread(fernhill: Fernhill, page: Any) -> None:
    ts = fernhill.said("ben", "Shall we ship?")
    message(page, "Shall we ship?").hover()
    message(page, "Shall we ship?").get_by_label("Reply in thread").click()
    page.get_by_label("Reply", exact=True).fill("Yes")
    page.get_by_label("Reply", exact=True).press("Enter")
    thread = page.get_by_role("complementary", name="Thread")
    expect(message(thread, "Yes")).to_be_visible()
    expect(page.get_by_role("button", name="1 reply")).to_be_visible()
    [parent] = fernhill.seen("ben")["channels"][0]["messages"]
    assert [reply["thread_ts"] for reply in parent["replies"]] == [ts]


def test_only_the_author_edits_and_deletes(fernhill: Fernhill, page: Any) -> None:
    fernhill.said("ben", "by Ben")
    fernhill.said("dana", "by Dana")
    message(page, "by Ben").hover()
    message(page, "by Ben").get_by_label("More message actions").click()
    expect(page.get_by_role("menuitem", name="Save as a Win")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Delete Message")).to_have_count(0)
    page.keyboard.press("Escape")
    message(page, "by Dana").hover()
    message(page, "by Dana").get_by_label("More message actions").click()
    page.get_by_role("menuitem", name="Edit Message").click()
    page.get_by_label("Edit message").fill("by me")
    page.get_by_label("Edit message").press("Enter")
    expect(message(page, "by me")).to_contain_text("(edited)")
    message(page, "by me").hover()
    message(page, "by me").get_by_label("More message actions").click()
    page.get_by_role("menuitem", name="Delete Message").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(message(page, "by me")).to_have_count(0)


def test_hostile_words_stay_words(fernhill: Fernhill, page: Any) -> None:
    fernhill.said("ben", HOSTILE)
    blocks: list[dict[str, Any]] = [
        {"type": "section", "text": {"type": "plain_text", "text": HOSTILE}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "<javascript:hurt()|press me>"}},
        {"type": "markdown", "text": "[press](javascript:window.hurt=1)"},
    ]
    fernhill.client.chat_postMessage(channel=fernhill.ids["eng"], text=HOSTILE, blocks=blocks)
    expect(page.get_by_text(HOSTILE)).to_have_count(2)
    assert page.locator(".messages img, .messages script").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0
    assert page.evaluate("window.hurt") is None


def text(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def option(words: str) -> dict[str, Any]:
    return {"text": text(words), "value": words.lower()}


def asked(block_id: str, element: dict[str, Any], optional: bool = True) -> dict[str, Any]:
    return {
        "type": "input",
        "block_id": block_id,
        "optional": optional,
        "label": text(block_id.title()),
        "element": {"action_id": "answer", **element},
    }


FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "form",
    "title": text("Log a Win"),
    "submit": text("Save"),
    "blocks": [
        asked("what", {"type": "plain_text_input", "multiline": True}, optional=False),
        asked("scope", {"type": "static_select", "options": [option("Small"), option("Large")]}),
        asked("peers", {"type": "multi_users_select"}),
        asked("day", {"type": "datepicker", "initial_date": "2026-11-20"}),
        asked("flags", {"type": "checkboxes", "options": [option("Private")]}),
        asked("tone", {"type": "radio_buttons", "options": [option("Calm"), option("Loud")]}),
        asked("count", {"type": "number_input", "is_decimal_allowed": False}),
    ],
}


@pytest.fixture
def submitted(fernhill: Fernhill, page: Any) -> list[dict[str, Any]]:
    """The form, open on Dana's screen; the list fills with what the bot is sent."""
    sent: list[dict[str, Any]] = []

    @fernhill.app.command("/win")
    def begin(ack: Ack, client: WebClient, body: dict[str, Any]) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=FORM)
        ack()

    @fernhill.app.view("form")
    def take(ack: Ack, view: dict[str, Any]) -> None:
        sent.append(view["state"]["values"])
        late = view["state"]["values"]["day"]["answer"]["selected_date"] > "2026-11-24"
        ack(response_action="errors", errors={"day": "Use an earlier date."}) if late else ack()

    composer(page).fill("/win")
    composer(page).press("Enter")
    expect(page.get_by_role("dialog", name="Log a Win")).to_be_visible()
    return sent


def entry(kind: str, key: str, value: Any) -> dict[str, dict[str, Any]]:
    return {"answer": {"type": kind, key: value}}


def test_a_form_sends_exactly_what_was_filled_in(
    fernhill: Fernhill, page: Any, submitted: list[dict[str, Any]]
) -> None:
    form = page.get_by_role("dialog")
    expect(form.get_by_label("What")).to_be_focused()
    form.get_by_label("What").fill("Cut costs <b>")
    form.get_by_role("combobox", name="Scope").click()
    form.get_by_role("option", name="Large").click()
    form.get_by_role("combobox", name="Peers").fill("ben")
    form.get_by_role("combobox", name="Peers").press("Enter")
    form.get_by_label("Private").check()
    form.get_by_label("Loud").check()
    form.get_by_label("Count").fill("7")
    form.get_by_label("Count").press("Control+Enter")
    expect(form).to_have_count(0)
    assert submitted == [
        {
            "what": entry("plain_text_input", "value", "Cut costs <b>"),
            "scope": entry("static_select", "selected_option", sent_option("Large")),
            "peers": entry("multi_users_select", "selected_users", [fernhill.ids["ben"]]),
            "day": entry("datepicker", "selected_date", "2026-11-20"),
            "flags": entry("checkboxes", "selected_options", [sent_option("Private")]),
            "tone": entry("radio_buttons", "selected_option", sent_option("Loud")),
            "count": entry("number_input", "value", "7"),
        }
    ]


def sent_option(words: str) -> dict[str, Any]:
    return option(words)


def test_an_untouched_form_sends_slacks_empty_answers(
    page: Any, submitted: list[dict[str, Any]]
) -> None:
    form = page.get_by_role("dialog")
    form.get_by_label("What").fill("x")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    [values] = submitted
    assert values["scope"] == entry("static_select", "selected_option", None)
    assert values["peers"] == entry("multi_users_select", "selected_users", [])
    assert values["flags"] == entry("checkboxes", "selected_options", [])
    assert values["count"] == entry("number_input", "value", None)


def test_a_form_checks_what_is_required_before_it_asks_the_app(
    page: Any, submitted: list[dict[str, Any]]
) -> None:
    form = page.get_by_role("dialog")
    form.get_by_label("Count").fill("many")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Please complete this required field.")).to_be_visible()
    expect(form.get_by_text("Write a number.")).to_be_visible()
    expect(form.get_by_label("Count")).to_have_value("many")
    assert submitted == []


def test_an_error_stands_under_its_field_and_no_word_is_lost(
    fernhill: Fernhill, page: Any, submitted: list[dict[str, Any]]
) -> None:
    form = page.get_by_role("dialog")
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


def test_escape_closes_a_list_first_and_the_form_next(
    page: Any, submitted: list[dict[str, Any]]
) -> None:
    form = page.get_by_role("dialog")
    form.get_by_role("combobox", name="Scope").click()
    expect(form.get_by_role("option")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(form.get_by_role("option")).to_have_count(0)
    expect(form).to_be_visible()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    assert submitted == []


def test_a_button_asks_first_where_it_says_so(fernhill: Fernhill, page: Any) -> None:
    pressed: list[dict[str, Any]] = []

    @fernhill.app.action("drop")
    def drop(ack: Ack, action: dict[str, Any]) -> None:
        pressed.append(action)
        ack()

    sure = {"title": text("Sure"), "text": text("For good."), "deny": text("Keep")}
    button = {"type": "button", "action_id": "drop", "value": "42", "text": text("Drop It")}
    button["confirm"] = {**sure, "confirm": text("Drop")}
    blocks = [{"type": "actions", "block_id": "row", "elements": [button]}]
    fernhill.client.chat_postMessage(channel=fernhill.ids["eng"], text="?", blocks=blocks)
    page.get_by_role("button", name="Drop It").click()
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert pressed == []
    page.get_by_role("button", name="Drop It").click()
    with page.expect_response(re.compile("/control/click")):
        page.get_by_role("dialog").get_by_role("button", name="Drop").click()
    assert [(action["action_id"], action["value"]) for action in pressed] == [("drop", "42")]


def test_a_message_shortcut_names_its_message(fernhill: Fernhill, page: Any) -> None:
    heard: list[str] = []

    @fernhill.app.shortcut("save_win")
    def save(ack: Ack, shortcut: dict[str, Any]) -> None:
        heard.append(shortcut["message_ts"])
        ack()

    ts = fernhill.said("ben", "The rollout is done")
    message(page, "The rollout").hover()
    message(page, "The rollout").get_by_label("More message actions").click()
    with page.expect_response(re.compile("/control/shortcut")):
        page.get_by_role("menuitem", name="Save as a Win").click()
    assert heard == [ts]


def test_a_list_from_the_app_offers_what_it_answers(fernhill: Fernhill, page: Any) -> None:
    chosen: list[Any] = []

    @fernhill.app.options("pick")
    def offer(ack: Ack, payload: dict[str, Any]) -> None:
        ack(options=[option(f"{payload['value']} One"), option(f"{payload['value']} Two")])

    @fernhill.app.action("pick")
    def take(ack: Ack, action: dict[str, Any]) -> None:
        chosen.append(action["selected_option"]["value"])
        ack()

    pick = {"type": "external_select", "action_id": "pick", "placeholder": text("Pick")}
    blocks = [{"type": "actions", "block_id": "row", "elements": [pick]}]
    fernhill.client.chat_postMessage(channel=fernhill.ids["eng"], text="?", blocks=blocks)
    page.get_by_role("combobox", name="Pick").fill("Win")
    with page.expect_response(re.compile("/control/click")):
        page.get_by_role("option", name="Win Two").click()
    expect(page.get_by_role("combobox", name="Pick")).to_have_value("Win Two")
    assert chosen == ["win two"]


def test_home_shows_what_the_app_published(fernhill: Fernhill, page: Any) -> None:
    points = [{"label": name, "value": value} for name, value in (("Scope", 5), ("Reach", 2))]
    chart = {"type": "bar", "series": [{"name": "Wins", "data": points}]}
    chart["axis_config"] = {"categories": ["Scope", "Reach"]}
    rows = [[{"type": "raw_text", "text": f"{name} {n}"} for name in "ab"] for n in range(8)]
    table = {"type": "data_table", "caption": "Recent wins", "rows": rows, "page_size": 5}
    blocks = [
        {"type": "data_visualization", "title": "Wins by dimension", "chart": chart},
        table,
    ]
    view = {"type": "home", "blocks": blocks}
    fernhill.client.views_publish(user_id=fernhill.ids["dana"], view=view)
    page.get_by_role("button", name="Winbook").click()
    expect(page.get_by_role("img", name="Scope 5, Reach 2")).to_be_visible()
    expect(page.get_by_role("cell", name="a 5")).to_be_visible()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("cell", name="a 7")).to_be_visible()
    expect(page.get_by_text("6–7 of 7")).to_be_visible()


def test_a_message_in_another_place_is_counted_until_it_was_read(
    fernhill: Fernhill, page: Any
) -> None:
    fernhill.client.chat_postMessage(channel=fernhill.ids["dana"], text="Kudos was noticed")
    expect(page.get_by_label("1 unread")).to_be_visible()
    page.get_by_role("button", name="Winbook").click()
    page.get_by_role("tab", name="Messages").click()
    expect(message(page, "Kudos was noticed")).to_be_visible()
    page.get_by_role("button", name="eng").click()
    expect(page.get_by_label("1 unread")).to_have_count(0)


def test_the_clock_moves_to_the_first_of_the_month(fernhill: Fernhill, page: Any) -> None:
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("menuitem", name="Next First of the Month").click()
    clock = page.get_by_role("button", name="Tue, Dec 1, 2026, 9:05 AM")
    expect(clock).to_be_visible()
    assert fernhill.seen("dana")["now"] == "2026-12-01T08:05:00+00:00"


def test_another_person_has_a_screen_of_their_own(fernhill: Fernhill, page: Any) -> None:
    composer(page).fill("half a thought")
    page.get_by_role("button", name="Switch person").click()
    page.get_by_role("menuitem", name="Ben Okafor").click()
    expect(page.get_by_role("button", name="You are Ben Okafor")).to_be_visible()
    expect(composer(page)).to_have_value("")
    page.get_by_role("button", name="Switch person").click()
    page.get_by_role("menuitem", name="Dana Reyes").click()
    expect(composer(page)).to_have_value("half a thought")


def test_the_page_asks_no_other_machine(chromium: Any, fernhill: Fernhill) -> None:
    refused: dict[str, str] = {}
    answered: list[str] = []
    page = chromium.new_page()
    page.on("requestfailed", lambda request: refused.update({request.url: request.failure}))
    page.on("requestfinished", lambda request: answered.append(request.url))
    picture = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A hill"}
    fernhill.client.chat_postMessage(channel=fernhill.ids["eng"], text="?", blocks=[picture])
    page.goto(f"{fernhill.slack.url}/?user=dana&at={fernhill.ids['eng']}")
    expect(page.get_by_alt_text("A hill")).to_be_attached()
    page.wait_for_load_state("networkidle")
    # The page's own rule stops it, not a missing network.
    assert refused == {"https://example.com/a.png": "csp"}
    home = fernhill.slack.url
    assert [url for url in answered if not url.startswith((home, "data:"))] == []
    page.close()


@pytest.mark.parametrize("width", [1280, 390], ids=["a desk", "a telephone"])
def test_nothing_hangs_over_the_edge(chromium: Any, fernhill: Fernhill, width: int) -> None:
    fernhill.said("ben", "A rather long line of words without an end " * 6)
    page = chromium.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{fernhill.slack.url}/?user=dana&at={fernhill.ids['eng']}")
    expect(message(page, "A rather long line")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
