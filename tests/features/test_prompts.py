"""The monthly question: asked once, politely, and easy to move, skip or stop."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event

from bot.features.prompts import planning
from playground.driver import Visitor
from storage import Store
from storage.records import Workspace
from tests.conftest import NOW
from tests.features.said import answer, direct_messages, move_to, told

FIRST = "2026-12-01T09:30:00+00:00"


@pytest.fixture
def asked(dana: Visitor) -> Visitor:
    """Dana, who logged a win and has just been asked."""
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope", "#eng")
    move_to(dana, FIRST)
    return dana


def questions(person: Visitor) -> int:
    return sum("What landed" in said for said in told(person))


def press(person: Visitor, action: str) -> None:
    last = direct_messages(person)[-1]
    room = next(room for room in person.seen()["channels"] if room["kind"] == "im")
    person.click(action, channel=room["id"], ts=last["ts"])
    assert person.settle()


def test_the_question_names_facts_thin_dimensions_and_work_to_look_for(asked: Visitor) -> None:
    said = told(asked)[-1]
    assert "1 win since Sun, Nov 1, 2026" in said
    assert "Cut deploy time from 40 to 9 minutes" in said
    assert "scope (1 win, last Tue, Nov 24, 2026)" in said
    assert "Reliable delivery comes first" in said


def test_the_notification_makes_the_point(asked: Visitor) -> None:
    assert direct_messages(asked)[-1]["text"].startswith("What landed since November began? Thin:")


def test_snoozed_comes_again_in_three_days(asked: Visitor) -> None:
    press(asked, "prompt_snooze")
    assert "I ask again on Fri, Dec 4, 2026." in told(asked)[-1]
    move_to(asked, "2026-12-04T12:00:00+00:00")
    assert questions(asked) == 1
    move_to(asked, "2026-12-05T12:00:00+00:00")
    assert questions(asked) == 1


def test_skipping_a_month_skips_that_month_alone(asked: Visitor) -> None:
    press(asked, "prompt_skip")
    move_to(asked, "2026-12-15T12:00:00+00:00")
    assert len(told(asked)) == 1
    move_to(asked, "2027-01-04T12:00:00+00:00")
    assert questions(asked) == 1


def test_a_pause_lasts_and_ends(asked: Visitor) -> None:
    press(asked, "prompt_pause")
    assert "Paused until Mon, Mar 1, 2027." in told(asked)[-1]
    for month in ("2027-01-04", "2027-02-01", "2027-02-26"):
        move_to(asked, f"{month}T12:00:00+00:00")
    assert len(told(asked)) == 1
    move_to(asked, "2027-03-01T12:00:00+00:00")
    assert questions(asked) == 1


def test_a_changed_time_moves_the_question(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes", "#eng")
    answer(dana, "/win remind time 16:00")
    move_to(dana, FIRST)
    assert questions(dana) == 0
    move_to(dana, "2026-12-01T15:05:00+00:00")
    assert questions(dana) == 1


def test_a_question_planned_for_an_old_time_follows_the_new_one(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes", "#eng")
    move_to(dana, "2026-11-30T16:00:00+00:00")  # planned, not sent
    answer(dana, "/win remind time 15:00")
    move_to(dana, FIRST)
    assert questions(dana) == 0
    move_to(dana, "2026-12-01T14:05:00+00:00")
    assert questions(dana) == 1


def test_whoever_turns_it_off_after_it_was_planned_is_not_asked(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes", "#eng")
    move_to(dana, "2026-11-30T16:00:00+00:00")
    answer(dana, "/win remind off")
    move_to(dana, FIRST)
    assert told(dana) == []


@pytest.mark.promise(16)
def test_after_forty_days_off_there_is_one_question_and_no_burst(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes", "#eng")
    move_to(dana, "2027-01-05T12:00:00+00:00")
    assert questions(dana) == 1
    assert len(told(dana)) == 1


@pytest.mark.promise(16)
def test_nothing_is_sent_at_night_or_on_a_weekend(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes", "#eng")
    answer(dana, "/win remind day 5")  # December 5 is a Saturday
    for night in ("2026-12-05T12:00:00", "2026-12-06T12:00:00", "2026-12-07T05:00:00"):
        move_to(dana, f"{night}+00:00")
    assert told(dana) == []
    move_to(dana, "2026-12-07T08:05:00+00:00")
    assert questions(dana) == 1


@pytest.mark.promise(19)
def test_moving_the_clock_back_sends_nothing_again(asked: Visitor) -> None:
    move_to(asked, "2026-11-30T09:30:00+00:00")
    move_to(asked, FIRST)
    assert questions(asked) == 1


@pytest.mark.slow
@pytest.mark.promise(17)
def test_a_year_brings_at_most_two_unasked_messages_a_month(dana: Visitor, store: Store) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes", "#eng")
    for month in range(1, 13):
        before = len(told(dana))
        for day in (2, 5, 8, 16, 19, 27):
            move_to(dana, f"2027-{month:02}-{day:02}T12:00:00+00:00")
        assert len(told(dana)) - before <= 2
        dana.command(f"/win Logged another one, number {month} of many", "#eng")


def test_each_person_is_asked_at_their_own_nine_o_clock(dana: Visitor, ben: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes", "#eng")
    ben.command("/win Taught three teams to release alone", "#eng")
    move_to(dana, "2026-12-01T08:05:00+00:00")  # 09:05 in Berlin, 03:05 in New York
    assert (questions(dana), questions(ben)) == (1, 0)
    move_to(dana, "2026-12-01T14:05:00+00:00")
    assert (questions(dana), questions(ben)) == (1, 1)


def test_an_answer_minutes_after_another_deed_still_counts_as_an_answer(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes", "#eng")
    for month in (12, 1, 2, 3):
        year = 2026 if month == 12 else 2027
        move_to(dana, f"{year}-{month:02}-01T07:58:00+00:00")
        answer(dana, "/win gaps")
        move_to(dana, f"{year}-{month:02}-01T08:01:00+00:00")
        answer(dana, "/win gaps")
    assert not any("I stop asking" in said for said in told(dana))


def test_the_question_says_where_drafts_are(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes", "#eng")
    sent = dana.post("#eng", "Untangled the release calendar")
    dana.react(sent["channel"], sent["ts"], "checkered_flag")
    move_to(dana, FIRST)
    assert "1 draft to confirm. `/win list drafts` shows" in " ".join(told(dana))


def test_nobody_is_asked_while_their_status_says_away(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope", "#eng")
    back = 1796288400  # Thu, Dec 3, 2026, 10:00 in Berlin
    dana.send(
        "person", name="dana", status_text="Vacationing", status_emoji=":palm_tree:",
        status_expiration=back,
    )  # fmt: skip
    move_to(dana, "2026-12-02T12:00:00+00:00")
    assert questions(dana) == 0
    move_to(dana, "2026-12-03T12:00:00+00:00")
    assert questions(dana) == 1


def test_a_month_spent_away_is_not_asked_about_afterwards(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope", "#eng")
    dana.send("person", name="dana", status_emoji=":palm_tree:")
    for day in (1, 3, 7, 9):
        move_to(dana, f"2026-12-0{day}T12:00:00+00:00")
    dana.send("person", name="dana", status_emoji="")
    move_to(dana, "2026-12-10T12:00:00+00:00")
    assert questions(dana) == 0


def test_a_holiday_of_ones_country_moves_the_question(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope", "#eng")
    assert "public holidays of DE" in answer(dana, "/win remind country Germany")
    dana.command("/win remind day 25")
    move_to(dana, "2026-12-25T12:00:00+00:00")
    assert questions(dana) == 0
    move_to(dana, "2026-12-28T12:00:00+00:00")
    assert questions(dana) == 1


def test_a_discreet_notification_does_not_say_what_it_is_about(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope", "#eng")
    assert "Notifications do not say" in answer(dana, "/win remind discreet on")
    move_to(dana, FIRST)
    [asked] = direct_messages(dana)
    assert asked["text"] == "Your monthly review is ready"
    assert "What landed since November began?" in told(dana)[-1]
    assert "Notifications say" in answer(dana, "/win remind discreet off")


def test_an_older_click_that_arrives_late_does_not_undo_typed_words(asked: Visitor) -> None:
    answer(asked, "/win remind monthly")
    asked.send("clock", advance_seconds=-60)
    press(asked, "prompt_pause")
    assert "Paused" not in answer(asked, "/win settings")


@pytest.mark.parametrize("people", [3, 40])
def test_however_many_are_asked_planning_takes_four_questions_and_then_three(
    store: Store, people: int
) -> None:
    """One more for each 500 whom nothing is planned for yet: else a tick grows with everybody."""
    then = NOW + timedelta(days=6)  # the first of December is near
    store.workspaces.save(Workspace(id="T", zone="UTC", created_at=NOW))
    for number in range(people):
        store.people.learn("T", f"U{number}", NOW, name="x", zone="UTC", rhythm="monthly")
    asked: list[str] = []

    def hear(*said: Any) -> None:
        asked.extend([said[2]] if said[2].startswith("SELECT") else [])

    event.listen(store._database.reader, "before_cursor_execute", hear)
    try:
        planned = planning.questions(store, then)
        assert (len(planned), len(asked)) == (people, 4)
        assert store.deliveries.plan(planned) == people
        asked.clear()
        assert planning.questions(store, then) == []
        assert len(asked) == 3
    finally:
        event.remove(store._database.reader, "before_cursor_execute", hear)
