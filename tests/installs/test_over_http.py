"""HTTP mode: one address, signed requests of two workspaces, and the page beside it."""

import socket
import threading
from collections.abc import Iterator
from urllib.request import Request, urlopen

import pytest
import uvicorn
from pydantic import SecretStr

from bot.clock import MovableClock
from bot.listening import watched
from storage import Store
from tests.features.said import answer, told
from tests.installs.town import PUBLIC, Town


@pytest.fixture
def served(town: Town, store: Store, clock: MovableClock) -> Iterator[Town]:
    secret = town.slack.signing_secret
    given = {"app_token": SecretStr(""), "signing_secret": SecretStr(secret)}
    town.settings = town.settings.model_copy(update=given)
    assert town.settings.mode == "http"
    with town.served(store, clock) as bot, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        config = uvicorn.Config(watched(bot, secret), log_level="error", lifespan="off")
        server = uvicorn.Server(config)
        running = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        running.start()
        town.address = f"http://127.0.0.1:{listener.getsockname()[1]}"  # type: ignore[attr-defined]
        for desk in (town.fernhill, town.acme):
            hand = town.person(desk, "dana")
            hand.send("http", url=f"{town.address}/slack/events")  # type: ignore[attr-defined]
            assert "is installed" in town.install(desk)
        yield town
        server.should_exit = True
        running.join()


def test_both_are_served_at_one_address(served: Town) -> None:
    for desk in (served.fernhill, served.acme):
        dana, ben = served.person(desk, "dana"), served.person(desk, "ben")
        assert "Saved win 1" in answer(dana, "/win Moved billing to the new ledger")
        ben.post("#eng", f"Kudos to @dana for the quick deploys of {desk.world.name}!")
        assert dana.settle()
        assert f"quick deploys of {desk.world.name}" in " ".join(told(dana))


def test_the_page_is_there_under_its_own_name_alone(served: Town) -> None:
    url = f"{served.address}/slack/install"  # type: ignore[attr-defined]
    request = Request(url, headers={"Host": PUBLIC.removeprefix("https://")})
    with urlopen(request, timeout=5) as page:
        assert "Add to Slack" in page.read().decode()
        assert page.headers["content-type"] == "text/html; charset=utf-8"


def test_an_event_of_a_workspace_that_is_not_installed_leaves_no_row(
    served: Town, store: Store, clock: MovableClock
) -> None:
    assert served.bot is not None
    event = {"type": "app_home_opened", "user": "U1", "tab": "home", "channel": "D1"}
    body = {"event": event, "event_id": "Ev77", "team_id": "T0NOWHERE", "event_time": 1}
    assert not served.bot.inbox.wants(body)
    served.bot.inbox.offer(body)
    assert store.inbox.waiting(clock.now()) == 0
