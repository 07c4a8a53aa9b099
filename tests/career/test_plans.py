"""The plan's rules: evidence line by line, days, the text both confirm, moved goals, agendas."""

from datetime import date, timedelta

import pytest

from bot.career import answers, plans
from bot.errors import Refused
from storage.records_people import Decision, Plan
from tests.conftest import NOW

TODAY = date(2026, 11, 24)


def plan(**more: object) -> Plan:
    said = {"sponsor": "UBEN", "target": "senior", "target_name": "Senior", "cadence": "monthly"}
    return Plan(
        workspace="T1", owner="UANA", cycle=date(2027, 3, 1), created_at=NOW, updated_at=NOW,
        **(said | more),
    )  # fmt: skip


def decision(gap: str, **more: object) -> Decision:
    said = {"source": gap, "answer": "no", "said_on": TODAY, "gap": gap, **more}
    return Decision(workspace="T1", owner="UANA", created_at=NOW, updated_at=NOW, **said)


def test_evidence_is_read_line_by_line_with_its_dimension() -> None:
    found = plans.read_evidence("- Lead it #scope\n\n2. Mentor two people #inf\n• Lead it #scope")
    assert [(one["text"], one["dimension"]) for one in found] == [
        ("Lead it", "scope"),
        ("Mentor two people", "influence"),
    ]


def test_wins_stay_with_the_words_they_were_linked_to() -> None:
    [one] = plans.read_evidence("Lead it #scope")
    linked = [one | {"wins": ["w1"]}]
    again = plans.read_evidence("Something else #scope\nLead it #influence", linked)
    assert [piece["wins"] for piece in again] == [[], ["w1"]]
    assert plans.read_evidence(plans.typed(again), again) == again


@pytest.mark.parametrize("said", ["", "soon", "2026-11-24", "2020-01-01", "2036-01-01"])
def test_a_day_that_cannot_be_is_refused(said: str) -> None:
    with pytest.raises(Refused) as refused:
        plans.read_cycle(said, TODAY)
    assert refused.value.field == "cycle"


def test_the_text_says_the_same_for_the_same_plan_and_names_nobody() -> None:
    row = plan(evidence=plans.read_evidence("Lead it #scope"), missing="a second project")
    assert plans.text(row) == plans.text(row)
    assert "UBEN" not in plans.text(row)
    assert "1. Lead it (scope)" in plans.text(row)
    assert "in the sponsor's words: a second project" in plans.text(row)


@pytest.mark.parametrize("cadence", plans.CADENCES)
def test_the_next_check_in_is_a_working_day(cadence: str) -> None:
    for after in range(30):
        day = plans.next_day(TODAY + timedelta(days=after), cadence)
        assert day.weekday() < 5
        assert day > TODAY + timedelta(days=after)


@pytest.mark.parametrize("days", range(1, 60))
def test_a_checkpoint_lies_between_on_a_working_day(days: int) -> None:
    end = TODAY + timedelta(days=days)
    found = answers.midway(TODAY, end)
    assert found is None or (TODAY < found < end and found.weekday() < 5)


class TestMovedGoals:
    met = decision("Lead one project that two teams deliver", state="met")

    def test_another_gap_after_the_first_was_met(self) -> None:
        assert answers.moved_from(decision("Mentor juniors until they own it"), [self.met])

    @pytest.mark.parametrize(
        ("now", "earlier"),
        [
            (decision("Lead a second project that teams deliver"), [met]),  # the same gap
            (decision("Mentor juniors"), [decision("Lead it", state="open")]),  # not met
            (decision("", blocker="budget"), [met]),  # no skill
            (decision("Mentor juniors"), [decision("", answer="yes"), met]),  # a yes in between
            (decision("Mentor juniors"), []),
        ],
    )
    def test_nothing_else_is_one(self, now: Decision, earlier: list[Decision]) -> None:
        assert answers.moved_from(now, earlier) is None


def test_the_follow_up_is_short_and_asks_when_no_gap_was_named() -> None:
    said = answers.follow_up(decision("", said="Keep it up."))
    assert "“Keep it up.”" in said
    assert said.count("Open: ") == 2
    blocked = answers.follow_up(decision("", blocker="quota"))
    assert "not a skill that is missing" in blocked


class TestRewording:
    BEFORE = plans.read_evidence("Own the billing migration end to end #scope\nMentor somebody")

    def linked(self) -> list[plans.Evidence]:
        return [one | {"wins": [f"w{at}"]} for at, one in enumerate(self.BEFORE)]

    def test_a_reworded_piece_keeps_its_id_and_its_wins(self) -> None:
        text = (
            "Mentor somebody to own a service\nOwn the billing migration end to end by May #scope"
        )
        mentor, own = plans.read_evidence(text, self.linked())
        assert (own["id"], own["wins"]) == (self.BEFORE[0]["id"], ["w0"])
        assert (mentor["id"], mentor["wins"]) == (self.BEFORE[1]["id"], ["w1"])

    def test_another_piece_begins_with_nothing(self) -> None:
        [new] = plans.read_evidence("Present the strategy to the directors", self.linked())
        assert new["wins"] == []
        assert new["id"] not in {one["id"] for one in self.BEFORE}

    def test_words_that_come_back_beside_their_rewording_get_an_id_of_their_own(self) -> None:
        once = plans.read_evidence("Mentor somebody well", self.linked())
        both = plans.read_evidence("Mentor somebody well\nMentor somebody", once)
        assert both[0]["id"] == self.BEFORE[1]["id"]
        assert both[1]["id"] != both[0]["id"]
        assert both[1]["wins"] == []
