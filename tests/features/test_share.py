"""A win or a packet is shown to one person until a day, with a receipt, and taken back at once."""

from typing import Any

import pytest

from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import NOW
from tests.features.said import answer, direct_messages, home, move_to, text, told

LINE = "Cut the deploy time from 40 to 9 minutes #scope"


@pytest.fixture
def me(slack: Playground) -> Principal:
    user = next(p.id for p in slack.world.people.values() if p.name == "dana")
    return Principal(slack.team, user)


def newest(visitor: Visitor) -> dict[str, Any]:
    assert visitor.settle()
    return direct_messages(visitor)[-1]


def share(dana: Visitor, what: str = "1", **more: str) -> dict[str, Any]:
    dana.command(f"/win {LINE}")
    if what == "packet":
        dana.command("/win packet freeze")
    view = dana.command(f"/win share {what} @otis")["view"]
    dana.submit(more, view["id"])
    assert dana.settle()
    return view


def read(otis: Visitor) -> dict[str, Any]:
    opened = otis.click("share_open", channel="@winbook", ts=newest(otis)["ts"])
    assert otis.settle()
    return opened


class TestSharing:
    def test_the_owner_sees_what_the_other_will_read_before(self, dana: Visitor) -> None:
        view = share(dana)
        assert "Cut the deploy time from 40 to 9 minutes" in text(view)
        assert "You see when they read it." in text(view)

    def test_the_message_itself_holds_no_word_of_it(self, dana: Visitor, otis: Visitor) -> None:
        share(dana)
        said = newest(otis)
        assert "dana shares something with you" in said["text"]
        assert "deploy" not in text(said)
        assert len(said["blocks"]) <= 6

    def test_it_is_read_and_the_owner_sees_when(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        share(dana)
        assert "Not read yet." in text(dana.command("/win share")["view"])
        assert "Cut the deploy time" in text(read(otis)["view"])
        assert "Read 1 time, last" in text(dana.command("/win share")["view"])
        assert [row.verb for row in store.audits.of(me.workspace)] == ["read win"]

    def test_taken_back_the_next_read_is_refused_everywhere(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        share(dana)
        stale = newest(otis)
        page = dana.command("/win share")["view"]
        dana.click("share_revoke", view_id=page["id"])
        assert "was taken back, or its time is over" in text(newest(otis))
        assert "Shared with me" not in home(otis)
        assert stale["ts"] == newest(otis)["ts"]
        assert "Taken back on Tue, Nov 24, 2026." in text(dana.command("/win share")["view"])
        grantee = Principal(me.workspace, store.shares.of(me)[0].grantee)
        assert store.shares.with_me(grantee, NOW) == []

    def test_a_window_that_was_open_when_it_was_taken_back_shows_nothing_new(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        share(dana)
        otis.home()
        assert otis.settle()
        [given] = store.shares.of(me)
        store.shares.revoke(me, given.public_id, NOW)
        refused = otis.click("share_open", home=True)
        assert otis.settle()
        assert "deploy" not in text(refused)
        assert "not shared with you any more" in text(otis.seen())
        assert store.audits.of(me.workspace)[-1].verb == "refused share_open"

    def test_it_ends_by_itself(self, dana: Visitor, otis: Visitor) -> None:
        share(dana, until="2026-11-25")
        assert "until Wed, Nov 25, 2026" in text(newest(otis))
        move_to(dana, "2026-11-26T10:00:00Z")
        assert "Shared with me" not in home(otis)

    @pytest.mark.parametrize(
        ("wrong", "field", "why"),
        [
            ({"until": "2026-11-01"}, "until", "is past"),
            ({"until": "2029-11-01"}, "until", "within 400 days"),
            ({"who": "dana"}, "who", "by another person"),
        ],
    )
    def test_what_cannot_be_stands_under_its_box(
        self, dana: Visitor, wrong: dict[str, str], field: str, why: str
    ) -> None:
        dana.command(f"/win {LINE}")
        view = dana.command("/win share 1 @otis")["view"]
        assert why in dana.submit(wrong, view["id"])["errors"][field]

    def test_a_packet_is_shared_once_it_is_frozen(self, dana: Visitor, otis: Visitor) -> None:
        dana.command(f"/win {LINE}")
        assert "Freeze a packet first" in answer(dana, "/win share packet @otis")
        share(dana, "packet")
        assert "Scope: " in text(read(otis)["view"])


class TestSponsor:
    def test_home_shows_only_what_is_shared_with_a_sheet_over_it(
        self, dana: Visitor, otis: Visitor
    ) -> None:
        share(dana, "packet")
        dana.command("/win A private thing nobody should read #scope")
        shown = home(otis)
        assert "Shared with me" in shown
        assert "Packet for Senior, version 1" in shown
        assert "private thing" not in shown
        otis.click("share_sheet", home=True)
        assert otis.settle()
        files = told(otis)[-1]
        assert "Calibration sheet.docx" in files
        assert "Calibration sheet.pdf" in files

    def test_after_everything_was_taken_back_no_sheet_is_made(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        share(dana, "packet")
        otis.home()
        assert otis.settle()
        store.shares.revoke(me, store.shares.of(me)[0].public_id, NOW)
        before = len(direct_messages(otis))
        otis.click("share_sheet", home=True)
        assert otis.settle()
        assert len(direct_messages(otis)) == before


class TestInAChannel:
    def preview(self, dana: Visitor, line: str = "share 1 #eng") -> dict[str, Any]:
        dana.command(f"/win {LINE}", "#eng")
        return dana.command(f"/win {line}", "#eng")["response"]

    def in_eng(self, reader: Visitor) -> str:
        rooms = [room for room in reader.seen()["channels"] if room["name"] == "eng"]
        return text([m for m in rooms[0]["messages"] if not m.get("is_ephemeral")])

    def test_it_is_seen_first_and_posted_by_the_button_that_names_the_channel(
        self, dana: Visitor, otis: Visitor
    ) -> None:
        shown = self.preview(dana)
        assert "Everybody who is in #eng will see it." in text(shown)
        assert "Cut the deploy time from 40 to 9 minutes" in text(shown)
        assert "deploy" not in self.in_eng(otis)
        dana.click("share_post", channel="#eng", ts=shown["ts"])
        assert dana.settle()
        assert "shares a win:" in self.in_eng(otis)
        assert "40 to 9 minutes" in self.in_eng(otis)

    def test_cancelled_nobody_sees_it(self, dana: Visitor, otis: Visitor) -> None:
        shown = self.preview(dana)
        dana.click("share_cancel", channel="#eng", ts=shown["ts"])
        assert dana.settle()
        assert "deploy" not in self.in_eng(otis)

    def test_no_word_of_a_colleague_is_posted(self, dana: Visitor, ben: Visitor) -> None:
        dana.command(f"/win {LINE}", "#eng")
        dana.command("/win confirm 1")
        dana.submit({"peers": ["ben"]})
        move_to(dana, "2026-11-24T15:00:00Z")
        ben.click("confirm_more", channel="@winbook", ts=newest(ben)["ts"])
        ben.submit({"said": "For dana alone."})
        assert dana.settle()
        shown = dana.command("/win share 1 #eng", "#eng")["response"]
        dana.click("share_post", channel="#eng", ts=shown["ts"])
        assert dana.settle()
        assert "shares a win:" in self.in_eng(ben)
        assert "For dana alone." not in self.in_eng(ben)

    def test_taken_back_it_goes_from_the_channel(self, dana: Visitor, otis: Visitor) -> None:
        shown = self.preview(dana)
        dana.click("share_post", channel="#eng", ts=shown["ts"])
        assert dana.settle()
        page = dana.command("/win share")["view"]
        assert "Posted on Tue, Nov 24, 2026." in text(page)
        dana.click("share_revoke", view_id=page["id"])
        assert dana.settle()
        assert "deploy" not in self.in_eng(otis)
        assert "Taken back on" in text(dana.command("/win share")["view"])

    def test_words_changed_since_the_preview_are_not_posted_unseen(
        self, dana: Visitor, otis: Visitor, store: Store, me: Principal
    ) -> None:
        shown = self.preview(dana)
        win = store.wins.last(me)
        assert win is not None
        store.wins.change(me, win.public_id, win.version, NOW, text="Something else")
        dana.click("share_post", channel="#eng", ts=shown["ts"])
        assert dana.settle()
        assert "shares a win" not in self.in_eng(otis)

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("share 9 #eng", "no longer here"),
            ("share packet #eng", "one person at a time"),
            ("share 1 #nowhere", "does not know that channel"),
        ],
    )
    def test_what_cannot_be_posted_is_said(self, dana: Visitor, line: str, why: str) -> None:
        assert why in text(self.preview(dana, line))

    def test_a_channel_without_the_bot_is_said_to_be_one(
        self, dana: Visitor, otis: Visitor
    ) -> None:
        shown = self.preview(dana, "share 1 #quiet")
        dana.click("share_post", channel="#eng", ts=shown["ts"])
        assert dana.settle()
        assert "I am not in that channel." in text(dana.seen())
