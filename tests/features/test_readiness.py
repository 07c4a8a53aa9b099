"""Ready: one message when every dimension the level asks for is consistent, never a second."""

from typing import Any, ClassVar

import pytest

from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import NOW
from tests.features.said import answer, direct_messages, move_to, text, told

MONTHS = ("sep", "oct", "nov")
DIMENSIONS = ("scope", "ambiguity", "influence", "blast_radius", "direction")
POINT = "Every dimension that Staff asks for is consistent."


@pytest.fixture
def strong(dana: Visitor) -> Visitor:
    """Three wins in three months per dimension, with figures; praise kept for each."""
    answer(dana, "/win level senior to staff")
    for number, month in enumerate(MONTHS, 13):
        tags = " ".join(f"#{name}" for name in DIMENSIONS)
        answer(dana, f"/win Cut the wait at checkout by {number}% {tags} on {number} {month}")
    return dana


def press(visitor: Visitor, otis: Visitor) -> None:
    """A colleague's words, kept: they back a win of every dimension."""
    sent = otis.post("#eng", "Kudos @dana for cutting the wait at checkout by 15%")
    visitor.react(sent["channel"], sent["ts"], "trophy")
    assert visitor.settle()


def ready(visitor: Visitor) -> int:
    return sum(POINT in said for said in told(visitor))


def test_it_is_said_mid_month_with_words_for_the_sponsor(strong: Visitor, otis: Visitor) -> None:
    press(strong, otis)
    move_to(strong, "2026-12-01T12:00:00+00:00")
    assert ready(strong) == 0
    answer(strong, "/win gaps")  # whoever leaves the question unanswered hears nothing mid-month
    move_to(strong, "2026-12-15T12:00:00+00:00")
    assert ready(strong) == 1
    said = told(strong)[-1]
    assert "I would like to be put forward for Staff in the next cycle." in said
    assert "Nothing was sent to anybody." in said
    assert "still thin" not in said


def test_it_is_said_once_for_a_level(strong: Visitor, otis: Visitor) -> None:
    press(strong, otis)
    move_to(strong, "2026-12-15T12:00:00+00:00")
    answer(strong, "/win Wrote the guide for the on-call week")
    move_to(strong, "2027-01-15T12:00:00+00:00")
    assert ready(strong) == 1


def test_it_is_not_said_while_something_is_thin(strong: Visitor) -> None:
    move_to(strong, "2026-12-15T12:00:00+00:00")
    assert ready(strong) == 0
    assert "still thin" in told(strong)[-1]


def test_it_is_not_said_when_a_win_left_in_the_meantime(strong: Visitor, otis: Visitor) -> None:
    press(strong, otis)
    answer(strong, "/win delete 1")
    move_to(strong, "2026-12-15T12:00:00+00:00")
    assert ready(strong) == 0


class TestByThePlan:
    """What was agreed decides; the ask goes out when its owner presses, and not before."""

    POINT = "Every dimension that your plan with otis requires is consistent."
    PLAN: ClassVar[dict[str, str]] = {
        "sponsor": "otis",
        "target": "Staff",
        "cycle": "2027-03-15",
        "evidence": "Cut the wait at checkout #scope\nTwo teams change how they deploy #influence",
        "cadence": "Every thirteen weeks",
    }

    @pytest.fixture
    def agreed(self, dana: Visitor, otis: Visitor) -> Visitor:
        """Wins of two dimensions alone, and a plan that asks for no more."""
        answer(dana, "/win level senior to staff")
        for number, month in enumerate(MONTHS, 13):
            line = f"Cut the wait at checkout by {number}% #scope #influence on {number} {month}"
            answer(dana, f"/win {line}")
        press(dana, otis)
        dana.command("/win plan")
        page = dana.submit(self.PLAN)["view"]
        dana.submit({}, dana.click("plan_send", view_id=page["id"])["view"]["id"])
        assert dana.settle()
        otis.click("paper_confirm", channel="@winbook", ts=direct_messages(otis)[-1]["ts"])
        assert otis.settle()
        move_to(dana, "2026-12-01T12:00:00+00:00")
        answer(dana, "/win gaps")
        move_to(dana, "2026-12-15T12:00:00+00:00")
        return dana

    def told(self, visitor: Visitor) -> dict[str, Any]:
        return next(said for said in direct_messages(visitor) if self.POINT in text(said))

    def test_it_is_said_though_the_level_asks_for_more(self, agreed: Visitor) -> None:
        said = text(self.told(agreed))
        assert "Agreed, and not linked to a win yet" in said
        assert "• Two teams change how they deploy" in said
        assert "put forward for Staff on Mon, Mar 15, 2027. On Tue, Nov 24, 2026 we agreed" in said
        assert "for scope and influence: 3 or more wins" in said
        assert "Nothing was sent to anybody." in said
        assert not any("still thin" in one for one in told(agreed))

    def test_the_ask_goes_to_the_sponsor_as_edited_and_comes_back_answered(
        self, agreed: Visitor, otis: Visitor
    ) -> None:
        before = len(direct_messages(otis))
        form = agreed.click("ready_ask", channel="@winbook", ts=self.told(agreed)["ts"])["view"]
        assert "I would like to be put forward for Staff" in text(form)
        assert len(direct_messages(otis)) == before
        agreed.submit({"sponsor": "otis", "text": "Would you put me forward? <!here>"}, form["id"])
        assert agreed.settle()
        asked = direct_messages(otis)[-1]
        assert "dana asks for your support for their promotion" in asked["text"]
        assert "Would you put me forward? <!here>" in text(asked)
        assert "promises nothing" in text(asked)
        assert "You asked otis on Tue, Dec 15, 2026, who has not answered" in text(
            self.told(agreed)
        )
        otis.click("paper_confirm", channel="@winbook", ts=asked["ts"])
        assert otis.settle()
        assert "*otis supports your promotion*, said on Tue, Dec 15, 2026." in told(agreed)[-1]
        assert "*You support the promotion of dana*" in told(otis)[-1]
        page = agreed.command("/win plan")["view"]
        assert "You both confirmed it." in text(page)
        past = agreed.click("plan_history", view_id=page["id"])["view"]
        assert "*What you asked*, Tue, Dec 15, 2026: supported" in text(past)

    def test_not_yet_comes_back_in_the_sponsors_words(self, agreed: Visitor, otis: Visitor) -> None:
        form = agreed.click("ready_ask", channel="@winbook", ts=self.told(agreed)["ts"])["view"]
        agreed.submit({"sponsor": "otis"}, form["id"])
        assert agreed.settle()
        otis.click("paper_correct", channel="@winbook", ts=direct_messages(otis)[-1]["ts"])
        assert "What is missing" in text(otis.seen())
        otis.submit({"said": "One more team."})
        assert otis.settle()
        assert "*otis said not yet* on Tue, Dec 15, 2026:" in told(agreed)[-1]
        assert "One more team." in told(agreed)[-1]

    def test_a_plan_that_ended_meanwhile_asks_nobody(
        self, agreed: Visitor, otis: Visitor, store: Store, slack: Playground
    ) -> None:
        before = len(direct_messages(otis))
        form = agreed.click("ready_ask", channel="@winbook", ts=self.told(agreed)["ts"])["view"]
        user = next(p.id for p in slack.world.people.values() if p.name == "dana")
        me = Principal(slack.team, user)
        plan = store.plans.running(me)
        assert plan is not None
        store.plans.end(me, plan.public_id, NOW)
        refused = agreed.submit({"sponsor": "otis"}, form["id"])
        assert "no plan to ask about any more" in text(refused)
        assert len(direct_messages(otis)) == before
