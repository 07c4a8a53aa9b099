"""The whole loop with the real bot in the seeded workspace: once by mouse, once by keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.serving import together
from bot.settings import Settings
from playground.driver import Visitor
from playground.server import Playground
from tests.browser.conftest import DESK, NOW, expect, message

WIN = "/win Cut deploy time from 40 to 9 minutes on friday"
PRAISE = "Kudos to @Dana Okafor for getting deploys under ten minutes!"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Playground]:
    settings = Settings(_env_file=None)
    with together(settings, MovableClock(NOW), tmp_path, 0, seeded=True) as (slack, _):
        yield slack


@pytest.fixture
def page(chromium: Any, workspace: Playground) -> Iterator[Any]:
    context = chromium.new_context(viewport=DESK)
    shown = context.new_page()
    shown.set_default_timeout(10_000)
    shown.goto(workspace.url)
    shown.wait_for_selector(".screen")
    yield shown
    context.close()


def done(page: Any, *steps: str) -> None:
    """Exactly these steps of the first minute are ticked."""
    ticked = page.get_by_role("region", name="First minute").locator("li.done")
    expect(ticked).to_have_text([re.compile(f"^{step}") for step in steps])


def test_the_first_minute_leads_through_the_loop_by_mouse(workspace: Playground, page: Any) -> None:
    guide = page.get_by_role("region", name="First minute")
    done(page)
    guide.get_by_role("button", name="Write It for Me").click()
    expect(page.get_by_label("Message #eng")).to_have_value(WIN)
    page.get_by_role("button", name="Send").click()
    expect(message(page, "Saved win 1")).to_contain_text("Only visible to you")
    done(page, "Log a win")

    guide.get_by_role("button", name=re.compile("^Become .* and Write It")).click()
    expect(page.get_by_label("Message #eng")).to_have_value(PRAISE)
    expect(page.get_by_text("Saved win 1")).to_have_count(0)
    page.get_by_role("button", name="Send").click()
    done(page, "Log a win", "A colleague praises you")

    guide.get_by_role("button", name="Show the Praise as Dana").click()
    praise = message(page, "Kudos to @Dana Okafor")
    expect(praise).to_be_in_viewport()
    praise.hover()
    praise.get_by_label("React with trophy").click()
    expect(praise.get_by_role("button", name="trophy, 1")).to_be_visible()
    done(page, "Log a win", "A colleague praises you", "Keep it with a trophy")

    guide.get_by_role("button", name="Jump to the First").click()
    expect(page.get_by_role("button", name="Tue, Dec 1, 2026, 9:05 AM")).to_be_visible()
    expect(page.get_by_text("That is the loop.")).to_be_visible()
    review = page.get_by_role("article").last
    expect(review).to_contain_text("Winbook")
    expect(review.get_by_role("button").first).to_be_visible()
    guide.get_by_role("button", name="Open Home").click()
    expect(page.get_by_role("tabpanel", name="Home")).to_contain_text("Cut deploy time")
    expect(guide).to_have_count(0)


def test_a_greeting_is_no_praise_and_ticks_nothing(workspace: Playground, page: Any) -> None:
    dana, marek = Visitor(workspace.url, "dana"), Visitor(workspace.url, "marek")
    dana.command(WIN, "#eng")
    marek.post("#eng", "@dana are you in today?")
    dana.settle()
    done(page, "Log a win")


def test_the_first_minute_can_be_dismissed_and_asked_back(page: Any) -> None:
    guide = page.get_by_role("region", name="First minute")
    guide.get_by_role("button", name="Dismiss the first minute").click()
    expect(guide).to_have_count(0)
    page.reload()
    expect(page.get_by_role("log")).to_be_visible()
    expect(guide).to_have_count(0)
    page.get_by_role("button", name="Help and settings").click()
    page.get_by_role("menuitem", name="First Minute").click()
    expect(guide).to_be_visible()


def become(page: Any, name: str) -> None:
    """By keyboard: to the person at the foot of the sidebar, open, walk, choose."""
    switcher = page.get_by_role("button", name="Switch person")
    for _ in range(40):
        if switcher.evaluate("button => button === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    entry = page.get_by_role("menuitem", name=name)
    for _ in range(12):
        if entry.evaluate("entry => entry === document.activeElement"):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"You are {name}")).to_be_visible()


def to_part(page: Any, inside: str) -> None:
    """F6 until the focus is inside."""
    for _ in range(6):
        page.keyboard.press("F6")
        if page.evaluate(f"Boolean(document.activeElement.closest('{inside}'))"):
            return
    pytest.fail(f"F6 does not reach {inside}.")


def to_place(page: Any, name: str) -> None:
    """In the sidebar, Tab to a place and go there."""
    page.reload()
    expect(page.get_by_role("log")).to_be_visible()
    to_part(page, ".sidebar")
    place = page.get_by_role("navigation").get_by_role("button", name=name, exact=False).first
    for key in ["Shift+Tab"] * 12 + ["Tab"] * 30:
        if place.evaluate("place => place === document.activeElement"):
            break
        page.keyboard.press(key)
    page.keyboard.press("Enter")


def test_the_whole_loop_by_keyboard_alone(workspace: Playground, page: Any) -> None:
    expect(page.get_by_role("log")).to_be_visible()
    to_place(page, "eng")
    to_part(page, ".room .composer")
    expect(page.get_by_label("Message #eng")).to_be_focused()
    page.keyboard.type("/w")
    page.keyboard.press("Enter")
    page.keyboard.type(WIN.removeprefix("/win "))
    page.keyboard.press("Enter")
    expect(message(page, "Saved win 1")).to_be_visible()

    to_part(page, ".sidebar")
    become(page, "Marek Lindqvist")
    to_part(page, ".room .composer")
    page.keyboard.type("Kudos to @dan")
    page.keyboard.press("Enter")
    page.keyboard.type("for getting deploys under ten minutes!")
    page.keyboard.press("Enter")
    expect(message(page, "Kudos to @Dana Okafor")).to_be_visible()

    to_part(page, ".sidebar")
    become(page, "Dana Okafor")
    praise = message(page, "Kudos to @Dana Okafor")
    expect(praise).to_be_visible()
    to_part(page, ".room .messages")
    expect(praise).to_be_focused()
    page.keyboard.press("r")
    expect(page.get_by_label("Search emoji")).to_be_focused()
    page.keyboard.type("trophy")
    page.keyboard.press("Enter")
    expect(praise.get_by_role("button", name="trophy, 1")).to_be_visible()
    done(page, "Log a win", "A colleague praises you", "Keep it with a trophy")

    to_part(page, ".top")
    clock = page.get_by_role("button", name="Move the clock")
    for _ in range(6):
        if clock.evaluate("clock => clock === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Tue, Dec 1, 2026, 9:05 AM")).to_be_visible()
    expect(page.get_by_role("status", name="Arrivals")).to_contain_text("Winbook")
    done(page, "Log a win", "A colleague praises you", "Keep it with a trophy", "Move the clock")
