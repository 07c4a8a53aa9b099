"""The rules of credentials, as tables of cases."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.career import rubric
from bot.career.credentials import (
    aligning,
    counting,
    expiring,
    milestones,
    programmes,
    stack_files,
    stacks,
    steps,
)
from bot.errors import Refused
from storage.records import Person
from storage.records_credentials import Credential, Programme
from tests.career.books import AT, praise, win

TODAY = date(2026, 11, 24)
SCHEMA = Path(__file__).parents[2] / "docs" / "credential-ladder.schema.json"
LADDER = """credential ladder: Data people
about: From queries to platforms
credentials:
  - id: sql
    name: SQL in Depth
    issuer: School of Examples
  - id: python
    name: Python for Data
    lasts: 24 months
  - {id: cloud, name: Cloud One}
  - {id: ops, name: Ops One}
  - {id: ml, name: Models}
milestones:
  - id: base
    name: Foundations
    all of: [sql, python]
  - id: wide
    name: Breadth
    n of: 2
    steps: [cloud, ops, ml]
  - id: top
    name: Platform
    all of: [base, wide]
"""


def held(title: str, **more: Any) -> Credential:
    given: dict[str, Any] = {
        "workspace": "T1",
        "owner": "UDANA",
        "source": title,
        "title": title,
        "issuer": "School of Examples",
        "issued": date(2026, 1, 1),
        "created_at": AT,
        "updated_at": AT,
    }
    return Credential(**(given | more))


def stack() -> stacks.Stack:
    found = stack_files.read("l.yml", LADDER.encode())
    assert found.problems == ()
    assert found.stack is not None
    return found.stack


def stand(*credentials: Credential, today: date = TODAY) -> stacks.Standing:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    return stacks.standing(stack(), credentials, now, today)


class TestCurrent:
    @pytest.mark.parametrize(
        ("more", "is_current"),
        [
            ({}, True),
            ({"expires": TODAY}, True),
            ({"expires": date(2026, 11, 23)}, False),
            ({"retired_on": TODAY}, False),
            ({"expires_at": AT}, False),
            ({"expires_at": datetime(2026, 11, 24, 10, 0, 1, tzinfo=UTC)}, True),
        ],
        ids=["no end", "last day", "the day after", "retired", "this moment", "a second later"],
    )
    def test_what_is_current(self, more: dict[str, Any], is_current: bool) -> None:
        assert counting.is_current(held("x", **more), AT, TODAY) is is_current


def test_what_was_found_out_online_stays_where_offline_finds_out_nothing() -> None:
    then, now = AT, datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
    before = [
        steps.Step("signature", "yes", "copy", then, online=True),
        steps.Step("issuer", "yes", "a trusted key", then),
        steps.Step("dates", "yes", "", then, online=True),
    ]
    after = [
        steps.Step("signature", "not checked", "", now),
        steps.Step("issuer", "not checked", "", now),
        steps.Step("dates", "no", "expired", now),
    ]
    found = steps.merged(before, after)
    assert [(step.verdict, step.at) for step in found] == [
        ("yes", then),
        ("not checked", now),
        ("no", now),
    ]


class TestCounting:
    def test_scope_needs_a_win_under_scope_that_shows_it(self) -> None:
        used = win(1, "Led the incident", "2026-11-01", "scope")
        other = win(2, "Led another", "2026-11-02", "direction")
        one = held("Incident Command", dimensions=["scope", "ambiguity"])
        assert not counting.counts(one, "scope", [used, other])
        one.shown_by = [other.public_id]
        assert not counting.counts(one, "scope", [used, other])
        one.shown_by = [used.public_id]
        assert counting.counts(one, "scope", [used, other])
        assert counting.counts(one, "ambiguity", [])
        assert not counting.counts(one, "influence", [used])

    def test_the_matrix_says_what_is_bridged_by_neither(self) -> None:
        ladder = rubric.default()
        wins = [win(1, "Led it", "2026-11-01", "scope")]
        one = held("Course", dimensions=["ambiguity", "direction"])
        rows = counting.matrix(ladder, "senior", wins, {"scope": {"UBEN"}}, [one])
        found = {row.dimension: row.bridge for row in rows}
        assert found["scope"] == "work"
        assert found["ambiguity"] == "a credential alone: find work that uses it"
        assert found["direction"] == "neither"
        assert found["influence"] == "neither"
        assert {row.people for row in rows if row.dimension == "scope"} == {1}

    def test_alignment_means_what_the_rubric_names(self) -> None:
        ladder = rubric.default()
        criterion = ladder.asks("scope", "senior").criteria[0]
        found = aligning.meant(["Blast radius", criterion.text], ladder, "senior")
        assert found.dimensions == ["scope", "blast_radius"]
        assert found.expectations == [criterion.id]
        assert aligning.meant(["Cooking"], ladder, "senior") == ([], [])


class TestStacks:
    def test_milestones_are_derived_from_what_is_held(self) -> None:
        assert stand().reached is None
        found = stand(held("SQL in depth"), held("Python for Data", issuer="Elsewhere"))
        assert found.reached is not None
        assert (found.reached.name, found.next and found.next.name) == ("Foundations", "Breadth")
        assert found.next is not None
        assert (found.next.have, found.next.needed) == (0, 2)

    def test_several_become_one(self) -> None:
        every = [held(name) for name in ("SQL in Depth", "Python for Data", "Cloud One", "Models")]
        assert [state.is_met for state in stand(*every).states] == [True, True, True]
        assert stand(*every).next is None

    def test_another_issuers_does_not_count_where_one_is_named(self) -> None:
        found = stand(held("SQL in Depth", issuer="Elsewhere"), held("Python for Data"))
        assert found.reached is None

    def test_an_expired_step_reopens_its_milestone_and_all_above(self) -> None:
        sql = held("SQL in Depth", expires=TODAY)
        every = [sql, *(held(name) for name in ("Python for Data", "Cloud One", "Models"))]
        assert stand(*every).next is None
        after = stand(*every, today=date(2026, 11, 25))
        assert [state.is_met for state in after.states] == [False, True, False]
        assert after.states[0].lapsed == ("SQL in Depth",)
        assert after.states[2].lapsed == ("SQL in Depth",)

    def test_a_step_lasts_as_long_as_the_ladder_says(self) -> None:
        every = [held("SQL in Depth"), held("Python for Data", issued=date(2024, 11, 24))]
        assert stand(*every).reached is None
        assert stand(*every, today=date(2026, 11, 23)).reached is not None

    def test_a_ladder_reads_back_as_it_was_stored(self) -> None:
        plain = json.loads(json.dumps(stacks.as_data(stack())))
        assert stacks.from_data(plain) == stack()

    def test_credentials_alone_are_a_ladder(self) -> None:
        text = "credential ladder: A\ncredentials:\n- {id: a, name: A}\n- {id: b, name: B}\n"
        found = stack_files.read("a.yaml", text.encode()).stack
        assert found is not None
        assert [rung.name for rung in found.rungs] == ["A", "B"]

    @pytest.mark.parametrize(
        ("old", "new", "line", "says"),
        [
            ("all of: [sql, python]", "all of: [sql, pyhton]", 16, "Did you mean “python”"),
            ("all of: [sql, python]", "all of: [sql, top]", 14, "in a circle: base → top → base"),
            ("n of: 2", "n of: 9", 19, "number from 1 to 3"),
            ("Models}", "Models}\n  - {id: ml, name: More}", 13, "stands twice; first in line 12"),
            ("24 months", "a while", 9, "no length of time"),
            ("about:", "abuot:", 2, "Did you mean `about`"),
            ("    all of: [base, wide]\n", "", 21, "in one way what it takes"),
        ],
        ids=["unknown", "cycle", "number", "twice", "lasts", "field", "kind"],
    )
    def test_a_problem_is_refused_with_its_line(
        self, old: str, new: str, line: int, says: str
    ) -> None:
        found = stack_files.read("l.yml", LADDER.replace(old, new).encode())
        assert found.stack is None
        assert [problem.line for problem in found.problems] == [line]
        assert says in str(found.problems[0])

    def test_a_milestone_on_itself_is_a_circle(self) -> None:
        text = LADDER.replace("all of: [base, wide]", "all of: [top]")
        assert "top → top" in str(stack_files.read("l.yml", text.encode()).problems[0])

    def test_a_chain_as_long_as_a_file_may_be(self) -> None:
        rows = [f"- {{id: m{n}, name: M{n}, all of: [m{n + 1}]}}" for n in range(190)]
        text = "credential ladder: A\ncredentials:\n- {id: m190, name: A}\nmilestones:\n"
        found = stack_files.read("l.yml", (text + "\n".join(rows)).encode())
        assert found.problems == ()
        assert found.stack is not None
        assert stacks.standing(found.stack, [held("A")], AT, TODAY).next is None

    def test_the_schema_takes_what_the_reader_takes(self) -> None:
        jsonschema.validate(yaml.safe_load(LADDER), json.loads(SCHEMA.read_text()))
        assert stack_files.is_one(LADDER.encode())
        as_json = json.dumps(yaml.safe_load(LADDER)).encode()
        assert stack_files.is_one(as_json)
        assert stack_files.read("l.json", as_json).problems == ()

    def test_a_rubric_is_no_ladder_of_credentials(self) -> None:
        assert not stack_files.is_one(b"rubric:\n  name: credential ladders\n")


class TestProgrammes:
    def programme(self, text: str) -> Programme:
        found = programmes.units(text, [], TODAY)
        told = {"workspace": "T1", "owner": "U1", "source": "v", "title": "Nano"}
        return Programme(units=found, created_at=AT, updated_at=AT, **told)

    def test_units_with_days_and_a_bar(self) -> None:
        one = self.programme("[x] Basics\n[ ] Statistics by 2026-11-01\n- Models by 2027-03-01")
        assert programmes.bar(one) == "▰▰▰▱▱▱▱▱▱▱ 1 of 3"
        assert programmes.late(one, TODAY) == ["Statistics"]
        assert (programmes.following(one) or {})["name"] == "Statistics"
        again = programmes.units(programmes.text(one), one.units, date(2027, 1, 1))
        assert again == one.units

    @pytest.mark.parametrize(
        "text", ["", "A\na", "A by 2026-02-30", "\n".join(map(str, range(61)))]
    )
    def test_what_is_no_list_of_units(self, text: str) -> None:
        with pytest.raises(Refused):
            programmes.units(text, [], TODAY)


class TestMilestones:
    def test_each_is_derived_with_its_day(self) -> None:
        wins = [
            win(1, "Looked into it", "2026-08-01", "scope"),
            win(2, "Cut it from 40 to 9 minutes", "2026-09-01", "scope"),
            win(3, "Led it", "2026-10-01", "scope"),
        ]
        backing = {3: [praise(1, 3, "UBEN", "great", "2026-10-02")]}
        found = {one.name: one.on for one in milestones.of("scope", wins, backing)}
        assert found == {
            "first win": date(2026, 8, 1),
            "first figure": date(2026, 9, 1),
            "first corroborator": date(2026, 10, 1),
            "third month": date(2026, 10, 1),
        }
        assert all(one.on is None for one in milestones.of("direction", wins, backing))

    def test_the_picture_over_time_holds_all_three(self) -> None:
        wins = [win(1, "Led it", "2026-08-01", "scope")]
        backing = {1: [praise(1, 1, "UBEN", "great", "2026-08-03")]}
        one = held("Course", dimensions=["scope"], expires=date(2026, 9, 1))
        found = milestones.elevation("scope", wins, backing, [one], TODAY)
        assert [moment.kind for moment in found] == ["credential", "win", "words", "expired"]


class TestExpiring:
    def person(self, **more: Any) -> Person:
        told: dict[str, Any] = {"rhythm": "monthly", "zone": "Europe/Berlin", "created_at": AT}
        return Person(workspace="T1", user="UDANA", **(told | more))

    def planned(self, now: str, person: Person | None = None) -> list[str]:
        one = held("Course", public_id="c", expires=date(2027, 3, 20))
        at = datetime.fromisoformat(now)
        rows = expiring.planned(person or self.person(), [one], at, "UTC")
        return [f"{row.period} {row.month} {row.slot}" for row in rows]

    @pytest.mark.parametrize(
        ("now", "mark"),
        [("2027-01-19T08:00:00+00:00", "60d"), ("2027-02-18T08:00:00+00:00", "30d")],
    )
    def test_marks_take_the_second_place_of_the_month(self, now: str, mark: str) -> None:
        month = now[:7]
        assert self.planned(now) == [f"cred:c:2027-03-20:{mark} {month} 2"]

    def test_the_week_before(self) -> None:
        assert self.planned("2027-03-13T07:00:00+00:00") == ["cred:c:2027-03-20:7d 2027-03 2"]

    def test_a_review_that_is_near_carries_it(self) -> None:
        near = self.person(ask_day="16")
        assert self.planned("2027-01-19T08:00:00+00:00", near) == []

    @pytest.mark.parametrize("rhythm", ["off", "unset"])
    def test_whoever_chose_no_rhythm_is_not_written_to(self, rhythm: str) -> None:
        assert self.planned("2027-01-19T08:00:00+00:00", self.person(rhythm=rhythm)) == []

    def test_one_that_was_renewed_says_nothing(self) -> None:
        old = held("Course", public_id="c", expires=date(2026, 12, 1))
        new = held("Course", renews="c")
        assert expiring.soon([old, new], AT, TODAY) == []
        assert expiring.soon([old], AT, TODAY) == [old]
