"""Links to Slack: one is open before the last is closed, a dead one is replaced, none leaks."""

import gc
import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from slack_bolt import App

from bot.clock import MovableClock, WallClock
from bot.errors import Refused
from bot.running import Bot
from bot.socket import Link
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import settings_for
from tests.features.said import answer

DIAL = "apps.connections.open"


def until(bot: Bot, is_so: Callable[[], bool], seconds: float = 5.0) -> bool:
    """Look again and again, on the real clock; whether it came true in time."""
    clock = WallClock()
    end = clock.monotonic() + seconds
    while not is_so() and clock.monotonic() < end:
        clock.wait(bot.outbox.loop.stopping, 0.005)
    return is_so()


def dials(slack: Playground) -> int:
    return sum(call["method"] == DIAL for call in slack.world.ledger.entries("api"))


def links(person: Visitor) -> int:
    return int(person.send("health")["links"])


@pytest.mark.promise(26)
@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
def test_a_goodbye_costs_one_dial_and_no_command(
    bot: Bot, slack: Playground, dana: Visitor, reason: str
) -> None:
    before = dials(slack)
    for turn in range(1, 6):
        here = bot.link.client.current_session
        dana.send("faults", link="disconnect", reason=reason)
        assert reason == "warning" or slack.wait_for_link(5)
        assert "ask you nothing" in answer(dana, "/win settings")
        assert until(bot, lambda: bot.link.client.current_session is not here)  # noqa: B023
        assert dials(slack) == before + turn


@pytest.mark.promise(26)
def test_a_link_that_breaks_is_replaced_at_once(bot: Bot, slack: Playground, dana: Visitor) -> None:
    first = bot.link.client.current_session
    dana.send("faults", link="close")
    assert until(bot, lambda: bot.link.client.current_session is not first)
    assert "ask you nothing" in answer(dana, "/win settings")


@pytest.mark.promise(26)
def test_a_link_that_falls_silent_is_replaced_after_a_minute(
    bot: Bot, slack: Playground, dana: Visitor, clock: MovableClock
) -> None:
    first, before = bot.link.client.current_session, dials(slack)
    dana.send("faults", link="silent")
    for _ in range(2):
        clock.advance(25)
        assert not until(bot, lambda: dials(slack) > before, 0.2)
    clock.advance(11)
    assert until(bot, lambda: bot.link.client.current_session is not first)
    assert "ask you nothing" in answer(dana, "/win settings")


@pytest.mark.promise(26)
def test_a_clock_that_is_moved_makes_no_link_look_silent(
    bot: Bot, slack: Playground, dana: Visitor, clock: MovableClock
) -> None:
    before = dials(slack)
    clock.advance(40 * 86_400)
    assert not until(bot, lambda: dials(slack) > before, 0.3)


@pytest.mark.promise(26)
def test_a_link_that_is_silent_from_the_start_is_replaced_soon(
    bot: Bot, slack: Playground, dana: Visitor, clock: MovableClock
) -> None:
    first, before = bot.link.client.current_session, dials(slack)
    dana.send("faults", link="silent_start", times=1)
    dana.send("faults", link="close")
    assert until(bot, lambda: dials(slack) == before + 1)
    clock.advance(11)
    assert not until(bot, lambda: bot.link.client.current_session is not first, 0.1)
    clock.advance(2)
    assert until(bot, lambda: bot.link.client.current_session is not first)
    assert "ask you nothing" in answer(dana, "/win settings")


@pytest.mark.promise(26)
def test_while_slack_cannot_be_reached_it_waits_longer_each_time(
    bot: Bot,
    slack: Playground,
    dana: Visitor,
    clock: MovableClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = dials(slack)
    dana.send("faults", method=DIAL, kind="500", times=1000)
    dana.send("faults", link="close")
    assert until(bot, lambda: dials(slack) == before + 1)
    for number, seconds in enumerate((1.3, 2.5, 5, 10, 20, 40, 75, 75), 2):
        clock.advance(seconds)
        assert until(bot, lambda: dials(slack) == before + number)  # noqa: B023
    assert not until(bot, lambda: dials(slack) > before + 9, 0.2)
    assert len([r for r in caplog.records if "no link" in r.getMessage()]) == 9
    dana.send("faults", clear=True)
    clock.advance(75)
    assert until(bot, bot.link.is_open)
    assert "ask you nothing" in answer(dana, "/win settings")


@pytest.mark.parametrize(
    ("token", "says"),
    [("xapp-wrong", "SLACK_APP_TOKEN is not a token Slack knows"), ("", "must begin with xapp-")],
)
def test_a_wrong_app_token_is_one_sentence(
    slack: Playground, store: Store, database: Path, clock: MovableClock, token: str, says: str
) -> None:
    given = SecretStr(token or slack.bot_token)
    bot = Bot(settings_for(slack, database, app_token=given), store, clock)
    with pytest.raises(Refused, match=says):
        bot.start()
    bot.stop()


THANKS = "Thanks @dana for rolling back release {} before anybody noticed"


@pytest.fixture
def two(slack: Playground, store: Store, database: Path, clock: MovableClock) -> Iterator[Bot]:
    """A bot with two links, each of which Slack uses in turn."""
    slack._delivery.retries, slack._desk.socket_mode.ack_timeout = (0.2,) * 20, 0.3
    running = Bot(settings_for(slack, database, socket_links=2), store, clock)
    slack.on_idle, slack.on_clock = running.settle, running.schedule.tick
    running.start()
    assert slack.wait_for_link(5, links=2)
    yield running
    running.stop()


@pytest.mark.promise(26)
def test_while_one_link_is_silent_the_other_hears_everything(
    two: Bot, slack: Playground, store: Store, clock: MovableClock
) -> None:
    dana, otis = Visitor(slack.url, "dana"), Visitor(slack.url, "otis")
    dana.send("faults", link="silent", first=1)
    silent = two.link.links[0].client.current_session  # it was opened first
    for n in range(6):
        otis.post("#eng", THANKS.format(n))
    me = Principal(slack.team, dana.seen()["me"]["id"])
    assert until(two, lambda: len(store.praise.waiting(me)) == 6, 15)
    assert two.link.is_open()
    for _ in range(3):
        clock.advance(25)
        until(two, lambda: False, 0.2)
    assert until(two, lambda: two.link.client.current_session is not silent)
    for n in range(6, 10):
        otis.post("#eng", THANKS.format(n))
    assert until(two, lambda: len(store.praise.waiting(me)) == 10, 15)


@pytest.mark.promise(26)
def test_a_goodbye_on_all_links_leaves_none_without_another(two: Bot, slack: Playground) -> None:
    dana = Visitor(slack.url, "dana")
    dana.send("faults", link="disconnect", reason="refresh_requested")
    assert slack.wait_for_link(5, links=2)
    assert "ask you nothing" in answer(dana, "/win settings")


class Silent:
    """Slack as far as the address of the link; whoever dials there is never answered."""

    def __init__(self) -> None:
        self.dialled = threading.Event()
        self._open: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        for line in (self._door, *self._open):
            line.close()

    def _serve(self) -> None:
        body = json.dumps({"ok": True, "url": f"ws://127.0.0.1:{self.port}/link"}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        while (line := self._next()) is not None:
            if line.recv(4096).startswith(b"POST"):
                line.sendall(head.encode() + body)
                line.close()
            else:
                self._open.append(line)
                self.dialled.set()

    def _next(self) -> socket.socket | None:
        try:
            return self._door.accept()[0]
        except OSError:
            return None


@pytest.fixture
def silent() -> Iterator[Silent]:
    server = Silent()
    yield server
    server.close()


def test_stopped_while_it_dials_it_ends_at_once_and_closes_its_socket(silent: Silent) -> None:
    app = App(token="xoxb-1", token_verification_enabled=False, request_verification_enabled=False)
    app.client.base_url = f"http://127.0.0.1:{silent.port}/"
    clock = WallClock()
    link = Link(app, "xapp-1", inbox=None, clock=clock)  # type: ignore[arg-type] - never reached
    link.open()
    assert silent.dialled.wait(5)
    began = clock.monotonic()
    link.shut()
    assert clock.monotonic() - began < 2  # else it gave up waiting for the reader
    gc.collect()  # an open socket is an error here
