"""The inspector: what passed, how it ended, who is to blame; and faults switched on from here."""

from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk.errors import SlackApiError

from playground.driver import ask
from tests.browser.conftest import Fernhill, composer, expect, message


@pytest.fixture
def drawer(page: Any) -> Any:
    page.get_by_role("button", name="Inspector", exact=True).click()
    return page.get_by_role("complementary", name="Inspector")


def entry(drawer: Any, words: str) -> Any:
    return drawer.get_by_role("button").filter(has_text=words).first


def test_a_command_its_acknowledgement_and_its_time_are_one_row(
    fernhill: Fernhill, page: Any, drawer: Any
) -> None:
    @fernhill.app.command("/win")
    def win(ack: Ack) -> None:
        ack("Saved win 1")

    composer(page).fill("/win Cut costs")
    composer(page).press("Enter")
    command = entry(drawer, "/win Cut costs")
    expect(command).to_contain_text("acknowledged")
    expect(command).to_contain_text(" ms")
    command.click()
    tree = drawer.locator(".json")
    expect(tree).to_contain_text("envelope")
    expect(tree).to_contain_text('"Saved win 1"')
    expect(tree).to_contain_text('command: "/win"')
    tree.get_by_role("button", name="payload").click()
    expect(tree).not_to_contain_text('command: "/win"')


def test_the_judge_names_the_culprit_and_its_place(fernhill: Fernhill, drawer: Any) -> None:
    blocks: list[dict[str, Any]] = [
        {"type": "divider"},
        {"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}},
    ]
    with pytest.raises(SlackApiError):
        fernhill.shows(*blocks)
    call = entry(drawer, "chat.postMessage")
    expect(call).to_contain_text("invalid_blocks")
    call.click()
    verdict = drawer.get_by_role("list", name="The judge's verdict")
    expect(verdict).to_contain_text("/blocks/1/text")
    guilty = drawer.locator(".guilty").first
    expect(guilty).to_contain_text("text")
    expect(guilty).to_contain_text("culprit")


def test_a_wrong_answer_to_a_command_is_shown_with_its_verdict(
    fernhill: Fernhill, page: Any, drawer: Any
) -> None:
    @fernhill.app.command("/win")
    def win(ack: Ack) -> None:
        ack(blocks=[{"type": "header", "text": {"type": "mrkdwn", "text": "no"}}], text="no")

    composer(page).fill("/win x")
    composer(page).press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("invalid_command_response")
    entry(drawer, "bad blocks in an answer").click()
    expect(drawer.get_by_role("list", name="The judge's verdict")).to_contain_text("/blocks/0/text")


def test_traffic_is_narrowed_by_kind_and_by_word(
    fernhill: Fernhill, page: Any, drawer: Any
) -> None:
    fernhill.client.auth_test()
    fernhill.said("ben", "hello there")
    rows = drawer.locator(".traffic-row")
    expect(entry(drawer, "hello there")).to_be_visible()
    drawer.get_by_role("button", name="Events").click()
    expect(rows.filter(has_text="auth.test")).to_have_count(0)
    drawer.get_by_role("button", name="All", exact=True).click()
    drawer.get_by_label("Filter traffic").fill("team_id")
    expect(rows.filter(has_text="auth.test").first).to_be_visible()
    drawer.get_by_label("Filter traffic").fill("no such word")
    expect(drawer.get_by_text("Nothing fits.")).to_be_visible()


def test_an_event_that_nobody_acknowledged_is_a_problem(fernhill: Fernhill, drawer: Any) -> None:
    """No listener matches, so Bolt says nothing, and the three seconds pass."""
    fernhill.slack._desk.socket_mode.ack_timeout = 0.2
    fernhill.said("ben", "unheard")
    drawer.get_by_role("button", name="Problems").click()
    expect(entry(drawer, "unheard")).to_contain_text("not acknowledged")


def test_a_fault_is_switched_on_felt_and_switched_off(
    fernhill: Fernhill, page: Any, drawer: Any
) -> None:
    drawer.get_by_role("tab", name="Faults").click()
    switch = drawer.get_by_role("switch", name="Server error")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(drawer.get_by_text("1 switched on.")).to_be_visible()
    with pytest.raises(SlackApiError):
        fernhill.client.auth_test()
    switch.click()
    expect(drawer.get_by_text("Everything works.")).to_be_visible()
    assert fernhill.client.auth_test()["ok"]
    drawer.get_by_role("tab", name="Traffic").click()
    drawer.locator(".traffic-row").filter(has_text="auth.test").filter(has_text="500").click()
    expect(drawer.get_by_text("Spoiled by the fault “500”.")).to_be_visible()


def test_all_faults_go_off_at_once(fernhill: Fernhill, drawer: Any) -> None:
    drawer.get_by_role("tab", name="Faults").click()
    for name in ("Events twice", "Slow", "reactions:read"):
        drawer.get_by_role("switch", name=name).click()
    expect(drawer.get_by_text("3 switched on.")).to_be_visible()
    drawer.get_by_role("button", name="Switch All Off").click()
    expect(drawer.get_by_role("switch", checked=True)).to_have_count(0)
    assert ask(f"{fernhill.slack.url}/control/faults")["active"] == []


def test_a_broken_link_is_told_and_comes_back_in_health(fernhill: Fernhill, drawer: Any) -> None:
    drawer.get_by_role("tab", name="Faults").click()
    drawer.get_by_role("button", name="Ask to Refresh").click()
    expect(drawer.get_by_text("Done to the link.")).to_be_visible()


def test_the_drawer_fills_while_one_watches(fernhill: Fernhill, page: Any, drawer: Any) -> None:
    fernhill.said("ben", "one")
    expect(entry(drawer, "one")).to_be_visible()
    fernhill.said("ben", "two")
    expect(entry(drawer, "two")).to_be_visible()
    expect(message(page, "two")).to_be_visible()
