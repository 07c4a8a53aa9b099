"""The coach in conversation: one question on a card, Make It Land, learning from corrections."""

import json
from typing import Any

import pytest

from bot.clock import MovableClock
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal, Win
from tests.features.said import answer as said_to
from tests.features.said import text

LINE = "Cut deploy time from 40 to 9 minutes"
VAGUE = "Worked on the billing rewrite with various people"


@pytest.fixture
def me(slack: Playground) -> Principal:
    return Principal(
        slack.team, next(p.id for p in slack.world.people.values() if p.name == "dana")
    )


@pytest.fixture
def settled(dana: Visitor) -> Visitor:
    """Somebody whose first win is saved: the rhythm was told, so a question may be asked."""
    dana.command(f"/win {LINE}")
    return dana


def log(visitor: Visitor, line: str) -> dict[str, Any]:
    shown: dict[str, Any] = visitor.command(f"/win {line}", "@winbook")["response"]
    return shown


def click(visitor: Visitor, action: str, message: dict[str, Any], **more: Any) -> dict[str, Any]:
    clicked: dict[str, Any] = visitor.click(action, channel="@winbook", ts=message["ts"], **more)
    return clicked


def newest(visitor: Visitor) -> dict[str, Any]:
    visitor.settle()
    message: dict[str, Any] = visitor.messages("@winbook")[-1]
    return message


def last(store: Store, me: Principal) -> Win:
    win = store.wins.last(me)
    assert win is not None
    return win


class TestOneQuestion:
    def test_a_vague_win_is_asked_what_changed_and_told_which_words_stopped_the_reader(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        card = log(settled, VAGUE)
        assert "What changed, by how much?" in text(card)
        assert "A reader stumbles on “Worked on” and “various”." in text(card)
        assert len(card["blocks"]) <= 6
        assert (last(store, me).outcome_state, last(store, me).asked) == (
            "asked",
            {"change": "asked"},
        )

    def test_a_win_that_says_it_all_is_not_asked_anything(self, settled: Visitor) -> None:
        card = log(settled, f"{LINE} for all six teams by caching the images")
        assert "win_answer_open" not in text(card)
        assert "?" not in text(card)

    def test_an_answer_is_added_in_the_persons_own_words_and_the_next_question_follows(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        card = log(settled, VAGUE)
        opened = click(settled, "win_answer_open", card)
        assert VAGUE in text(opened["view"])
        settled.submit({"answer": "Invoices go out on day 1, it was day 6"})
        win = last(store, me)
        assert (win.text, win.outcome) == (VAGUE, "Invoices go out on day 1, it was day 6")
        assert (win.outcome_state, win.asked["change"]) == ("found", "answered")
        assert "Who gained from it?" in text(newest(settled))
        assert "What changed" not in text(newest(settled))
        [before] = store.wins.history(me, win.public_id)
        assert before.said["outcome"] == ""

    def test_the_whole_conversation_asks_each_question_once_in_order(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        log(settled, "Was involved in the spring fair")
        answers = {
            "What changed, by how much?": "40 stalls instead of 25",
            "Who gained from it?": "The youth club",
            "What did you drive yourself?": "I found the sponsors",
            "Had anyone scoped it before you?": "It was only a wish on the board",
        }
        for question, words in answers.items():
            card = newest(settled)
            assert question in text(card)
            click(settled, "win_answer_open", card)
            settled.submit({"answer": words})
        assert "?" not in text(newest(settled))
        win = last(store, me)
        assert win.outcome == "40 stalls instead of 25\nThe youth club"
        assert win.text.startswith("Was involved in the spring fair\nI found the sponsors\n")
        assert set(win.asked.values()) == {"answered"}

    def test_nothing_to_add_ends_the_question_for_good_and_no_other_takes_its_place(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        click(settled, "win_nothing", log(settled, VAGUE))
        card = newest(settled)
        assert "win_answer_open" not in text(card)
        assert (last(store, me).outcome_state, last(store, me).asked) == (
            "none",
            {"change": "none"},
        )
        assert store.wins.history(me, last(store, me).public_id) == []
        click(settled, "win_edit", card)
        settled.submit({"what": f"{VAGUE} again"})
        assert "What changed" not in text(newest(settled))
        assert last(store, me).outcome_state == "none"

    def test_an_empty_answer_stays_open_with_one_sentence(self, settled: Visitor) -> None:
        click(settled, "win_answer_open", log(settled, VAGUE))
        refused = settled.submit({"answer": " . "})
        assert "Write a few words" in str(refused["errors"]["answer"])

    def test_the_form_asks_too_and_the_answer_takes_its_place(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        settled.command("/win")
        done = settled.submit({"what": VAGUE})
        assert "What changed, by how much?" in text(done["view"])
        settled.click("win_answer_open")
        settled.submit({"answer": "Invoices go out on day 1, it was day 6"})
        assert last(store, me).outcome == "Invoices go out on day 1, it was day 6"

    def test_plain_words_in_the_dm_are_asked_about_as_well(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        settled.post("@winbook", VAGUE)
        settled.settle()
        assert "What changed, by how much?" in text(newest(settled))
        assert last(store, me).outcome_state == "asked"

    def test_somebody_else_cannot_answer(
        self, settled: Visitor, ben: Visitor, slack: Playground, store: Store, me: Principal
    ) -> None:
        log(settled, VAGUE)
        log(ben, LINE)
        mine = log(ben, VAGUE)
        click(ben, "win_answer_open", mine)
        forged = json.dumps({"id": last(store, me).public_id, "key": "change", "spot": {}})
        user = next(p.id for p in slack.world.people.values() if p.name == "ben")
        slack.world.views[slack.world.stacks[user][-1]].content["private_metadata"] = forged
        refused = ben.submit({"answer": "Mine now"})
        assert "That is no longer here." in json.dumps(refused["errors"])
        assert last(store, me).outcome == ""


class TestMakeItLand:
    BOXES = {
        "noticed": "release nights were blocked by slow deploys",
        "did": "rewrote the pipeline",
        "measured": "from 40 to 9 minutes",
        "credits": "@ben",
    }
    BULLET = (
        "Release nights were blocked by slow deploys. Rewrote the pipeline, from 40 to 9 minutes. "
        "Credited by: @ben."
    )

    def test_four_boxes_become_a_bullet_that_is_seen_before_it_is_saved(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        card = log(settled, VAGUE)
        click(settled, "win_land_open", card)
        shown = settled.submit(self.BOXES)
        assert self.BULLET in text(shown["view"])
        assert VAGUE in text(shown["view"])
        assert last(store, me).text == VAGUE
        settled.submit({})
        win = last(store, me)
        assert (win.text, win.outcome, win.outcome_state) == (self.BULLET, "", "found")
        assert [figure["text"] for figure in win.figures] == ["from 40 to 9 minutes"]
        assert self.BULLET in text(newest(settled))
        [before] = store.wins.history(me, win.public_id)
        assert before.said["text"] == VAGUE

    def test_what_the_win_says_already_is_filled_in(
        self, settled: Visitor, ben: Visitor, store: Store
    ) -> None:
        log(settled, f"{LINE} with <@{user_of(ben)}|ben>")
        view = settled.command("/win land last")["view"]
        assert LINE in text(view)
        assert '"initial_value": "from 40 to 9 minutes"' in text(view)

    def test_without_a_deed_there_is_no_bullet(self, settled: Visitor) -> None:
        settled.command("/win land 1")
        refused = settled.submit({**self.BOXES, "did": "-"})
        assert "Say what you did." in str(refused["errors"]["did"])

    def test_the_preview_may_be_changed(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        settled.command("/win land 1")
        settled.submit(self.BOXES)
        settled.submit({"bullet": "Rewrote the pipeline, 9 minutes instead of 40"})
        assert last(store, me).text == "Rewrote the pipeline, 9 minutes instead of 40"
        settled.settle()
        assert "Updated win 1" in text(settled.seen())

    def test_words_changed_elsewhere_in_between_are_not_overwritten(
        self, settled: Visitor, store: Store, me: Principal, clock: MovableClock
    ) -> None:
        settled.command("/win land 1")
        settled.submit(self.BOXES)
        win = last(store, me)
        store.wins.change(me, win.public_id, win.version, clock.now(), text="Changed elsewhere")
        refused = settled.submit({})
        assert "was changed since you opened this form" in str(refused["errors"]["bullet"])
        assert last(store, me).text == "Changed elsewhere"

    def test_the_list_offers_it_beside_edit(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        shown = settled.command("/win list", "@winbook")["response"]
        opened = click(settled, "win_row", shown, value="Make It Land")
        assert opened["view"]["callback_id"] == "win_land"

    def test_a_number_nobody_has_is_answered_with_the_way_to_the_list(
        self, settled: Visitor
    ) -> None:
        log(settled, "Cut deploy time from 40 to 9 minutes")
        assert "There is no win 99 in your book." in said_to(settled, "/win land 99")

    def test_an_empty_book_is_answered_with_how_to_log_a_win(self, dana: Visitor) -> None:
        assert "There is no win yet in your book." in said_to(dana, "/win land 99")

    def test_land_in_prose_is_a_win(self, settled: Visitor, store: Store, me: Principal) -> None:
        log(settled, "land deal with Acme signed")
        assert last(store, me).text == "land deal with Acme signed"


class TestLearning:
    def move(self, visitor: Visitor, line: str, to: str) -> None:
        click(visitor, "win_file", log(visitor, line), value=to)
        visitor.settle()

    def test_a_word_moved_twice_is_followed_and_the_reason_is_said(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        self.move(settled, "Owned the rota for the winter end to end", "Influence")
        once = log(settled, "Owned the rota for Easter end to end")
        assert last(store, me).dimensions == ["scope"]
        click(settled, "win_file", once, value="Influence")
        settled.settle()
        twice = log(settled, "Owned the summer rota end to end")
        assert last(store, me).dimensions == ["influence"]
        assert "Influence (because: _you moved “rota” to Influence twice_)" in text(twice)

    def test_nobody_elses_suggestions_change(
        self, settled: Visitor, ben: Visitor, store: Store
    ) -> None:
        for season in ("winter", "spring"):
            self.move(settled, f"Owned the {season} rota end to end", "Influence")
        log(ben, LINE)
        assert "Scope (because:" in text(log(ben, "Owned the summer rota end to end"))

    def test_moving_it_back_takes_the_lesson_back(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        card = log(settled, "Owned the winter rota end to end")
        click(settled, "win_file", card, value="Influence")
        click(settled, "win_file", newest(settled), value="Scope")
        settled.settle()
        assert store.corrections.of(me) == []

    def test_what_the_person_filed_themselves_teaches_nothing(
        self, settled: Visitor, store: Store, me: Principal
    ) -> None:
        self.move(settled, "Owned the winter rota end to end #scope", "Influence")
        assert store.corrections.of(me) == []

    def test_an_edit_teaches_as_well(self, settled: Visitor, store: Store, me: Principal) -> None:
        click(settled, "win_edit", log(settled, "Owned the winter rota end to end"))
        settled.submit({"dimensions": ["direction"]})
        [correction] = store.corrections.of(me)
        assert (correction.moved_from, correction.moved_to) == ("scope", "direction")
        assert "rota" in correction.words

    @pytest.mark.parametrize("way", ["button", "words"])
    def test_what_was_learned_can_be_forgotten(
        self, settled: Visitor, store: Store, me: Principal, way: str
    ) -> None:
        assert "Forget What You Learned" not in said_to(settled, "/win settings")
        self.move(settled, "Owned the winter rota end to end", "Influence")
        shown = settled.command("/win settings", "@winbook")["response"]
        assert "You changed 1 suggested dimension; suggestions follow that." in text(shown)
        if way == "button":
            click(settled, "learned_forget", shown)
            settled.settle()
            assert "Forgotten: 1 correction." in text(newest(settled))
        else:
            assert "Forgotten: 1 correction." in said_to(settled, "/win settings forget")
        assert store.corrections.of(me) == []
        assert last(store, me).dimensions == ["influence"]


def user_of(visitor: Visitor) -> str:
    seen: dict[str, Any] = visitor.seen()
    return str(seen["me"]["id"])
