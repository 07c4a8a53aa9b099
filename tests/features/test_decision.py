"""A no becomes a gap, a date and a confirmed text; the next is compared with it; a yes ends it."""

from typing import Any

import pytest

from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.features.said import answer, direct_messages, home, move_to, text, told

NO = {
    "answer_given": "Not yet",
    "said": "You have not led anything across teams. Show me one project with two teams by March.",
    "gap": "Lead one project that two teams deliver #scope",
    "evidence": "The billing migration, with mobile and backend, shipped",
    "by": "2027-03-01",
}


@pytest.fixture
def me(slack: Playground) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == "dana")
    return Principal(slack.team, user)


def newest(visitor: Visitor) -> dict[str, Any]:
    assert visitor.settle()
    return direct_messages(visitor)[-1]


def record(dana: Visitor, **more: str) -> dict[str, Any]:
    view = dana.command("/win decision")["view"]
    if view["title"]["text"] == "Decision":
        view = dana.click("decision_new", view_id=view["id"])["view"]
    return dana.submit(NO | more, view["id"])


def close_gap(dana: Visitor, line: str = "Led the billing migration of two teams #scope") -> None:
    dana.command(f"/win {line}")
    page = dana.command("/win decision")["view"]
    form = dana.click("decision_link", view_id=page["id"])["view"]
    dana.submit({"wins": [f"1 · {line.removesuffix(' #scope')}"], "closed": "Closed"}, form["id"])


class TestRecording:
    def test_a_gap_that_can_be_seen_is_kept_with_a_checkpoint_half_way(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        page = text(record(dana)["view"])
        [row] = store.decisions.of(me)
        assert (row.answer, row.state, row.dimension) == ("not_yet", "open", "scope")
        assert row.gap == "Lead one project that two teams deliver"
        assert str(row.checkpoint) == "2027-01-11"
        assert "Checkpoint: Mon, Jan 11, 2027" in page
        assert "No win closes it yet." in page

    @pytest.mark.parametrize("gap", ["", "Keep it up, you're close", "more visibility"])
    def test_a_soft_let_down_is_called_one_and_the_two_questions_are_given(
        self, dana: Visitor, store: Store, me: Principal, gap: str
    ) -> None:
        said = "Keep it up, you're close." if not gap else "It was a tough cycle."
        view = record(dana, said=said, gap=gap, evidence="")["view"]
        assert view["title"]["text"] == "No Gap Yet"
        assert "would you have needed to see to say yes?" in text(view)
        assert "By when should it be there" in text(view)
        assert store.decisions.of(me) == []
        kept = dana.submit({}, view["id"])
        assert "*No gap was named.*" in text(kept["view"])
        assert [row.gap for row in store.decisions.of(me)] == [""]

    def test_the_words_are_not_lost_when_the_form_is_closed_there(self, dana: Visitor) -> None:
        record(dana, gap="", said="You are almost there.", evidence="")
        dana.close()
        again = dana.command("/win decision")["view"]
        assert "You are almost there." in text(again)

    def test_what_no_skill_closes_is_recorded_as_that(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        said = "There is a promotion freeze until spring."
        page = text(record(dana, said=said, gap="", evidence="")["view"])
        assert "The reason was the budget.* That is no skill" in page
        assert store.decisions.of(me)[0].blocker == "budget"

    @pytest.mark.parametrize(
        ("wrong", "field", "why"),
        [
            ({"said_on": "2027-01-01"}, "said_on", "is in the future"),
            ({"by": "2026-11-01"}, "by", "is not in the future"),
            ({"by": "2036-11-01"}, "by", "within three years"),
        ],
    )
    def test_dates_that_cannot_be_stand_under_their_box(
        self, dana: Visitor, wrong: dict[str, str], field: str, why: str
    ) -> None:
        assert why in record(dana, **wrong)["errors"][field]


class TestFollowUp:
    def test_it_is_drafted_edited_sent_and_frozen_once_confirmed(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        record(dana)
        page = dana.command("/win decision")["view"]
        form = dana.click("decision_send", view_id=page["id"])["view"]
        draft = form["blocks"][1]["element"]["initial_value"]
        assert "The gap: Lead one project that two teams deliver (scope)" in draft
        assert direct_messages(otis) == []
        dana.submit({"sponsor": "otis", "text": f"{draft}\nThank you."}, form["id"])
        said = newest(otis)
        assert "asks you to confirm what was said about their promotion" in said["text"]
        assert "Thank you." in text(said)
        otis.click("paper_confirm", channel="@winbook", ts=said["ts"])
        assert dana.settle()
        assert "*otis confirmed your record of the decision*" in told(dana)[-1]
        page = text(dana.command("/win decision")["view"])
        assert "*Confirmed by both*, Tue, Nov 24, 2026. Frozen:" in page

    def test_without_a_gap_it_asks_the_two_questions(self, dana: Visitor) -> None:
        view = record(dana, gap="", said="Keep it up.", evidence="")["view"]
        dana.submit({}, view["id"])
        page = dana.command("/win decision")["view"]
        form = dana.click("decision_send", view_id=page["id"])["view"]
        assert "Open: what exactly would have been needed" in text(form)


class TestDates:
    def test_it_reminds_half_way_and_at_the_end_once_each(self, dana: Visitor) -> None:
        record(dana)
        move_to(dana, "2027-01-11T09:00:00Z")
        assert "Half way to Mon, Mar 1, 2027" in newest(dana)["text"]
        assert "Lead one project that two teams deliver" in text(newest(dana))
        move_to(dana, "2027-03-01T09:00:00Z")
        assert "Today is the day you set." in newest(dana)["text"]
        assert len(direct_messages(dana)) == 2

    def test_a_moved_checkpoint_is_the_one_that_counts(self, dana: Visitor) -> None:
        record(dana)
        page = dana.command("/win decision")["view"]
        dana.click("decision_checkpoint", view_id=page["id"], value="2027-02-01")
        move_to(dana, "2027-01-11T09:00:00Z")
        assert direct_messages(dana) == []
        move_to(dana, "2027-02-01T09:00:00Z")
        assert len(direct_messages(dana)) == 1

    def test_a_closed_gap_reminds_of_nothing(self, dana: Visitor) -> None:
        record(dana)
        close_gap(dana)
        move_to(dana, "2027-01-11T09:00:00Z")
        assert "Half way" not in "".join(told(dana))


class TestClosing:
    def test_it_needs_a_win(self, dana: Visitor) -> None:
        record(dana)
        dana.command("/win Led the billing migration of two teams #scope")
        page = dana.command("/win decision")["view"]
        form = dana.click("decision_link", view_id=page["id"])["view"]
        refused = dana.submit({"closed": "Closed"}, form["id"])
        assert "A gap is closed by wins" in refused["errors"]["wins"]

    def test_another_gap_after_the_first_was_met_is_called_a_moved_goal(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        record(dana)
        close_gap(dana)
        move_to(dana, "2027-03-02T09:00:00Z")
        other = "Mentor two junior engineers until they own a service #influence"
        page = text(record(dana, gap=other, by="2027-09-01", evidence="")["view"])
        assert "*The goal was moved.*" in page
        assert "Lead one project that two teams deliver" in page
        assert "with 1 win. This answer names another gap." in page

    def test_the_same_gap_again_is_no_moved_goal(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        record(dana)
        close_gap(dana)
        record(dana, gap="Lead a second project that two teams deliver", by="2027-09-01")
        assert [row.is_moved for row in store.decisions.of(me)] == [False, False]


class TestYes:
    def test_it_freezes_the_packet_moves_levels_up_and_starts_a_new_file(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer(dana, "/win level mid to senior")
        dana.command("/win Led the billing migration of two teams #scope")
        view = record(dana, answer_given="Yes", gap="", evidence="", said="Congratulations")["view"]
        close = dana.click("decision_yes", view_id=view["id"])["view"]
        assert "Your level becomes Senior, your target Staff" in text(close)
        dana.submit({}, close["id"])
        person = store.people.get(me)
        assert person is not None
        assert (person.level_now, person.level_next) == ("senior", "staff")
        assert store.packets.count(me) == 1
        assert store.wins.count(me) == 1
        assert "Nothing yet for scope" in answer(dana, "/win gaps")

    def test_it_happens_once(self, dana: Visitor, store: Store, me: Principal) -> None:
        view = record(dana, answer_given="Yes")["view"]
        close = dana.click("decision_yes", view_id=view["id"])["view"]
        dana.submit({}, close["id"])
        page = dana.command("/win decision")["view"]
        again = dana.click("decision_yes", view_id=page["id"])["view"]
        assert "closed already" in text(again)


def test_home_shows_the_open_gap(dana: Visitor) -> None:
    record(dana)
    assert "Lead one project that two teams deliver · next look Mon, Jan 11, 2027" in home(dana)
