"""Make the pictures of the documentation, with the real bot in the seeded workspace."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bot.clock import MovableClock
from bot.serving import together
from bot.settings import Settings
from playground.driver import Visitor
from tests.browser.conftest import CHROMIUM, QUIET

PICTURES = Path(__file__).parent.parent.parent / "docs" / "pictures"
DESK, TELEPHONE = {"width": 1120, "height": 700}, {"width": 390, "height": 720}
NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
WINS = (
    "/win Cut deploy time from 40 to 9 minutes on friday",
    "/win Found and undid the payment retries in 19 minutes on nov 4 #blast",
    "/win Wrote the local setup guide, first day instead of two on oct 30 #influence",
)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        clock = MovableClock(NOW)
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        with together(Settings(_env_file=None), clock, Path(folder), 0, seeded=True) as (slack, _):
            for part in (_win_and_praise, _form_and_inspector, _review, _home_and_telephone):
                part(browser, slack.url)
        browser.close()


@contextmanager
def screen(
    browser: Any, url: str, who: str, size: Any = None, scheme: str = "light"
) -> Iterator[Any]:
    context = browser.new_context(
        viewport=size or DESK, color_scheme=scheme, reduced_motion="reduce"
    )
    context.add_init_script("localStorage.setItem('playground-guide', 'dismissed')")
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{url}/?user={who}")
    page.wait_for_selector(".screen")
    yield page
    context.close()


def take(page: Any, name: str) -> None:
    """Once everything stands still."""
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/pictures/{name}.png")


def go(page: Any, name: str) -> None:
    page.get_by_role("navigation").get_by_role("button", name=name).first.click()


def _win_and_praise(browser: Any, url: str) -> None:
    marek = Visitor(url, "marek")
    with screen(browser, url, "dana") as page:
        go(page, "eng")
        page.get_by_label("Message #eng").fill(WINS[0])
        page.get_by_label("Message #eng").press("Enter")
        page.get_by_text("Saved win 1").wait_for()
        page.mouse.move(5, 690)
        take(page, "loop-1-win")
        marek.post("#eng", "Kudos to @dana for getting deploys under ten minutes!")
        marek.settle()
        said = page.get_by_role("article").filter(has_text="Kudos to @Dana").last
        said.hover()
        said.get_by_label("React with trophy").click()
        said.get_by_role("button", name="trophy, 1").wait_for()
        page.get_by_role("status", name="Arrivals").get_by_text("Kept").wait_for()
        take(page, "loop-2-praise")


def _form_and_inspector(browser: Any, url: str) -> None:
    with screen(browser, url, "dana", scheme="dark") as page:
        go(page, "eng")
        page.get_by_label("Message #eng").fill("/win")
        page.get_by_label("Message #eng").press("Enter")
        page.get_by_role("dialog").wait_for()
        take(page, "form-dark")
        page.keyboard.press("Escape")
        page.get_by_role("dialog").wait_for(state="hidden")
    with screen(browser, url, "dana") as page:
        go(page, "eng")
        page.get_by_role("button", name="Inspector", exact=True).click()
        rows = page.get_by_role("complementary", name="Inspector").locator(".traffic-row")
        rows.filter(has_text="/win").first.click()
        take(page, "inspector")


def _review(browser: Any, url: str) -> None:
    for line in WINS[1:]:
        Visitor(url, "dana").command(line, "@winbook")
    with screen(browser, url, "dana") as page:
        go(page, "Winbook")
        page.get_by_role("tab", name="Messages").click()
        page.get_by_role("button", name="Move the clock").click()
        page.get_by_role("menuitem", name="Next First of the Month").click()
        page.get_by_role("separator").filter(has_text="Today").wait_for()
        arrivals = page.get_by_role("status", name="Arrivals")
        arrivals.get_by_role("button", name="Dismiss").first.click()
        page.get_by_role("button", name="Skip This Month").wait_for()
        page.mouse.move(5, 690)
        take(page, "loop-3-review")


def _home_and_telephone(browser: Any, url: str) -> None:
    with screen(browser, url, "dana") as page:
        go(page, "Winbook")
        page.get_by_role("tabpanel", name="Home").get_by_role("table").first.wait_for()
        take(page, "home")
    with screen(browser, url, "dana", TELEPHONE) as page:
        page.get_by_role("button", name="Conversations").click()
        go(page, "wins")
        page.mouse.move(300, 80)
        take(page, "telephone")


if __name__ == "__main__":
    sys.exit(main())
