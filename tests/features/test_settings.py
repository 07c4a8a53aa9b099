"""Settings and levels: shown, changed by words or form, refused with a sentence."""

import pytest

from playground.driver import Visitor
from tests.features.said import answer, home, move_to, text


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/win remind time 4pm", "on the 1st at 16:00"),
        ("/win remind day 15", "on the 15th at 09:00"),
        ("/win remind day last friday", "on the last Friday"),
        ("/win remind zone Asia/Tokyo", "ask you nothing"),
        ("/win remind zone europe/paris", "ask you nothing"),
        ("/win remind zone america/new york", "ask you nothing"),
        ("/win remind monthly", "once a month, on the 1st"),
        ("/win remind pause until March", "ask you nothing"),
        ("/win remind snooze", "I ask again on Fri, Nov 27, 2026"),
        ("/win remind pause for three weeks", "ask you nothing"),
        ("/win remind pause until Smarch", "Say until when"),
        ("/win remind off", "ask you nothing"),
        ("/win remind time 07:00", "between 09:00 and 16:59"),
        ("/win remind day 31", "from 1 to 28"),
        ("/win remind zone Mars/Olympus", "is no time zone"),
        ("/win settings", "ask you nothing"),
        ("/win level", "You are Mid and aim for Senior."),
        ("/win level staff", "aim for Staff."),
        ("/win level senior to staff", "You are Senior and aim for Staff."),
        ("/win level junior", "Junior is below your current level, Mid. `/win level now junior`"),
        ("/win level now staff", "Your target, Senior, is below Staff. `/win level staff to"),
        ("/win level wizard", "The levels are Junior, Mid"),
    ],
)
def test_one_line_is_answered(dana: Visitor, line: str, says: str) -> None:
    assert says in answer(dana, line)


def test_the_form_is_filled_in_and_saves(dana: Visitor) -> None:
    shown = dana.command("/win settings", "#eng")
    opened = dana.click("settings_open", channel="#eng", ts=shown["ts"])
    assert "to follow Slack (Europe/Berlin)" in text(opened)
    for day in ("1st", "22nd", "Last working day", "Last Friday", "First Monday"):
        assert f'"text": "{day}"' in text(opened)
    done = dana.submit({"day": "15", "time": "10:30", "notices": "weekly"})
    assert done.get("errors") in (None, {})
    said = answer(dana, "/win settings")
    assert "on the 15th at 10:30" in said
    assert "once a week, on Monday" in said


def test_a_wrong_time_stays_in_the_form_with_the_fix(dana: Visitor) -> None:
    shown = dana.command("/win settings", "#eng")
    dana.click("settings_open", channel="#eng", ts=shown["ts"])
    done = dana.submit({"time": "late"})
    assert done["errors"] == {"time": "“late” is not a time. Write it as 16:00."}
    assert dana.seen()["views"]


def test_one_message_speaks_with_one_voice(dana: Visitor) -> None:
    for line in ("/win settings", "/win remind monthly", "/win remind off"):
        assert "Winbook" not in text(dana.command(line)["response"]["blocks"])


def test_every_wrong_field_is_named_at_once(dana: Visitor) -> None:
    shown = dana.command("/win settings", "#eng")
    dana.click("settings_open", channel="#eng", ts=shown["ts"])
    done = dana.submit({"time": "late", "zone": "Mars/Olympus", "country": "Narnia"})
    assert set(done["errors"]) == {"time", "zone", "country"}
    assert "Write it as Europe/Paris." in done["errors"]["zone"]
    done = dana.submit({"time": "16:00", "zone": "europe/paris", "country": "de"})
    assert done.get("errors") in (None, {})
    assert "at 16:00 (Europe/Paris)" in answer(dana, "/win settings")


def test_a_target_below_the_level_is_refused_in_the_form(dana: Visitor) -> None:
    shown = dana.command("/win level", "#eng")
    dana.click("rubric_open", channel="#eng", ts=shown["ts"])
    done = dana.submit({"level_now": "staff", "level_next": "mid"})
    assert "cannot be below" in done["errors"]["level_next"]


def test_the_first_home_shows_three_steps_and_the_zone(dana: Visitor) -> None:
    said = home(dana)
    assert "Three steps, each can wait" in said
    assert "Europe/Berlin" in said
    assert "/win Cut deploy time" in said


def test_the_steps_never_come_back_after_the_first_win(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope", "#eng")
    said = home(dana)
    assert "Three steps" not in said
    assert "1 win" in said
    assert "Scope is thin." in said
    assert "data_visualization" in said


def test_home_is_published_again_after_a_change(dana: Visitor) -> None:
    home(dana)
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope", "#eng")
    assert dana.settle()
    assert "Cut deploy time" in text(dana.seen()["home"])


def test_gaps_say_the_point_first_and_why(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope", "#eng")
    said = answer(dana, "/win gaps")
    assert "Scope is thin. Nothing yet for ambiguity" in said
    assert "2 more wins and a colleague's words" in said
    assert "Only you can see this." in said


def test_gaps_with_nothing_at_all_still_help(dana: Visitor) -> None:
    assert "To look for" in answer(dana, "/win gaps")


def test_a_pause_until_a_month_is_shown_with_its_date(dana: Visitor) -> None:
    answer(dana, "/win remind monthly")
    assert "Paused until Mon, Mar 1, 2027." in answer(dana, "/win remind pause until March")


@pytest.mark.parametrize(
    ("pause", "until"),
    [
        ("3 months", "Wed, Feb 24, 2027"),
        ("a month", "Thu, Dec 24, 2026"),
        ("two weeks", "Tue, Dec 8, 2026"),
    ],
)
def test_a_pause_counts_calendar_months(dana: Visitor, pause: str, until: str) -> None:
    answer(dana, "/win remind monthly")
    assert f"Paused until {until}." in answer(dana, f"/win remind pause {pause}")


def test_home_has_one_line_for_whoever_was_away_for_two_months(dana: Visitor) -> None:
    answer(dana, "/win Cut deploy time from 40 to 9 minutes #scope")
    assert "Nothing saved since" not in home(dana)
    answer(dana, "/win remind off")
    move_to(dana, "2027-01-28T12:00:00+00:00")
    assert "Nothing saved since Tue, Nov 24, 2026." in home(dana)


def test_a_card_shows_the_credited_and_the_link(dana: Visitor) -> None:
    said = answer(dana, "/win Cut deploy time by 30% with @ben https://wiki.example/rollout")
    assert "With <@" in said
    assert "https://wiki.example/rollout" in said


def test_a_paged_list_says_who_sees_it(dana: Visitor) -> None:
    for number in range(6):
        answer(dana, f"/win Fixed the rollout of service {number} for the data team")
    listed = answer(dana, "/win list")
    assert "of 6" in listed
    assert "Only you can see this." in listed


def test_home_counts_this_half_and_puts_what_waits_before_what_can_be_done(
    dana: Visitor, ben: Visitor
) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope", "#eng")
    dana.command("/win Moved 14 teams to one sign-in on June 30", "#eng")
    kudos = ben.post("#eng", "Kudos to @dana for getting the deploy time under ten minutes!")
    dana.react("#eng", kudos["ts"], "trophy")
    ben.post("#eng", "Thanks @dana for rolling back the release so fast")
    assert dana.settle()
    shown = home(dana)
    assert "1 win this half · 1 with a peer's words" in shown
    assert shown.index("1 kudos to keep") < shown.index("Log a Win") < shown.index("Coverage for")
