"""Conversations about keeping somebody's words, and about taking that back."""

from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.running import Bot
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Praise, Principal

THANKS = "Thanks @dana for rolling back the release before anybody noticed"
WIN = "/win Rolled back the release in 4 minutes instead of 40 #scope"
HOUR, DAY = 3600, 86_400


def said(message: dict[str, Any]) -> str:
    """Everything a message or view shows, in one string."""
    return str(message.get("text", "")) + str(message.get("blocks", ""))


def dms(visitor: Visitor) -> list[dict[str, Any]]:
    visitor.settle(25)
    return [m for m in visitor.messages("@winbook") if m.get("bot_id")]


def last(visitor: Visitor) -> str:
    return said(dms(visitor)[-1])


def principal(slack: Playground, name: str) -> Principal:
    person = next(p for p in slack.world.people.values() if p.name == name)
    return Principal(slack.team, person.id)


@pytest.fixture
def me(slack: Playground) -> Principal:
    """Dana, who is praised."""
    return principal(slack, "dana")


def kept(store: Store, me: Principal) -> Praise:
    (row,) = store.praise.kept(me)
    return row


def trophy(visitor: Visitor, sent: dict[str, Any]) -> None:
    visitor.react(sent["channel"], sent["ts"], "trophy")
    visitor.settle(25)


def test_a_reaction_by_the_praised_person_keeps_the_words_at_once(
    otis: Visitor, dana: Visitor, store: Store, me: Principal, slack: Playground
) -> None:
    sent = otis.post("#eng", THANKS)
    trophy(dana, sent)
    row = kept(store, me)
    assert row.author == principal(slack, "otis").user
    assert row.permalink.startswith("http")
    assert "as draft win 1, because no recent win fits" in last(dana)


def test_kept_words_back_the_win_they_are_about_and_say_why(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    dana.command(WIN)
    trophy(dana, otis.post("#eng", THANKS))
    win = store.wins.numbered(me, 1)
    assert win is not None
    assert kept(store, me).win_id == win.id
    assert "words with win 1, because:" in last(dana)
    assert kept(store, me).because


def test_a_draft_win_asks_for_its_outcome_and_becomes_a_win(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    trophy(dana, otis.post("#eng", THANKS))
    (draft,) = store.wins.of(me, states=("draft",))
    assert draft.outcome_state == "asked"
    assert "What changed, by how much, for whom?" in last(dana)
    dana.click("praise_outcome")
    dana.submit({"outcome": "Nobody saw the fault: 4 minutes instead of 40"})
    assert "words with win 1" in last(dana)
    (win,) = store.wins.of(me)
    assert (win.state, win.outcome_state) == ("kept", "found")


def test_the_same_reaction_again_says_nothing_new(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    otis.send("faults", events="duplicate", times=4)
    trophy(dana, sent)
    (answer,) = dms(dana)
    assert said(answer).count("*Kept*") == 1
    assert len(store.wins.of(me, states=("kept", "draft"))) == 1


def test_undo_takes_the_words_and_their_draft_out_of_the_book(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    trophy(dana, otis.post("#eng", THANKS))
    dana.click("praise_undo")
    assert "are not in your book" in last(dana)
    assert store.praise.kept(me) == []
    assert store.wins.of(me, states=("kept", "draft")) == []


def test_what_was_undone_can_be_kept_again(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    trophy(dana, otis.post("#eng", THANKS))
    dana.click("praise_undo")
    dana.settle(25)
    dana.click("praise_keep")
    dana.settle(25)
    assert kept(store, me).win_id == store.wins.of(me, states=("draft",))[0].id


def test_change_moves_the_words_to_another_win(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    dana.command("/win Wrote the hiring guide")
    trophy(dana, otis.post("#eng", THANKS))
    other = store.wins.numbered(me, 1)
    assert other is not None
    dana.click("praise_choose")
    dana.submit({"win": other.public_id})
    assert "words with win 1, because: you chose it" in last(dana)
    assert kept(store, me).win_id == other.id
    assert store.wins.of(me, states=("draft",)) == []


def test_keep_in_the_notice_changes_the_notice(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    otis.post("#eng", THANKS)
    dms(dana)
    dana.click("praise_keep")
    (notice,) = dms(dana)
    assert "*Kept*" in said(notice)
    assert "praise_keep" not in said(notice)
    assert kept(store, me).permalink


def test_of_several_in_one_notice_each_is_answered_by_itself(
    otis: Visitor, cleo: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    otis.post("#eng", THANKS)
    cleo.post("#eng", "Kudos @dana for the incident report, which everybody understood")
    dms(dana)
    first = store.praise.waiting(me)[0]
    dana.click("praise_not_now", value=first.public_id)
    (notice,) = dms(dana)
    assert "are not kept" in said(notice)
    assert said(notice).count("praise_not_now") == 1
    assert len(store.praise.waiting(me)) == 1


def test_choose_a_win_keeps_the_words_with_it(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    dana.command("/win Wrote the hiring guide")
    otis.post("#eng", THANKS)
    dms(dana)
    view = dana.click("praise_choose")["view"]
    assert "Wrote the hiring guide" in said(view)
    dana.submit({"win": "A New Win"})
    assert "as draft win 2" in last(dana)
    assert store.praise.kept(me)[0].win_id == store.wins.of(me, states=("draft",))[0].id


def test_a_reaction_by_the_author_or_anyone_else_offers_the_words(
    otis: Visitor, cleo: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", "The rollback by @dana was something to watch")
    assert dms(dana) == []
    trophy(otis, sent)
    trophy(cleo, sent)
    (offer,) = dms(dana)
    assert "something to watch" in said(offer)
    assert store.praise.kept(me) == []


def test_a_reaction_in_a_thread_means_the_reply_and_not_the_channel(
    otis: Visitor, cleo: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    root = cleo.post("#eng", "Release notes are up")
    reply = otis.post("#eng", "@dana kept everybody calm", thread_ts=root["ts"])
    cleo.post("#eng", "Kudos @dana for the lunch list, very well done")
    trophy(dana, reply)
    assert kept(store, me).quote.endswith("kept everybody calm")


def test_a_reply_that_names_nobody_is_about_who_wrote_what_it_replies_to(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    root = dana.post("#eng", "I rolled the release back")
    trophy(dana, otis.post("#eng", "That saved the launch!", thread_ts=root["ts"]))
    assert kept(store, me).quote == "That saved the launch!"


def test_who_is_meant_is_asked_when_nobody_is_named(
    otis: Visitor, cleo: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    trophy(cleo, otis.post("#eng", "What a rollback, wow"))
    assert "Who is it about?" in last(cleo)
    cleo.click("praise_who", value="dana")
    assert "were offered" in last(cleo) or "I offer them" in last(cleo)
    assert "What a rollback, wow" in last(dana)
    assert [row.quote for row in store.praise.waiting(me)] == ["What a rollback, wow"]


def test_an_author_cannot_be_named_as_the_one_praised(
    otis: Visitor, cleo: Visitor, slack: Playground, store: Store
) -> None:
    sent = otis.post("#eng", "What a rollback, wow")
    trophy(cleo, sent)
    dms(cleo)
    cleo.click("praise_who", value="otis")
    assert "corroborate nothing" in last(cleo)
    assert store.praise.by_message(slack.team, sent["channel"], sent["ts"]) == []


def test_taking_the_reaction_back_offers_removal(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    trophy(dana, sent)
    dana.unreact(sent["channel"], sent["ts"], "trophy")
    assert "Remove them from your book?" in last(dana)
    assert store.praise.kept(me)
    dana.click("praise_undo", ts=dms(dana)[-1]["ts"])
    dana.settle(25)
    assert store.praise.kept(me) == []


def test_leave_it_leaves_it(otis: Visitor, dana: Visitor, store: Store, me: Principal) -> None:
    sent = otis.post("#eng", THANKS)
    trophy(dana, sent)
    dana.unreact(sent["channel"], sent["ts"], "trophy")
    dms(dana)
    dana.click("praise_leave")
    assert "*Kept*" in last(dana)
    assert store.praise.kept(me)


def test_the_author_is_told_once_and_can_say_not_this_one(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    trophy(dana, sent)
    (told,) = dms(otis)
    assert "kept your words of Nov 24 for their own record." in said(told)
    otis.click("praise_not_this")
    assert "withdrawn" in last(otis)
    assert store.praise.kept(me) == []
    (row,) = store.praise.by_message(me.workspace, sent["channel"], sent["ts"])
    assert (row.state, row.quote, row.reason) == ("withdrawn", "", "")


def test_an_author_is_told_of_several_within_the_hour_in_one_message(
    otis: Visitor, dana: Visitor, cleo: Visitor, store: Store, me: Principal
) -> None:
    for kept_by, words in ((dana, THANKS), (cleo, "Kudos @cleo for the seating plan of the lunch")):
        trophy(kept_by, otis.post("#eng", words))
    (told,) = dms(otis)
    assert told["text"] == "dana and cleo kept words of yours for their own record."
    assert "rolling back the release" in said(told)
    assert "seating plan" in said(told)
    otis.click("praise_not_this", value=kept(store, me).public_id)
    (told,) = dms(otis)
    assert "are withdrawn and deleted from that record" in said(told)
    assert "rolling back the release" not in said(told)
    assert said(told).count("praise_not_this") == 1
    assert store.praise.kept(me) == []


def test_an_author_is_told_of_what_is_kept_an_hour_later_in_another_message(
    otis: Visitor, dana: Visitor, clock: MovableClock
) -> None:
    trophy(dana, otis.post("#eng", THANKS))
    assert len(dms(otis)) == 1
    clock.jump(clock.now() + timedelta(minutes=61))
    trophy(dana, otis.post("#eng", "Kudos @dana for the seating plan of the lunch"))
    assert len(dms(otis)) == 2


def test_whoever_is_named_in_the_words_is_named_wherever_they_are_shown(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    otis.post("#eng", "Kudos to @dana for helping @cleo with the docs, and @ben too")
    dms(dana)
    view = dana.click("praise_choose")["view"]
    assert "Kudos to @dana for helping @cleo with the docs, and @ben too" in said(view)
    dana.submit({"win": "A New Win"})
    (told,) = dms(otis)
    assert "Kudos to @dana for helping @cleo with the docs, and @ben too" in said(told)
    assert "@someone" not in said(told)


def test_a_draft_made_of_praise_names_people(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    trophy(dana, otis.post("#eng", "@dana helped @cleo with the docs all night"))
    (draft,) = store.wins.of(me, states=("draft",))
    assert draft.text == "@dana helped @cleo with the docs all night"


def test_withdrawn_words_cannot_be_kept_again(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    trophy(dana, sent)
    dms(otis)
    otis.click("praise_not_this")
    dana.unreact(sent["channel"], sent["ts"], "trophy")
    trophy(dana, sent)
    assert store.praise.kept(me) == []
    assert "withdrew these words" in said(dana.command("/win why")["response"])


def test_kept_words_stay_as_they_stood_and_say_that_they_were_edited(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    trophy(dana, sent)
    before = kept(store, me)
    otis.edit("#eng", sent["ts"], "Thanks @dana for a thing I forgot about")
    otis.settle(25)
    after = kept(store, me)
    assert (after.quote, after.digest) == (before.quote, before.digest)
    assert after.edited_at is not None


def test_a_preview_of_a_link_is_not_an_edit(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", f"{THANKS} https://example.com/notes")
    trophy(dana, sent)
    otis.send("unfurl", channel="#eng", ts=sent["ts"])
    otis.settle(25)
    assert kept(store, me).edited_at is None


def test_deleted_words_leave_the_book_and_the_record_says_so(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    trophy(dana, sent)
    otis.delete("#eng", sent["ts"])
    otis.settle(25)
    assert store.praise.kept(me) == []
    (row,) = store.praise.by_message(me.workspace, sent["channel"], sent["ts"])
    assert (row.state, row.quote) == ("withdrawn", "")


def test_words_edited_while_they_wait_are_read_again_before_they_are_kept(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    dms(dana)
    otis.send("faults", kind="500", method="chat.update", times=1)  # still the old words
    otis.edit("#eng", sent["ts"], "Thanks @dana for rolling back the release with Otis")
    otis.settle(25)
    assert "with Otis" not in said(dms(dana)[0])
    dana.click("praise_keep")
    assert store.praise.kept(me) == []
    assert "with Otis" in said(dms(dana)[0])
    dana.click("praise_keep")
    dana.settle(25)
    assert kept(store, me).quote.endswith("with Otis")


def test_a_reaction_changes_the_notice_that_stands_there(otis: Visitor, dana: Visitor) -> None:
    sent = otis.post("#eng", THANKS)
    (notice,) = dms(dana)
    assert "praise_keep" in said(notice)
    trophy(dana, sent)
    (notice,) = dms(dana)
    assert notice["text"] == "These words are in your book"
    assert "*Kept*" in said(notice)
    assert "praise_keep" not in said(notice)
    dana.click("praise_undo", ts=notice["ts"])
    assert "are not in your book" in last(dana)


def test_however_often_a_reaction_comes_and_goes_one_message_shows_where_it_stands(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    dms(dana)
    for _ in range(3):
        trophy(dana, sent)
        (notice,) = dms(dana)
        assert "*Kept*" in said(notice)
        dana.unreact(sent["channel"], sent["ts"], "trophy")
        (notice,) = dms(dana)
        assert "Remove them from your book?" in said(notice)
        assert "*Kept*" not in said(notice)
    dana.click("praise_leave")
    otis.edit("#eng", sent["ts"], "Thanks @dana for a thing I forgot about")
    assert "*Kept*" in last(dana)  # the answer stands, whatever else is drawn again
    assert kept(store, me)


def test_an_hour_later_a_reaction_is_answered_by_a_message_of_its_own(
    otis: Visitor, dana: Visitor, clock: MovableClock
) -> None:
    sent = otis.post("#eng", THANKS)
    dms(dana)
    clock.jump(clock.now() + timedelta(minutes=61))
    trophy(dana, sent)
    notice, answer = dms(dana)
    assert "*Kept*" in said(notice)
    assert answer["text"] == "Kept otis's words."
    clock.jump(clock.now() + timedelta(minutes=61))
    dana.unreact(sent["channel"], sent["ts"], "trophy")
    assert "Remove them from your book?" in last(dana)
    assert len(dms(dana)) == 3


def test_a_button_that_stayed_behind_is_harmless(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    dms(dana)
    otis.send("faults", kind="500", method="chat.update", times=1)
    trophy(dana, sent)
    first = dms(dana)[0]
    assert "praise_keep" in said(first)
    dana.click("praise_not_now", ts=first["ts"])
    assert "praise_keep" not in said(dms(dana)[0])
    assert kept(store, me)


def test_the_notice_of_deleted_words_no_longer_shows_them(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    dms(dana)
    otis.delete("#eng", sent["ts"])
    (notice,) = dms(dana)
    assert "rolling back" not in said(notice)
    assert "praise_keep" not in said(notice)
    assert "their author deleted them" in said(notice)
    assert store.praise.by_message(me.workspace, sent["channel"], sent["ts"]) == []


def test_the_notice_of_edited_words_shows_the_new_ones(otis: Visitor, dana: Visitor) -> None:
    sent = otis.post("#eng", THANKS)
    dms(dana)
    otis.edit("#eng", sent["ts"], "Thanks @dana for rolling back the release with Otis")
    (notice,) = dms(dana)
    assert "with Otis" in said(notice)


def test_kept_words_that_were_edited_say_so_where_they_are_shown(
    otis: Visitor, dana: Visitor
) -> None:
    sent = otis.post("#eng", THANKS)
    trophy(dana, sent)
    otis.edit("#eng", sent["ts"], "Thanks @dana for a thing I forgot about")
    assert all("Edited by its author since" in said(message) for message in dms(dana))


def test_somebody_named_only_by_an_edit_is_not_told(
    otis: Visitor, dana: Visitor, cleo: Visitor
) -> None:
    sent = otis.post("#eng", THANKS)
    otis.settle(25)
    otis.edit("#eng", sent["ts"], THANKS.replace("@dana", "@dana and @cleo"))
    assert len(dms(dana)) == 1
    assert dms(cleo) == []


def test_a_keeper_sees_that_the_author_withdrew_the_words(otis: Visitor, dana: Visitor) -> None:
    trophy(dana, otis.post("#eng", THANKS))
    dms(otis)
    otis.click("praise_not_this")
    otis.settle(25)
    for message in dms(dana):
        assert "were withdrawn by their author" in said(message)
        assert "praise_undo" not in said(message)
    assert "praise_not_this" not in last(otis)


def test_words_kept_undone_and_kept_again_are_told_to_their_author_once(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    trophy(dana, otis.post("#eng", THANKS))
    assert len(dms(otis)) == 1
    dana.click("praise_undo", ts=dms(dana)[-1]["ts"])
    dana.settle(25)
    dana.click("praise_keep", ts=dms(dana)[-1]["ts"])
    assert len(dms(otis)) == 1
    assert kept(store, me)


def test_an_author_asleep_while_it_was_undone_hears_when_it_is_kept_for_good(
    otis: Visitor, dana: Visitor, clock: MovableClock
) -> None:
    dana.send("clock", to="2026-11-24T20:00:00+00:00")
    trophy(dana, otis.post("#eng", THANKS))
    dana.click("praise_undo", ts=dms(dana)[-1]["ts"])
    dana.send("clock", to="2026-11-25T10:00:00+00:00")
    assert dms(otis) == []
    dana.click("praise_keep", ts=dms(dana)[-1]["ts"])
    assert len(dms(otis)) == 1


def test_an_author_who_had_everything_deleted_is_a_colleague(
    otis: Visitor,
    dana: Visitor,
    store: Store,
    me: Principal,
    slack: Playground,
    clock: MovableClock,
) -> None:
    sent = otis.post("#eng", THANKS)
    dms(dana)
    store.erasure.forget(principal(slack, "otis"), clock.now())
    trophy(dana, sent)
    for message in dms(dana):
        assert "*Kept* a colleague's words" in said(message)
        assert "<@>" not in said(message)
    assert store.wins.of(me, states=("draft",))[0].credited == []
    assert "a colleague's words" in said(dana.command("/win why")["response"])


def test_what_became_of_several_is_said_in_a_sentence(
    otis: Visitor, cleo: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    first = otis.post("#eng", THANKS)
    cleo.post("#eng", "Kudos @dana for the incident report, which everybody understood")
    dms(dana)
    trophy(dana, first)
    (waiting,) = store.praise.waiting(me)
    dana.click("praise_not_now", value=waiting.public_id)
    (notice,) = dms(dana)
    assert notice["text"] == "Of 2 pieces of praise 1 is in your book and 1 is not kept"


def test_a_card_left_behind_by_a_deleted_book_gives_no_untrue_reason(
    otis: Visitor, dana: Visitor, store: Store, me: Principal, clock: MovableClock
) -> None:
    sent = otis.post("#eng", THANKS)
    dms(dana)
    trophy(dana, sent)
    dana.unreact(sent["channel"], sent["ts"], "trophy")
    dms(dana)
    store.erasure.forget(me, clock.now())
    dana.click("praise_leave")
    assert "That is no longer here." in last(dana)
    assert "their author deleted them, or 30 days" not in str(dms(dana))


def test_more_praise_than_a_message_holds_is_counted_and_reviewed(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    for number in range(10):
        otis.post("#eng", f"Thanks @dana for repairing the pump number {number + 1} so fast")
    (notice,) = dms(dana)
    assert "2 more to keep" in said(notice)
    view = dana.click("praise_review", ts=notice["ts"])["view"]
    assert said(view).count("praise_not_now") == 10


def test_a_reaction_of_another_workspaces_member_keeps_nothing_here(
    otis: Visitor, dana: Visitor, store: Store, me: Principal, clock: MovableClock
) -> None:
    store.people.learn(me.workspace, me.user, clock.now(), is_gone=True)
    trophy(dana, otis.post("#eng", THANKS))
    assert dms(dana) == []
    assert store.praise.kept(me) == []
    assert store.wins.of(me, states=("kept", "draft")) == []


def test_praise_for_a_member_of_another_workspace_is_announced_to_nobody(
    otis: Visitor, dana: Visitor, store: Store, me: Principal, clock: MovableClock
) -> None:
    store.people.learn(me.workspace, me.user, clock.now(), is_gone=True)
    otis.post("#eng", THANKS)
    assert dms(dana) == []


@pytest.mark.parametrize("method", ["chat.getPermalink", "users.info"])
def test_what_slack_does_not_say_loses_no_praise(
    method: str, otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    otis.send("faults", kind="500", method=method, times=3)
    trophy(dana, otis.post("#eng", THANKS))
    dana.send("clock", advance_seconds=120)
    assert "*Kept*" in last(dana)
    assert kept(store, me).quote.endswith("before anybody noticed")


def test_praise_that_joins_a_draft_says_why(
    otis: Visitor, cleo: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    trophy(dana, otis.post("#eng", THANKS))
    trophy(dana, cleo.post("#eng", "Kudos @dana for rolling back that release so calmly"))
    assert "with draft win 1, because: shared words" in last(dana)
    assert len(store.wins.of(me, states=("draft",))) == 1


def test_the_shortcut_keeps_words_in_a_channel_the_bot_is_not_in(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    otis.send("channel", name="elsewhere", members=["otis", "dana"], bot=False)
    sent = otis.post("#elsewhere", THANKS)
    dana.shortcut("save_corroboration", "#elsewhere", sent["ts"])
    dana.settle(25)
    assert kept(store, me).channel == sent["channel"]
    whisper = dana.messages("#elsewhere")[-1]
    assert whisper["is_ephemeral"]
    assert "*Kept*" in said(whisper)


def test_the_shortcut_keeps_what_somebody_wrote_in_a_direct_message(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("@dana", "That rollback saved us, thank you")
    dana.shortcut("save_corroboration", "@otis", sent["ts"])
    dana.settle(25)
    assert kept(store, me).quote == "That rollback saved us, thank you"


def test_a_picture_without_words_keeps_nothing_and_says_so(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    private = otis.upload("@dana", "launch.png", "x")
    dana.shortcut("save_corroboration", "@otis", private["ts"])
    dana.settle(25)
    assert "no words that could be kept" in said(dana.messages("@otis")[-1])
    root = dana.post("#eng", "Live now")
    trophy(dana, otis.upload("#eng", "launch.png", "x", thread_ts=root["ts"]))
    assert dms(dana) == dms(otis) == []
    assert store.praise.kept(me) == []
    assert store.wins.of(me, states=("kept", "draft")) == []
    assert "no words that could be kept" in said(dana.command("/win why")["response"])


def test_words_edited_away_while_they_wait_cannot_be_kept(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    sent = otis.post("#eng", THANKS)
    dms(dana)
    otis.edit("#eng", sent["ts"], "https://example.com/launch.png")
    dms(dana)
    dana.click("praise_keep")
    assert "nothing left to keep" in last(dana)
    assert store.praise.kept(me) == []
    assert store.wins.of(me, states=("kept", "draft")) == []


def test_the_shortcut_asks_who_is_meant_when_nobody_is_named(
    otis: Visitor, cleo: Visitor, dana: Visitor
) -> None:
    sent = otis.post("#eng", "What a rollback, wow")
    view = cleo.shortcut("save_corroboration", "#eng", sent["ts"])["view"]
    assert "Who is this message about?" in said(view)
    refused = cleo.submit({"who": "otis"})
    assert "corroborate nothing" in refused["errors"]["who"]
    cleo.submit({"who": "dana"})
    assert "What a rollback, wow" in last(dana)


def test_home_says_what_waits_and_review_answers_it(
    otis: Visitor, dana: Visitor, store: Store, me: Principal
) -> None:
    otis.post("#eng", THANKS)
    dms(dana)
    dana.home()
    dana.settle(25)
    assert "1 kudos to keep" in said(dana.seen()["home"])
    dana.click("praise_review", home=True)
    dana.click("praise_keep")
    dana.settle(25)
    assert kept(store, me)
    assert "*Kept*" in said(dana.seen()["views"][-1])
    assert "kudos to keep" not in said(dana.seen()["home"])


def test_what_nobody_kept_is_forgotten_after_thirty_days(
    otis: Visitor, dana: Visitor, store: Store, me: Principal, clock: MovableClock
) -> None:
    otis.post("#eng", THANKS)
    dms(dana)
    clock.advance(31 * DAY)
    dana.settle(25)
    assert store.praise.waiting(me) == []
    dana.click("praise_keep")
    dana.settle(25)
    assert store.praise.kept(me) == []


def test_somebody_elses_words_cannot_be_kept_with_a_forged_button(
    otis: Visitor, ben: Visitor, store: Store, me: Principal, slack: Playground
) -> None:
    otis.post("#eng", THANKS)
    otis.settle(25)
    (row,) = store.praise.waiting(me)
    assert store.praise.get(principal(slack, "ben"), row.public_id) is None


ORDERS = list(permutations(("message", "edit", "reaction", "again")))


@pytest.mark.parametrize("order", ORDERS[::4], ids="-".join)
def test_in_any_order_one_corroboration_comes_of_one_message(
    order: tuple[str, ...], slack: Playground, bot: Bot, otis: Visitor, dana: Visitor
) -> None:
    """The traffic of a real conversation, then offered again in another order."""
    captured: dict[str, dict[str, Any]] = {}
    offer = bot.inbox.offer

    def catch(body: dict[str, Any]) -> None:
        captured.setdefault(kind_of(body), body)

    bot.inbox.offer = catch  # type: ignore[method-assign]
    sent = otis.post("#eng", THANKS)
    otis.edit("#eng", sent["ts"], f"{THANKS}, @cleo too")
    dana.react(sent["channel"], sent["ts"], "trophy")
    otis.settle(25)
    captured["again"] = {**captured["message"], "event_id": "Ev-again"}
    for kind in order:
        offer(captured[kind])
        otis.settle(25)
    me = principal(slack, "dana")
    rows = bot.store.praise.by_message(slack.team, sent["channel"], sent["ts"])
    assert [row.state for row in rows if row.owner == me.user] == ["kept"]
    assert len(bot.store.wins.of(me, states=("kept", "draft"))) == 1


def kind_of(body: dict[str, Any]) -> str:
    event = body["event"]
    if event["type"] == "reaction_added":
        return "reaction"
    return "edit" if event.get("subtype") == "message_changed" else "message"


@pytest.mark.slow
@pytest.mark.parametrize(
    "order", list(permutations(("message", "mention", "broadcast", "reaction"))), ids="-".join
)
def test_one_deed_under_several_events_is_one_praise_for_each_person(
    order: tuple[str, ...], slack: Playground, bot: Bot, otis: Visitor, dana: Visitor
) -> None:
    """A broadcast reply that names the bot, too, comes as three events."""
    captured: dict[str, dict[str, Any]] = {}
    offer = bot.inbox.offer

    def catch(body: dict[str, Any]) -> None:
        captured.setdefault(kind_of(body), body)

    bot.inbox.offer = catch  # type: ignore[method-assign]
    sent = otis.post("#eng", THANKS.replace("@dana", "@dana and @cleo"))
    dana.react(sent["channel"], sent["ts"], "trophy")
    otis.settle(25)
    for kind, change in (
        ("mention", {"type": "app_mention"}),
        ("broadcast", {"subtype": "thread_broadcast"}),
    ):
        event = captured["message"]["event"] | change
        captured[kind] = captured["message"] | {"event_id": f"Ev-{kind}", "event": event}
    for kind in order:
        offer(captured[kind])
        otis.settle(25)
    rows = bot.store.praise.by_message(slack.team, sent["channel"], sent["ts"])
    owners = {principal(slack, name).user: state for name, state in WHO}
    assert {row.owner: row.state for row in rows} == owners
    assert len(rows) == 2


WHO = (("dana", "kept"), ("cleo", "draft"))
