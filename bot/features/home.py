"""Home: one private page per person; what waits comes first."""

from datetime import timedelta
from typing import Any

from bot.career import periods, prompts
from bot.due import Visiting
from bot.slack import blocks, text

ABSENT = timedelta(days=60)
STEPS = ("rubric", "rhythm", "win")


def register(app: Any) -> None:
    app.event("app_home_opened")(opened)


def opened(event: Any, store: Any, me: Any, clock: Any, homes: Any) -> None:
    """Remember their DM, and show what is there now."""
    person = store.people.get(me)
    if event.get("channel") and (person is None or person.channel != event["channel"]):
        store.people.meet(me, clock.now(), event["channel"])
    if event.get("tab", "home") == "home":
        homes.stale(me)


def home(visiting: Visiting) -> list[blocks.Block]:
    """The head of the page; what other features see waiting follows it."""
    return [_made(visiting), *_absent(visiting), *_first_steps(visiting), *_drafts(visiting)]


def main_actions(visiting: Visiting) -> list[blocks.Block]:
    """After what waits: the two things that people come for."""
    row = blocks.actions(
        blocks.button("Log a Win", "win_open", style="primary"),
        blocks.button("Build Packet", "packet_open"),
        block_id="home_actions",
    )
    return [row]


def _made(visiting: Visiting) -> blocks.Block:
    here = prompts.local(visiting.person, visiting.now, visiting.settings.zone)
    first = periods.half_of(here.date()).first
    wins = [win for win in visiting.wins if win.happened >= first]
    backed = sum(win.id in visiting.backing for win in wins)
    words = [f"{backed} with a peer's words"] if wins else []
    counts = [f"{text.count(len(wins), 'win')} this half", *words]
    said = " · ".join([f"Updated {here:%H:%M}", *counts, "Only you can see this"])
    return blocks.context(said, block_id="home_made")


def _drafts(visiting: Visiting) -> list[blocks.Block]:
    """What is not in the book yet, and the form that puts it there."""
    waiting = visiting.drafts
    if not waiting:
        return []
    newest = max(waiting, key=lambda win: win.number)
    bare = all(win.outcome_state != "found" for win in waiting)
    said = (
        f"*{text.count(len(waiting), 'draft')}* {'without an outcome' if bare else 'to finish'}: "
    )
    said += f"“{text.escape(blocks.cut(newest.text, 100))}”. "
    said += f"`{visiting.settings.win_command} list drafts` shows all."
    finish = blocks.button(
        "Finish", "win_edit", newest.public_id, says=f"Finish draft {newest.number}"
    )
    return [blocks.section(said, "home_drafts", accessory=finish)]


def _absent(visiting: Visiting) -> list[blocks.Block]:
    """After two quiet months one line here, and no message."""
    last = max(visiting.wins, key=lambda win: win.number, default=None)
    if last is None or visiting.now - last.created_at < ABSENT:
        return []
    command = visiting.settings.win_command
    day = prompts.local(visiting.person, last.created_at, visiting.settings.zone).date()
    said = f"Nothing saved since {text.day(day)}. One line is plenty: `{command} what happened`."
    return [blocks.context(said, block_id="home_absent")]


def _first_steps(visiting: Visiting) -> list[blocks.Block]:
    """Three steps until the first win is there; then they never come back."""
    if visiting.wins:
        return []
    person = visiting.person
    command, zone = visiting.settings.win_command, prompts.zone_of(person, visiting.settings.zone)
    return [
        blocks.header("Three steps, each can wait", "home_steps"),
        blocks.section(
            f"{_tick('rubric', person)} *Level*: now and next. The default rubric serves until "
            "you choose another.",
            "home_step_rubric",
            accessory=blocks.button("Choose Level", "rubric_open"),
        ),
        blocks.section(
            f"{_tick('rhythm', person)} *When to ask*: once a month at {person.ask_time}, "
            f"{zone.key}.",
            "home_step_rhythm",
            accessory=blocks.button("Choose Time", "settings_open"),
        ),
        blocks.section(
            f"○ *First win*: one line is enough. Try "
            f"`{command} Cut deploy time from 40 to 9 minutes #scope on friday`.",
            "home_step_win",
        ),
    ]


def _tick(step: str, person: Any) -> str:
    return "✓ done" if step in person.steps_done else "○"
