"""What we do not know or may not do: one sentence, nothing lost, no words in the log."""

import contextlib
import json
import logging
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest

from bot.clock import MovableClock
from bot.running import Bot
from bot.slack.blocks import actions, button, field, modal, section, text_area
from playground.driver import CannotDo, Visitor
from playground.server import Playground
from storage import Store
from storage.records import Principal
from tests.conftest import settings_for
from tests.features.said import told

CANARY = "canary-4be1-gull"
LINE = f"Cut deploy time from 40 to 9 minutes {CANARY}"
STRANGE = "U0STRANGE1"


def me(slack: Playground) -> Principal:
    return Principal(slack.team, Visitor(slack.url, "dana").seen()["me"]["id"])


def said_by_us(bot: Bot, channel: str, blocks: list[dict[str, Any]]) -> str:
    """A message of ours as an earlier version might have sent it."""
    client = bot.houses.client("")
    return str(client.chat_postMessage(channel=channel, text="Old", blocks=blocks)["ts"])


@pytest.mark.promise(28)
def test_a_button_of_an_old_version_gets_an_answer_and_harms_nothing(
    slack: Playground, bot: Bot, dana: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    old = [section("Old", "old"), actions(button("Gone", "was_removed", CANARY), block_id="do")]
    ts = said_by_us(bot, me(slack).user, old)
    dana.click("was_removed", channel="@winbook", ts=ts)
    assert dana.settle()
    assert "from an earlier version" in told(dana)[-1]
    assert CANARY not in caplog.text


@pytest.mark.promise(28)
def test_a_form_of_an_old_version_stays_open_and_says_why(
    slack: Playground, bot: Bot, dana: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    dana.command("/win")
    shown = dana.seen()["views"][-1]["id"]
    old = modal("was_removed", "Old", [field("what", "What", text_area())])
    bot.houses.client(slack.team).views_update(view_id=shown, view=old)
    refused = dana.submit({"what": CANARY})
    assert "from an earlier version" in refused["errors"]["what"]
    assert CANARY not in caplog.text
    assert "Saved win 1" in json.dumps(dana.command(f"/win {LINE}", "#eng"))


@pytest.mark.promise(23)
@pytest.mark.parametrize(
    "code", ["expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"]
)
def test_a_trigger_that_expired_is_answered_in_one_line_and_the_words_come_back(
    dana: Visitor, code: str
) -> None:
    dana.send("faults", method="views.open", kind=f"error:{code}")
    said = dana.command(f"/win {LINE} " + "and more words " * 200, "#eng")["response"]["text"]
    assert said.startswith("Too slow, try again.")
    assert CANARY in said
    assert CANARY in json.dumps(dana.command("/win")["view"])


@pytest.mark.promise(23)
@pytest.mark.parametrize("line", ["/win", "/win edit last"])
def test_a_form_that_slack_does_not_open_is_said_in_one_sentence(dana: Visitor, line: str) -> None:
    dana.command(f"/win {LINE}", "#eng")
    dana.send("faults", method="views.open", kind="500")
    said = dana.command(line, "#eng")["response"]["text"]
    assert said.startswith("Slack did not say whether that worked.")


@pytest.mark.promise(57)
def test_without_the_scope_to_read_a_message_the_reaction_says_so(
    dana: Visitor, ben: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    said = ben.post("#eng", f"What a rollback, @dana {CANARY}")
    dana.send("faults", method="conversations.history", kind="error:missing_scope", times=5)
    dana.send("faults", method="conversations.replies", kind="error:missing_scope", times=5)
    dana.react("#eng", said["ts"], "trophy")
    assert dana.settle()
    assert "not allowed" in dana.command("/win why")["response"]["text"]
    assert CANARY not in caplog.text


@pytest.mark.promise(28)
def test_a_channel_that_is_gone_keeps_what_was_kept(
    store: Store, slack: Playground, dana: Visitor, ben: Visitor
) -> None:
    said = ben.post("#eng", "Kudos to @dana for getting the deploy time under ten minutes!")
    assert dana.settle()
    for method in ("conversations.history", "chat.getPermalink", "conversations.replies"):
        dana.send("faults", method=method, kind="error:channel_not_found", times=9)
    dana.react("#eng", said["ts"], "trophy")
    assert dana.settle()
    assert len(store.praise.kept(me(slack))) == 1
    assert store.inbox.parked() == []


@pytest.mark.promise(48)
@pytest.mark.parametrize(
    ("methods", "kinds"),
    [
        (("*",), ("html", "drop_after")),
        pytest.param(
            ("*", "views.open", "chat.postMessage", "conversations.history"),
            ("500", "html", "empty", "drop_before", "error:internal_error", "429"),
            marks=pytest.mark.long,
        ),
    ],
)
def test_nothing_a_person_wrote_is_logged_whatever_fails(
    bot: Bot,
    slack: Playground,
    clock: MovableClock,
    dana: Visitor,
    ben: Visitor,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    methods: tuple[str, ...],
    kinds: tuple[str, ...],
) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot"), caplog.at_level(0, logger="storage"):
        for method in methods:
            for kind in kinds:
                dana.send("faults", method=method, kind=kind, times=2)
                live_through(dana, ben)
                dana.send("faults", clear=True)
                clock.advance(700)
                bot.schedule.tick()
        bot.inbox.offer(strange_event(slack))
        assert dana.settle(20)
    said = "".join(capfd.readouterr())
    logged = "\n".join(f"{r.name} {r.getMessage()} {r.exc_text or ''}" for r in caplog.records)
    for secret in (CANARY, slack.bot_token, slack.app_token):
        assert secret not in said
        assert secret not in logged


@pytest.mark.promise(48)
def test_what_the_database_refuses_is_not_logged_with_its_words(
    dana: Visitor, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as raw:
        raw.execute("CREATE TRIGGER full BEFORE INSERT ON win BEGIN SELECT RAISE(ABORT, 'no'); END")
    said = dana.command(f"/win {LINE}", "#eng")["response"]["text"]
    assert "nothing was changed" in said
    assert "Problem" in caplog.text
    assert CANARY not in caplog.text


def live_through(dana: Visitor, ben: Visitor) -> None:
    dana.command(f"/win {LINE}", "#eng")
    dana.command("/win")
    with contextlib.suppress(CannotDo):  # the form did not open
        dana.submit({"what": LINE, "happened": "2026-11-20"})
        dana.close()
    dana.command(f"/win {CANARY} banana")
    dana.command(f"/win list {CANARY}")
    dana.command(f"/kudos @ben for {CANARY}", "#eng")
    said = ben.post("#eng", f"Kudos to @dana for the calm rollback {CANARY}")
    dana.react("#eng", said["ts"], "trophy")
    ben.edit("#eng", said["ts"], f"Kudos to @dana for the rollback, {CANARY} too")
    dana.post("@winbook", LINE)


def strange_event(slack: Playground) -> dict[str, Any]:
    event = {"type": "message", "user": "U1", "ts": "1.1", "channel_type": "channel"}
    text = f"Kudos to <@U0FERN0002> for the {CANARY} release"
    authorizations = [{"team_id": slack.team}]
    return {
        "type": "event_callback",
        "event_id": "EvSTRANGE",
        "authorizations": authorizations,
        "event": event | {"text": text},
    }


PRESS = {"type": "block_actions", "trigger_id": "1.2", "response_url": ""}
VIEW = {"id": "V1", "type": "modal", "blocks": [], "state": {"values": {}}, "hash": "1"}


def requests_of(team: str, app_team: str) -> list[dict[str, Any]]:
    """One request of each kind, by a person of that team."""
    user = {"id": STRANGE, "team_id": team, "name": "x"}
    place = {"team": {"id": team}, "user": user, "api_app_id": "A1", "token": "t"}
    action = {"action_id": "win_open", "block_id": "b", "type": "button", "value": ""}
    view = VIEW | {"app_installed_team_id": app_team, "private_metadata": "{}"}
    command = {"team_id": team, "user_id": STRANGE, "text": LINE, "trigger_id": "1.2"}
    return [
        command | {"command": "/win"},
        command | {"command": "/kudos", "text": f"@ben for {CANARY}"},
        place | PRESS | {"actions": [action], "container": {"type": "message"}},
        place | {"type": "view_submission", "view": view | {"callback_id": "win_form"}},
        place | {"type": "shortcut", "callback_id": "log_win", "trigger_id": "1.2"},
    ]


@pytest.mark.promise(37)
@pytest.mark.parametrize("number", range(5))
def test_people_of_another_workspace_leave_no_trace_and_hear_one_line(
    slack: Playground, bot: Bot, store: Store, number: int
) -> None:
    from slack_bolt import BoltRequest  # noqa: PLC0415 - only this test speaks to Bolt itself

    body = requests_of("T0OTHER001", slack.team)[number]
    answer = bot.app.dispatch(BoltRequest(mode="socket_mode", body=body))
    assert answer.status == 200
    if "command" in body:
        assert "only people of the workspace" in answer.body
    assert store.people.known(slack.team) == set()
    assert store.wins.count(Principal(slack.team, STRANGE)) == 0
    assert slack.world.ledger.entries("api", since=2) == []


@pytest.mark.promise(27)
def test_what_a_bot_writes_is_no_win_and_no_praise(
    slack: Playground, bot: Bot, store: Store, dana: Visitor
) -> None:
    room = next(c["id"] for c in dana.seen()["channels"] if c["name"] == "eng")
    praise = f"Kudos to <@{me(slack).user}> for the calm rollback"
    bot.houses.client(slack.team).chat_postMessage(channel=room, text=praise)
    bot.houses.client(slack.team).chat_postMessage(channel=me(slack).user, text=LINE)
    assert dana.settle()
    assert store.praise.waiting(me(slack)) == []
    assert store.wins.count(me(slack)) == 0
    assert len(told(dana)) == 1


@pytest.mark.promise(4)
def test_every_kind_of_event_that_is_wanted_has_a_taker(
    bot: Bot, slack: Playground, dana: Visitor, ben: Visitor
) -> None:
    said = ben.post("#eng", "Kudos to @dana for the calm rollback of the release")
    ben.edit("#eng", said["ts"], "Kudos to @dana for the very calm rollback of the release")
    for emoji in ("trophy", "checkered_flag"):
        dana.react("#eng", said["ts"], emoji)
        dana.unreact("#eng", said["ts"], emoji)
    ben.post("#eng", f"hello @{slack.world.people[slack.bot_user].name}")
    direct = dana.post("@winbook", LINE)
    dana.edit("@winbook", direct["ts"], LINE + " really")
    dana.delete("@winbook", direct["ts"])
    ben.post("#eng", "to all: kudos to @dana for this", thread_ts=said["ts"], broadcast=True)
    ben.delete("#eng", said["ts"])
    dana.upload("#eng", "notes.txt", "words", text="Kudos to @ben for the notes")
    dana.home()
    dana.send("person", name="dana", tz="Asia/Tokyo")
    assert dana.settle()
    dana.send("uninstall")
    assert dana.settle()
    assert bot.inbox.unheard == 0


def test_where_the_commands_have_other_names_sentences_use_them(
    slack: Playground, store: Store, database: Path, clock: MovableClock
) -> None:
    bot = Bot(settings_for(slack, database, WIN_COMMAND="/brag"), store, clock)
    typed = {
        "command": "/brag",
        "text": "Shipped it on 2027-01-01",
        "team_id": slack.team,
        "user_id": me(slack).user,
        "channel_id": "C1",
        "channel_name": "eng",
        "trigger_id": "1.2.3",
    }
    said = bot.app.dispatch(BoltRequest(mode="socket_mode", body=typed)).body
    assert json.loads(said)["text"].endswith("```/brag Shipped it on 2027-01-01```")
    click = {
        "type": "block_actions",
        "team": {"id": slack.team},
        "user": {"id": me(slack).user, "team_id": slack.team},
        "trigger_id": "1.2.3",
        "actions": [{"action_id": "win_edit", "block_id": "do", "type": "button", "value": "x"}],
        "container": {"type": "view", "view_id": "V1"},
        "view": {"type": "home", "team_id": slack.team, "app_installed_team_id": slack.team},
    }
    bot.app.dispatch(BoltRequest(mode="socket_mode", body=click))
    while not bot.after.is_idle():
        clock.wait(bot.outbox.loop.stopping, 0.005)
    opened = [e["arguments"] for e in slack.world.ledger.entries("api") if "views" in e["method"]]
    assert "`/brag list` shows what is." in json.dumps(opened)
