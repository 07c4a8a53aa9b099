"""Everything in one file, and one file back into the book."""

import base64
import json
from typing import Any

import pytest

from bot.bundle import bundled
from playground.driver import Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.bundle.lived import packed, unpacked
from tests.features.said import answer, direct_messages, home, text
from tests.features.test_rubric import LIST, drop, labels, newest, principal

LINE = "Cut deploy time from 40 to 9 minutes"
SHEET = "date,title,impact\n2026-05-04,Halved the bill by 40%,Cheaper\n2026-06-04,Led the rota,\n"


@pytest.fixture
def me(slack: Playground) -> Principal:
    return principal(slack, "dana")


def files(slack: Playground) -> list[Any]:
    return [held for held in slack.world.files.values() if held.name.endswith(".zip")]


def press(visitor: Visitor, action: str, said: dict[str, Any]) -> dict[str, Any]:
    visitor.click(action, channel="@winbook", ts=said["ts"])
    return newest(visitor)


class TestExport:
    def test_the_bundle_comes_into_the_direct_message(
        self, dana: Visitor, slack: Playground, store: Store, me: Principal
    ) -> None:
        answer(dana, f"/win {LINE}")
        assert "Making your bundle" in answer(dana, "/win export")
        assert dana.settle()
        [held] = files(slack)
        assert held.name == "winbook-2026-11-24.zip"
        assert held.content == bundled(store, me)
        assert LINE in unpacked(held.content)["book.md"].decode()
        assert "dana" in unpacked(held.content)["book.md"].decode()

    def test_home_and_the_privacy_page_have_the_button(
        self, dana: Visitor, slack: Playground
    ) -> None:
        assert "Export" in home(dana)
        assert "Making your bundle" in text(dana.click("export_order", home=True)["view"])
        page = dana.click("privacy_open", home=True)["view"]
        dana.click("export_order", view_id=page["id"])
        assert dana.settle()
        assert len(files(slack)) == 1

    def test_without_the_scope_it_says_who_can_help(self, dana: Visitor) -> None:
        dana.send("faults", withhold_scopes=["files:write"])
        answer(dana, "/win export")
        assert dana.settle()
        assert "add the scope `files:write`" in text(direct_messages(dana))

    @pytest.mark.promise(55)
    def test_dropped_after_everything_was_deleted_it_is_the_same_book(
        self, dana: Visitor, slack: Playground, store: Store, me: Principal
    ) -> None:
        answer(dana, f"/win {LINE}")
        answer(dana, "/win Led the rota for 3 teams with <@U0> #influence")
        answer(dana, "/win export")
        assert dana.settle()
        [held] = files(slack)
        page = dana.command("/win privacy")["response"]
        dana.click("privacy_delete_open", channel="@winbook", ts=page["ts"])
        dana.submit({"phrase": "delete everything"})
        coded = base64.b64encode(held.content).decode()
        said = drop(dana, "mine.zip", coded, encoding="base64")
        assert "mine.zip is a bundle of Winbook: 2 wins" in text(said)
        assert store.wins.count(me) == 0
        done = press(dana, "import_yes", said)
        assert "Imported 2 wins from mine.zip" in text(done)
        assert bundled(store, me) == held.content


class TestImport:
    def test_a_dry_run_comes_first(self, dana: Visitor, store: Store, me: Principal) -> None:
        said = drop(dana, "brag.csv", SHEET)
        assert "brag.csv is a sheet of wins: 2 new wins, 1 with a figure" in text(said)
        assert "• May 4, 2026: Halved the bill by 40%" in text(said)
        assert labels(said) == ["Import", "Not Now"]
        assert store.wins.count(me) == 0
        assert len(said["blocks"]) <= 6

    def test_imported_then_undone_as_a_whole(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        answer(dana, f"/win {LINE}")
        done = press(dana, "import_yes", drop(dana, "brag.csv", SHEET))
        assert "Imported 2 wins from brag.csv" in text(done)
        assert store.wins.count(me) == 3
        assert store.typed.get(me, "import:x") is None
        dana.click("import_undo", channel="@winbook", ts=done["ts"])
        assert dana.settle()
        assert store.wins.count(me) == 1
        assert "Taken out again: 2 rows." in text(direct_messages(dana))

    def test_what_is_there_already_is_left_out(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        press(dana, "import_yes", drop(dana, "brag.csv", SHEET))
        more = SHEET + "2026-07-04,Wrote the guide,\n"
        again = drop(dana, "brag.csv", more)
        assert "1 new win, 0 with a figure" in text(again)
        assert "Left out: 2 wins that you have already." in text(again)
        press(dana, "import_yes", again)
        assert store.wins.count(me) == 3
        assert "There is nothing new in it." in text(drop(dana, "brag.csv", more))

    def test_the_same_file_dropped_twice_comes_once(
        self, dana: Visitor, store: Store, me: Principal
    ) -> None:
        first, second = drop(dana, "brag.csv", SHEET), drop(dana, "brag.csv", SHEET)
        press(dana, "import_yes", first)
        press(dana, "import_yes", second)
        assert store.wins.count(me) == 2
        assert len(store.bundles.imports(me)) == 1

    def test_not_now_keeps_nothing(self, dana: Visitor, store: Store, me: Principal) -> None:
        said = drop(dana, "brag.csv", SHEET)
        dana.click("import_not_now", channel="@winbook", ts=said["ts"])
        assert dana.settle()
        assert "Not imported." in text(direct_messages(dana))
        assert store.wins.count(me) == 0

    def test_a_ladder_is_still_a_ladder(self, dana: Visitor) -> None:
        assert "is a list of criteria" in text(drop(dana, "acme.csv", LIST))

    def test_a_damaged_bundle_says_why(self, dana: Visitor, store: Store, me: Principal) -> None:
        answer(dana, f"/win {LINE}")
        whole = unpacked(bundled(store, me))
        broken = packed(whole | {"book.md": b"x"}, honest=False)
        said = drop(dana, "mine.zip", base64.b64encode(broken).decode(), encoding="base64")
        assert "was changed or damaged" in text(said)
        assert labels(said) == []

    def test_a_bundle_too_large_for_slack_names_the_way(self, dana: Visitor) -> None:
        large = base64.b64encode(b"PK\x03\x04" + bytes(20_000_000)).decode()
        said = text(drop(dana, "mine.zip", large, encoding="base64"))
        assert "A bundle of more than 20 MB is brought in on the server" in said
        assert "`winbook import FILE --for`" in said

    def test_what_was_brought_in_is_listed(self, dana: Visitor) -> None:
        press(dana, "import_yes", drop(dana, "brag.csv", SHEET))
        said = answer(dana, "/win import")
        assert "Drop a file in my direct message" in said
        assert "brag.csv, Tue, Nov 24, 2026: 2 wins" in said

    def test_somebody_elses_import_cannot_be_undone(
        self, dana: Visitor, ben: Visitor, store: Store, me: Principal
    ) -> None:
        done = press(dana, "import_yes", drop(dana, "brag.csv", SHEET))
        [brought] = store.bundles.imports(me)
        assert json.dumps(done).count(brought.public_id) == 1
        listed = ben.command("/win import")["response"]
        assert "brag.csv" not in text(listed)
        assert store.bundles.undo(Principal(me.workspace, "UOTHER"), brought.public_id) is None
