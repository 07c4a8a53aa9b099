"""What goes wrong between people: who left, old buttons, forms that outlive what they are about."""

from typing import Any

import pytest

from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import NOW
from tests.features.said import answer, direct_messages, move_to, text, told

PLAN = {
    "sponsor": "otis",
    "target": "Senior",
    "cycle": "2027-03-15",
    "evidence": "Own the billing migration end to end #scope",
    "cadence": "Every two weeks",
}
LINE = "Cut the deploy time from 40 to 9 minutes #scope"


def principal(slack: Playground, name: str) -> Principal:
    return Principal(slack.team, next(p.id for p in slack.world.people.values() if p.name == name))


@pytest.fixture
def me(slack: Playground) -> Principal:
    return principal(slack, "dana")


def newest(visitor: Visitor) -> dict[str, Any]:
    assert visitor.settle()
    return direct_messages(visitor)[-1]


def send(dana: Visitor, **more: str) -> None:
    dana.command("/win plan")
    page = dana.submit(PLAN | more)["view"]
    dana.submit({}, dana.click("plan_send", view_id=page["id"])["view"]["id"])
    assert dana.settle()


def agree(dana: Visitor, otis: Visitor) -> None:
    send(dana)
    otis.click("paper_confirm", channel="@winbook", ts=newest(otis)["ts"])
    assert otis.settle()


def share_a_talk(dana: Visitor) -> None:
    page = dana.command("/win checkin")["view"]
    dana.click("checkin_choose", view_id=page["id"])
    review = dana.submit({"more": "May I lead the review?"})["view"]
    dana.submit({}, review["id"])
    assert dana.settle()


class TestASponsorWhoLeft:
    def test_between_the_review_and_send_nothing_goes_out(
        self, dana: Visitor, otis: Visitor, slack: Playground
    ) -> None:
        dana.command("/win plan")
        page = dana.submit(PLAN)["view"]
        review = dana.click("plan_send", view_id=page["id"])["view"]
        next(p for p in slack.world.people.values() if p.name == "otis").deleted = True
        move_to(dana, "2026-11-26T10:00:00Z")  # what Slack said of him is older than a day
        done = dana.submit({}, review["id"])
        assert "is not in this workspace any more" in text(done["view"])
        assert direct_messages(otis) == []

    def test_the_plan_goes_on_with_somebody_else_and_both_confirm_again(
        self, dana: Visitor, otis: Visitor, cleo: Visitor, store: Store, me: Principal,
        slack: Playground,
    ) -> None:  # fmt: skip
        agree(dana, otis)
        store.people.learn(*principal(slack, "otis")[:2], NOW, is_gone=True)
        page = dana.command("/win plan")["view"]
        assert "Your sponsor is not here any more" in text(page)
        form = dana.click("plan_edit", view_id=page["id"])["view"]
        done = dana.submit({"sponsor": "cleo"}, form["id"])["view"]
        assert "Not sent yet" in text(done)
        assert "Confirmed by you on" in text(done)

    def test_a_share_and_a_check_in_reach_nobody_who_left(
        self, dana: Visitor, otis: Visitor, store: Store, slack: Playground
    ) -> None:
        agree(dana, otis)
        before = len(direct_messages(otis))
        store.people.learn(*principal(slack, "otis")[:2], NOW, is_gone=True)
        dana.command(f"/win {LINE}", "#eng")
        view = dana.command("/win share 1 @otis")["view"]
        assert "is not in this workspace any more" in text(dana.submit({}, view["id"]))
        dana.close()
        share_a_talk(dana)
        assert len(direct_messages(otis)) == before


class TestOldMessages:
    def test_a_replaced_text_has_no_button_left_and_confirms_nothing(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        send(dana)
        plan = store.plans.running(me)
        assert plan is not None
        [old] = store.papers.of(me, plan.public_id)
        page = dana.command("/win plan")["view"]
        form = dana.click("plan_edit", view_id=page["id"])["view"]
        dana.submit({"missing": "More than was said."}, form["id"])
        page = dana.command("/win plan")["view"]
        dana.submit({}, dana.click("plan_send", view_id=page["id"])["view"]["id"])
        assert dana.settle()
        assert "was replaced by a newer one" in told(otis)[0]
        assert "paper_confirm" not in told(otis)[0]
        sponsor = Principal(me.workspace, plan.sponsor)
        assert store.papers.confirm(sponsor, old.public_id, _tell(old), NOW) is None
        assert [row.state for row in store.papers.of(me, plan.public_id)] == ["sent", "replaced"]

    def test_confirmed_twice_it_is_confirmed_once(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        send(dana)
        said = newest(otis)
        hint = next(e["value"] for b in said["blocks"] for e in b.get("elements", [])
                    if e.get("action_id") == "paper_confirm")  # fmt: skip
        otis.click("paper_confirm", channel="@winbook", ts=said["ts"], value=hint)
        assert otis.settle()
        plan = store.plans.running(me)
        assert plan is not None
        [paper] = store.papers.of(me, plan.public_id)
        heard = len(direct_messages(dana))
        sponsor = Principal(me.workspace, plan.sponsor)
        again = store.papers.confirm(sponsor, paper.public_id, _tell(paper), NOW)
        assert again is None
        assert len(direct_messages(dana)) == heard


class TestAfterTheGrantIsGone:
    def test_a_note_written_meanwhile_is_refused_and_its_words_stay_in_the_form(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        agree(dana, otis)
        share_a_talk(dana)
        form = otis.click("talk_note", channel="@winbook", ts=newest(otis)["ts"])["view"]
        page = dana.command("/win checkin")["view"]
        dana.click("checkin_back", view_id=page["id"])
        refused = otis.submit({"note": "Yes, from January."}, form["id"])
        assert "not shared with you any more" in text(refused["errors"])
        plan = store.plans.running(me)
        assert plan is not None
        [talk] = store.check_ins.of(me, plan.public_id)
        assert talk.sponsor_note == ""
        assert [row.verb for row in store.audits.of(me.workspace)] == ["refused talk_form"]

    def test_an_answer_to_a_request_that_was_taken_back_is_refused(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        move_to(dana, "2026-11-24T14:30:00Z")
        dana.command(f"/win {LINE}", "#eng")
        dana.command("/win confirm 1")
        dana.submit({"peers": ["ben"]})
        form = ben.click("confirm_more", channel="@winbook", ts=newest(ben)["ts"])["view"]
        page = dana.command("/win confirm")["view"]
        dana.click("confirm_recall", view_id=page["id"])
        refused = ben.submit({"said": "I paired on it."}, form["id"])
        assert "no longer open" in text(refused["errors"])
        assert store.praise.kept(me) == []

    def test_a_request_whose_win_is_in_the_bin_backs_nothing(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        move_to(dana, "2026-11-24T14:30:00Z")
        dana.command(f"/win {LINE}", "#eng")
        dana.command("/win confirm 1")
        dana.submit({"peers": ["ben"]})
        said = newest(ben)
        answer(dana, "/win delete 1")
        ben.click("confirm_yes", channel="@winbook", ts=said["ts"])
        assert ben.settle()
        assert store.praise.kept(me) == []


class TestTwoWindows:
    def test_the_second_of_two_who_edit_one_plan_is_told_and_loses_no_words(
        self, dana: Visitor, store: Store, me: Principal, slack: Playground
    ) -> None:
        dana.command("/win plan")
        page = dana.submit(PLAN)["view"]
        form = dana.click("plan_edit", view_id=page["id"])["view"]
        other = Visitor(slack.url, "dana")  # a second tab
        plan = store.plans.running(me)
        assert plan is not None
        store.plans.change(me, plan.public_id, plan.revision, NOW, missing="From the phone.")
        refused = other.submit({"missing": "From the desk."}, form["id"])
        assert "changed elsewhere" in text(refused["errors"])
        kept = store.plans.running(me)
        assert kept is not None
        assert kept.missing == "From the phone."

    def test_a_review_of_an_older_text_is_not_sent(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        dana.command("/win plan")
        page = dana.submit(PLAN)["view"]
        review = dana.click("plan_send", view_id=page["id"])["view"]
        plan = store.plans.running(me)
        assert plan is not None
        store.plans.change(me, plan.public_id, plan.revision, NOW, missing="New.")
        assert "The plan was changed since" in text(dana.submit({}, review["id"])["view"])
        assert dana.settle()
        assert direct_messages(otis) == []


class TestDates:
    def test_a_checkpoint_or_check_in_in_the_past_is_refused(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        agree(dana, otis)
        page = dana.command("/win checkin")["view"]
        dana.click("checkin_move", view_id=page["id"], value="2026-11-24")
        assert dana.settle()
        assert "Choose a day after today." in text(dana.seen())
        dana.close()
        view = dana.command("/win decision")["view"]
        said = {"answer_given": "No", "gap": "Lead one project of two teams", "by": "2027-03-01"}
        page = dana.submit(said, view["id"])["view"]
        dana.click("decision_checkpoint", view_id=page["id"], value="2026-11-01")
        assert dana.settle()
        assert "Choose a day after today and before the end." in text(dana.seen())
        assert str(store.decisions.of(me)[0].checkpoint) == "2027-01-11"

    def test_a_share_that_ended_yesterday_is_refused(self, dana: Visitor) -> None:
        dana.command(f"/win {LINE}", "#eng")
        view = dana.command("/win share 1 @otis")["view"]
        refused = dana.submit({"until": "2026-11-23"}, view["id"])
        assert "is past. Choose today or a later day." in text(refused["errors"])


class TestBlockedRequests:
    def test_who_blocks_them_after_one_is_on_its_way_hears_nothing(
        self, dana: Visitor, cleo: Visitor
    ) -> None:
        dana.command(f"/win {LINE}", "#eng")
        dana.command("/win confirm 1")
        dana.submit({"peers": ["cleo"]})  # 15:30 in Kolkata: it goes at once
        first = len(direct_messages(cleo))
        answer(cleo, "/win confirm off")
        dana.command("/win confirm 1")
        assert "does not take such requests" in text(dana.submit({"peers": ["cleo"]})["errors"])
        move_to(dana, "2026-12-03T06:00:00Z")  # when the reminder would be due
        assert len([one for one in told(cleo) if "A reminder" in one]) == 0
        assert first <= len(direct_messages(cleo))


def _tell(paper: Any) -> Any:
    from bot import papers  # noqa: PLC0415 - one test makes a message by hand

    return papers.message(paper, papers.TOLD, paper.owner, NOW)
