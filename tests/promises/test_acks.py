"""What was acknowledged is on disk; what cannot be saved stays in the form; forms open first."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.running import Bot
from playground.driver import Visitor
from playground.ledger import Ledger
from playground.server import Playground

LINE = "Cut deploy time from 40 to 9 minutes"
PRAISE = "Kudos to @dana for getting the deploy time under ten minutes!"
COUNTS = ("SELECT count(*) FROM win", "SELECT count(*) FROM inbox")
Deed = Callable[[Visitor], Any]


class Witness(Ledger):
    """Looks into the database, through a connection of its own, at each acknowledgement."""

    def __init__(self, slack: Playground, database: Path) -> None:
        super().__init__(slack.world.clock, slack.world.tour.hear)
        self._database = database
        self.found: list[tuple[str, int, int]] = []
        self.kinds: dict[str, str] = {}

    def note(self, kind: str, **facts: Any) -> dict[str, Any]:
        if kind == "envelope":
            self.kinds[facts["envelope"]["envelope_id"]] = facts["envelope"]["type"]
        if kind == "ack":
            with closing(sqlite3.connect(self._database, timeout=5)) as raw:
                wins, events = (raw.execute(sql).fetchone()[0] for sql in COUNTS)
            self.found.append((self.kinds[facts["envelope_id"]], wins, events))
        return super().note(kind, **facts)


@pytest.fixture
def witness(slack: Playground, bot: Bot, database: Path) -> Witness:
    slack.world.ledger = Witness(slack, database)
    return slack.world.ledger


def by_form(dana: Visitor) -> Any:
    dana.command("/win")
    return dana.submit({"what": LINE})


def by_line(dana: Visitor) -> Any:
    return dana.command(f"/win {LINE}", "#eng")


def by_words(dana: Visitor) -> Any:
    dana.post("@winbook", LINE)
    return dana.settle()


@pytest.mark.promise(1)
@pytest.mark.parametrize("deed", [by_form, by_line])
def test_a_win_is_on_disk_when_its_form_or_line_is_acknowledged(
    dana: Visitor, witness: Witness, deed: Deed
) -> None:
    deed(dana)
    kind, wins, _ = witness.found[-1]
    assert kind in ("interactive", "slash_commands")
    assert wins == 1


@pytest.mark.promise(1)
@pytest.mark.promise(3)
def test_words_to_the_bot_are_on_disk_when_they_are_acknowledged(
    dana: Visitor, witness: Witness
) -> None:
    by_words(dana)
    assert witness.found[0][0] == "events_api"
    assert witness.found[0][2] == 1


@pytest.mark.promise(2)
def test_a_form_that_cannot_be_saved_stays_open_with_its_words(
    dana: Visitor, database: Path
) -> None:
    """The pretend Slack gives up after three seconds; then there would be no errors to read."""
    dana.command("/win")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = dana.submit({"what": LINE})
        other.execute("ROLLBACK")
    assert refused["error"] == "errors"
    [(field, sentence)] = refused["errors"].items()
    assert field == "what"
    assert "nothing was changed" in sentence
    assert dana.seen()["views"][-1]["state"]["values"]["what"]["answer"]["value"] == LINE
    dana.submit({"what": LINE})
    with closing(sqlite3.connect(database)) as raw:
        assert raw.execute("SELECT text FROM win").fetchall() == [(LINE,)]


@pytest.mark.promise(2)
def test_a_line_that_cannot_be_saved_comes_back_to_be_copied(dana: Visitor, database: Path) -> None:
    dana.command("/win settings")  # so that who Dana is need not be written down
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = dana.command(f"/win {LINE}", "#eng")["response"]["text"]
        other.execute("ROLLBACK")
    assert f"/win {LINE}" in said
    assert "nothing was changed" in said


def a_win(dana: Visitor) -> dict[str, Any]:
    said = dana.command(f"/win {LINE}", "#eng")
    dana.settle()  # Home is published meanwhile
    return said


def edit_by_button(dana: Visitor) -> None:
    dana.click("win_edit", channel="#eng", ts=a_win(dana)["ts"])


def edit_by_line(dana: Visitor) -> None:
    a_win(dana)
    dana.command("/win edit last")


def save_from_message(dana: Visitor) -> None:
    dana.shortcut("save_win", "#eng", dana.post("#eng", "Shipped the rollback")["ts"])


def settings_form(dana: Visitor) -> None:
    dana.click("settings_open", channel="#eng", ts=dana.command("/win settings", "#eng")["ts"])


def delete_form(dana: Visitor) -> None:
    said = dana.command("/win privacy", "#eng")
    dana.click("privacy_delete_open", channel="#eng", ts=said["ts"])


def gaps_in_home(dana: Visitor) -> None:
    dana.home()
    dana.settle()
    dana.click("gaps_show", home=True)


def log_in_home(dana: Visitor) -> None:
    dana.home()
    dana.settle()
    dana.click("win_open", home=True)


FORMS: list[Deed] = [
    lambda dana: dana.command("/win"),
    lambda dana: dana.command("/win " + "many words " * 300),
    edit_by_line,
    edit_by_button,
    lambda dana: dana.shortcut("log_win"),
    save_from_message,
    settings_form,
    delete_form,
    gaps_in_home,
    log_in_home,
]


@pytest.mark.promise(23)
@pytest.mark.parametrize("opens", FORMS)
def test_opening_a_form_is_the_first_call_after_its_trigger(
    slack: Playground, dana: Visitor, opens: Deed
) -> None:
    opens(dana)
    assert dana.settle()
    log = slack.world.ledger.entries()
    [opened] = [e for e in log if e["kind"] == "api" and e["method"] == "views.open"]
    assert opened["accepted"]
    trigger = opened["arguments"]["trigger_id"]
    [asked] = [
        e["n"]
        for e in log
        if e["kind"] == "envelope" and e["envelope"]["payload"].get("trigger_id") == trigger
    ]
    between = [e for e in log if e["kind"] == "api" and asked < e["n"] < opened["n"]]
    assert between == []
