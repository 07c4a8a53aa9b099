"""Conversations about praise that is noticed in channels, and about `/kudos`."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.clock import MovableClock
from bot.errors import Refused
from bot.features.kudos import line
from bot.running import Bot
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal

THANKS = "Thanks @dana for rolling back the release before anybody noticed"
HOUR = 3600


def said(message: dict[str, Any]) -> str:
    """Everything a message or view shows, in one string."""
    return str(message.get("text", "")) + str(message.get("blocks", ""))


def dms(visitor: Visitor) -> list[dict[str, Any]]:
    visitor.settle(25)
    return [m for m in visitor.messages("@winbook") if m.get("bot_id")]


def principal(slack: Playground, name: str) -> Principal:
    person = next(p for p in slack.world.people.values() if p.name == name)
    return Principal(slack.team, person.id)


def test_praise_in_a_channel_is_offered_to_the_praised_person_alone(
    otis: Visitor, dana: Visitor, cleo: Visitor
) -> None:
    otis.post("#eng", THANKS)
    (offer,) = dms(dana)
    assert "rolling back the release before anybody noticed" in said(offer)
    assert "Not kept unless you press Keep. Forgotten on Dec 24." in said(offer)
    assert dms(cleo) == []
    assert dms(otis) == []


def test_each_praised_person_has_a_draft_of_their_own(
    slack: Playground, otis: Visitor, store: Store
) -> None:
    sent = otis.post("#eng", "Kudos to @dana and @cleo for the calm launch night")
    otis.settle(25)
    rows = store.praise.by_message(slack.team, sent["channel"], sent["ts"])
    assert {row.owner for row in rows} == {principal(slack, n).user for n in ("dana", "cleo")}
    assert all(row.state == "draft" and len(row.digest) == 64 for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "@dana can you look at the release?",
        "Thanks in advance @dana for reviewing the release notes",
        "I think I did well, thanks to @otis",
        "The release is out",
    ],
)
def test_words_that_praise_nobody_else_are_stored_nowhere(
    text: str, slack: Playground, otis: Visitor, dana: Visitor, store: Store
) -> None:
    sent = otis.post("#eng", text)
    assert dms(dana) == []
    assert not store.praise.holds(slack.team, sent["channel"], sent["ts"])


def test_praise_within_the_hour_shares_one_message(otis: Visitor, dana: Visitor) -> None:
    otis.post("#eng", THANKS)
    otis.settle(25)
    otis.post("#eng", "Kudos @dana for the incident report, which everybody understood")
    (offer,) = dms(dana)
    assert "rolling back" in said(offer)
    assert "incident report" in said(offer)


def test_praise_after_the_hour_is_another_message(
    otis: Visitor, dana: Visitor, clock: MovableClock
) -> None:
    otis.post("#eng", THANKS)
    otis.settle(25)
    clock.advance(HOUR + 60)
    otis.post("#eng", "Kudos @dana for the incident report, which everybody understood")
    first, second = dms(dana)
    assert "incident report" not in said(first)
    assert "incident report" in said(second)


def test_the_first_notice_introduces_winbook_and_the_second_does_not(
    otis: Visitor, dana: Visitor, clock: MovableClock
) -> None:
    otis.post("#eng", THANKS)
    otis.settle(25)
    clock.advance(HOUR + 60)
    otis.post("#eng", "Kudos @dana for the incident report, which everybody understood")
    first, second = dms(dana)
    assert "Nothing is kept unless you press Keep" in said(first)
    assert "praise_never" in said(first)
    assert "praise_never" not in said(second)


def test_what_winbook_is_was_said_once_even_when_the_outbox_forgot(
    slack: Playground, otis: Visitor, dana: Visitor, store: Store, clock: MovableClock
) -> None:
    for reason in ("the rollback that nobody noticed", "the report that everybody understood"):
        otis.post("#eng", f"Kudos @dana for {reason}")
        otis.settle(25)
        clock.advance(HOUR + 60)
    store.deliveries.prune(clock.now() + timedelta(days=400))
    otis.post("#eng", THANKS)
    assert "praise_never" not in said(dms(dana)[-1])


def test_never_means_that_no_praise_is_announced_again(
    otis: Visitor, dana: Visitor, clock: MovableClock, slack: Playground, store: Store
) -> None:
    otis.post("#eng", THANKS)
    dms(dana)
    dana.click("praise_never")
    clock.advance(HOUR + 60)
    otis.post("#eng", "Kudos @dana for the incident report, which everybody understood")
    (offer,) = dms(dana)
    assert "will not write about praise again" in said(offer)
    assert store.praise.waiting(principal(slack, "dana")) == []


def test_a_weekly_digest_comes_on_monday_morning_in_one_message(
    otis: Visitor, dana: Visitor, slack: Playground, store: Store, clock: MovableClock
) -> None:
    store.people.choose(principal(slack, "dana"), clock.now(), praise_notices="weekly")
    store.people.learn(*principal(slack, "dana")[:2], clock.now(), zone="Europe/Berlin")
    otis.post("#eng", THANKS)
    otis.settle(25)
    clock.advance(2 * HOUR)
    otis.post("#eng", "Kudos @dana for the incident report, which everybody understood")
    assert dms(dana) == []
    dana.send("clock", to="2026-11-30T09:00:30+01:00")
    (offer,) = dms(dana)
    assert "rolling back" in said(offer)
    assert "incident report" in said(offer)


def test_a_digest_chosen_right_after_a_notice_is_a_message_of_its_own(
    otis: Visitor, dana: Visitor, slack: Playground, store: Store, clock: MovableClock
) -> None:
    otis.post("#eng", THANKS)
    (notice,) = dms(dana)
    store.people.choose(principal(slack, "dana"), clock.now(), praise_notices="weekly")
    otis.post("#eng", "Kudos @dana for the incident report, which everybody understood")
    (same,) = dms(dana)
    assert said(same) == said(notice)
    clock.jump(datetime(2026, 11, 30, 8, 0, 30, tzinfo=UTC))
    _, digest = dms(dana)
    assert "incident report" in said(digest)


def test_another_bots_praise_is_not_read(
    slack: Playground, bot: Bot, dana: Visitor, store: Store
) -> None:
    robot = Visitor(slack.url, "robot")
    robot.send("person", name="robot", is_bot=True)
    robot.send("join", channel="#eng")
    sent = robot.post("#eng", THANKS)
    assert dms(dana) == []
    assert store.praise.by_message(slack.team, sent["channel"], sent["ts"]) == []


def test_the_same_message_twice_is_one_draft(
    slack: Playground, otis: Visitor, dana: Visitor, store: Store
) -> None:
    otis.send("faults", events="duplicate", times=5)
    sent = otis.post("#eng", THANKS)
    assert len(dms(dana)) == 1
    assert len(store.praise.by_message(slack.team, sent["channel"], sent["ts"])) == 1


def test_kudos_are_previewed_with_their_audience_and_posted_on_a_press(
    slack: Playground, otis: Visitor, dana: Visitor
) -> None:
    answer = otis.command("/kudos @dana for a calm launch night #influence", "#eng")
    assert "Post this in #eng? Everybody in #eng will see it." in said(answer["response"])
    assert answer["response"]["is_ephemeral"]
    assert [m for m in dana.messages("#eng") if m.get("bot_id")] == []
    otis.click("kudos_post", channel="#eng")
    otis.settle(25)
    (posted,) = [m for m in dana.messages("#eng") if m.get("bot_id")]
    assert "a calm launch night" in said(posted)
    assert "Influence" in said(posted)
    assert str(posted["blocks"]).count(f"<@{principal(slack, 'dana').user}>") == 1


def test_posted_kudos_are_offered_to_the_peer_with_their_dimension(
    slack: Playground, otis: Visitor, dana: Visitor, store: Store
) -> None:
    otis.command("/kudos @dana for a calm launch night #influence", "#eng")
    otis.click("kudos_post", channel="#eng")
    (offer,) = dms(dana)
    assert "a calm launch night" in said(offer)
    (row,) = store.praise.waiting(principal(slack, "dana"))
    assert (row.author, row.dimensions) == (principal(slack, "otis").user, ["influence"])


def test_kudos_ping_nobody_but_the_peer(slack: Playground, otis: Visitor, dana: Visitor) -> None:
    otis.command("/kudos @dana for help; @channel take note, @cleo too", "#eng")
    otis.click("kudos_post", channel="#eng")
    otis.settle(25)
    (posted,) = [m for m in dana.messages("#eng") if m.get("bot_id")]
    assert "<!channel>" not in said(posted)
    assert "@channel" not in said(posted)
    assert f"<@{principal(slack, 'cleo').user}" not in said(posted)


def test_post_pressed_twice_posts_once(otis: Visitor, dana: Visitor) -> None:
    otis.command("/kudos @dana for a calm launch night", "#eng")
    otis.send("faults", kind="slow", method="chat.postMessage", seconds=0.5, times=1)
    otis.click("kudos_post", channel="#eng")
    otis.click("kudos_post", channel="#eng")
    otis.settle(25)
    assert len([m for m in dana.messages("#eng") if m.get("bot_id")]) == 1


def test_post_pressed_again_later_says_what_to_do(otis: Visitor, dana: Visitor) -> None:
    otis.command("/kudos @dana for a calm launch night", "#eng")
    otis.send("faults", kind="slow", method="chat.postMessage", seconds=0.5, times=1)
    otis.click("kudos_post", channel="#eng")
    otis.click("kudos_post", channel="#eng")
    otis.settle(25)
    answers = [said(m) for m in otis.messages("#eng") if m.get("is_ephemeral")]
    assert any("Post was pressed already" in answer for answer in answers)


def test_a_post_that_slack_does_not_confirm_is_not_repeated_blindly(
    otis: Visitor, dana: Visitor
) -> None:
    otis.command("/kudos @dana for a calm launch night", "#eng")
    otis.send("faults", kind="500", method="chat.postMessage", times=1)
    otis.click("kudos_post", channel="#eng")
    otis.settle(25)
    shown = said([m for m in otis.messages("#eng") if m.get("is_ephemeral")][-1])
    assert "Look before you try again" in shown
    assert "/kudos @dana for a calm launch night" in shown
    assert dms(dana) == []


def test_kudos_deleted_in_the_channel_leave_the_book(
    slack: Playground, otis: Visitor, dana: Visitor, store: Store
) -> None:
    otis.command("/kudos @dana for a calm launch night", "#eng")
    otis.click("kudos_post", channel="#eng")
    dms(dana)
    dana.click("praise_keep")
    dana.settle(25)
    me = principal(slack, "dana")
    (row,) = store.praise.kept(me)
    Visitor(slack.url, slack.bot_user).delete("#eng", row.ts)
    (notice,) = dms(dana)
    assert "were withdrawn by their author" in said(notice)
    (row,) = store.praise.by_message(slack.team, row.channel, row.ts)
    assert (row.state, row.quote) == ("withdrawn", "")


def test_markup_in_kudos_stays_as_it_was_typed(otis: Visitor, dana: Visitor) -> None:
    otis.command("/kudos @dana for *bold* moves & <!channel> <b>tags</b>", "#eng")
    otis.click("kudos_post", channel="#eng")
    otis.settle(25)
    (posted,) = [m for m in dana.messages("#eng") if m.get("bot_id")]
    words = posted["blocks"][1]["text"]
    assert words["type"] == "plain_text"
    assert "*bold* moves & <!channel> <b>tags</b>" in words["text"]  # plain: pings nobody
    assert "moves &amp; &lt;!channel&gt; &lt;b&gt;" in posted["text"]


def test_kudos_for_a_bot_or_somebody_who_left_are_refused_with_the_words(
    slack: Playground, otis: Visitor, dana: Visitor
) -> None:
    otis.send("person", name="robot", is_bot=True)
    otis.send("person", name="gone", deleted=True)
    bot = said(otis.command("/kudos @robot for a calm launch night", "#eng")["response"])
    assert "Bots keep no record" in bot
    assert "for a calm launch night" in bot
    gone = said(otis.command("/kudos @gone for a calm launch night", "#eng")["response"])
    assert "is no member of this workspace" in gone
    assert "for a calm launch night" in gone


def test_three_thousand_characters_of_kudos_come_back(otis: Visitor) -> None:
    words = "so very well " * 230
    response = otis.command(f"/kudos @dana for {words}", "#eng")["response"]
    assert "longer than 1,500 characters" in said(response)
    assert words.strip() in said(response)


def test_cancelled_kudos_are_seen_by_nobody(otis: Visitor, dana: Visitor) -> None:
    otis.command("/kudos @dana for a calm launch night", "#eng")
    otis.click("kudos_cancel", channel="#eng")
    assert dms(dana) == []
    assert [m for m in dana.messages("#eng") if m.get("bot_id")] == []


def test_kudos_where_the_bot_is_not_a_member_come_back_to_be_copied(
    slack: Playground, otis: Visitor, dana: Visitor
) -> None:
    otis.send("channel", name="elsewhere", members=["otis", "dana"], bot=False)
    otis.command("/kudos @dana for a calm launch night", "#elsewhere")
    otis.click("kudos_post", channel="#elsewhere")
    otis.settle(25)
    shown = said(otis.messages("#elsewhere")[-1])
    assert "/invite @Winbook" in shown
    assert "/kudos @dana for a calm launch night" in shown
    assert dms(dana) == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("/kudos", "Name a colleague with @ first"),
        ("/kudos well done everybody", "Name a colleague with @ first"),
        ("/kudos @dana", "Say what for"),
        ("/kudos @otis for being me", "Praise somebody else"),
    ],
)
def test_kudos_that_cannot_be_posted_say_what_to_write(
    typed: str, answer: str, otis: Visitor
) -> None:
    response = otis.command(typed, "#eng")["response"]
    assert answer in said(response)
    assert "/kudos @Ben for staying late" in said(response)


def test_kudos_in_a_direct_message_are_sent_to_a_channel(otis: Visitor) -> None:
    response = otis.command("/kudos @dana for a calm launch night")["response"]
    assert "Kudos are public. Use `/kudos` in a channel." in said(response)
    assert "@dana for a calm launch night" in said(response)


@pytest.mark.parametrize(
    ("channel", "name"),
    [
        ("D0FERN0009", ""),
        ("D0FERN0009", "privategroup"),
        ("D0FERN0009", "directmessage"),
        ("C0FERN0009", "mpdm-otis--dana--cleo-1"),
        ("G0FERN0009", "mpdm-otis--dana--cleo-1"),
    ],
)
def test_no_direct_message_is_a_channel_whatever_its_name(
    slack: Playground, bot: Bot, otis: Visitor, channel: str, name: str
) -> None:
    typed = {
        "command": "/kudos",
        "text": f"<@{principal(slack, 'dana').user}|dana> for a calm launch night",
        "team_id": slack.team,
        "user_id": principal(slack, "otis").user,
        "channel_id": channel,
        "channel_name": name,
        "trigger_id": "1.2.3",
    }
    answer = bot.app.dispatch(BoltRequest(mode="socket_mode", body=typed))
    assert "Kudos are public" in answer.body
    typed |= {"channel_id": "G0FERN0009", "channel_name": "privategroup"}
    shown = bot.app.dispatch(BoltRequest(mode="socket_mode", body=typed))
    assert "Post this in this private channel?" in shown.body


@pytest.mark.parametrize(
    ("typed", "peers", "reason", "tags"),
    [
        ("<@U2|ben> for the fix", ["U2"], "the fix", []),
        ("<@U2> <@U3> for the fix", ["U2", "U3"], "the fix", []),
        ("<@U2>, <@U3> and <@U4>: the fix", ["U2", "U3", "U4"], "the fix", []),
        ("to <@U2> for the fix #scope", ["U2"], "the fix", ["scope"]),
        ("<@U2> for the fix <#C1|scope> #infl", ["U2"], "the fix", ["scope", "influence"]),
        ("<@U2> for helping <@U3> out", ["U2"], "helping <@U3> out", []),
        ("<@U2> great work for the team", ["U2"], "great work for the team", []),
        ("<@U2> for closing #4711", ["U2"], "closing #4711", []),
        ("<@U2> for the #nosuchthing", ["U2"], "the #nosuchthing", []),
    ],
)
def test_a_line_of_kudos_is_read(
    typed: str, peers: list[str], reason: str, tags: list[str]
) -> None:
    assert line.read(typed, "U1", "/kudos") == line.Kudos(peers, reason, tags)


def test_a_line_too_long_for_a_button_is_refused() -> None:
    with pytest.raises(Refused, match="1,500"):
        line.read(f"<@U2> for {'x' * 1600}", "U1", "/kudos")
