"""`/win why`: every reaction that did nothing has a reason that can be asked for."""

from typing import Any

import pytest

from playground.driver import Visitor
from playground.server import Playground


def why(visitor: Visitor) -> str:
    visitor.settle(25)
    response = visitor.command("/win why")["response"]
    assert response["is_ephemeral"]
    return str(response["text"])


def trophy(visitor: Visitor, sent: dict[str, Any]) -> None:
    visitor.react(sent["channel"], sent["ts"], "trophy")
    visitor.settle(25)


def test_without_a_reaction_it_says_how_to_react(dana: Visitor) -> None:
    assert "No reaction of yours has reached me yet. React with :trophy:" in why(dana)


def test_kept_words_are_named_with_their_win(otis: Visitor, dana: Visitor) -> None:
    trophy(dana, otis.post("#eng", "Thanks @dana for rolling back the release so fast"))
    assert "words with win 1" in why(dana)


def test_words_about_somebody_else_were_offered(
    otis: Visitor, cleo: Visitor, slack: Playground
) -> None:
    trophy(cleo, otis.post("#eng", "Thanks @dana for rolling back the release so fast"))
    said = why(cleo)
    dana = next(p.id for p in slack.world.people.values() if p.name == "dana")
    assert f"The words are about <@{dana}>" in said


def test_words_about_oneself_corroborate_nothing(otis: Visitor, dana: Visitor) -> None:
    trophy(dana, otis.post("#eng", "Kudos to @otis for the calm launch night"))
    assert "names only its author" in why(dana)


def test_who_is_meant_was_asked(otis: Visitor, dana: Visitor) -> None:
    trophy(dana, otis.post("#eng", "What a rollback, wow"))
    assert "names nobody" in why(dana)


def test_a_bots_words_do_not_count(slack: Playground, dana: Visitor) -> None:
    robot = Visitor(slack.url, "robot")
    robot.send("person", name="robot", is_bot=True)
    robot.send("join", channel="#eng")
    trophy(dana, robot.post("#eng", "Kudos @dana for the calm launch night"))
    assert "A bot wrote that message" in why(dana)


def test_a_missing_permission_is_named(otis: Visitor, dana: Visitor) -> None:
    sent = otis.post("#eng", "The rollback by @dana was something to watch")
    otis.settle(25)
    otis.send("faults", withhold_scopes=["channels:history"])
    trophy(dana, sent)
    said = why(dana)
    assert "channels:history" in said
    assert "Save as Corroboration" in said


def test_an_answer_that_cannot_be_followed_has_a_reason(otis: Visitor, cleo: Visitor) -> None:
    trophy(cleo, otis.post("#eng", "What a rollback, wow"))
    otis.send("faults", withhold_scopes=["channels:history"])
    cleo.click("praise_who", value="dana")
    assert "channels:history" in why(cleo)


def test_a_withdrawn_word_has_a_reason(otis: Visitor, dana: Visitor) -> None:
    sent = otis.post("#eng", "Thanks @dana for rolling back the release so fast")
    trophy(dana, sent)
    otis.click("praise_not_this")
    dana.unreact(sent["channel"], sent["ts"], "trophy")
    trophy(dana, sent)
    assert "The author withdrew these words" in why(dana)


def test_a_reaction_taken_back_from_kept_words_says_what_is_asked(
    otis: Visitor, dana: Visitor
) -> None:
    sent = otis.post("#eng", "Thanks @dana for rolling back the release so fast")
    trophy(dana, sent)
    dana.unreact(sent["channel"], sent["ts"], "trophy")
    assert "whether to remove the words" in why(dana)


def test_a_channel_the_bot_left_is_named(otis: Visitor, dana: Visitor, slack: Playground) -> None:
    sent = otis.post("#eng", "The rollback by @dana was something to watch")
    otis.settle(25)
    otis.send("faults", kind="error:not_in_channel", method="conversations.history")
    trophy(dana, sent)
    assert "/invite @Winbook" in why(dana)


def test_a_message_that_is_gone_is_said_to_be_gone(otis: Visitor, dana: Visitor) -> None:
    sent = otis.post("#eng", "The rollback by @dana was something to watch")
    otis.send("faults", kind="500", method="conversations.history", times=1)
    dana.react(sent["channel"], sent["ts"], "trophy")
    otis.delete("#eng", sent["ts"])
    otis.settle(25)
    otis.send("clock", advance_seconds=30)
    assert "deleted before I could keep it" in why(dana)


def test_while_slack_does_not_let_it_be_read_that_is_said(otis: Visitor, dana: Visitor) -> None:
    trophy(dana, otis.post("#eng", "Thanks @dana for rolling back the release so fast"))
    sent = otis.post("#eng", "The rollback by @dana was something to watch")
    otis.send("faults", kind="500", method="conversations.history", times=1)
    trophy(dana, sent)
    assert "Slack has not let me read that message so far" in why(dana)
    mine = dana.post("#eng", "Cut deploy time from 40 to 9 minutes")
    otis.send("faults", kind="500", method="conversations.history", times=1)
    dana.react("#eng", mine["ts"], "checkered_flag")
    assert "Save as a Win in its menu" in why(dana)


def test_words_about_somebody_who_left_are_offered_to_nobody(
    slack: Playground, otis: Visitor, cleo: Visitor
) -> None:
    otis.send("person", name="gone", deleted=True)
    trophy(cleo, otis.post("#eng", "Thanks @gone for rolling back the release so fast"))
    assert "there is nobody I can offer them to" in why(cleo)


def test_of_two_people_only_those_who_are_offered_the_words_are_named(
    slack: Playground, otis: Visitor, cleo: Visitor
) -> None:
    otis.send("person", name="gone", deleted=True)
    trophy(cleo, otis.post("#eng", "The rollback by @dana and @gone was something to watch"))
    dana = next(p.id for p in slack.world.people.values() if p.name == "dana")
    assert f"The words are about <@{dana}>. I offer them once" in why(cleo)


@pytest.mark.parametrize(
    ("chosen", "answered"),
    [("robot", "Bots have no book."), ("winbook", "Bots have no book."), ("gone", "no member of")],
)
def test_who_cannot_be_meant_is_refused_with_the_true_reason(
    slack: Playground, otis: Visitor, cleo: Visitor, chosen: str, answered: str
) -> None:
    otis.send("person", name="robot", is_bot=True)
    otis.send("person", name="gone", deleted=True)
    sent = otis.post("#eng", "What a rollback, wow")
    cleo.shortcut("save_corroboration", "#eng", sent["ts"])
    assert answered in cleo.submit({"who": chosen})["errors"]["who"]
    cleo.close()
    trophy(cleo, sent)
    cleo.click("praise_who", value=chosen)
    assert answered in why(cleo)


def test_an_answer_that_slack_does_not_let_be_followed_can_be_given_again(
    otis: Visitor, cleo: Visitor
) -> None:
    trophy(cleo, otis.post("#eng", "What a rollback, wow"))
    otis.send("faults", kind="500", method="conversations.history", times=1)
    cleo.click("praise_who", value="dana")
    assert "Answer my question about it once more." in why(cleo)
    cleo.click("praise_who", value="dana")
    assert "The words are about" in why(cleo)


def test_the_win_emoji_says_what_it_did_and_what_taking_it_off_did(dana: Visitor) -> None:
    sent = dana.post("#eng", "Cut deploy time from 40 to 9 minutes")
    dana.react("#eng", sent["ts"], "checkered_flag")
    assert "It made draft 1 of your message. `/win list drafts` shows" in why(dana)
    dana.unreact("#eng", sent["ts"], "checkered_flag")
    assert "the draft it had made went with it" in why(dana)


def test_a_choice_in_the_menu_is_not_called_a_reaction(otis: Visitor, dana: Visitor) -> None:
    sent = otis.post("#eng", "Thanks @dana for rolling back the release so fast")
    dana.shortcut("save_corroboration", "#eng", sent["ts"])
    assert why(dana).startswith("Your last use of Save as Corroboration (")


def test_a_reaction_taken_back_where_nothing_was_kept_says_so(otis: Visitor, cleo: Visitor) -> None:
    sent = otis.post("#eng", "Thanks @dana for rolling back the release so fast")
    trophy(cleo, sent)
    cleo.unreact(sent["channel"], sent["ts"], "trophy")
    assert "Nothing of that message was in your book" in why(cleo)


def test_other_emoji_are_not_noted(otis: Visitor, dana: Visitor) -> None:
    sent = otis.post("#eng", "Thanks @dana for rolling back the release so fast")
    dana.react(sent["channel"], sent["ts"], "tada")
    assert "No reaction of yours" in why(dana)


@pytest.mark.parametrize("emoji", ["trophy", "trophy::skin-tone-2"])
def test_a_skin_tone_makes_no_difference(emoji: str, otis: Visitor, dana: Visitor) -> None:
    sent = otis.post("#eng", "Thanks @dana for rolling back the release so fast")
    dana.react(sent["channel"], sent["ts"], emoji)
    assert "words with win 1" in why(dana)
