"""What people say to each other on the page: messages, threads, reactions, files, search."""

import base64
import re
from typing import Any

import pytest
from slack_bolt import Ack

from playground.driver import Visitor
from tests.browser.conftest import DESK, TELEPHONE, Fernhill, Look, composer, expect, message

HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>'
# The smallest picture there is: one point.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def test_what_a_person_sends_everyone_sees(look: Look, page: Any) -> None:
    composer(page).fill("Good *morning*")
    composer(page).press("Enter")
    expect(message(page, "Good morning")).to_contain_text("Dana Reyes")
    expect(composer(page)).to_have_value("")
    other = look("ben")
    expect(message(other, "Good morning").locator("b").last).to_have_text("morning")


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
    look: Look, fernhill: Fernhill, page: Any
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
    other = look("ben")
    expect(other.get_by_text("Nothing has been said here yet.")).to_be_visible()


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


def test_the_page_asks_no_other_machine(look: Look, fernhill: Fernhill) -> None:
    refused: dict[str, str] = {}
    answered: list[str] = []
    page = look()
    page.on("requestfailed", lambda request: refused.update({request.url: request.failure}))
    page.on("requestfinished", lambda request: answered.append(request.url))
    picture = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A hill"}
    fernhill.client.chat_postMessage(channel=fernhill.ids["eng"], text="?", blocks=[picture])
    page.reload()
    expect(page.get_by_alt_text("A hill")).to_be_attached()
    page.wait_for_load_state("networkidle")
    # The page's own rule stops it, not a missing network.
    home = fernhill.slack.url
    elsewhere = {url: why for url, why in refused.items() if not url.startswith(home)}
    assert elsewhere == {"https://example.com/a.png": "csp"}
    assert [url for url in answered if not url.startswith((home, "data:"))] == []
    page.close()


@pytest.mark.parametrize("size", [DESK, TELEPHONE], ids=["a desk", "a telephone"])
def test_nothing_hangs_over_the_edge(look: Look, fernhill: Fernhill, size: dict[str, int]) -> None:
    fernhill.said("ben", "A rather long line of words without an end " * 6)
    fernhill.said("ben", "Averyverylongword" * 30)
    page = look(size=size)
    expect(message(page, "A rather long line")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    box = page.get_by_role("log")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")


def test_who_reacted_is_said_in_words(look: Look, fernhill: Fernhill, page: Any) -> None:
    ts = fernhill.said("ben", "Shipped")
    for who in ("ben", "dana"):
        Visitor(fernhill.slack.url, who).react("eng", ts, "tada")
    tada = message(page, "Shipped").get_by_role("button", name="tada, 2")
    expect(tada).to_have_attribute("aria-label", "tada, 2. Dana Reyes (you) and Ben Okafor")
    tada.hover()
    expect(page.locator(".tip")).to_have_text("Dana Reyes (you) and Ben Okafor reacted with :tada:")


def test_a_reply_can_go_to_the_channel_as_well(fernhill: Fernhill, page: Any) -> None:
    fernhill.said("ben", "Shall we ship?")
    message(page, "Shall we ship?").hover()
    message(page, "Shall we ship?").get_by_label("Reply in thread").click()
    page.get_by_label("Also send to #eng").check()
    page.get_by_label("Reply", exact=True).fill("Yes")
    page.get_by_label("Reply", exact=True).press("Enter")
    room = page.get_by_role("main")
    expect(message(room, "Yes")).to_contain_text("replied to a thread")
    expect(page.get_by_label("Also send to #eng")).not_to_be_checked()


def test_a_command_in_a_thread_says_where_it_works(fernhill: Fernhill, page: Any) -> None:
    fernhill.said("ben", "Shall we ship?")
    message(page, "Shall we ship?").hover()
    message(page, "Shall we ship?").get_by_label("Reply in thread").click()
    page.get_by_label("Reply", exact=True).fill("/win shipped")
    page.get_by_label("Reply", exact=True).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("/win does not work in a thread")
    expect(page.get_by_label("Reply", exact=True)).to_have_value("/win shipped")


def test_a_deleted_message_with_replies_leaves_a_mark(fernhill: Fernhill, page: Any) -> None:
    ts = fernhill.said("ben", "Wrong place")
    fernhill.said("dana", "Indeed", thread_ts=ts)
    Visitor(fernhill.slack.url, "ben").delete("eng", ts)
    expect(page.get_by_text("This message was deleted.")).to_be_visible()
    page.get_by_role("button", name="1 reply").click()
    expect(message(page.get_by_role("complementary", name="Thread"), "Indeed")).to_be_visible()


def test_a_message_can_be_kept_unread(fernhill: Fernhill, page: Any) -> None:
    fernhill.said("ben", "Read me later")
    message(page, "Read me later").hover()
    message(page, "Read me later").get_by_label("More message actions").click()
    with page.expect_response(re.compile("/control/read")):
        page.get_by_role("menuitem", name="Mark Unread").click()
    page.get_by_role("button", name="Winbook").click()
    expect(page.get_by_role("button", name="eng 1 unread")).to_be_visible()
    page.get_by_role("button", name="eng").click()
    expect(page.get_by_role("separator").filter(has_text="New")).to_be_visible()


def test_search_leads_to_the_message_even_in_a_thread(fernhill: Fernhill, page: Any) -> None:
    root = fernhill.said("ben", "Lunch plans")
    fernhill.said("ben", "The fern cafe is open", thread_ts=root)
    page.keyboard.press("Control+k")
    page.keyboard.type("fern from:ben")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 result")).to_be_visible()
    page.get_by_role("button", name="The fern cafe is open").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(message(thread, "The fern cafe")).to_be_focused()


def test_search_says_what_it_did_not_find(page: Any) -> None:
    for words, answer in (("unicorn", "Nothing found"), ("x in:nowhere", "no channel 'nowhere'")):
        page.get_by_label("Search messages").fill(words)
        page.get_by_label("Search messages").press("Enter")
        expect(page.get_by_role("main")).to_contain_text(answer)


def test_a_shared_file_shows_its_beginning_and_can_be_had(fernhill: Fernhill, page: Any) -> None:
    rows = "\n".join(f"row {number}" for number in range(9))
    files = {"name": "figures.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.get_by_label("Share a file").set_input_files(files)
    shared = page.get_by_role("article").filter(has_text="figures.csv")
    expect(shared).to_contain_text("CSV · 53 bytes")
    expect(shared.locator("pre")).to_contain_text("row 5")
    expect(shared.locator("pre")).not_to_contain_text("row 6")
    shared.get_by_role("button", name="Show 3 more lines").click()
    expect(shared.locator("pre")).to_contain_text("row 8")
    with page.expect_download() as had:
        shared.get_by_role("link", name="Download figures.csv").click()
    assert had.value.path().read_text() == rows


def test_a_shared_picture_is_shown(page: Any) -> None:
    files = {"name": "dot.png", "mimeType": "image/png", "buffer": DOT}
    page.get_by_label("Share a file").set_input_files(files)
    picture = page.get_by_role("img", name="dot.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.naturalWidth") == 1


def test_the_arrow_up_edits_the_last_message(fernhill: Fernhill, page: Any) -> None:
    fernhill.said("dana", "Good mornign")
    expect(message(page, "Good mornign")).to_be_visible()
    composer(page).press("ArrowUp")
    page.get_by_label("Edit message").fill("Good morning")
    page.get_by_label("Edit message").press("Enter")
    expect(message(page, "Good morning")).to_contain_text("(edited)")


def test_the_format_bar_marks_what_is_selected(fernhill: Fernhill, page: Any) -> None:
    composer(page).fill("really")
    composer(page).press("Control+a")
    composer(page).press("Control+b")
    composer(page).press("End")
    composer(page).press("Enter")
    expect(message(page, "really").locator(".body b")).to_have_text("really")


def test_older_messages_come_in_on_the_way_up(fernhill: Fernhill, page: Any, look: Look) -> None:
    for number in range(150):
        fernhill.said("ben", f"number {number:03}")
    shown = look("ben")
    expect(shown.get_by_text("number 149")).to_be_visible()
    expect(shown.get_by_text("number 000")).to_have_count(0)
    middle = """box => {
      const { left, top, width, height } = box.getBoundingClientRect();
      const row = document.elementFromPoint(left + width / 2, top + height / 2);
      return row.closest(".message").innerText.match(/number \\d+/)[0];
    }"""
    box = shown.get_by_role("log")
    box.hover()
    while shown.get_by_text("number 000").count() == 0:
        shown.mouse.wheel(0, -150)
        reading = box.evaluate(middle)
        shown.evaluate("new Promise(requestAnimationFrame)")
    # What was being read stays in sight.
    expect(shown.get_by_text(reading)).to_be_in_viewport()


def test_what_arrives_elsewhere_is_announced(fernhill: Fernhill, page: Any) -> None:
    page.get_by_role("button", name="Winbook").click()
    fernhill.said("ben", "Have you seen this, @dana?")
    arrivals = page.get_by_role("status", name="Arrivals")
    expect(arrivals).to_contain_text("Ben Okafor in #eng")
    expect(arrivals).to_contain_text("Have you seen this, @Dana Reyes?")
    arrivals.get_by_role("button", name="Have you seen").click()
    expect(message(page, "Have you seen this")).to_be_focused()


def test_light_and_dark_follow_the_machine_until_one_chooses(look: Look) -> None:
    page = look(color_scheme="dark")
    room = page.locator(".room")
    expect(room).to_have_css("background-color", "rgb(26, 29, 31)")
    page.get_by_role("button", name="Help and settings").click()
    page.get_by_role("menuitemradio", name="Light").click()
    expect(room).to_have_css("background-color", "rgb(255, 255, 255)")
