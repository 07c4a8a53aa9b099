"""The main job, end to end, as one person lives it."""

import json
from datetime import UTC, datetime

from playground.driver import Visitor
from playground.server import Playground


def told(person: Visitor) -> list[str]:
    """The messages in this person's DM with the bot, oldest first, each as one string."""
    rooms = [room for room in person.seen()["channels"] if room["kind"] == "im"]
    return [json.dumps(message, ensure_ascii=False) for m in rooms for message in m["messages"]]


def test_the_whole_loop(dana: Visitor, ben: Visitor) -> None:
    saved = dana.command("/win Cut deploy time from 40 to 9 minutes #scope on friday", "#eng")
    card = json.dumps(saved["response"], ensure_ascii=False)
    assert "Saved win 1" in card
    assert "40 minutes → 9 minutes" in card
    assert "Fri, Nov 20, 2026" in card
    assert "Only you can see this." in card

    kudos = ben.post("#eng", "Kudos to @dana for getting the deploy time under ten minutes!")
    assert dana.settle()
    [noticed] = told(dana)
    assert "Not kept unless you press Keep" in noticed

    dana.react("#eng", kudos["ts"], "trophy")
    assert dana.settle()
    kept = told(dana)[-1]
    assert "with win 1" in kept
    assert "deploy" in kept  # the reason is shown

    dana.send("clock", to=datetime(2026, 12, 1, 9, 30, tzinfo=UTC).isoformat())
    assert dana.settle()
    asked = told(dana)[-1]
    assert "What landed since November began?" in asked
    assert "ambiguity (nothing yet)" in asked
    assert len(told(dana)) == 2


def test_the_readmes_own_loop(dana: Visitor, ben: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes on friday", "#eng")
    kudos = ben.post("#eng", "Kudos to @dana for getting deploys under ten minutes!")
    dana.react("#eng", kudos["ts"], "trophy")
    assert dana.settle()
    assert "with win 1" in told(dana)[-1]


def test_a_month_brings_one_question_however_often_the_clock_is_moved(dana: Visitor) -> None:
    dana.command("/win Moved 14 teams to one sign-in #influence", "#eng")
    for hour in (8, 9, 12, 15):
        dana.send("clock", to=datetime(2026, 12, 1, hour, tzinfo=UTC).isoformat())
        assert dana.settle()
    assert sum("What landed" in said for said in told(dana)) == 1


def test_nobody_who_did_nothing_is_written_to(
    slack: Playground, dana: Visitor, ben: Visitor
) -> None:
    dana.send("clock", to=datetime(2026, 12, 1, 12, tzinfo=UTC).isoformat())
    assert dana.settle()
    assert told(ben) == []
    assert told(dana) == []


def test_the_last_word_after_two_unanswered_then_silence(dana: Visitor) -> None:
    dana.command("/win Moved 14 teams to one sign-in #influence", "#eng")
    for month in (12, 1, 2, 3, 4, 5):
        year = 2026 if month == 12 else 2027
        for day in (1, 4, 16, 19):
            dana.send("clock", to=datetime(year, month, day, 12, tzinfo=UTC).isoformat())
            assert dana.settle()
    said = told(dana)
    assert sum("What landed" in line for line in said) + sum("still thin" in s for s in said) == 2
    assert sum("so I stop asking" in line for line in said) == 1
    dana.command("/win remind monthly")
    dana.send("clock", to=datetime(2027, 6, 1, 12, tzinfo=UTC).isoformat())
    assert dana.settle()
    assert "What landed" in told(dana)[-1]


def test_praise_is_announced_at_once_also_in_the_evening(dana: Visitor, ben: Visitor) -> None:
    dana.send("clock", to=datetime(2026, 11, 28, 21, tzinfo=UTC).isoformat())  # a Saturday night
    ben.post("#eng", "Kudos to @dana for getting the deploy time under ten minutes!")
    assert dana.settle()
    assert "Not kept unless you press Keep" in told(dana)[-1]
