"""Several people in several tabs, live; and the clock, which all of them share."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from playground.driver import Visitor
from tests.browser.conftest import Fernhill, Look, composer, expect, message


def test_two_people_see_each_other_at_once(fernhill: Fernhill, look: Look) -> None:
    dana, ben = look("dana"), look("ben")
    composer(dana).fill("Shall we ship, @ben?")
    composer(dana).press("Enter")
    said = message(ben, "Shall we ship")
    expect(said).to_contain_text("@Ben Okafor")
    said.hover()
    said.get_by_label("React with eyes").click()
    expect(message(dana, "Shall we ship").get_by_role("button", name="eyes, 1")).to_be_visible()
    said.hover()
    said.get_by_label("Reply in thread").click()
    ben.get_by_label("Reply", exact=True).fill("Yes")
    ben.get_by_label("Reply", exact=True).press("Enter")
    message(dana, "Shall we ship").get_by_role("button", name="1 reply").click()
    thread = dana.get_by_role("complementary", name="Thread")
    expect(message(thread, "Yes")).to_contain_text("Ben Okafor")


def test_what_only_one_may_see_the_other_does_not(fernhill: Fernhill, look: Look) -> None:
    dana, ben = look("dana"), look("ben")
    ids = fernhill.ids
    fernhill.client.chat_postEphemeral(channel=ids["eng"], user=ids["dana"], text="Just for you")
    expect(message(dana, "Just for you")).to_contain_text("Only visible to you")
    fernhill.said("dana", "for all")
    expect(message(ben, "for all")).to_be_visible()
    expect(ben.get_by_text("Just for you")).to_have_count(0)
    message(dana, "Just for you").hover()
    message(dana, "Just for you").get_by_label("Dismiss").click()
    expect(dana.get_by_text("Just for you")).to_have_count(0)


def test_edits_and_deletions_arrive_in_the_other_tab(fernhill: Fernhill, look: Look) -> None:
    ben = look("ben")
    ts = fernhill.said("dana", "frist")
    dana = Visitor(fernhill.slack.url, "dana")
    expect(message(ben, "frist")).to_be_visible()
    dana.edit("eng", ts, "first")
    expect(message(ben, "first")).to_contain_text("(edited)")
    dana.delete("eng", ts)
    expect(ben.get_by_text("first")).to_have_count(0)


def test_a_draft_survives_going_elsewhere_and_news(fernhill: Fernhill, page: Any) -> None:
    composer(page).fill("half a thought")
    fernhill.said("ben", "news")
    expect(message(page, "news")).to_be_visible()
    page.get_by_role("button", name="Ben Okafor").click()
    expect(page.get_by_role("img", name="draft")).to_be_visible()
    page.get_by_role("button", name="eng").click()
    expect(composer(page)).to_have_value("half a thought")


def test_the_page_comes_back_when_the_line_was_cut(fernhill: Fernhill, page: Any) -> None:
    page.context.set_offline(True)
    fernhill.said("ben", "said meanwhile")
    page.context.set_offline(False)
    fernhill.said("ben", "and after")
    expect(message(page, "and after")).to_be_visible()
    expect(message(page, "said meanwhile")).to_be_visible()


JUMPS = {
    "1 Hour Later": datetime(2026, 11, 24, 11, 0, tzinfo=UTC),
    "Tomorrow, 9:00 AM": datetime(2026, 11, 25, 8, 0, tzinfo=UTC),
    "Next Monday, 9:00 AM": datetime(2026, 11, 30, 8, 0, tzinfo=UTC),
    "Next First of the Month": datetime(2026, 12, 1, 8, 5, tzinfo=UTC),
}


@pytest.mark.parametrize("jump", JUMPS)
def test_the_clock_jumps_in_ones_own_zone_and_for_everybody(
    fernhill: Fernhill, look: Look, page: Any, jump: str
) -> None:
    """Dana is in Berlin, an hour ahead of London."""
    ben = look("ben")
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("menuitem", name=jump).click()
    arrivals = page.get_by_role("status", name="Arrivals")
    expect(arrivals).to_contain_text("It is now")
    assert datetime.fromisoformat(fernhill.seen("ben")["now"]) == JUMPS[jump]
    zones = {"1 Hour Later": "6:00 AM", "Next First of the Month": "3:05 AM"}
    expect(ben.get_by_role("button", name="Move the clock")).to_contain_text(
        zones.get(jump, "3:00 AM")
    )


def test_the_clock_goes_to_any_time_one_names(fernhill: Fernhill, page: Any) -> None:
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("menuitem", name="Another Time").click()
    page.get_by_label("Day and time").fill("2027-02-28T16:00")
    page.get_by_role("dialog").get_by_role("button", name="Move").click()
    expect(page.get_by_role("button", name="Sun, Feb 28, 2027, 4:00 PM")).to_be_visible()


def test_what_was_planned_arrives_while_one_watches(fernhill: Fernhill, page: Any) -> None:
    due = int(datetime(2026, 12, 1, 7, 0, tzinfo=UTC).timestamp())
    fernhill.client.chat_scheduleMessage(
        channel=fernhill.ids["eng"], post_at=due, text="A month begins"
    )
    page.get_by_role("button", name="Move the clock").click()
    page.get_by_role("menuitem", name="Next First of the Month").click()
    expect(message(page, "A month begins")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Dec 1, 2026, 9:05 AM"))).to_be_visible()
