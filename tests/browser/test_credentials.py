"""Credentials on the page: by form, by file, on a ladder, in Home, and a badge of one's own."""

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
from tests.badges import making
from tests.browser.conftest import DESK, NOW, expect, message
from tests.career.test_credentials import LADDER


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Playground]:
    settings = Settings(_env_file=None)
    with together(settings, MovableClock(NOW), tmp_path, 0, seeded=True) as (slack, _):
        yield slack


@pytest.fixture
def page(chromium: Any, workspace: Playground) -> Iterator[Any]:
    context = chromium.new_context(viewport=DESK)
    context.add_init_script("localStorage.setItem('playground-guide', 'dismissed')")
    shown = context.new_page()
    shown.set_default_timeout(10_000)
    shown.goto(f"{workspace.url}/?user=dana")
    shown.wait_for_selector(".screen")
    yield shown
    context.close()


def go(page: Any, name: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=name).first.click()


def say(page: Any, words: str) -> None:
    page.get_by_label("Message #eng").fill(words)
    page.get_by_label("Message #eng").press("Enter")


def talk(page: Any) -> None:
    go(page, "Winbook")
    page.get_by_role("tab", name="Messages").click()


def share(page: Any, name: str, data: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.get_by_label("Share a file").set_input_files(file)


def test_from_the_form_to_a_badge_of_ones_own(workspace: Playground, page: Any) -> None:
    go(page, "eng")
    say(page, "/win credentials add")
    form = page.get_by_role("dialog")
    form.get_by_label("Name").fill("Incident Command")
    form.get_by_label("Issuer").fill("School of Examples")
    form.get_by_label("Issued on").fill("2026-03-01")
    form.get_by_label("Last day").fill("2027-01-12")
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("Incident Command · School of Examples")
    expect(form).to_contain_text("your own word, no badge file")
    form.get_by_role("button", name="Done").click()

    talk(page)
    badge = making.signed(making.claims(making.third()))
    share(page, "sql.png", making.png(making.itxt(badge), width=64, height=64))
    expect(message(page, "SQL in Depth")).to_contain_text("signature not checked")
    expect(message(page, "SQL in Depth")).to_contain_text("Mapped by the issuer's alignment.")
    share(page, "ladder.yml", LADDER.encode())
    expect(message(page, "3 rungs over 5 credentials")).to_be_visible()
    page.get_by_role("button", name="Use for Me").click()
    expect(message(page, "is your ladder from now on")).to_contain_text("/win credentials ladders")

    page.get_by_role("tab", name="Home").click()
    home = page.get_by_role("main")
    expect(home).to_contain_text("Credentials: 2 current, 1 expires Tue, Jan 12, 2027.")
    expect(home).to_contain_text("Data people: no rung yet, next Foundations")
    home.get_by_role("button", name="Credentials").click()
    expect(page.get_by_role("dialog")).to_contain_text("SQL in Depth")
    page.keyboard.press("Escape")


def test_a_programme_shows_how_far_it_is(page: Any) -> None:
    go(page, "eng")
    say(page, "/win credentials programmes")
    page.get_by_role("button", name="Start a Programme").click()
    form = page.get_by_role("dialog")
    form.get_by_label("Programme").fill("Data Nanodegree")
    form.get_by_label("Units").fill("[x] Basics\n[ ] Models by 2027-01-31")
    form.get_by_role("button", name="Save").click()
    expect(form).to_contain_text("▰▰▰▰▰▱▱▱▱▱ 1 of 2")
    expect(form).to_contain_text("due Sun, Jan 31, 2027")


def test_a_win_that_is_backed_becomes_a_picture_that_can_be_checked(
    workspace: Playground, page: Any
) -> None:
    dana, marek = Visitor(workspace.url, "dana"), Visitor(workspace.url, "marek")
    dana.command("/win Cut deploy time from 40 to 9 minutes for four teams on friday #scope")
    sent = marek.post("#eng", "Kudos to @dana for getting deploys under ten minutes!")
    dana.react(sent["channel"], sent["ts"], "trophy")
    dana.command("/win credentials addresses")
    dana.submit({"addresses": making.DANA})
    assert dana.settle()
    page.keyboard.press("Escape")
    go(page, "eng")
    say(page, "/win credentials proof 1")
    shown = message(page, "1 colleague confirms it without being named.")
    expect(shown).to_contain_text("Fri, Nov 20, 2026 · win 1")
    shown.get_by_role("button", name="Make Badge").click()
    expect(page.get_by_text("The badge is signed.")).to_be_visible()
    talk(page)
    expect(
        page.get_by_role("img", name=re.compile("win-1-badge|Badge about win 1"))
    ).to_be_visible()
    expect(page.get_by_text("Public keys, to check it with")).to_be_visible()
