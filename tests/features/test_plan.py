"""A plan with a sponsor: agreed by both on one dated text, shown piece by piece, talked about."""

from typing import Any

import pytest

from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import NOW
from tests.features.said import answer, direct_messages, home, move_to, text, told

EVIDENCE = (
    "Own the billing migration end to end #scope\nTwo teams change how they deploy #influence"
)
FORM = {
    "sponsor": "otis",
    "target": "Senior",
    "cycle": "2027-03-15",
    "evidence": EVIDENCE,
    "missing": "I have not seen you frame a problem nobody asked for.",
    "cadence": "Every two weeks",
}


@pytest.fixture
def me(slack: Playground) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == "dana")
    return Principal(slack.team, user)


def newest(visitor: Visitor) -> dict[str, Any]:
    assert visitor.settle()
    return direct_messages(visitor)[-1]


def press(visitor: Visitor, action_id: str, **more: Any) -> dict[str, Any]:
    pressed = visitor.click(action_id, channel="@winbook", ts=newest(visitor)["ts"], **more)
    assert visitor.settle()
    return pressed


def write(dana: Visitor, **more: str) -> dict[str, Any]:
    dana.command("/win plan")
    return dana.submit(FORM | more)


def send(dana: Visitor) -> dict[str, Any]:
    """Send to Sponsor, the review, Send."""
    page = dana.command("/win plan")["view"]
    review = dana.click("plan_send", view_id=page["id"])["view"]
    dana.submit({}, review["id"])
    assert dana.settle()
    return review


def agree(dana: Visitor, otis: Visitor) -> None:
    write(dana)
    send(dana)
    press(otis, "paper_confirm")


class TestWriting:
    def test_without_a_plan_the_form_opens_and_nothing_is_sent(
        self, dana: Visitor, otis: Visitor
    ) -> None:
        done = write(dana)
        assert "Not sent yet: only you know of it." in text(done["view"])
        assert "0 of 2 pieces shown." in text(done["view"])
        assert "• Own the billing migration end to end" in text(done["view"])
        assert "I have not seen you frame a problem nobody asked for." in text(done["view"])
        assert dana.settle()
        assert direct_messages(otis) == []

    @pytest.mark.parametrize(
        ("wrong", "field", "why"),
        [
            ({"sponsor": "dana"}, "sponsor", "argued by another person"),
            ({"cycle": "2026-11-01"}, "cycle", "is not in the future"),
            ({"cycle": "2036-11-01"}, "cycle", "within three years"),
            ({"evidence": " - \n"}, "evidence", "at least one piece"),
            ({"evidence": "\n".join(f"piece {n}" for n in range(20))}, "evidence", "at most 12"),
        ],
    )
    def test_what_is_wrong_stands_under_its_box(
        self, dana: Visitor, wrong: dict[str, str], field: str, why: str
    ) -> None:
        assert why in write(dana, **wrong)["errors"][field]

    def test_two_windows_on_one_plan_lose_nothing(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        write(dana)
        page = dana.command("/win plan")["view"]
        form = dana.click("plan_edit", view_id=page["id"])["view"]
        plan = store.plans.running(me)
        assert plan is not None
        store.plans.change(me, plan.public_id, plan.revision, NOW, missing="said elsewhere")
        refused = dana.submit({"missing": "said here"}, form["id"])
        assert "changed elsewhere" in refused["errors"]["sponsor"]
        kept = store.plans.running(me)
        assert kept is not None
        assert kept.missing == "said elsewhere"


class TestAgreeing:
    def test_the_sponsor_reads_exactly_what_was_reviewed(
        self, dana: Visitor, otis: Visitor
    ) -> None:
        write(dana)
        review = send(dana)
        shown = next(b["text"]["text"] for b in review["blocks"] if b["block_id"] == "text")
        said = newest(otis)
        assert shown in [b["text"]["text"] for b in said["blocks"] if b["type"] == "section"]
        assert "asks you to confirm what you agreed about their promotion" in said["text"]
        assert "Who will see your answer: dana." in text(said)
        assert len(said["blocks"]) <= 6

    def test_both_see_the_same_dated_text_once_it_is_confirmed(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        agree(dana, otis)
        plan = store.plans.running(me)
        assert plan is not None
        [paper] = store.papers.of(me, plan.public_id)
        assert (plan.state, paper.state) == ("agreed", "confirmed")
        for reader in (dana, otis):
            assert paper.text.splitlines()[0] in text(newest(reader))
            assert "Tue, Nov 24, 2026" in text(newest(reader))
        page = text(dana.command("/win plan")["view"])
        assert "Confirmed by you on Tue, Nov 24, 2026, by your sponsor on Tue, Nov 24" in page

    def test_a_correction_comes_back_in_the_sponsors_words(
        self, dana: Visitor, otis: Visitor
    ) -> None:
        write(dana)
        send(dana)
        press(otis, "paper_correct")
        otis.submit({"said": "Three teams, not two. <!channel>"})
        assert dana.settle()
        assert "Three teams, not two. <!channel>" in told(dana)[-1]
        assert "asks for a change" in text(dana.command("/win plan")["view"])

    def test_an_old_message_confirms_nothing(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        write(dana)
        send(dana)
        plan = store.plans.running(me)
        assert plan is not None
        [first] = store.papers.of(me, plan.public_id)
        store.plans.change(me, plan.public_id, plan.revision, NOW, missing="more", state="draft")
        send(dana)
        sponsor = Principal(me.workspace, plan.sponsor)
        assert store.papers.confirm(sponsor, first.public_id, _tell(first), NOW) is None
        assert "was replaced by a newer one" in told(otis)[0]
        press(otis, "paper_confirm")
        assert [p.state for p in store.papers.of(me, plan.public_id)] == ["confirmed", "replaced"]

    def test_a_change_needs_both_again_and_the_old_text_stands_until_then(
        self, dana: Visitor, otis: Visitor
    ) -> None:
        agree(dana, otis)
        page = dana.command("/win plan")["view"]
        form = dana.click("plan_edit", view_id=page["id"])["view"]
        done = dana.submit({"evidence": f"{EVIDENCE}\nMentor somebody"}, form["id"])
        assert "Not sent yet" in text(done["view"])
        assert "Confirmed by you on" in text(done["view"])
        send(dana)
        assert "It takes the place of what you both confirmed" in text(newest(otis))

    def test_a_sponsor_who_left_is_named_and_nothing_is_sent(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        write(dana)
        plan = store.plans.running(me)
        assert plan is not None
        store.people.learn(me.workspace, plan.sponsor, NOW, is_gone=True)
        page = text(dana.command("/win plan")["view"])
        assert "Your sponsor is not here any more" in page
        assert "plan_send" not in page


class TestEvidence:
    def test_linked_wins_are_progress_and_what_is_missing_is_said_word_for_word(
        self, dana: Visitor
    ) -> None:
        dana.command("/win Moved billing to the new ledger in 3 weeks #scope")
        write(dana)
        page = dana.command("/win plan")["view"]
        form = dana.click("plan_link", view_id=page["id"], value=_first_link(page))["view"]
        dana.submit({"wins": ["1 · Moved billing to the new ledger in 3 weeks"]}, form["id"])
        shown = text(dana.command("/win plan")["view"])
        assert "1 of 2 pieces shown." in shown
        assert "wins 1, 0 backed" in shown
        assert "• Two teams change how they deploy" in shown
        assert "• Own the billing migration" not in shown
        assert "1 of 2 shown" in home(dana)

    def test_another_persons_win_cannot_be_linked(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        ben.command("/win Wrote the runbook #scope")
        dana.command("/win Moved billing to the new ledger #scope")
        write(dana)
        page = dana.command("/win plan")["view"]
        form = dana.click("plan_link", view_id=page["id"], value=_first_link(page))["view"]
        assert "runbook" not in text(form)


class TestCheckIns:
    def test_on_the_day_the_agenda_is_drafted_and_only_what_is_chosen_is_shared(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        agree(dana, otis)
        dana.command("/win Moved billing to the new ledger in 3 weeks #scope")
        dana.command("/win A private thing nobody should read #scope")
        move_to(dana, "2026-12-08T08:30:00Z")
        assert "Your check-in with otis is today." in newest(dana)["text"]
        press(dana, "checkin_choose")
        review = dana.submit({"items": ["Win 1: Moved billing to the new ledger in 3 weeks"]})
        assert "otis will read exactly this" in text(review["view"])
        before = len(direct_messages(otis))
        assert "private thing" not in text(review["view"])
        dana.submit({}, review["view"]["id"])
        move_to(dana, "2026-12-08T09:30:00Z")
        assert len(direct_messages(otis)) == before + 1
        assert "Moved billing" in text(newest(otis))
        assert "private thing" not in text(otis.seen())
        plan = store.plans.running(me)
        assert plan is not None
        assert str(plan.next_on) == "2026-12-22"

    def test_notes_by_both(self, dana: Visitor, otis: Visitor) -> None:
        agree(dana, otis)
        page = dana.command("/win checkin")["view"]
        dana.click("checkin_choose", view_id=page["id"])
        review = dana.submit({"more": "May I lead the review?"})["view"]
        dana.submit({}, review["id"])
        assert dana.settle()
        press(otis, "talk_note")
        otis.submit({"note": "Yes, from January."})
        page = dana.command("/win checkin")["view"]
        dana.click("checkin_note", view_id=page["id"])
        dana.submit({"note": "Asked for the review."})
        shown = text(dana.command("/win checkin")["view"])
        assert "You: Asked for the review." in shown
        assert "Your sponsor: Yes, from January." in shown

    def test_taken_back_the_sponsor_sees_nothing_and_a_form_still_open_is_refused(
        self, dana: Visitor, otis: Visitor
    ) -> None:
        agree(dana, otis)
        page = dana.command("/win checkin")["view"]
        dana.click("checkin_choose", view_id=page["id"])
        review = dana.submit({"more": "May I lead the review?"})["view"]
        dana.submit({}, review["id"])
        assert dana.settle()
        press(otis, "talk_note")
        page = dana.command("/win checkin")["view"]
        dana.click("checkin_back", view_id=page["id"])
        refused = otis.submit({"note": "Too late."})
        assert "not shared with you any more" in text(refused["errors"])
        assert "was taken back" in text(newest(otis))
        assert "lead the review" not in text(otis.seen()["home"])
        assert "Shared with me" not in home(otis)

    def test_moved_and_skipped_without_fuss(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        agree(dana, otis)
        page = dana.command("/win checkin")["view"]
        dana.click("checkin_move", view_id=page["id"], value="2026-12-01")
        plan = store.plans.running(me)
        assert plan is not None
        assert str(plan.next_on) == "2026-12-01"
        move_to(dana, "2026-12-01T08:30:00Z")
        press(dana, "checkin_skip")
        assert "Skipped. The next check-in is on Tue, Dec 15, 2026." in text(newest(dana))

    def test_a_calendar_file_on_request(self, dana: Visitor, otis: Visitor) -> None:
        agree(dana, otis)
        page = dana.command("/win checkin")["view"]
        dana.click("checkin_calendar", view_id=page["id"])
        assert dana.settle()
        assert "check-ins.ics" in text(newest(dana))

    def test_nobody_is_reminded_of_a_plan_that_was_never_agreed(self, dana: Visitor) -> None:
        write(dana)
        move_to(dana, "2026-12-08T08:30:00Z")
        assert direct_messages(dana) == []

    def test_without_a_plan_it_says_how_to_begin(self, dana: Visitor) -> None:
        assert "`/win plan` begins one" in answer(dana, "/win checkin")


class TestEnding:
    def test_what_waits_is_taken_back_and_what_was_confirmed_stays(
        self, dana: Visitor, otis: Visitor
    ) -> None:
        write(dana)
        send(dana)
        page = dana.command("/win plan")["view"]
        dana.click("plan_end", view_id=page["id"])
        assert "was taken back. Nothing is asked any more." in text(newest(otis))
        assert dana.command("/win plan")["view"]["title"]["text"] == "Plan with Your Sponsor"


def _first_link(page: dict[str, Any]) -> str:
    accessories = [b["accessory"] for b in page["blocks"] if b.get("accessory")]
    return str(next(a["value"] for a in accessories if a["action_id"] == "plan_link"))


def _tell(paper: Any) -> Any:
    from bot import papers  # noqa: PLC0415 - one test makes a message by hand

    return papers.message(paper, papers.TOLD, paper.owner, NOW)
