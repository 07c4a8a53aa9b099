"""A whole year around one case: agreed in January, a soft no in June, a moved goal, a yes."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.features import FEATURES
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.features.said import direct_messages, home, move_to, text, told

PLAN = {
    "sponsor": "otis",
    "target": "Senior",
    "cycle": "2026-12-14",
    "evidence": "Lead one project of two teams #scope\nMentor somebody to own a service #influence",
    "missing": "Nobody outside the team knows your work.",
    "cadence": "Every thirteen weeks",
}


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 1, 12, 10, 0, tzinfo=UTC))


def newest(visitor: Visitor) -> dict[str, Any]:
    assert visitor.settle()
    return direct_messages(visitor)[-1]


def press(visitor: Visitor, action_id: str) -> dict[str, Any]:
    pressed = visitor.click(action_id, channel="@winbook", ts=newest(visitor)["ts"])
    assert visitor.settle()
    return pressed


def decide(dana: Visitor, **said: str) -> dict[str, Any]:
    view = dana.command("/win decision")["view"]
    if view["title"]["text"] == "Decision":
        view = dana.click("decision_new", view_id=view["id"])["view"]
    return dana.submit(said, view["id"])["view"]


def test_a_year(
    dana: Visitor, otis: Visitor, ben: Visitor, slack: Playground, store: Store
) -> None:
    me = Principal(slack.team, next(p.id for p in slack.world.people.values() if p.name == "dana"))
    # January: the plan is agreed
    dana.command("/win plan")
    dana.submit(PLAN)
    page = dana.command("/win plan")["view"]
    dana.submit({}, dana.click("plan_send", view_id=page["id"])["view"]["id"])
    press(otis, "paper_confirm")
    assert "otis confirmed your plan" in told(dana)[-1]

    assert "Your plan" not in home(otis)
    assert told(ben) == []

    # April: a win, confirmed by a peer; the check-in shares one item
    live_to(dana, "2026-04-08T14:30:00Z")
    dana.command("/win Led the ledger move of two teams from 6 weeks to 9 days #scope", "#eng")
    dana.command("/win confirm 1")
    dana.submit({"peers": ["ben"]})
    press(ben, "confirm_yes")
    move_to(dana, "2026-04-13T09:30:00Z")
    assert "Your check-in with otis is today." in newest(dana)["text"]
    press(dana, "checkin_choose")
    item = "Win 1: Led the ledger move of two teams from 6 weeks to 9 days"
    review = dana.submit({"items": [item]})["view"]
    dana.submit({}, review["id"])
    assert "Led the ledger move" in text(newest(otis))

    # June: a soft let-down, then the gap in writing
    live_to(dana, "2026-06-08T09:30:00Z")
    soft = decide(dana, answer_given="Not yet", said="Keep it up, you're close.")
    assert soft["title"]["text"] == "No Gap Yet"
    dana.close()
    asked = "Mentor two engineers until each owns a service"
    decide(dana, answer_given="Not yet", said="So be it.", gap=asked, by="2026-10-05")
    page = dana.command("/win decision")["view"]
    form = dana.click("decision_send", view_id=page["id"])["view"]
    dana.submit({"sponsor": "otis"}, form["id"])
    press(otis, "paper_confirm")

    # August: the checkpoint; September: the gap is closed
    live_to(dana, "2026-08-06T09:30:00Z")
    assert any("Half way to Mon, Oct 5, 2026" in said for said in told(dana))
    assert any("The gap you both confirmed:" in said for said in told(dana))
    live_to(dana, "2026-09-15T09:30:00Z")
    dana.command("/win Mentored Leo and Yuki, who own a service each now #influence", "#eng")
    page = dana.command("/win decision")["view"]
    form = dana.click("decision_link", view_id=page["id"])["view"]
    linked = "2 · Mentored Leo and Yuki, who own a service each now"
    dana.submit({"wins": [linked], "closed": "Closed"}, form["id"])

    # October: another gap, and it is said so; an empty budget is no skill
    live_to(dana, "2026-10-06T09:30:00Z")
    other = "Present the platform strategy to the directors"
    moved = decide(dana, answer_given="No", said="One more thing.", gap=other, by="2026-12-07")
    assert "The goal was moved." in text(moved)
    assert asked in text(moved)

    # December: yes
    live_to(dana, "2026-12-14T09:30:00Z")
    assert any("Today is the day you set." in said for said in told(dana))  # nobody confirmed it
    yes = decide(dana, answer_given="Yes", said="Congratulations.")
    close = dana.click("decision_yes", view_id=yes["id"])["view"]
    dana.submit({}, close["id"])
    person = store.people.get(me)
    assert person is not None
    assert (person.level_now, person.level_next) == ("senior", "staff")
    assert store.packets.count(me) == 1
    assert store.plans.running(me) is None
    assert {row.state for row in store.decisions.of(me)} <= {"closed", "met"}
    assert "The goal was moved" not in home(dana)
    assert store.audits.broken(me.workspace) == []

    # What each of them saw of it
    everybody = {visitor.person: visitor for visitor in (dana, otis, ben)}
    assert "Keep it up" not in "".join(told(otis))  # said to her, and not sent on by her
    assert "One more thing." not in "".join(told(otis))
    assert [one for one in told(ben) if "did you see this happen?" not in one][1:] == []
    for name, visitor in everybody.items():
        for said in direct_messages(visitor):
            assert is_understood(said), (name, said["text"])
    for user in {row.id for row in slack.world.people.values()}:
        assert max(unasked(store, me.workspace, user).values(), default=0) <= 2
    assert unasked(store, me.workspace, me.user).total() >= 8
    assert unasked(store, me.workspace, principal(slack, "otis").user).total() == 0


def principal(slack: Playground, name: str) -> Principal:
    return Principal(slack.team, next(p.id for p in slack.world.people.values() if p.name == name))


def live_to(visitor: Visitor, moment: str) -> None:
    """Day by day through the working week, so that all that is due on the way comes when it is."""
    until = datetime.fromisoformat(moment)
    now = datetime.fromisoformat(visitor.seen()["now"])
    while now + timedelta(days=4) < until:
        now += timedelta(days=3)
        move_to(visitor, now.isoformat())
        visitor.home()  # somebody who is there
    move_to(visitor, moment)


def unasked(store: Store, workspace: str, user: str) -> Counter[str]:
    """Messages that nobody asked for, by month."""
    kinds = [due.kind for feature in FEATURES for due in getattr(feature, "DUE", ()) if due.unasked]
    sent = store.deliveries.planned(workspace, user, kinds)
    return Counter(f"{row.sent_at:%Y-%m}" for row in sent if row.sent_at)


def is_understood(message: dict[str, Any]) -> bool:
    """A sentence in the notification, at most six blocks but for a whole text, and an audience."""
    words, blocks = message["text"], message.get("blocks", [])
    return len(words) > 10 and "None" not in words and "U0" not in words and len(blocks) <= 9
