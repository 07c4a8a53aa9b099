"""The packet as a person lives it: look, curate, freeze, compare, have it sent."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.running import Bot
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import settings_for
from tests.exports.reading import words_in
from tests.exports.test_company import template
from tests.features.said import answer, direct_messages, home, text

WINS = (
    "Cut checkout time from 40 to 9 seconds for all customers #scope on Feb 12",
    "Moved four services to one sign-in #scope #influence on May 20",
    "Owned the invoice export end to end #scope on Aug 3",
    "Ran the move of the archive #scope on Nov 19",
    "Mentored two new colleagues until they led releases #influence on Jun 30",
    "Shipped the old build #scope on Jan 9, 2025",
)


@pytest.fixture
def me(slack: Playground) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == "dana")
    return Principal(slack.team, user)


@pytest.fixture
def book(dana: Visitor, ben: Visitor) -> Visitor:
    """Dana's year, with Ben's words about the newest win."""
    for line in WINS:
        answer(dana, f"/win {line}")
    said = ben.post("#eng", "Kudos to @dana for the move of the archive, it just worked!")
    assert ben.settle()
    dana.react("#eng", said["ts"], "trophy")
    assert dana.settle()
    return dana


def packet(visitor: Visitor, args: str = "") -> dict[str, Any]:
    """What `/win packet` answers, privately."""
    response: dict[str, Any] = visitor.command(f"/win packet {args}".strip(), "#eng")["response"]
    assert response["is_ephemeral"]
    return response


def press(visitor: Visitor, action: str, shown: dict[str, Any], **more: Any) -> dict[str, Any]:
    return visitor.click(action, channel="#eng", ts=shown["ts"], **more)


def view(visitor: Visitor) -> str:
    """The window on top."""
    assert visitor.settle()
    return text(visitor.seen()["views"][-1:])


def row(visitor: Visitor, what: str, said: str) -> dict[str, Any]:
    """Press one entry of a win's menu in the window on top."""
    [top] = visitor.seen()["views"][-1:]
    [found] = [b for b in top["blocks"] if said in text(b) and b.get("accessory")]
    menu = found["accessory"]["options"]
    [entry] = [option for option in menu if option["text"]["text"] == what]
    clicked = visitor.click(
        "packet_do_with", view_id=top["id"], value=entry["value"], block_id=found["block_id"]
    )
    assert visitor.settle()
    return clicked


def sent_files(visitor: Visitor) -> list[dict[str, Any]]:
    assert visitor.settle()
    return [file for message in direct_messages(visitor) for file in message.get("files") or []]


class TestTheAnswer:
    def test_it_says_the_point_what_is_told_and_what_can_be_done(self, book: Visitor) -> None:
        shown = packet(book)
        said = text(shown["blocks"])
        assert shown["text"] == "Packet for Senior, the last 12 months"
        for words in (
            "4 wins from 4 months",
            "1 backed by the words of 1 colleague.",
            "Cut checkout time from 40 to 9 seconds for all customers",
            "Draft of version 1. Only you can see this.",
            "Send Me Files",
            "Curate",
            "Freeze",
            "Versions",
            "For an Opening",
        ):
            assert words in said, words
        assert "old build" not in said
        assert len(shown["blocks"]) <= 6

    @pytest.mark.parametrize(
        ("args", "headline"),
        [
            ("2025", "Packet for Senior, 2025"),
            ("for staff", "Packet for Staff, the last 12 months"),
            ("Q3 for staff", "Packet for Staff, Q3 2026"),
        ],
    )
    def test_another_period_or_target(self, book: Visitor, args: str, headline: str) -> None:
        assert packet(book, args)["text"] == headline

    def test_a_level_that_does_not_exist_is_refused_with_those_that_do(self, book: Visitor) -> None:
        assert (
            "There is no level “wizard”. The levels are Junior, Mid"
            in packet(book, "for wizard")["text"]
        )

    def test_without_a_win_it_helps_and_offers_nothing_to_send(self, dana: Visitor) -> None:
        said = text(packet(dana)["blocks"])
        assert "There is no win in the last 12 months to make a case from." in said
        assert "One line is enough to begin" in said
        assert "Send Me Files" not in said
        assert "There is nothing to send yet." in packet(dana, "send")["text"]
        assert "There is nothing to freeze yet." in packet(dana, "freeze")["text"]

    def test_prose_that_begins_with_the_word_is_a_win(self, dana: Visitor) -> None:
        assert "Saved win 1" in answer(dana, "/win packet loss is down from 4% to 1%")

    def test_nobody_else_sees_any_of_it(self, book: Visitor, cleo: Visitor) -> None:
        packet(book, "send")
        assert book.settle()
        assert "checkout" not in json.dumps(cleo.seen())

    def test_home_builds_it_in_a_window(self, book: Visitor) -> None:
        assert "Build Packet" in home(book)
        book.click("packet_open", home=True)
        said = view(book)
        assert "Packet for Senior, the last 12 months" in said
        assert "Send Me Files" in said


class TestCurating:
    def test_pin_drop_move_and_bring_back_change_the_packet_at_once(self, book: Visitor) -> None:
        press(book, "packet_curate", packet(book))
        assert "Moved four services" in view(book)
        row(book, "Drop", "Cut checkout time")
        assert "Dropped" in view(book)
        row(book, "Pin", "Ran the move")
        assert "win 4, pinned" in view(book)
        row(book, "Move Down", "Ran the move")
        done = book.submit()
        assert done["errors"] in (None, {})
        said = view(book)
        assert "Cut checkout time" not in said
        order = [said.index(words) for words in ("Moved four", "Ran the move", "Owned the")]
        assert order == sorted(order)
        press(book, "packet_curate", packet(book))
        top = book.seen()["views"][-1]
        [back] = [block for block in top["blocks"] if "Bring Back" in text(block)]
        book.click("packet_bring_back", view_id=top["id"], block_id=back["block_id"])
        assert "Dropped" not in view(book)
        assert "Cut checkout time" in text(packet(book))

    def test_a_win_that_is_not_told_can_be_chosen(self, book: Visitor) -> None:
        press(book, "packet_curate", packet(book))
        assert "Tell another win" in view(book)
        top = book.seen()["views"][-1]
        [menu] = [b["accessory"] for b in top["blocks"] if b["block_id"].startswith("more:")]
        option = menu["options"][0]
        book.click("packet_add", view_id=top["id"], value=option["value"])
        assert "pinned" in view(book)

    def test_a_rewrite_holds_for_the_packet_and_not_for_the_book(
        self, book: Visitor, store: Store, me: Principal
    ) -> None:
        press(book, "packet_curate", packet(book))
        row(book, "Rewrite", "Cut checkout time")
        assert "Figures must be in the win" in view(book)
        done = book.submit({"words": "Checkout takes 9 seconds now, not 40."})
        assert done["errors"] in (None, {})
        assert "Checkout takes 9 seconds now" in view(book)
        assert "win 1, reworded" in view(book)
        win = store.wins.numbered(me, 1)
        assert win is not None
        assert win.text.startswith("Cut checkout time")

    def test_saving_the_words_of_the_book_is_no_rewrite(self, book: Visitor) -> None:
        press(book, "packet_curate", packet(book))
        row(book, "Rewrite", "Cut checkout time")
        book.submit()
        assert "reworded" not in view(book)

    def test_a_figure_that_is_not_in_the_win_stays_in_the_form_with_the_fix(
        self, book: Visitor
    ) -> None:
        press(book, "packet_curate", packet(book))
        row(book, "Rewrite", "Cut checkout time")
        done = book.submit({"words": "Checkout is 90% faster."})
        assert done["errors"] == {
            "words": "“90%” is not in win 1. Edit the win first, so that the figure can be traced."
        }

    def test_a_frozen_version_is_not_curated(self, book: Visitor) -> None:
        press(book, "packet_curate", packet(book))
        packet(book, "freeze")
        row(book, "Drop", "Moved four services")
        assert "This version is frozen. `/win packet` opens the next one." in text(book.seen())


class TestVersions:
    def test_freezing_keeps_it_and_the_next_look_is_the_next_version(self, book: Visitor) -> None:
        press(book, "packet_freeze", packet(book))
        assert book.settle()
        frozen = text(book.messages("#eng")[-1])
        assert "Version 1, frozen on Tue, Nov 24, 2026, digest" in frozen
        assert "Curate" not in frozen
        assert "Draft of version 2." in text(packet(book))

    def test_typed_words_act_on_the_packet_looked_at_last(self, book: Visitor) -> None:
        packet(book, "2025 for staff")
        assert "Packet for Staff, 2025" in packet(book, "freeze")["text"]
        packet(book)
        assert "Packet for Senior, the last 12 months" in packet(book, "freeze")["text"]

    def test_versions_say_in_sentences_what_changed(self, book: Visitor) -> None:
        packet(book, "freeze")
        answer(book, "/win edit 1")
        book.submit({"what": "Cut checkout time from 40 to 8 seconds"})
        press(book, "packet_versions", packet(book))
        said = view(book)
        assert "Since version 1:" in said
        assert "Win 1 reads “Cut checkout time from 40 to 8 seconds” instead of “Cut" in said
        assert "Win 1 has the figure 40 seconds → 8 seconds." in said

    def test_without_a_version_it_says_what_freezing_is(self, book: Visitor) -> None:
        press(book, "packet_versions", packet(book))
        assert "No version is frozen yet." in view(book)

    def test_words_a_colleague_takes_back_leave_the_frozen_version_too(
        self, book: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        packet(book, "freeze")
        [said] = [m for m in ben.messages("#eng") if "Kudos to" in text(m)]
        ben.delete("#eng", said["ts"])
        assert ben.settle()
        [kept] = store.packets.frozen(me, "senior|the last 12 months")
        assert "it just worked" not in json.dumps(kept.content)
        press(book, "packet_versions", packet(book))
        assert "A colleague took words back since." in view(book)


class TestFiles:
    def test_five_files_and_the_case_come_into_the_direct_message(
        self, book: Visitor, slack: Playground
    ) -> None:
        shown = packet(book)
        press(book, "packet_send", shown)
        files = sent_files(book)
        assert [file["name"] for file in files] == [
            "packet-senior-v1-2026-11-24.pdf",
            "packet-senior-v1-2026-11-24-one-page.pdf",
            "packet-senior-v1-2026-11-24.docx",
            "packet-senior-v1-2026-11-24.md",
            "packet-senior-v1-2026-11-24.json",
        ]
        body = slack.world.files[files[0]["id"]].content
        assert "Cut checkout time from 40 to 9 seconds for all customers" in words_in("pdf", body)
        whole = [text(m) for m in direct_messages(book) if "packet_case" in text(m)]
        assert len(whole) == 1
        for words in (
            "it just worked",
            "ben, Tue, Nov 24, 2026",
            "What is missing",
            "Questions to expect",
        ):
            assert words in whole[0], words

    def test_the_pressed_message_says_what_is_under_way(self, book: Visitor) -> None:
        press(book, "packet_send", packet(book))
        assert book.settle()
        said = text(book.messages("#eng")[-1])
        assert "Making five files: PDF, PDF on one page, Word, Markdown and JSON." in said
        assert "Send Me Files" not in said

    def test_pressed_twice_they_come_once(self, book: Visitor) -> None:
        shown = packet(book)
        press(book, "packet_send", shown)
        assert "They are on their way already." in text(packet(book, "send"))
        assert len(sent_files(book)) == 5

    def test_a_frozen_version_is_sent_as_it_was(self, book: Visitor, slack: Playground) -> None:
        packet(book, "freeze")
        answer(book, "/win delete 1")
        press(book, "packet_versions", packet(book))
        top = book.seen()["views"][-1]
        [send] = [b for b in top["blocks"] if b["block_id"] == "version:1"]
        book.click("packet_send", view_id=top["id"], block_id=send["block_id"])
        [sent] = [f for f in sent_files(book) if f["name"].endswith("v1-2026-11-24.md")]
        assert b"Cut checkout time" in slack.world.files[sent["id"]].content

    def test_without_the_scope_the_case_is_there_as_text_and_says_what_to_do(
        self, book: Visitor, slack: Playground
    ) -> None:
        book.send("faults", withhold_scopes=["files:write"])
        packet(book, "send")
        assert sent_files(book) == []
        said = [text(message) for message in direct_messages(book)]
        assert "it just worked" in said[-2]
        assert "add the scope `files:write` and install it again" in said[-1]

    @pytest.mark.parametrize("fault", ["drop_before", "500", "internal_error_after"])
    @pytest.mark.slow
    def test_a_failed_upload_is_tried_again_and_nothing_comes_twice(
        self, book: Visitor, clock: MovableClock, fault: str
    ) -> None:
        book.send("faults", method="files.getUploadURLExternal", kind=fault, times=2)
        packet(book, "send")
        assert book.settle()
        for _ in range(4):
            clock.advance(120)
            assert book.settle()
        assert len(sent_files(book)) == 5

    def test_a_lost_answer_is_settled_by_looking_for_the_files(
        self, book: Visitor, clock: MovableClock, store: Store, me: Principal
    ) -> None:
        book.send("faults", method="files.completeUploadExternal", kind="drop_after", times=1)
        packet(book, "send")
        assert book.settle()
        [doubtful] = store.deliveries.planned(me.workspace, me.user, ["packet_files"])
        assert doubtful.state == "unknown"
        clock.advance(300)
        assert book.settle()
        [settled] = store.deliveries.planned(me.workspace, me.user, ["packet_files"])
        assert (settled.state, settled.reason) == ("sent", "found")
        assert len(sent_files(book)) == 5

    @pytest.mark.slow
    def test_after_five_failures_it_says_so_instead(
        self, book: Visitor, clock: MovableClock
    ) -> None:
        book.send("faults", method="files.getUploadURLExternal", kind="500", times=99)
        packet(book, "send")
        for _ in range(8):
            assert book.settle()
            clock.advance(200)
        assert "The files could not be sent" in text(direct_messages(book)[-1])


class TestTheCompanysTemplate:
    @pytest.fixture
    def own(self, tmp_path: Path) -> Path:
        path = tmp_path / "company.docx"
        path.write_bytes(template("ACME form for {{ person }}", "{{ summary }}"))
        return path

    @pytest.fixture
    def bot(
        self, slack: Playground, store: Store, database: Path, clock: MovableClock, own: Path
    ) -> Any:
        running = Bot(settings_for(slack, database, packet_template=own), store, clock)
        slack.on_idle, slack.on_clock = running.settle, running.schedule.tick
        running.start()
        while not running.link.is_open():  # type: ignore[union-attr]
            clock.wait(running.outbox.loop.stopping, 0.005)
        yield running
        running.stop()

    def word(self, visitor: Visitor, slack: Playground) -> str:
        packet(visitor, "send")
        [sent] = [f for f in sent_files(visitor) if f["name"].endswith(".docx")]
        return words_in("docx", slack.world.files[sent["id"]].content)

    def test_the_word_file_is_made_through_it(self, book: Visitor, slack: Playground) -> None:
        assert "ACME form for dana" in self.word(book, slack)

    def test_one_that_runs_code_is_refused_and_our_own_is_sent(
        self, book: Visitor, slack: Playground, own: Path
    ) -> None:
        own.write_bytes(template("{{ person.upper() }}"))
        assert "Table of evidence" in self.word(book, slack)
        assert "The Word file is our own. The template cannot be used: “call” runs code" in text(
            direct_messages(book)
        )


POSTING = """Requirements:
- Cutting checkout time
- Fluent in Haskell
- Mentoring new colleagues
"""


class TestForAnOpening:
    def fill(
        self, visitor: Visitor, requirements: str, name: str = "Payments Lead"
    ) -> dict[str, Any]:
        press(visitor, "packet_opening", packet(visitor))
        return visitor.submit({"opening": name, "requirements": requirements})

    def test_each_requirement_is_laid_beside_the_wins(self, book: Visitor) -> None:
        done = self.fill(book, POSTING)
        assert done["errors"] in (None, {})
        said = view(book)
        assert "Packet for Payments Lead, the whole book" in said
        assert "Of 3 requirements, 2 are shown by wins, and 1 is not." in said
        assert said.index("Fluent in Haskell") < said.index("Mentoring new colleagues")
        assert "Cut checkout time" in said

    def test_its_name_can_call_nobody(self, book: Visitor) -> None:
        self.fill(book, POSTING, "<!channel> & co")
        book.click("packet_send", view_id=book.seen()["views"][-1]["id"])
        assert len(sent_files(book)) == 5
        said = [message["text"] for message in direct_messages(book)][-2:]
        assert all("&lt;!channel&gt; &amp; co" in one for one in said)
        assert "<!channel>" not in "".join(said)

    def test_a_list_pasted_as_one_is_read_by_its_entries(self, book: Visitor) -> None:
        entries = ["Cutting checkout time", "Fluent in Haskell"]
        pasted = {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": entry}]}
                        for entry in entries
                    ],
                }
            ],
        }
        given = {"type": "rich_text_input", "rich_text_value": pasted}
        press(book, "packet_opening", packet(book))
        book.submit({"opening": "Payments Lead", "requirements": given})
        assert "Of 2 requirements, 1 is shown by wins, and 1 is not." in view(book)

    @pytest.mark.parametrize(
        ("requirements", "says"),
        [
            ("x " * 10_001, "That is 20,002 characters. Paste at most 20,000"),
            ("Requirements:", "Paste what the opening asks for, one requirement a line."),
        ],
    )
    def test_what_cannot_be_mapped_stays_in_the_form(
        self, book: Visitor, requirements: str, says: str
    ) -> None:
        done = self.fill(book, requirements)
        assert says in done["errors"]["requirements"]
        assert book.seen()["views"]

    def test_what_an_opening_asks_for_decides_what_is_told(self, book: Visitor) -> None:
        self.fill(book, POSTING)
        book.click("packet_curate", view_id=book.seen()["views"][-1]["id"])
        said = view(book)
        assert "Rewrite" in said
        assert "Pin" not in said
        assert "Tell another win" not in said
        row(book, "Drop", "Cut checkout time")
        assert "Dropped" in view(book)

    def test_typed_words_open_the_form(self, book: Visitor) -> None:
        book.command("/win packet for an opening", "#eng")
        assert "What it asks for" in view(book)

    def test_its_files_can_be_sent_from_the_window(self, book: Visitor) -> None:
        self.fill(book, POSTING)
        top = book.seen()["views"][-1]
        book.click("packet_send", view_id=top["id"])
        names = [file["name"] for file in sent_files(book)]
        assert names[0] == "packet-opening-v1-2026-11-24.pdf"
        assert "Making five files" in view(book)


class TestSomebodyElse:
    @pytest.mark.parametrize(
        "action", ["packet_send", "packet_curate", "packet_freeze", "packet_versions"]
    )
    def test_another_persons_packet_is_answered_as_if_it_were_not_there(
        self, book: Visitor, ben: Visitor, slack: Playground, action: str
    ) -> None:
        """The value of a button is a hint: who presses decides whose packets are looked at."""
        hers = self.button(packet(book), action)["value"]
        answer(ben, "/win Wrote the 12 page runbook #scope")
        home(ben)
        told = []
        for value in (hers, "unknown"):
            ben.click("packet_open", home=True)
            held = slack.world.views[ben.seen()["views"][-1]["id"]]
            self.button(held.content, action)["value"] = value
            ben.click(action, view_id=held.id)
            assert ben.settle()
            told.append([block["text"] for block in ben.seen()["views"][-1]["blocks"]])
        assert told[0] == told[1]
        assert "That is no longer here." in text(told)
        assert sent_files(book) == []
        assert "Draft of version 1." in text(packet(book))

    def button(self, shown: dict[str, Any], action: str) -> dict[str, Any]:
        [row] = [block for block in shown["blocks"] if block["block_id"] == "packet_do"]
        [found] = [one for one in row["elements"] if one["action_id"] == action]
        return found  # type: ignore[no-any-return]
