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
    assert "No reaction of yours has reached Winbook yet. React with :trophy:" in why(dana)


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
    assert "deleted before Winbook could keep it" in why(dana)


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
