"""All that the bot and the pretend Slack tell each other passes the checks of Slack's types."""

import json
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.running import Bot
from playground.driver import Visitor, ask
from playground.server import Playground
from tests.conftest import bot, clock, database, empty_database, slack, store
from tests.playground.conftest import judge

__all__ = ["bot", "clock", "database", "empty_database", "slack", "store"]  # instead of the small

LINES = (
    "",
    "list",
    "gaps",
    "settings",
    "privacy",
    "help",
    "level",
    "why",
    "remind",
    "banana split",
)


def live_through_everything(dana: Visitor, ben: Visitor, clock: MovableClock) -> None:
    """A month with every feature in it."""
    card = dana.command("/win Cut deploy time from 40 to 9 minutes #scope on friday", "#eng")
    dana.click("win_edit", channel="#eng", ts=card["ts"])
    dana.submit({"outcome": "9 minutes for 14 teams"})
    for line in LINES:
        dana.command(f"/win {line}", "#eng")
    dana.submit({"what": "Moved 14 teams to one sign-in", "credited": ["ben"]})
    dana.close()
    dana.shortcut("log_win")
    dana.submit({"what": "Ran the migration"})
    dana.close()
    praise(dana, ben)
    dana.post("@winbook", "Halved the alerts of the night shift")
    dana.home()
    dana.settle()
    dana.click("gaps_show", home=True)
    for days in (7, 8, 16, 1):
        clock.advance(days * 86_400)
        dana.home()
        dana.settle()


def praise(dana: Visitor, ben: Visitor) -> None:
    said = ben.post("#eng", "Kudos to @dana for getting the deploy time under ten minutes!")
    dana.settle()
    dana.react("#eng", said["ts"], "trophy")
    dana.settle()
    dana.unreact("#eng", said["ts"], "trophy")
    own = dana.post("#eng", "Shipped the new sign-in for 14 teams")
    dana.react("#eng", own["ts"], "checkered_flag")
    dana.shortcut("save_win", "#eng", own["ts"])
    dana.close()
    dana.command("/kudos @ben for the calm launch night", "#eng")
    dana.click("kudos_post")
    dana.settle()
    ben.delete("#eng", said["ts"])
    dana.settle()


@pytest.mark.promise(24)
@pytest.mark.slow
def test_a_month_with_every_feature_passes_the_checks(
    slack: Playground, bot: Bot, clock: MovableClock
) -> None:
    answers, payloads, blocks = judge("check_answer"), judge("check_payload"), judge("check_blocks")
    slack.on_clock = bot.schedule.tick
    live_through_everything(Visitor(slack.url, "dana"), Visitor(slack.url, "ben"), clock)
    log = ask(f"{slack.url}/control/log")["log"]
    calls = [entry for entry in log if entry["kind"] == "api"]
    wrong: list[str] = []
    for call in calls:
        wrong += [f"{call['method']} {p}" for p in answers.check(call["method"], call["answer"])]
        wrong += [f"{call['method']} {p}" for p in call["judge"]]
        for shown in sent(call["arguments"]):
            wrong += [f"{call['method']} {p}" for p in blocks.check(shown)]
    for entry in log:
        if entry["kind"] == "envelope":
            wrong += [str(p) for p in payloads.check("envelope", entry["envelope"])]
        for shown in sent(entry.get("payload") or {}):
            wrong += [f"answer {p}" for p in blocks.check(shown)]
    assert "\n".join(sorted(set(wrong))) == ""
    assert {"views.open", "views.publish", "chat.postMessage"} <= {c["method"] for c in calls}
    assert [entry for entry in log if entry["kind"] in ("not_acked", "lost")] == []


def sent(told: dict[str, Any]) -> list[Any]:
    """The view and the blocks in a call or an acknowledgement."""
    view, listed = told.get("view"), told.get("blocks")
    view = json.loads(view) if isinstance(view, str) else view
    return [shown for shown in (view, {"blocks": listed} if listed else None) if shown]
