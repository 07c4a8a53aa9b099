"""For everybody: no serious axe violation in any view, names and keys for all, at any size."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from slack_sdk.errors import SlackApiError

from tests.browser import gallery
from tests.browser.conftest import (
    DESK,
    TELEPHONE,
    Fernhill,
    Look,
    composer,
    expect,
    message,
    opened_form,
)

SERIOUS = ("serious", "critical")
Open = Callable[[Fernhill, Any], Any]


def room(fernhill: Fernhill, page: Any) -> None:
    for blocks in gallery.messages():
        fernhill.shows(*blocks)
    fernhill.said("ben", "*Well* done, <@dana> `x` :tada:\n> quoted")
    expect(message(page, "Well done")).to_be_visible()


def focused_message(fernhill: Fernhill, page: Any) -> None:
    fernhill.said("dana", "mine")
    message(page, "mine").focus()
    expect(page.get_by_role("toolbar", name="Message actions")).to_be_visible()


def message_menu(fernhill: Fernhill, page: Any) -> None:
    focused_message(fernhill, page)
    page.keyboard.press("m")
    expect(page.get_by_role("menu")).to_be_visible()


def emoji_picker(fernhill: Fernhill, page: Any) -> None:
    focused_message(fernhill, page)
    page.keyboard.press("r")
    expect(page.get_by_role("dialog", name="Add reaction")).to_be_visible()


def editing(fernhill: Fernhill, page: Any) -> None:
    focused_message(fernhill, page)
    page.keyboard.press("e")
    expect(page.get_by_label("Edit message")).to_be_focused()


def thread(fernhill: Fernhill, page: Any) -> None:
    ts = fernhill.said("ben", "Shall we?")
    fernhill.said("dana", "Yes", thread_ts=ts)
    page.get_by_role("button", name="1 reply").click()
    expect(page.get_by_role("complementary", name="Thread")).to_be_visible()


def offers(fernhill: Fernhill, page: Any) -> None:
    composer(page).press_sequentially("/")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()


def search(fernhill: Fernhill, page: Any) -> None:
    fernhill.said("ben", "needle")
    page.get_by_label("Search messages").fill("needle")
    page.get_by_label("Search messages").press("Enter")
    expect(page.get_by_text("1 result")).to_be_visible()


def form(fernhill: Fernhill, page: Any) -> None:
    fernhill.opens(gallery.form())
    opened_form(page)


def form_with_errors(fernhill: Fernhill, page: Any) -> None:
    view = gallery.form()
    for block in view["blocks"][1:]:
        block["optional"] = False
    fernhill.opens(view)
    opened_form(page).get_by_role("button", name="Save").click()
    expect(page.get_by_text("Please complete this required field.").first).to_be_visible()


def open_list(fernhill: Fernhill, page: Any) -> None:
    fernhill.opens(gallery.form())
    opened_form(page).get_by_role("combobox", name="Static_Select", exact=True).click()
    expect(page.get_by_role("option").first).to_be_visible()


def question(fernhill: Fernhill, page: Any) -> None:
    focused_message(fernhill, page)
    page.keyboard.press("Delete")
    expect(page.get_by_role("dialog", name="Delete Message")).to_be_visible()


def home(fernhill: Fernhill, page: Any) -> None:
    fernhill.client.views_publish(user_id=fernhill.ids["dana"], view=gallery.home())
    page.goto(page.url.partition("&at=")[0] + "&at=home")
    expect(page.get_by_role("heading", name="Everything")).to_be_visible()


def empty_home(fernhill: Fernhill, page: Any) -> None:
    page.goto(page.url.partition("&at=")[0] + "&at=home")
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


def inspector(fernhill: Fernhill, page: Any) -> None:
    with pytest.raises(SlackApiError):
        fernhill.shows({"type": "section"})
    page.get_by_role("button", name="Inspector", exact=True).click()
    drawer = page.get_by_role("complementary", name="Inspector")
    drawer.get_by_role("button").filter(has_text="chat.postMessage").first.click()
    expect(drawer.get_by_text("culprit").first).to_be_visible()


def faults(fernhill: Fernhill, page: Any) -> None:
    page.get_by_role("button", name="Inspector", exact=True).click()
    page.get_by_role("tab", name="Faults").click()
    page.get_by_role("switch", name="Slow").click()
    expect(page.get_by_text("1 switched on.")).to_be_visible()


def clock(fernhill: Fernhill, page: Any) -> None:
    page.get_by_role("button", name="Move the clock").click()
    expect(page.get_by_role("menu")).to_be_visible()


def another_time(fernhill: Fernhill, page: Any) -> None:
    clock(fernhill, page)
    page.get_by_role("menuitem", name="Another Time").click()
    expect(page.get_by_label("Day and time")).to_be_visible()


def keys(fernhill: Fernhill, page: Any) -> None:
    page.get_by_role("button", name="Help and settings").click()
    page.get_by_role("menuitem", name="Keyboard Shortcuts").click()
    expect(page.get_by_role("dialog", name="Keyboard Shortcuts")).to_be_visible()


def first_minute(fernhill: Fernhill, page: Any) -> None:
    page.get_by_role("button", name="Help and settings").click()
    page.get_by_role("menuitem", name="First Minute").click()
    expect(page.get_by_role("region", name="First minute")).to_be_visible()


def arrivals(fernhill: Fernhill, page: Any) -> None:
    empty_home(fernhill, page)
    fernhill.said("ben", "Look, @dana")
    expect(page.get_by_role("status", name="Arrivals")).to_contain_text("Look")


VIEWS: list[Open] = [
    room, focused_message, message_menu, emoji_picker, editing, thread, offers, search, form,
    form_with_errors, open_list, question, home, empty_home, inspector, faults, clock, another_time,
    keys, first_minute, arrivals,
]  # fmt: skip


def violations(page: Any) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']} at {node['target']}: {node['failureSummary']}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_axe_finds_nothing_serious(fernhill: Fernhill, look: Look, view: Open, scheme: str) -> None:
    page = look(color_scheme=scheme, reduced_motion="reduce")
    view(fernhill, page)
    page.mouse.move(5, 400)
    assert violations(page) == []


@pytest.mark.parametrize(
    "view", [room, thread, form, home, inspector, first_minute], ids=lambda view: view.__name__
)
def test_a_telephone_shows_it_too(fernhill: Fernhill, look: Look, view: Open) -> None:
    page = look(size=TELEPHONE, reduced_motion="reduce")
    view(fernhill, page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]


def test_on_a_telephone_the_places_are_behind_a_button(fernhill: Fernhill, look: Look) -> None:
    page = look(size=TELEPHONE)
    expect(page.get_by_role("navigation")).to_be_hidden()
    page.get_by_role("button", name="Conversations").click()
    page.get_by_role("button", name="Winbook").click()
    expect(page.get_by_role("navigation")).to_be_hidden()
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


def test_f6_goes_round_the_parts_of_the_screen(fernhill: Fernhill, look: Look) -> None:
    page = look()
    thread(fernhill, page)
    parts = "['top', 'sidebar', 'messages', 'composer', 'pane']"
    closest = "document.activeElement.closest(name === 'pane' ? '.pane' : `.${name}:not(.pane *)`)"
    within = f"{parts}.find(name => {closest})"
    seen = []
    for _ in range(5):
        page.keyboard.press("F6")
        seen.append(page.evaluate(within))
    assert sorted(seen) == ["composer", "messages", "pane", "sidebar", "top"]


def test_the_focus_is_always_to_be_seen(fernhill: Fernhill, look: Look) -> None:
    page = look()
    fernhill.said("dana", "mine")
    shown = """() => {
      const at = document.activeElement;
      const marked = (one) => one && getComputedStyle(one).outlineStyle !== "none";
      const framed = (one) => one && getComputedStyle(one).boxShadow !== "none";
      return at === document.body || marked(at) || marked(at.closest("label"))
        || framed(at.closest(".composer-box"));
    }"""
    for _ in range(45):
        page.keyboard.press("Tab")
        assert page.evaluate(shown), page.evaluate("document.activeElement.outerHTML")


def test_arrow_keys_walk_through_the_messages(fernhill: Fernhill, look: Look) -> None:
    for word in ("one", "two", "three"):
        fernhill.said("ben", word)
    page = look()
    page.get_by_role("log").focus()
    page.keyboard.press("ArrowUp")
    expect(message(page, "three")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(message(page, "two")).to_be_focused()
    page.keyboard.press("t")
    expect(page.get_by_role("complementary", name="Thread")).to_be_visible()


def test_nothing_moves_for_whoever_asked_for_that(fernhill: Fernhill, look: Look) -> None:
    page = look(reduced_motion="reduce")
    arrivals(fernhill, page)
    moving = "document.getAnimations().filter(one => one.playState === 'running').length"
    assert page.evaluate(moving) == 0


@pytest.mark.parametrize("size", [DESK, TELEPHONE], ids=["a desk", "a telephone"])
def test_every_button_has_a_name(fernhill: Fernhill, look: Look, size: dict[str, int]) -> None:
    page = look(size=size)
    room(fernhill, page)
    nameless = """() => [...document.querySelectorAll("button, a[href], input")].filter(
      (one) => !(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length)
    ).length"""
    assert page.evaluate(nameless) == 0
