"""Logging, listing, editing and taking back wins, as a person does it."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.running import Bot
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
LINE = "Cut deploy time from 40 to 9 minutes"


@pytest.fixture
def me(slack: Playground) -> Principal:
    return principal(slack, "dana")


def principal(slack: Playground, name: str) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == name)
    return Principal(slack.team, user)


def win(visitor: Visitor, line: str) -> dict[str, Any]:
    """What `/win line` answers, privately."""
    response: dict[str, Any] = visitor.command(f"/win {line}".strip())["response"]
    assert response["is_ephemeral"]
    return response


def shown(message: dict[str, Any]) -> str:
    """Everything a message or view says."""
    return json.dumps(message.get("blocks", []), ensure_ascii=False)


def newest(visitor: Visitor, channel: str = "@winbook") -> dict[str, Any]:
    visitor.settle()
    return visitor.messages(channel)[-1]


def texts(store: Store, me: Principal) -> list[str]:
    return [kept.text for kept in store.wins.of(me)]


class TestOneLine:
    def test_a_line_is_saved_and_answered_with_its_card(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer = win(dana, f"{LINE} #scope on friday")
        assert answer["text"] == f"Saved win 1: {LINE}"
        [kept] = store.wins.of(me)
        assert (kept.text, kept.happened, kept.dimensions) == (LINE, date(2026, 11, 20), ["scope"])
        for said in ("*40 minutes → 9 minutes*", "Scope", "Fri, Nov 20, 2026", "Only you can see"):
            assert said in shown(answer)
        assert len(answer["blocks"]) <= 6

    def test_today_is_the_persons_own_day(
        self, dana: Visitor, store: Store, me: Principal, clock: MovableClock
    ) -> None:
        clock.advance(13.5 * 3600)  # 23:30 UTC is past midnight in Berlin
        win(dana, LINE)
        assert store.wins.of(me)[0].happened == date(2026, 11, 25)

    def test_a_suggested_dimension_says_which_words_led_to_it(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer = win(dana, "Mentored two new colleagues so that they lead releases alone")
        [kept] = store.wins.of(me)
        assert kept.dimensions == ["influence"]
        assert f"Influence (because: _{', '.join(kept.because['influence'])}_)" in shown(answer)

    def test_a_future_date_is_refused_with_the_fix(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer = win(dana, "Shipped the billing rewrite on Dec 24, 2026")
        assert answer["text"] == (
            "Dec 24, 2026 is in the future. Use today or an earlier date."
            "\n```/win Shipped the billing rewrite on Dec 24, 2026```"
        )
        assert store.wins.of(me) == []

    def test_a_refused_line_comes_back_as_it_was_typed(
        self, dana: Visitor, slack: Playground, store: Store
    ) -> None:
        ben = principal(slack, "ben")
        store.people.learn(*ben[:2], NOW, name="Ben O.")
        line = f"Paired with <@{ben.user}> and @cleo on https://example.com/a?b=1&c=2 on 2027-01-01"
        assert win(dana, line)["text"] == (
            "Jan 1, 2027 is in the future. Use today or an earlier date."
            "\n```/win Paired with @Ben O. and @cleo on https://example.com/a?b=1&amp;c=2"
            " on 2027-01-01```"
        )
        dana.post("@winbook", "/win Paired with @ben on the importer")
        assert "```/win Paired with @Ben O. on the importer```" in newest(dana)["text"]

    def test_the_first_win_begins_the_monthly_question_and_says_so_once(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        first, second = win(dana, LINE), win(dana, "Halved the on-call load to 3 pages a week")
        said = "On the 1st at 09:00 (Europe/Berlin) I ask once for new wins."
        assert said in shown(first)
        assert said not in shown(second)
        person = store.people.get(me)
        assert person is not None
        assert person.rhythm == "monthly"

    def test_without_a_figure_one_question_is_asked(self, dana: Visitor) -> None:
        win(dana, LINE)
        assert "What changed, by how much?" in shown(win(dana, "Shipped the billing rewrite"))
        assert "What changed" not in shown(win(dana, "Cut the build from 20 to 12 minutes"))

    def test_a_reserved_word_in_prose_is_saved_and_the_command_offered(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        win(dana, LINE)
        answer = win(dana, "list pages load twice as fast")
        assert "Did you mean `/win list`?" in shown(answer)
        assert "list pages load twice as fast" in texts(store, me)

    @pytest.mark.parametrize(
        ("ending", "words"),
        [
            ("tomorrow", "tomorrow"),
            ("next friday #scope", "next friday"),
            ("on Feb 30", "on Feb 30"),
            ("in 2030 with @ben", "in 2030"),
        ],
    )
    def test_what_looks_like_a_date_and_is_none_is_said(
        self, dana: Visitor, store: Store, me: Principal, ending: str, words: str
    ) -> None:
        answer = win(dana, f"Shipped the importer {ending}")
        assert f"I read no date in “{words}”, so today. Edit changes it." in shown(answer)
        [kept] = store.wins.of(me)
        assert (kept.text, kept.happened) == (f"Shipped the importer {words}", date(2026, 11, 24))
        dana.post("@winbook", f"Shipped the exporter {ending}")
        assert f"I read no date in “{words}”, so today." in shown(newest(dana))

    def test_the_monthly_question_begins_with_a_card_that_has_room_to_say_so(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        win(dana, "Shipped the importer tomorrow")
        person = store.people.get(me)
        assert person is not None
        assert person.rhythm == "unset"
        assert "I ask once for new wins." in shown(win(dana, LINE))

    def test_a_near_duplicate_is_only_asked_about(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        win(dana, LINE)
        answer = win(dana, "Deploy time went down from 40 to 9 minutes")
        assert "Looks like win 1 of Tue, Nov 24, 2026. Same one?" in shown(answer)
        assert store.wins.count(me) == 2

    def test_an_unknown_tag_is_saved_unsorted_with_the_two_nearest_as_buttons(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer = win(dana, f"{LINE} #direktion")
        assert "Unsorted, #direktion is no dimension" in shown(answer)
        dana.click("win_file_1", channel="@winbook", ts=answer["ts"])
        dana.settle()
        [kept] = store.wins.of(me)
        assert (kept.dimensions, kept.unsorted) == (["direction"], [])

    def test_whoever_slack_did_not_name_is_looked_up(
        self, dana: Visitor, slack: Playground, store: Store, me: Principal
    ) -> None:
        ben, cleo = principal(slack, "ben").user, principal(slack, "cleo").user
        answer = win(dana, f"Paired with <@{ben}> on 3 launches for <@{cleo}>")
        assert "Paired with @ben on 3 launches for @cleo" in shown(answer)
        assert texts(store, me) == ["Paired with @ben on 3 launches for @cleo"]
        assert store.wins.of(me)[0].credited == [ben]

    def test_a_name_that_slack_does_not_tell_in_time_stops_nothing(
        self, dana: Visitor, slack: Playground, store: Store, me: Principal
    ) -> None:
        win(dana, LINE)
        dana.send("faults", kind="500", method="users.info", times=2)
        win(dana, f"Paired with <@{principal(slack, 'ben').user}> on 3 launches")
        assert texts(store, me)[0] == "Paired with @someone on 3 launches"

    def test_a_dimension_that_is_a_channel_too_is_a_dimension(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.send("channel", name="scope", members=["dana"])
        win(dana, "Halved the build time of #eng from 20 to 10 minutes #scope")
        [kept] = store.wins.of(me)
        assert kept.dimensions == ["scope"]
        assert kept.text == "Halved the build time of #eng from 20 to 10 minutes"
        assert "Win 1 ·" in shown(win(dana, "list #scope"))

    def test_words_that_look_like_markup_stay_words(self, dana: Visitor) -> None:
        answer = win(dana, "Told <!channel> & *everyone* how we cut 40 to 9 minutes")
        sections = [block["text"] for block in answer["blocks"] if block["type"] == "section"]
        told = [text for text in sections if "everyone" in text["text"]]
        assert [text["type"] for text in told] == ["plain_text"]

    def test_large_figures_are_rounded(self, dana: Visitor) -> None:
        answer = win(dana, "Raised sign-ups from 980 to 21400 a month")
        assert "980" in shown(answer)
        assert "21K" in shown(answer)

    def test_two_units_are_never_shown_as_one(self, dana: Visitor) -> None:
        answer = win(dana, "The export takes 11 minutes instead of 2 hours")
        assert "2 minutes → 11 minutes" not in shown(answer)
        assert "*11 minutes instead of 2 hours*" in shown(answer)

    def test_nobody_else_sees_it(self, dana: Visitor, ben: Visitor) -> None:
        secret = "Halved the on-call load of the billing team"
        dana.command(f"/win {secret}", channel="#eng")
        assert secret in json.dumps(dana.seen())
        assert secret not in json.dumps(ben.seen())


class TestTheCard:
    def test_undo_puts_it_into_the_bin_and_the_card_changes_in_place(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer = win(dana, LINE)
        dana.click("win_undo", channel="@winbook", ts=answer["ts"])
        card = newest(dana)
        assert "Win 1 is in the bin" in shown(card)
        assert len(dana.messages("@winbook")) == 1
        assert store.wins.of(me) == []
        dana.click("win_restore", channel="@winbook", ts=card["ts"])
        assert "Restored win 1" in shown(newest(dana))
        assert texts(store, me) == [LINE]

    def test_another_dimension_is_one_tap_away(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer = win(dana, f"{LINE} #scope #influence")
        dana.click("win_file", channel="@winbook", ts=answer["ts"], value="Direction")
        assert "Direction, Influence" in shown(newest(dana))
        assert store.wins.of(me)[0].dimensions == ["direction", "influence"]

    def test_an_edit_changes_the_card_and_keeps_the_earlier_words(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer = win(dana, LINE)
        dana.click("win_edit", channel="@winbook", ts=answer["ts"])
        done = dana.submit({"what": "Cut deploy time from 40 to 8 minutes"})
        assert done["closed"]
        assert "*40 minutes → 8 minutes*" in shown(newest(dana))
        [kept] = store.wins.of(me)
        [before] = store.wins.history(me, kept.public_id)
        assert before.said["text"] == LINE

    def test_once_slack_refuses_the_change_in_place_it_is_said_in_the_dm(
        self, dana: Visitor, clock: MovableClock
    ) -> None:
        answer = dana.command(f"/win {LINE}", channel="#eng")["response"]
        clicked = dana.click("win_edit", channel="#eng", ts=answer["ts"])
        assert clicked["ok"]
        clock.advance(31 * 60)
        dana.submit({"what": "Cut deploy time from 40 to 8 minutes"})
        assert "*40 minutes → 8 minutes*" in shown(newest(dana))

    def test_somebody_elses_win_is_answered_as_if_it_were_not_there(
        self, dana: Visitor, ben: Visitor, slack: Playground, store: Store, me: Principal
    ) -> None:
        win(dana, LINE)
        [hers] = store.wins.of(me)
        answer = win(ben, "Wrote the 12 page runbook")
        forged = json.dumps({"id": hers.public_id, "version": 1})
        ben.click("win_edit", channel="@winbook", ts=answer["ts"])
        view = next(iter(slack.world.stacks[principal(slack, "ben").user]))
        slack.world.views[view].content["private_metadata"] = forged
        refused = ben.submit({"what": "Mine now"})
        assert "That is no longer here. `/win list`" in json.dumps(refused["errors"])
        assert texts(store, me) == [LINE]


class TestTheForm:
    def test_the_bare_command_opens_six_inputs_with_one_required(self, dana: Visitor) -> None:
        view = dana.command("/win")["view"]
        inputs = [block for block in view["blocks"] if block["type"] == "input"]
        assert len(inputs) == 6
        assert [block["block_id"] for block in inputs if not block["optional"]] == ["what"]

    def test_it_opens_with_the_persons_today_once_the_zone_is_known(
        self, dana: Visitor, clock: MovableClock
    ) -> None:
        win(dana, LINE)
        clock.advance(13.5 * 3600)  # 23:30 UTC is past midnight in Berlin
        assert '"initial_date": "2026-11-25"' in shown(dana.command("/win")["view"])

    def test_an_edit_without_a_date_keeps_the_one_it_had(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        win(dana, f"{LINE} on friday")
        view = dana.command("/win edit 1")["view"]
        assert "Empty means today" not in shown(view)
        assert "Empty keeps Fri, Nov 20, 2026." in shown(view)
        dana.submit({"happened": ""})
        assert store.wins.of(me)[0].happened == date(2026, 11, 20)

    def test_a_submitted_form_says_what_was_saved_and_nothing_is_public(
        self, dana: Visitor, store: Store, me: Principal, slack: Playground
    ) -> None:
        dana.command("/win", channel="#eng")
        done = dana.submit(
            {
                "what": LINE,
                "outcome": "Three teams release daily",
                "happened": "2026-11-20",
                "dimensions": ["direction"],
                "credited": ["ben"],
                "links": "https://example.com/deploy",
            }
        )
        assert "Saved win 1" in shown(done["view"])
        [kept] = store.wins.of(me)
        assert (kept.happened, kept.dimensions) == (date(2026, 11, 20), ["direction"])
        assert kept.credited == [principal(slack, "ben").user]
        assert kept.links == ["https://example.com/deploy"]
        assert kept.outcome == "Three teams release daily"
        assert kept.source.startswith("view:")
        assert dana.messages("#eng") == []

    def test_every_error_stands_under_its_field_and_the_words_come_back(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.command("/win")
        refused = dana.submit({"what": LINE, "happened": "2026-12-24", "links": "the wiki"})
        assert set(refused["errors"]) == {"happened", "links"}
        assert "Dec 24, 2026 is in the future" in str(refused["errors"]["happened"])
        dana.close()
        again = dana.command("/win")["view"]
        assert LINE in shown(again)
        dana.submit({"happened": "2026-11-23", "links": ""})
        assert texts(store, me) == [LINE]
        assert LINE not in shown(dana.command("/win")["view"])

    def test_a_long_text_goes_on_in_the_form(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        line = f"{LINE}, {'and then some more ' * 120}".strip()
        assert line in shown(dana.command(f"/win {line}")["view"])
        dana.submit({})
        assert texts(store, me) == [line]

    def test_what_does_not_fit_is_said_and_given_back(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        line = f"{LINE}, {'and then some more ' * 210}the end of it"
        view = dana.command(f"/win {line}")["view"]
        [what] = [block for block in view["blocks"] if block["block_id"] == "what"]
        box = what["element"]["initial_value"]
        rest = line.removeprefix(box).lstrip()
        assert line.startswith(f"{box} ")
        assert f"*{len(rest):,} characters did not fit*, a win holds 3,000." in shown(view)
        assert rest in shown(view)
        done = dana.submit({})
        assert texts(store, me) == [box]
        assert rest in shown(done["view"])

    def test_a_long_line_is_there_again_after_its_form_was_closed(self, dana: Visitor) -> None:
        line = f"{LINE}, {'and then some more ' * 210}the end of it"
        dana.command(f"/win {line}")
        dana.submit({"happened": "2026-12-24"})
        dana.close()
        again = shown(dana.command("/win")["view"])
        assert "the end of it" in again
        assert LINE in again

    def test_a_long_message_saved_through_the_menu_is_not_cut_in_silence(
        self, dana: Visitor
    ) -> None:
        sent = dana.post("#eng", f"{LINE}, {'and then some more ' * 210}the end of it")
        view = dana.shortcut("save_win", channel="#eng", ts=sent["ts"])["view"]
        assert "characters did not fit" in shown(view)
        assert "the end of it" in shown(view)

    def test_too_slow_keeps_the_words_for_the_next_form(
        self, dana: Visitor, slack: Playground
    ) -> None:
        line = f"{LINE}, {'and then some more ' * 120}".strip()
        dana.send("faults", method="views.open", kind="error:expired_trigger_id")
        answer = win(dana, line)
        assert answer["text"].startswith("Too slow, try again.")
        assert line in answer["text"]
        assert line in shown(dana.command("/win")["view"])

    def test_the_global_shortcut_opens_it(self, dana: Visitor) -> None:
        assert dana.shortcut("log_win")["view"]["callback_id"] == "win_form"

    def test_a_second_editor_is_told_and_keeps_the_words(
        self, dana: Visitor, store: Store, me: Principal, clock: MovableClock
    ) -> None:
        win(dana, LINE)
        [kept] = store.wins.of(me)
        dana.command("/win edit 1")
        store.wins.change(me, kept.public_id, kept.version, clock.now(), text="Changed elsewhere")
        refused = dana.submit({"what": "My newer words"})
        assert "Win 1 was changed since you opened this form." in str(refused["errors"]["what"])
        assert texts(store, me) == ["Changed elsewhere"]


class TestAMessage:
    def test_the_shortcut_opens_the_form_with_its_words_day_and_place(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal, clock: MovableClock
    ) -> None:
        root = ben.post("#eng", "How did the deploys get so fast?")
        sent = dana.post("#eng", f"{LINE} &amp; more", thread_ts=root["ts"])
        clock.advance(2 * 24 * 3600)
        view = dana.shortcut("save_win", channel="#eng", ts=sent["ts"])["view"]
        assert LINE in shown(view)
        dana.settle()
        dana.submit({})
        [kept] = store.wins.of(me)
        assert kept.source == f"message:{sent['channel']}:{sent['ts']}"
        assert (kept.place, kept.place_ts) == (sent["channel"], sent["ts"])
        assert kept.permalink.startswith("https://")
        assert kept.happened == date(2026, 11, 24)

    def test_the_same_message_makes_one_win(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("#eng", LINE)
        for words in (LINE, "Cut deploy time to 9 minutes"):
            dana.shortcut("save_win", channel="#eng", ts=sent["ts"])
            dana.submit({"what": words})
        assert texts(store, me) == ["Cut deploy time to 9 minutes"]

    def test_plain_words_in_the_dm_are_a_win_answered_with_one_card(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("@winbook", f"{LINE} #scope yesterday")
        card = newest(dana)
        assert card["text"] == f"Saved win 1: {LINE}"
        assert "On the 1st at 09:00" in shown(card)
        [kept] = store.wins.of(me)
        assert kept.source == f"message:{sent['channel']}:{sent['ts']}"
        assert kept.happened == date(2026, 11, 23)

    def test_days_in_the_dm_count_from_when_it_was_written(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        late = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)  # delivered a day later
        dana.post("@winbook", f"{LINE} yesterday", ts=f"{int(late.timestamp())}.000100")
        newest(dana)
        assert store.wins.of(me)[0].happened == date(2026, 11, 22)

    def test_a_message_delivered_twice_is_answered_once(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.send("faults", events="duplicate", times=1)
        dana.post("@winbook", LINE)
        dana.settle()
        assert texts(store, me) == [LINE]
        assert len(dana.messages("@winbook")) == 2

    def test_a_refused_message_in_the_dm_says_why(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.post("@winbook", "Shipped the billing rewrite on Dec 24, 2026")
        assert "is in the future" in newest(dana)["text"]
        assert store.wins.of(me) == []

    def test_a_command_typed_as_a_message_is_not_a_win(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.post("@winbook", "list Q3")
        assert "`/win list Q3`" in newest(dana)["text"]
        assert store.wins.of(me) == []

    @pytest.mark.parametrize(
        ("said", "answered"),
        [
            ("help", "`/win help`"),
            ("gaps", "`/win gaps`"),
            ("hi", "`/win help` shows the rest"),
            ("Hello Winbook", "`/win help` shows the rest"),
            ("thanks!", "`/win help` shows the rest"),
            (" /win list", "Type that in the composer"),
            ("`/win Fixed the login`", "```/win Fixed the login```"),
        ],
    )
    def test_small_talk_and_pasted_commands_in_the_dm_are_no_wins(
        self, dana: Visitor, store: Store, me: Principal, said: str, answered: str
    ) -> None:
        dana.post("@winbook", said)
        assert answered in newest(dana)["text"]
        assert store.wins.of(me) == []

    def test_a_greeting_that_goes_on_is_a_win(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        dana.post("@winbook", "Thanks to the new cache the export takes 2 minutes")
        newest(dana)
        assert store.wins.count(me) == 1

    def test_the_dm_card_changes_in_place(self, dana: Visitor, store: Store, me: Principal) -> None:
        dana.post("@winbook", LINE)
        card = newest(dana)
        dana.click("win_undo", channel="@winbook", ts=card["ts"])
        assert "Win 1 is in the bin" in shown(newest(dana))
        assert len(dana.messages("@winbook")) == 2


class TestTheEmoji:
    def mark(self, visitor: Visitor, sent: dict[str, Any]) -> None:
        visitor.react(sent["channel"], sent["ts"], "checkered_flag")
        visitor.settle()

    def test_on_ones_own_message_it_makes_a_draft_that_is_kept_on_demand(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("#eng", LINE)
        self.mark(dana, sent)
        assert store.wins.of(me) == []
        [draft] = store.wins.of(me, states=("draft",))
        assert draft.permalink.startswith("https://")
        offer = newest(dana)
        assert "Not kept unless you press Keep." in shown(offer)
        dana.click("win_keep", channel="@winbook", ts=offer["ts"])
        assert "Saved win 1" in shown(newest(dana))
        assert texts(store, me) == [LINE]

    def test_a_picture_alone_makes_no_draft(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        self.mark(dana, dana.upload("#eng", "chart.png", "x"))
        assert store.wins.of(me, states=("draft",)) == []
        why = store.whys.last(me)
        assert why is not None
        assert why.code == "no words"

    def test_on_somebody_elses_message_it_does_nothing(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        self.mark(dana, ben.post("#eng", LINE))
        assert store.wins.of(me, states=("kept", "draft")) == []
        assert dana.messages("@winbook") == []

    def test_taken_off_again_the_untouched_draft_goes(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("#eng", LINE)
        self.mark(dana, sent)
        dana.unreact("#eng", sent["ts"], "checkered_flag")
        assert "Nothing was kept" in newest(dana)["text"]
        assert store.wins.of(me, states=("draft",)) == []
        assert len(dana.messages("@winbook")) == 1

    def test_taken_off_a_kept_win_it_offers_deletion(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("#eng", LINE)
        self.mark(dana, sent)
        dana.click("win_keep", channel="@winbook", ts=newest(dana)["ts"])
        dana.unreact("#eng", sent["ts"], "checkered_flag")
        offer = newest(dana)
        assert "It stays in your book" in offer["text"]
        dana.click("win_undo", channel="@winbook", ts=offer["ts"])
        dana.settle()
        assert store.wins.of(me) == []

    def test_discarded_and_marked_again_it_is_offered_again(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("#eng", LINE)
        self.mark(dana, sent)
        dana.click("win_discard", channel="@winbook", ts=newest(dana)["ts"])
        dana.unreact("#eng", sent["ts"], "checkered_flag")
        dana.settle()
        self.mark(dana, sent)
        assert "Not kept unless you press Keep." in shown(newest(dana))
        assert len(store.wins.of(me, states=("draft",))) == 1


class TestTheMessageBehindAWin:
    """Edited, the win follows it; deleted, the win goes or may go."""

    BETTER = "Cut deploy time from 40 to 8 minutes"

    def mark(self, visitor: Visitor, sent: dict[str, Any]) -> None:
        visitor.react(sent["channel"], sent["ts"], "checkered_flag")
        visitor.settle()

    def test_edited_in_the_dm_the_win_and_its_card_say_the_new_words(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("@winbook", f"{LINE} #scope")
        dana.settle()
        dana.edit("@winbook", sent["ts"], f"{self.BETTER} #direction yesterday")
        card = newest(dana)
        assert card["text"] == f"Updated win 1: {self.BETTER}"
        assert "*40 minutes → 8 minutes*" in shown(card)
        assert len(dana.messages("@winbook")) == 2
        [kept] = store.wins.of(me)
        assert (kept.text, kept.dimensions) == (self.BETTER, ["direction"])
        assert kept.happened == date(2026, 11, 23)
        [before] = store.wins.history(me, kept.public_id)
        assert before.said["text"] == LINE

    def test_edits_in_any_order_end_with_the_last_words(
        self, bot: Bot, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("@winbook", LINE)
        dana.settle()
        held, offer = [], bot.inbox.offer
        bot.inbox.offer = held.append  # type: ignore[method-assign]
        for words in ("Cut deploy time a lot", self.BETTER):
            dana.edit("@winbook", sent["ts"], words)
        dana.settle()
        for body in reversed(held):
            offer(body)
            dana.settle()
        assert texts(store, me) == [self.BETTER]
        assert len(dana.messages("@winbook")) == 2

    def test_edited_to_what_cannot_be_a_win_it_stays_and_says_why(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("@winbook", LINE)
        dana.settle()
        dana.edit("@winbook", sent["ts"], f"{LINE} on Dec 24, 2026")
        assert newest(dana)["text"].startswith("Win 1 stays as it was: Dec 24, 2026 is in the")
        assert texts(store, me) == [LINE]

    def test_a_win_with_words_of_its_own_keeps_them_and_that_is_said_once(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("@winbook", LINE)
        dana.settle()
        dana.command("/win edit 1")
        dana.submit({"what": "Deploys take 9 minutes, were 40"})
        for words in (self.BETTER, "Cut deploy time a lot"):
            dana.edit("@winbook", sent["ts"], words)
        assert "The message behind win 1 was edited." in newest(dana)["text"]
        assert len(dana.messages("@winbook")) == 3
        assert texts(store, me) == ["Deploys take 9 minutes, were 40"]
        dana.click("win_edit", channel="@winbook", ts=newest(dana)["ts"])
        dana.submit({"what": self.BETTER})
        assert texts(store, me) == [self.BETTER]

    def test_another_dimension_chosen_by_hand_survives_an_edit(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("@winbook", f"{LINE} #scope")
        dana.click("win_file", channel="@winbook", ts=newest(dana)["ts"], value="Influence")
        dana.edit("@winbook", sent["ts"], f"{self.BETTER} #scope")
        dana.settle()
        [kept] = store.wins.of(me)
        assert (kept.text, kept.dimensions) == (self.BETTER, ["influence"])

    def test_a_draft_follows_its_message_and_goes_with_it(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("#eng", LINE)
        self.mark(dana, sent)
        dana.edit("#eng", sent["ts"], self.BETTER)
        assert self.BETTER in shown(newest(dana))
        assert "Not kept unless you press Keep." in shown(newest(dana))
        dana.delete("#eng", sent["ts"])
        assert "Nothing was kept" in newest(dana)["text"]
        assert len(dana.messages("@winbook")) == 1
        assert store.wins.of(me, states=("kept", "draft")) == []

    def test_an_edited_draft_still_goes_with_its_reaction(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("#eng", LINE)
        self.mark(dana, sent)
        dana.edit("#eng", sent["ts"], self.BETTER)
        dana.settle()
        dana.unreact("#eng", sent["ts"], "checkered_flag")
        assert "Nothing was kept" in newest(dana)["text"]
        assert store.wins.of(me, states=("draft",)) == []

    def test_deleted_in_the_dm_the_card_offers_the_way_out(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("@winbook", LINE)
        dana.settle()
        dana.delete("@winbook", sent["ts"])
        card = newest(dana)
        assert "Its message was deleted. Undo takes the win out of your book" in shown(card)
        assert len(dana.messages("@winbook")) == 1
        assert texts(store, me) == [LINE]
        dana.click("win_undo", channel="@winbook", ts=card["ts"])
        dana.settle()
        assert store.wins.of(me) == []

    def test_deleted_in_a_channel_the_kept_win_may_go_too(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("#eng", LINE)
        self.mark(dana, sent)
        dana.click("win_keep", channel="@winbook", ts=newest(dana)["ts"])
        dana.delete("#eng", sent["ts"])
        offer = newest(dana)
        assert "The message behind win 1 was deleted." in offer["text"]
        assert texts(store, me) == [LINE]
        dana.click("win_undo", channel="@winbook", ts=offer["ts"])
        dana.settle()
        assert store.wins.of(me) == []

    def test_saved_through_the_menu_it_follows_ones_own_message(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("#eng", f"{LINE} #scope")
        dana.shortcut("save_win", channel="#eng", ts=sent["ts"])
        dana.submit({"outcome": "Three teams release daily"})
        dana.edit("#eng", sent["ts"], self.BETTER)
        dana.settle()
        [kept] = store.wins.of(me)
        assert (kept.text, kept.outcome) == (self.BETTER, "Three teams release daily")

    def test_somebody_elses_edit_changes_nothing_in_ones_book(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        sent = ben.post("#eng", LINE)
        dana.shortcut("save_win", channel="#eng", ts=sent["ts"])
        dana.submit({})
        ben.edit("#eng", sent["ts"], "Dana did nothing at all")
        assert "The win keeps the words it had." in newest(dana)["text"]
        assert texts(store, me) == [LINE]
        ben.delete("#eng", sent["ts"])
        assert "was deleted. The win stays in your book." in newest(dana)["text"]
        assert texts(store, me) == [LINE]

    def test_what_lies_in_the_bin_stays_as_it_is(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        sent = dana.post("@winbook", LINE)
        dana.click("win_undo", channel="@winbook", ts=newest(dana)["ts"])
        dana.edit("@winbook", sent["ts"], self.BETTER)
        dana.delete("@winbook", sent["ts"])
        assert "Win 1 is in the bin" in shown(newest(dana))
        assert [binned.text for binned in store.wins.binned(me)] == [LINE]

    def test_words_that_are_praise_and_a_win_are_both_taken_back(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal, slack: Playground
    ) -> None:
        sent = dana.post("#eng", "Kudos to @ben: our new importer is 3x faster")
        self.mark(dana, sent)
        dana.delete("#eng", sent["ts"])
        dana.settle()
        assert store.wins.of(me, states=("kept", "draft")) == []
        assert store.praise.waiting(principal(slack, "ben")) == []


class TestTheList:
    @pytest.fixture
    def seven(self, dana: Visitor) -> Visitor:
        for number in range(1, 8):
            win(dana, f"Closed {number}0 tickets on Nov {number}")
        return dana

    def test_five_a_page_and_the_rest_on_the_next(self, seven: Visitor) -> None:
        first = win(seven, "list")
        assert "Next 2 of 7" in shown(first)
        assert [n for n in range(1, 8) if f"Win {n} ·" in shown(first)] == [3, 4, 5, 6, 7]
        assert len(first["blocks"]) <= 6
        seven.click("win_list_next", channel="@winbook", ts=first["ts"])
        seven.settle()
        second = next(m for m in seven.messages("@winbook") if m["ts"] == first["ts"])
        assert [n for n in range(1, 8) if f"Win {n} ·" in shown(second)] == [1, 2]
        assert "Previous 5 of 7" in shown(second)

    @pytest.mark.parametrize(
        ("asked", "numbers"),
        [("list #scope", [1]), ('list "billing"', [2]), ("list October", [3]), ("list 2025", [])],
    )
    def test_by_dimension_words_and_period(
        self, dana: Visitor, asked: str, numbers: list[int]
    ) -> None:
        for line in (
            f"{LINE} #scope",
            "Cut billing errors to 2% #direction",
            "Won 9 of 11 accounts #influence on Oct 3",
        ):
            win(dana, line)
        said = shown(win(dana, asked))
        assert [n for n in (1, 2, 3) if f"Win {n} ·" in said] == numbers

    def test_a_page_can_be_typed(self, seven: Visitor) -> None:
        said = shown(win(seven, "list page 2"))
        assert [n for n in range(1, 8) if f"Win {n} ·" in said] == [1, 2]

    def test_nothing_found_does_not_advise_the_same_again(self, dana: Visitor) -> None:
        said = shown(win(dana, "list Q3"))
        assert "`/win list` shows all." in said
        assert "/win list Q3" not in said

    def test_an_unknown_dimension_names_the_tags_people_type(self, dana: Visitor) -> None:
        said = win(dana, "list #zzz")["text"]
        assert "#blast" in said
        assert "_" not in said

    def test_nothing_yet_teaches_by_example(self, dana: Visitor) -> None:
        assert "None yet. Try `/win Cut deploy time" in shown(win(dana, "list"))

    def test_a_row_shows_the_history(self, dana: Visitor) -> None:
        win(dana, LINE)
        dana.command("/win edit last")
        dana.submit({"what": "Cut deploy time from 40 to 8 minutes"})
        listed = win(dana, "list")
        view = dana.click("win_row", channel="@winbook", ts=listed["ts"], value="Show History")
        assert LINE in shown(view["view"])

    def test_a_row_deletes(self, dana: Visitor, store: Store, me: Principal) -> None:
        win(dana, LINE)
        listed = win(dana, "list")
        dana.click("win_row", channel="@winbook", ts=listed["ts"], value="Delete")
        assert "Win 1 is in the bin" in shown(newest(dana))
        assert store.wins.of(me) == []


class TestTypedWords:
    def test_undo_and_redo_take_the_last_one(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        win(dana, LINE)
        win(dana, "Halved the on-call load")
        assert "Win 2 is in the bin" in win(dana, "undo")["text"]
        assert texts(store, me) == [LINE]
        assert win(dana, "redo")["text"].startswith("Restored win 2")
        assert store.wins.count(me) == 2

    def test_delete_takes_a_number(self, dana: Visitor, store: Store, me: Principal) -> None:
        win(dana, LINE)
        assert "`/win delete 42`" in win(dana, "delete")["text"]
        assert "There is no win 9 in your book." in win(dana, "delete 9")["text"]
        win(dana, "delete 1")
        assert store.wins.of(me) == []
        assert "Win 1 ·" in shown(win(dana, "list bin"))

    @pytest.mark.parametrize("line", ["edit", "edit last", "edit 3", "undo", "delete 3"])
    def test_an_empty_book_says_how_to_log_the_first(self, dana: Visitor, line: str) -> None:
        assert win(dana, line)["text"] == (
            "There is no win yet in your book. Log the first in one line, like "
            "`/win Cut deploy time from 40 to 9 minutes`."
        )

    def test_undo_after_a_delete_brings_that_win_back_and_redo_deletes_it_again(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        win(dana, "Halved the on-call load")
        win(dana, LINE)
        win(dana, "delete 1")
        assert win(dana, "undo")["text"].startswith("Restored win 1")
        assert store.wins.count(me) == 2
        assert "Win 1 is in the bin" in win(dana, "redo")["text"]
        assert texts(store, me) == [LINE]

    def test_a_second_undo_in_a_row_goes_no_further_back(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        win(dana, LINE)
        win(dana, "Halved the on-call load")
        win(dana, "undo")
        refused = win(dana, "undo")["text"]
        assert "already taken back" in refused
        assert "`/win delete 1`" in refused
        assert "`/win redo`" in refused
        assert texts(store, me) == [LINE]
        win(dana, "Cut the build from 20 to 12 minutes")
        assert "Win 3 is in the bin" in win(dana, "undo")["text"]

    def test_undo_and_redo_follow_the_order_of_deeds_also_when_the_clock_goes_back(
        self, dana: Visitor, clock: MovableClock, store: Store, me: Principal
    ) -> None:
        for number in (1, 2, 3):
            win(dana, f"Closed {number}0 tickets")
            clock.jump(clock.now() - timedelta(hours=1))
        for number in (1, 2, 3):
            win(dana, f"delete {number}")
            clock.jump(clock.now() - timedelta(hours=1))
        for number in (3, 2, 1):
            assert win(dana, "redo")["text"].startswith(f"Restored win {number}")
        win(dana, "delete 2")
        clock.jump(clock.now() - timedelta(hours=1))
        assert win(dana, "undo")["text"].startswith("Restored win 2")
        assert "Win 2 is in the bin" in win(dana, "redo")["text"]

    def test_a_binned_win_is_not_edited_but_found(self, dana: Visitor) -> None:
        assert win(dana, "redo")["text"] == "Nothing is in the bin."
        assert "Nothing is in the bin." in shown(win(dana, "list bin"))
        win(dana, LINE)
        win(dana, "delete 1")
        said = win(dana, "edit 1")["text"]
        assert said == "Win 1 is in the bin. `/win redo 1` brings it back."

    def test_nothing_is_deleted_wholesale_by_a_line(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        win(dana, LINE)
        assert "`/win privacy`" in win(dana, "delete everything")["text"]
        assert texts(store, me) == [LINE]

    def test_edit_opens_the_form_filled_in(self, dana: Visitor) -> None:
        win(dana, f"{LINE} #scope")
        view = dana.command("/win edit 1")["view"]
        assert view["title"]["text"] == "Edit Win 1"
        assert LINE in shown(view)
        assert "Saved win 1" in shown(dana.submit({"outcome": "Daily releases"})["view"])


class TestHome:
    def test_recent_wins_stand_in_a_table(self, dana: Visitor) -> None:
        win(dana, f"{LINE} #scope")
        dana.home()
        dana.settle()
        blocks: list[dict[str, Any]] = dana.seen()["home"]["blocks"]
        [table] = [block for block in blocks if block["type"] == "data_table"]
        cells = [cell["text"] for cell in table["rows"][1]]
        assert cells == [f"1 · {LINE}", "Tue, Nov 24, 2026", "Scope", "40 minutes → 9 minutes"]

    def test_where_slack_refuses_tables_they_stand_in_lines(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        win(dana, f"{LINE} #scope")
        store.workspaces.refuse_block(me.workspace, "data_table")
        dana.home()
        dana.settle()
        home = dana.seen()["home"]
        assert "data_table" not in shown(home)
        assert f"1 · {LINE} · Tue, Nov 24, 2026 · Scope" in shown(home)

    def test_the_button_in_home_opens_the_form(self, dana: Visitor) -> None:
        dana.home()
        dana.settle()
        assert dana.click("win_open", home=True)["view"]["callback_id"] == "win_form"

    def test_empty_it_teaches_by_example(self, dana: Visitor) -> None:
        dana.home()
        dana.settle()
        assert "None yet. Try `/win Cut deploy time" in shown(dana.seen()["home"])


class TestDrafts:
    @pytest.fixture
    def drafted(self, dana: Visitor) -> Visitor:
        sent = dana.post("#eng", "Untangled the release calendar")
        dana.react(sent["channel"], sent["ts"], "checkered_flag")
        dana.settle()
        return dana

    def test_the_list_says_that_a_draft_waits_and_where(self, drafted: Visitor) -> None:
        said = "1 draft waits. `/win list drafts` shows it."
        assert said in shown(win(drafted, "list"))
        win(drafted, LINE)
        assert said in shown(win(drafted, "list"))
        assert said not in shown(win(drafted, "list drafts"))

    def test_a_listed_draft_can_be_kept(
        self, drafted: Visitor, store: Store, me: Principal
    ) -> None:
        listed = win(drafted, "list drafts")
        assert "Draft 1 ·" in shown(listed)
        assert "1 draft." in shown(listed)
        drafted.click("win_row", channel="@winbook", ts=listed["ts"], value="Keep")
        assert "Saved win 1" in shown(newest(drafted))
        assert texts(store, me) == ["Untangled the release calendar"]
        assert shown(win(drafted, "list drafts")).count("No draft waits.") == 1

    def test_home_shows_it_and_saving_the_form_keeps_it(
        self, drafted: Visitor, store: Store, me: Principal
    ) -> None:
        drafted.home()
        drafted.settle()
        assert "*1 draft* without an outcome" in shown(drafted.seen()["home"])
        view = drafted.click("win_edit", home=True)["view"]
        assert "Untangled the release calendar" in shown(view)
        done = drafted.submit({"outcome": "Releases no longer collide"})
        assert "Saved win 1" in shown(done["view"])
        assert texts(store, me) == ["Untangled the release calendar"]
        drafted.settle()
        assert "without an outcome" not in shown(drafted.seen()["home"])


def test_the_list_shows_the_five_ticks_of_each_win(dana: Visitor) -> None:
    dana.command("/win Cut deploy time from 40 to 9 minutes #scope")
    said = str(dana.command("/win list")["response"])
    assert "✓ outcome stated · ✓ figure · ✗ corroborated · ✓ level-shaped · ✓ recent" in said


def test_a_win_in_no_dimension_is_not_level_shaped(dana: Visitor) -> None:
    dana.command("/win Sorted the cupboard")
    assert "✗ level-shaped" in str(dana.command("/win list")["response"])
