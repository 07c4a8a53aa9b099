"""Colleagues confirm what they saw: asked in words seen before, answered with one press."""

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from storage.records_people import Plan
from tests.conftest import NOW
from tests.features.said import answer, direct_messages, home, move_to, text, told

LINE = "Cut the deploy time from 40 to 9 minutes #scope"


def principal(slack: Playground, name: str) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == name)
    return Principal(slack.team, user)


@pytest.fixture
def me(slack: Playground) -> Principal:
    return principal(slack, "dana")


@pytest.fixture
def clock() -> MovableClock:
    """A Tuesday at 15:00 in Berlin, 09:00 in New York and 19:30 in Kolkata."""
    return MovableClock(NOW + timedelta(hours=4))


def open_form(dana: Visitor, line: str = LINE) -> dict[str, Any]:
    saved = dana.command(f"/win {line}", "#eng")["response"]
    view: dict[str, Any] = dana.click("confirm_open", channel="#eng", ts=saved["ts"])["view"]
    return view


def ask(dana: Visitor, *names: str, line: str = LINE) -> dict[str, Any]:
    open_form(dana, line)
    done = dana.submit({"peers": list(names)})
    assert dana.settle()
    return done


def newest(visitor: Visitor) -> dict[str, Any]:
    assert visitor.settle()
    return direct_messages(visitor)[-1]


def press(visitor: Visitor, action_id: str, **more: Any) -> dict[str, Any]:
    pressed = visitor.click(action_id, channel="@winbook", ts=newest(visitor)["ts"], **more)
    assert visitor.settle()
    return pressed


def case(dana: Visitor) -> str:
    """The packet as it stands in the direct message."""
    dana.command("/win packet send")
    assert dana.settle()
    whole = [said for said in told(dana) if "Backed" in said or "win 1" in said.lower()]
    return whole[-1]


class TestAsking:
    def test_the_words_are_seen_before_they_are_sent(self, dana: Visitor, ben: Visitor) -> None:
        view = open_form(dana)
        shown = [b["text"]["text"] for b in view["blocks"] if b["type"] == "section"]
        assert view["title"]["text"] == "Ask a Peer to Confirm"
        dana.submit({"peers": ["ben"]})
        read = [b["text"]["text"] for b in newest(ben)["blocks"] if b["type"] == "section"]
        assert read == shown
        assert "Cut the deploy time from 40 to 9 minutes" in read[1]

    def test_a_stranger_understands_it_and_knows_who_will_see_the_answer(
        self, dana: Visitor, ben: Visitor
    ) -> None:
        ask(dana, "ben")
        said = newest(ben)
        labels = [e["text"]["text"] for b in said["blocks"] for e in b.get("elements", [])
                  if e["type"] == "button"]  # fmt: skip
        assert labels == ["Yes, I Saw This", "Yes, and…", "Not Quite", "Not Mine to Say"]
        assert "dana asks you: did you see this happen?" in text(said)
        assert "Who will see your answer: dana" in text(said)
        assert "dana asks: did you see this? Cut the deploy time" in said["text"]
        assert len(said["blocks"]) <= 6

    def test_several_at_once_each_in_their_own_hours(
        self, dana: Visitor, ben: Visitor, cleo: Visitor
    ) -> None:
        done = ask(dana, "ben", "cleo")
        assert "*Asked*: ben and cleo." in text(done["view"])
        assert len(direct_messages(ben)) == 1
        assert direct_messages(cleo) == []  # 19:30 in Kolkata
        move_to(dana, "2026-11-25T04:00:00Z")
        assert len(direct_messages(cleo)) == 1

    @pytest.mark.parametrize(
        ("whom", "why"),
        [
            ("dana", "your own word does not back your win"),
            ("robot", "is a bot"),
            ("gone", "not in this workspace any more"),
        ],
    )
    def test_some_cannot_be_asked(
        self, slack: Playground, dana: Visitor, whom: str, why: str
    ) -> None:
        dana.send("person", name="robot", tz="UTC", is_bot=True)
        dana.send("person", name="gone", tz="UTC")
        next(p for p in slack.world.people.values() if p.name == "gone").deleted = True
        open_form(dana)
        refused = dana.submit({"peers": [whom]})
        assert why in text(refused["errors"])

    def test_whoever_takes_no_requests_is_not_asked(self, dana: Visitor, ben: Visitor) -> None:
        assert "No colleague can ask you" in answer(ben, "/win confirm off")
        open_form(dana)
        assert "does not take such requests" in text(dana.submit({"peers": ["ben"]})["errors"])
        answer(ben, "/win confirm on")
        assert "*Asked*: ben." in text(dana.submit({"peers": ["ben"]})["view"])

    def test_the_same_win_is_not_asked_twice_while_it_waits(
        self, dana: Visitor, ben: Visitor
    ) -> None:
        ask(dana, "ben")
        dana.command("/win confirm 1")
        again = dana.submit({"peers": ["ben"]})
        assert "ben has this request already." in text(again["view"])
        assert len(direct_messages(ben)) == 1

    def test_nobody_is_asked_more_than_five_times_a_week(self, dana: Visitor, ben: Visitor) -> None:
        for number in range(5):
            ask(dana, "ben", line=f"Halved the queue of team {number} #scope")
        said = text(ask(dana, "ben", line="Wrote the guide for everybody #scope")["view"])
        assert "ben has been asked 5 times this week" in said
        assert "Ask again from Tue, Dec 1, 2026." in said

    def test_a_win_that_changed_meanwhile_is_shown_again_first(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        open_form(dana)
        win = store.wins.last(me)
        assert win is not None
        store.wins.change(me, win.public_id, win.version, NOW, text="Cut it to 8 minutes")
        refused = dana.submit({"peers": ["ben"]})
        assert "You changed this win meanwhile" in text(refused["errors"])


class TestAnswering:
    def test_one_press_backs_the_win(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        ask(dana, "ben")
        press(ben, "confirm_yes")
        [row] = store.praise.kept(me)
        assert (row.quote, row.win_id) == ("Yes, I saw this.", store.wins.last(me).id)  # type: ignore[union-attr]
        assert "*ben saw win 1.*" in told(dana)[-1]
        assert "*You answered dana*: Yes, I Saw This" in text(newest(ben))
        said = answer(dana, "/win gaps")
        assert "2 more wins" in said
        assert "2 more wins and a colleague's words" not in said
        assert "Yes, I saw this." in case(dana)

    def test_words_of_their_own_stand_as_typed(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        ask(dana, "ben")
        press(ben, "confirm_more")
        words = "<!channel> *bold* & <https://evil.example|bank> " * 60
        ben.submit({"said": words[:3000]})
        assert dana.settle()
        [row] = store.confirmations.of(me)
        assert row.said == words[:3000].strip()
        shown = newest(dana)
        assert [b["text"]["type"] for b in shown["blocks"][:2]] == ["mrkdwn", "plain_text"]
        assert "&lt;!channel&gt;" in store.praise.kept(me)[0].quote
        assert "<!channel>" in case(dana)

    def test_not_quite_stays_with_the_owner(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        ask(dana, "ben")
        press(ben, "confirm_differs")
        ben.submit({"said": "It was 12 minutes, and Priya did the cache."})
        assert dana.settle()
        assert "It was 12 minutes" in told(dana)[-1]
        assert store.praise.kept(me) == []

    def test_not_mine_to_say_asks_nothing_more(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        ask(dana, "ben")
        press(ben, "confirm_not_mine")
        assert "would rather not speak to win 1" in told(dana)[-1]
        assert store.praise.kept(me) == []

    def test_answered_twice_from_an_old_message_counts_once(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        ask(dana, "ben")
        press(ben, "confirm_more")
        ben.submit({"said": "I paired on it."})
        row = store.confirmations.of(me)[0]
        assert row.answer == "more"
        press(ben, "confirm_withdraw")
        assert store.praise.kept(me) == []

    def test_the_peer_says_how_they_work_together_and_the_packet_shows_it(
        self, dana: Visitor, ben: Visitor
    ) -> None:
        ask(dana, "ben")
        press(ben, "confirm_yes")
        press(ben, "confirm_tie", value="Same Team")
        assert "ben (same team)" in case(dana)
        assert "1 colleague (same team)" in home(dana)


class TestTakingBack:
    def test_the_words_leave_the_book_and_a_frozen_packet_says_so(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        ask(dana, "ben")
        press(ben, "confirm_more")
        ben.submit({"said": "The rollout was calm."})
        assert "The rollout was calm." in case(dana)
        answer(dana, "/win packet freeze")
        press(ben, "confirm_withdraw")
        assert "The rollout was calm." not in case(dana)
        newest_case = store.packets.newest(me)
        assert newest_case is not None
        [frozen] = store.packets.frozen(me, newest_case.case_key)
        assert "The rollout was calm." not in text(frozen.content)
        assert '"is_withdrawn": true' in text(frozen.content)
        assert any("took the answer about win 1 back" in said for said in told(dana))
        assert "You took your answer back" in text(newest(ben))

    def test_the_owner_takes_an_open_request_back(self, dana: Visitor, ben: Visitor) -> None:
        ask(dana, "ben")
        page = dana.command("/win confirm")["view"]
        dana.click("confirm_recall", view_id=page["id"])
        assert "dana took this question back" in text(newest(ben))

    def test_both_sides_find_it_again_in_the_list(self, dana: Visitor, ben: Visitor) -> None:
        ask(dana, "ben")
        assert "*1 colleague asks what you saw*" in home(ben)
        page = ben.click("confirm_list", home=True)["view"]
        ben.click("confirm_yes", view_id=page["id"])
        assert ben.settle()
        assert "asks what you saw" not in home(ben)
        assert "*ben saw win 1.*" in text(dana.command("/win confirm")["view"])

    def test_a_win_changed_after_the_answer_is_said_to_be(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        ask(dana, "ben")
        press(ben, "confirm_yes")
        assert "You changed the win since." not in text(dana.command("/win confirm")["view"])
        win = store.wins.last(me)
        assert win is not None
        store.wins.change(me, win.public_id, win.version, NOW, text="Cut it to 8 minutes")
        assert "You changed the win since." in text(dana.command("/win confirm")["view"])


class TestShownBesideTheWin:
    def test_the_card_and_the_list_say_who_backs_it_and_how_near_they_stand(
        self, dana: Visitor, ben: Visitor, cleo: Visitor
    ) -> None:
        ask(dana, "ben", "cleo")
        press(ben, "confirm_yes")
        press(ben, "confirm_tie", value="Another Team")
        assert "Backed by ben (other team)." in answer(dana, "/win list")
        dana.command("/win undo 1")
        assert "Backed by ben (other team)." in answer(dana, "/win redo 1")

    def test_the_sponsor_of_the_plan_is_said_to_be_one(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        ask(dana, "otis")
        press(otis, "confirm_yes")
        otis_id = store.confirmations.of(me)[0].peer
        said = {"target": "senior", "cycle": NOW.date(), "created_at": NOW, "updated_at": NOW}
        store.plans.make(me, Plan(workspace="", owner="", sponsor=otis_id, **said))
        assert "Backed by otis (sponsor)." in answer(dana, "/win list")
        assert "1 colleague (1 sponsor)" in case(dana)

    def test_words_changed_after_the_answer_are_said_to_be_everywhere(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        ask(dana, "ben")
        press(ben, "confirm_more")
        ben.submit({"said": "I was there."})
        assert "changed since" not in case(dana)
        win = store.wins.last(me)
        assert win is not None
        store.wins.change(me, win.public_id, win.version, NOW, outcome="Saved a million")
        since = "Its words changed since ben said so."
        move_to(dana, "2026-11-24T15:05:00Z")
        assert since in answer(dana, "/win list")
        assert "the win's words changed since" in case(dana)
        view = dana.command("/win share 1 @otis")["view"]
        assert "the win's words changed since" in text(view)
        back = store.wins.last(me)
        assert back is not None
        store.wins.change(me, win.public_id, back.version, NOW, outcome="")
        move_to(dana, "2026-11-24T15:10:00Z")
        assert "changed since" not in case(dana) + answer(dana, "/win list")

    def test_the_menu_of_a_row_asks_a_peer(self, dana: Visitor, ben: Visitor) -> None:
        dana.command("/win Cut the deploy time from 40 to 9 minutes #scope")
        shown = dana.command("/win list", "#eng")["response"]
        form = dana.click("win_row", ts=shown["ts"], value="Ask a Peer to Confirm")["view"]
        assert form["title"]["text"] == "Ask a Peer to Confirm"
        dana.submit({"peers": ["ben"]}, form["id"])
        assert "did you see this happen?" in text(newest(ben))


class TestReminding:
    def test_once_after_five_working_days_and_never_again(
        self, dana: Visitor, ben: Visitor
    ) -> None:
        ask(dana, "ben")
        move_to(dana, "2026-11-30T20:00:00Z")
        assert len(direct_messages(ben)) == 1
        move_to(dana, "2026-12-01T15:00:00Z")
        assert len(direct_messages(ben)) == 2
        assert "A reminder, the only one." in text(newest(ben))
        move_to(dana, "2026-12-20T15:00:00Z")
        assert len(direct_messages(ben)) == 2

    def test_not_to_whoever_answered(self, dana: Visitor, ben: Visitor) -> None:
        ask(dana, "ben")
        press(ben, "confirm_not_mine")
        move_to(dana, "2026-12-02T15:00:00Z")
        assert len(direct_messages(ben)) == 1
