"""The page that leads to Slack and the way back: once, in one browser, within ten minutes."""

from urllib.parse import parse_qs, urlsplit

import pytest

from bot.clock import MovableClock
from bot.running import Bot
from storage import Store
from tests.features.said import answer, told
from tests.installs.town import PUBLIC, Town, fetched

AGAIN = f"Open {PUBLIC}/slack/install to install it."


def test_one_page_one_link_and_it_serves(town: Town, bot: Bot, store: Store) -> None:
    browser = town.browser()
    said = browser.open("/slack/install")
    assert "for each person alone" in said
    assert browser.page.count("<a ") == 1
    assert browser.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in browser.headers["content-security-policy"]
    cookie = browser.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Secure"} <= set(cookie.split("; "))
    back = "Winbook is installed in Acme: anybody there begins with /win help in Slack."
    assert browser.agree(town.acme.world.team) == back
    assert browser.status == 200
    assert browser.cookie == "winbook_install="
    dana = town.person(town.acme, "dana")
    assert told(dana) == []  # nobody is sent anything
    assert "Saved win 1" in answer(dana, "/win Halved the on-call load of three teams")
    assert [one.name for one in store.workspaces.active()] == ["Acme"]


def test_it_asks_for_what_the_manifest_says(town: Town, bot: Bot) -> None:
    browser = town.browser()
    browser.open("/slack/install")
    asked = parse_qs(urlsplit(browser.link).query)
    manifest = town.acme.world.manifest
    assert set(asked["scope"][0].split(",")) == manifest.scopes | manifest.optional_scopes
    assert asked["redirect_uri"] == [f"{PUBLIC}/slack/oauth_redirect"]


def test_cancelled_in_slack(town: Town, bot: Bot, store: Store) -> None:
    browser = town.browser()
    browser.open("/slack/install")
    state = parse_qs(urlsplit(browser.link).query)["state"][0]
    said = browser.open("/slack/oauth_redirect", error="access_denied", state=state)
    assert said == f"Winbook was not installed: it was cancelled in Slack. {AGAIN}"
    assert browser.status == 400
    assert store.workspaces.active() == []


def test_what_is_begun_comes_back_within_ten_minutes(
    town: Town, bot: Bot, clock: MovableClock, store: Store
) -> None:
    browser = town.browser()
    browser.open("/slack/install")
    back = browser.agreed(town.acme.world.team)
    clock.advance(601)
    said = browser.open("/slack/oauth_redirect", **back)
    assert said == f"This was begun more than ten minutes ago. {AGAIN}"
    assert store.workspaces.active() == []


def test_a_link_works_once(town: Town, bot: Bot) -> None:
    browser = town.browser()
    browser.open("/slack/install")
    cookie, back = browser.cookie, browser.agreed(town.acme.world.team)
    assert "is installed" in browser.open("/slack/oauth_redirect", **back)
    browser.cookie = cookie
    assert browser.open("/slack/oauth_redirect", **back) == f"This link was used before. {AGAIN}"


def test_somebody_elses_browser_cannot_finish_it(town: Town, bot: Bot, store: Store) -> None:
    """Else a link sent to an administrator would install for whoever sent it."""
    mine, theirs = town.browser(), town.browser()
    mine.open("/slack/install")
    theirs.open("/slack/install")
    back = mine.agreed(town.acme.world.team)
    for cookie in (theirs.cookie, "", "winbook_install="):
        theirs.cookie = cookie
        said = theirs.open("/slack/oauth_redirect", **back)
        assert said == f"This was not begun in this browser. {AGAIN}"
    assert store.workspaces.active() == []


@pytest.mark.parametrize(
    "state",
    ["", "x", "x.1", "x.99999999999.00", "x.9999999999.ü", "x.²²²²", "x." + "9" * 5000, ".."],
)
def test_a_state_of_nobodys(town: Town, bot: Bot, state: str) -> None:
    browser = town.browser()
    browser.open("/slack/install")
    assert AGAIN in browser.open("/slack/oauth_redirect", code="c", state=state)
    assert browser.status == 400


def test_another_host(town: Town, bot: Bot) -> None:
    browser = town.browser(host="10.0.0.7:3000")
    said = browser.open("/slack/install")
    assert said == f"Winbook is not installed from this address. {AGAIN}"
    assert "oauth/v2/authorize" not in browser.page


def test_slack_refuses_or_does_not_answer(town: Town, bot: Bot, store: Store) -> None:
    browser, hand = town.browser(), town.person(town.acme, "")
    browser.open("/slack/install")
    back = browser.agreed(town.acme.world.team)
    said = browser.open("/slack/oauth_redirect", **back | {"code": "nobody"})
    assert said == f"Slack did not confirm the installation (invalid_code). {AGAIN}"
    browser.open("/slack/install")
    back = browser.agreed(town.acme.world.team)
    hand.send("faults", method="oauth.v2.access", kind="drop_before")
    said = browser.open("/slack/oauth_redirect", **back)
    assert said == f"Slack did not answer, so nothing was installed. {AGAIN}"
    assert store.workspaces.active() == []


def test_what_stands_in_an_address_is_not_shown(town: Town, bot: Bot) -> None:
    browser = town.browser()
    browser.open("/slack/install")
    state = parse_qs(urlsplit(browser.link).query)["state"][0]
    browser.open("/slack/oauth_redirect", error="<script>alert(1)</script>", state=state)
    assert "script" not in browser.page
    assert "no reason given" in browser.page


def test_in_single_workspace_mode_there_is_no_such_page(town: Town, bot: Bot) -> None:
    browser = town.browser()
    browser._web._pages = {}
    browser.open("/slack/install")
    assert browser.status == 404


def test_slacks_page_refuses_what_is_asked_wrongly(town: Town) -> None:
    url = f"{town.slack.url}/oauth/v2/authorize?client_id={town.slack.client_id}"
    good = f"redirect_uri={PUBLIC}/slack/oauth_redirect"
    for query, said in (
        (f"{url[:-1]}x&{good}&scope=commands", "invalid_client_id"),
        (f"{url}&{good}&scope=commands,admin", "invalid_scope: admin"),
        (f"{url}&{good}", "invalid_scope"),
        (f"{url}&redirect_uri=https://evil.example&scope=commands", "bad_redirect_uri"),
    ):
        status, page = fetched(query)
        assert (status, page.startswith(said)) == (400, True), page


def test_again_replaces_the_row_and_ends_the_old_token(
    both: Town, bot: Bot, store: Store, clock: MovableClock
) -> None:
    before = {row.workspace: row for row in store.installations.all()}
    clock.advance(3600)
    both.install(both.acme)
    after = {row.workspace: row for row in store.installations.all()}
    team = both.acme.world.team
    assert len(after) == 2
    assert after[team].id == before[team].id
    assert after[team].token != before[team].token
    assert "Saved win 1" in answer(both.person(both.acme, "ben"), "/win Halved the load")
