"""The page in Chromium: a long channel, a Home at Slack's limits, and the server's memory."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from bench import bots
from bench.figures import Figure
from bench.rounds import percentile, progress
from playground.driver import Visitor, ask

MESSAGES, EVENTS, WARM, ROUNDS = 5_000, 10_000, 3_000, 5
DEMO = [*bots.WINBOOK, "demo", "--no-open", "--port", "0"]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
WORDS = "the quick brown fern grows over the garden wall"

# How long from a key until the frame that shows it has been drawn.
WATCH = """() => {
  window.waits = [];
  addEventListener("keydown", () => {
    const began = performance.now();
    requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - began)));
  }, true);
}"""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


def figures() -> list[Figure]:
    with running() as (pid, url), chromium() as browser:
        return [*_channel(browser, url), *_home(browser, url), *_memory(browser, pid, url)]


@contextmanager
def running() -> Iterator[tuple[int, str]]:
    """The demo in a process of its own."""
    with TemporaryDirectory() as folder, bots.process(DEMO, Path(folder)) as child:
        assert child.stdout is not None
        yield child.pid, child.stdout.readline().strip()


@contextmanager
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only this bench needs it

    with sync_playwright() as driver:
        yield driver.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)


def _open(browser: Any, url: str, at: str) -> Any:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script("localStorage.setItem('playground-guide', 'dismissed')")
    page = context.new_page()
    page.goto(f"{url}/?user=dana&at={at}")
    page.wait_for_selector(".screen")
    return page


def _place(url: str, name: str) -> str:
    seen = ask(f"{url}/control/seen?as=dana")
    return str(next(c["id"] for c in seen["channels"] if c["name"] == name))


def _channel(browser: Any, url: str) -> list[Figure]:
    progress(f"page: writing {MESSAGES:,} messages")
    dana = Visitor(url, "dana")
    for number in range(MESSAGES):
        dana.post("#random", f"message {number:05} says that {WORDS}")
    place = _place(url, "random")
    paints, shown = [], []
    for _ in range(ROUNDS):
        page = _open(browser, url, place)
        page.wait_for_selector(".message")
        shown.append(page.evaluate("performance.now()"))
        paints.append(page.evaluate(PAINT))
        page.context.close()
    page = _open(browser, url, place)
    short = _typing(page, "Message #random")
    page.get_by_label("Search messages").fill("00000")
    page.get_by_label("Search messages").press("Enter")
    page.locator(".hit").first.click()
    page.wait_for_selector(".message.found")
    count = page.locator(".message").count()
    long = _typing(page, "Message #random")
    page.context.close()
    last = f"… with {count:,} messages on the page, p95"
    return [
        _milliseconds(f"first paint, a channel of {MESSAGES:,}", median(paints), 1000, paints),
        _milliseconds("… its newest messages are there", median(shown), 1000, shown),
        _milliseconds("a key in the composer, p95", percentile(short, 0.95), 50, short),
        _milliseconds(last, percentile(long, 0.95), 50, long),
    ]


def _typing(page: Any, label: str) -> list[float]:
    field = page.get_by_label(label).first
    field.click()
    page.evaluate(WATCH)
    page.keyboard.type(WORDS, delay=40)
    page.wait_for_timeout(300)
    field.fill("")
    waits: list[float] = page.evaluate("window.waits")
    return waits


def _milliseconds(what: str, value: float, aim: float, seen: list[float]) -> Figure:
    raw = f"{min(seen):.0f} to {max(seen):.0f} ms, {len(seen)} times"
    return Figure(what, value, " ms", aim=aim, at_most=True, seen=raw)


def _home(browser: Any, url: str) -> list[Figure]:
    """The demo's own bot publishes Home; so a workspace with a bot of ours stands beside it."""
    from bench.page_home import published  # noqa: PLC0415 - only this part needs it

    with published() as (address, size):
        times = []
        for _ in range(ROUNDS):
            page = _open(browser, address, "eng")
            began = time.perf_counter()
            page.get_by_role("button", name="Winbook").click()
            page.get_by_text("The last block").wait_for()
            times.append((time.perf_counter() - began) * 1000)
            page.context.close()
        page = _open(browser, address, "home")
        page.get_by_text("The last block").wait_for()
        keys = _typing(page, "Note 1")
        page.context.close()
    return [
        _milliseconds(f"a Home of {size:,} bytes is drawn", median(times), 1000, times),
        _milliseconds("a key in one of its fields, p95", percentile(keys, 0.95), 50, keys),
    ]


def _memory(browser: Any, pid: int, url: str) -> list[Figure]:
    """Reactions put on and taken off: each is an event, and nothing of them stays."""
    page = _open(browser, url, _place(url, "eng"))
    dana = Visitor(url, "dana")
    ts = dana.messages("#eng")[-1]["ts"]
    held = {0: 0.0}
    for number in range(WARM + EVENTS):
        (dana.unreact if number % 2 else dana.react)("#eng", ts, "eyes")
        if (number + 1) % 1_000 == 0:
            dana.settle(30)
            held[number + 1] = _resident(pid)
            progress(f"page: {number + 1:,} events, {held[number + 1]:.0f} MB")
    page.context.close()
    grown = held[WARM + EVENTS] - held[WARM]
    seen = (
        f"{held[WARM]:.0f} MB after {WARM:,}, {held[WARM + EVENTS]:.0f} MB after {WARM + EVENTS:,}"
    )
    return [Figure(f"server and bot grow over {EVENTS:,} events", grown, " MB", 15, True, seen)]


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return int(found[1]) / 1024
