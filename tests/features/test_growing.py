"""Ladders, programmes, pathways, milestones and what expires: a person on the way."""

import base64
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.career.prompts import EVERY_UNASKED
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from storage.records_credentials import Credential
from tests.career.test_credentials import LADDER
from tests.features.said import answer, direct_messages, home, move_to, text, told
from tests.features.test_credentials import log


@pytest.fixture
def me(slack: Playground) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == "dana")
    return Principal(slack.team, user)


def drop(visitor: Visitor, name: str, content: str) -> dict[str, Any]:
    data = base64.b64encode(content.encode()).decode()
    visitor.upload("@winbook", name, data, encoding="base64")
    assert visitor.settle()
    return direct_messages(visitor)[-1]


def holds(store: Store, me: Principal, title: str, at: Any, **more: Any) -> Credential:
    given: dict[str, Any] = {
        "workspace": "",
        "owner": "",
        "source": title,
        "title": title,
        "issuer": "School of Examples",
        "issued": at.date(),
        "created_at": at,
        "updated_at": at,
    }
    return store.credentials.add(me, Credential(**(given | more)))[0]


class TestLadders:
    def test_a_ladder_is_dropped_looked_at_and_used(
        self, dana: Visitor, store: Store, me: Principal, clock: Any
    ) -> None:
        holds(store, me, "SQL in Depth", clock.now())
        holds(store, me, "Python for Data", clock.now())
        said = drop(dana, "ladder.yml", LADDER)
        assert "Data people: 3 rungs over 5 credentials" in text(said)
        assert "Reached with what you hold: Foundations" in text(said)
        assert store.growing.ladders(me) == []
        dana.click("ladder_use_me", channel="@winbook", ts=said["ts"])
        shown = answer(dana, "/win credentials ladders")
        assert "Foundations reached" in shown
        assert "Next: *Breadth*, 0 of 2" in shown
        assert "Data people: Foundations, next Breadth" in home(dana)

    def test_problems_come_with_their_lines(self, dana: Visitor) -> None:
        said = text(drop(dana, "l.yml", LADDER.replace("all of: [base, wide]", "all of: [top]")))
        assert "l.yml:21" in said
        assert "circle" in said
        assert "Use for Me" not in said

    def test_a_rubric_is_still_a_rubric(self, dana: Visitor) -> None:
        said = text(drop(dana, "acme.csv", "level,dimension,criterion\nMid,Craft,Writes\n"))
        assert "is a list of criteria" in said

    def test_only_an_admin_shares_one(self, dana: Visitor, store: Store, me: Principal) -> None:
        said = drop(dana, "ladder.yml", LADDER)
        assert "Use for the Workspace" not in text(said)

    def test_an_expired_step_reopens_its_rung(
        self, dana: Visitor, store: Store, me: Principal, clock: Any
    ) -> None:
        holds(store, me, "SQL in Depth", clock.now(), expires=date(2026, 12, 1))
        holds(store, me, "Python for Data", clock.now())
        said = drop(dana, "ladder.yml", LADDER)
        dana.click("ladder_use_me", channel="@winbook", ts=said["ts"])
        move_to(dana, "2026-12-01T23:30:00+00:00")
        shown = answer(dana, "/win credentials ladders")
        assert "no rung reached yet" in shown
        assert "SQL in Depth expired and opened it again" in shown


class TestProgrammes:
    def test_units_are_ticked_and_the_last_makes_a_credential(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer(dana, "/win credentials programmes")
        dana.send("command", text="/win credentials programmes", channel="@winbook")
        message = _button(dana, "programme_start")
        dana.click("programme_start", **message)
        dana.submit(
            {
                "title": "Data Nanodegree",
                "provider": "School",
                "units": "[x] Basics\n[ ] Models by 2027-01-31",
                "dimensions": ["Ambiguity"],
            }
        )
        shown = answer(dana, "/win credentials programmes")
        assert "▰▰▰▰▰▱▱▱▱▱ 1 of 2" in shown
        assert "next: Models, due Sun, Jan 31, 2027" in shown
        (one,) = store.growing.programmes(me)
        assert one.units[0]["done"] == "2026-11-24"
        assert "Data Nanodegree `▰▰▰▰▰▱▱▱▱▱ 1 of 2`" in home(dana)
        again = _button(dana, "programme_change")
        dana.click("programme_change", value=one.public_id, **again)
        dana.submit({"title": "Data Nanodegree", "units": "[x] Basics\n[x] Models by 2027-01-31"})
        assert "Finish" in answer(dana, "/win credentials programmes")
        finishing = _button(dana, "programme_finish")
        dana.click("programme_finish", value=one.public_id, **finishing)
        assert dana.settle()
        (made,) = store.credentials.of(me)
        assert (made.title, made.issuer, made.dimensions) == (
            "Data Nanodegree",
            "School",
            ["ambiguity"],
        )


def _button(visitor: Visitor, action: str) -> dict[str, Any]:
    """Where the newest private answer with this button stands."""
    found = [
        (channel["id"], message["ts"])
        for channel in visitor.seen()["channels"]
        for message in channel["messages"]
        if action in text(message)
    ]
    channel, ts = found[-1]
    return {"channel": channel, "ts": ts}


class TestPathways:
    def test_one_is_chosen_and_followed_up_in_the_monthly_question(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer(dana, "/win remind monthly")
        dana.command("/win credentials pathways")
        where = _button(dana, "pathway_choose")
        dana.click("pathway_choose", value="direction", **where)
        dana.submit({"credential": "A course in strategy", "by": "2027-02-01"})
        (one,) = store.growing.pathways(me)
        assert (one.dimension, str(one.by)) == ("direction", "2027-02-01")
        move_to(dana, "2026-12-01T09:30:00+00:00")
        review = told(dana)[-1]
        assert "*Direction* by Mon, Feb 1, 2027" in review
        assert "A course in strategy" in review


class TestExpiry:
    def test_it_is_told_before_and_within_the_budget(self, dana: Visitor) -> None:
        answer(dana, "/win remind monthly")
        log(dana, expires="2027-01-20")
        move_to(dana, "2026-12-01T09:30:00+00:00")  # the review; 60 days before was Nov 21
        assert "Incident Command expires Wed, Jan 20, 2027, in 50 days." in told(dana)[-1]
        answer(dana, "/win list")
        move_to(dana, "2026-12-21T09:30:00+00:00")
        said = told(dana)
        assert "Incident Command expires Wed, Jan 20, 2027, in 30 days." in said[-1]
        unasked = [one for one in said if "expires Wed" in one]
        assert len(unasked) == 2

    def test_without_a_rhythm_nothing_is_sent(self, dana: Visitor) -> None:
        log(dana, expires="2027-01-20")
        before = len(told(dana))
        move_to(dana, "2026-12-21T09:30:00+00:00")
        assert len(told(dana)) == before


def test_the_matrix_and_milestones_and_the_picture(dana: Visitor) -> None:
    log(dana)
    answer(dana, "/win Cut the pager load of three teams from 40 to 9 a week #scope")
    said = answer(dana, "/win credentials matrix")
    assert "Incident Command (no win yet)" in said
    assert "a credential alone: find work that uses it" in said
    assert "bridged by neither" in said
    assert "✓ first win, Tue, Nov 24, 2026 · ✓ first figure" in answer(
        dana, "/win credentials milestones"
    )
    picture = answer(dana, "/win credentials picture scope")
    assert "Scope over time: 1 win, 0 colleagues' quotes and 1 credential" in picture
    assert "Milestones · Scope: 2 of 4, next first corroborator" in home(dana)


def test_a_year_with_an_expiring_certificate_inside_a_stack(
    dana: Visitor, store: Store, me: Principal, clock: Any
) -> None:
    """Two unasked messages a month at the most; the rung falls at midnight and stands again."""
    answer(dana, "/win remind monthly")
    holds(store, me, "SQL in Depth", clock.now(), expires=date(2027, 4, 20))
    holds(store, me, "Python for Data", clock.now())
    said = drop(dana, "ladder.yml", LADDER)
    dana.click("ladder_use_me", channel="@winbook", ts=said["ts"])
    rungs = []
    for month in range(1, 12):
        for day in (2, 14, 21, 28):
            move_to(dana, f"2027-{month:02}-{day:02}T10:00:00+00:00")
            answer(dana, "/win credentials 1")  # somebody who answers
        rungs.append("Foundations reached" in answer(dana, "/win credentials ladders"))
        if month == 6:
            dana.command("/win credentials renew 1")
            dana.submit({"issued": "2027-06-01", "expires": "2030-06-01"})
    rows = store.deliveries.planned(
        me.workspace, me.user, ("monthly", "nudge", "credential_expiry")
    )
    sent = [row for row in rows if row.state == "sent"]
    months = [f"{row.sent_at:%Y-%m}" for row in sent if row.sent_at]
    assert max(months.count(month) for month in months) <= 2
    told_of = [message for message in told(dana) if "SQL in Depth expires" in message]
    assert [day for day in (49, 18, 6) if f"in {day} days" in "".join(told_of)] == [49, 18, 6]
    assert any("Renew" in message for message in told_of)
    assert rungs == [True, True, True, False, False, False, True, True, True, True, True]


@pytest.mark.slow
def test_sixty_thirty_and_seven_days_before_it_is_said_day_by_day(
    dana: Visitor, store: Store, me: Principal, clock: Any
) -> None:
    """A year on the clock with a certificate that ends on Apr 20, 2027, inside a stack."""
    answer(dana, "/win remind monthly")
    holds(store, me, "SQL in Depth", clock.now(), expires=date(2027, 4, 20))
    holds(store, me, "Python for Data", clock.now())
    said = drop(dana, "ladder.yml", LADDER)
    dana.click("ladder_use_me", channel="@winbook", ts=said["ts"])
    end, day = datetime(2027, 4, 20, 10, tzinfo=UTC), datetime(2026, 12, 1, 10, tzinfo=UTC)
    while day <= end:
        move_to(dana, day.isoformat())
        if day.weekday() == 0:
            answer(dana, "/win list")  # somebody who answers
        day += timedelta(days=1 if timedelta(0) <= end - day <= timedelta(days=68) else 7)
    left = sorted(_days_left(dana), reverse=True)
    for mark in (60, 30, 7):
        assert any(abs(days - mark) <= 7 for days in left), left
    rows = store.deliveries.planned(me.workspace, me.user, EVERY_UNASKED)
    months = [row.month for row in rows if row.state == "sent"]
    assert max(map(months.count, months)) <= 2

    move_to(dana, "2027-04-20T21:59:00+00:00")  # 23:59 in Berlin
    assert "Foundations reached" in answer(dana, "/win credentials ladders")
    move_to(dana, "2027-04-20T22:00:00+00:00")
    shown = answer(dana, "/win credentials ladders")
    assert "no rung reached yet" in shown
    assert "SQL in Depth expired and opened it again" in shown
    assert "SQL in Depth" not in answer(dana, "/win credentials matrix")

    move_to(dana, "2027-06-01T10:00:00+00:00")
    dana.command("/win credentials renew 1")
    dana.submit({"issued": "2027-06-01", "expires": "2030-06-01"})
    assert "Foundations reached" in answer(dana, "/win credentials ladders")
    before = len(told(dana))
    for month in range(7, 13):
        move_to(dana, f"2027-{month:02}-20T10:00:00+00:00")
    assert not any("SQL in Depth expires" in message for message in told(dana)[before:])


def _days_left(dana: Visitor) -> list[int]:
    """Of every message that named the end, how many days it said are left."""
    found = [re.search(r"SQL in Depth expires [^.]*?in (\d+) days?", one) for one in told(dana)]
    return [int(one[1]) for one in found if one]


def test_the_packet_tells_only_what_is_current(
    dana: Visitor, store: Store, me: Principal, clock: Any, slack: Playground
) -> None:
    used = holds(store, me, "Release Engineering", clock.now(), link="https://school.example/1")
    holds(store, me, "Old Certificate", clock.now(), expires=date(2026, 11, 23))
    answer(dana, "/win Cut deploy time from 40 to 9 minutes #scope")
    win = store.wins.of(me)[0]
    store.credentials.change(me, used.public_id, shown_by=[win.public_id])
    answer(dana, "/win packet send")
    assert dana.settle()
    [file] = [
        slack.world.files[f["id"]]
        for m in direct_messages(dana)
        for f in m.get("files") or []
        if f["name"].endswith(".md")
    ]
    page = file.content.decode()
    assert "Release Engineering" in page
    assert "your own word, no badge file" in page
    assert "in use in win 1" in page
    assert "https://school.example/1" in page
    assert "Old Certificate" not in page
