"""Wins: one line with `/win`, a form, a shortcut, an emoji or plain words; list, edit, coach."""

from typing import Any

from bot import around, people
from bot.career import independence, wins
from bot.career.prompts import local
from bot.due import Visiting
from bot.features.wins import (
    bin,
    book,
    buttons,
    card,
    coaching,
    direct,
    drafts,
    echoes,
    filling,
    form,
    landing,
    listing,
)
from bot.people import known
from bot.slack import blocks, text
from bot.slack.commands import word
from storage.records import Win

SAVE = "win_save"  # the button under a word that is no command
SHOWN = 25  # wins in Home

DUE = (*direct.DUE, *drafts.DUE, *echoes.DUE)
echo = echoes.heard


def register(app: Any) -> None:
    app.command("/win", matchers=[is_long])(log_in_form)
    app.command("/win", matchers=[word("log")])(log)
    app.command("/win", matchers=[word("")])(open_form)
    app.command("/win", matchers=[word("edit")])(edit)
    app.action(SAVE)(log_after_all)
    for part in (bin, buttons, coaching, landing, filling, listing, drafts, direct):
        part.register(app)


def is_long(spoken: Any) -> bool:
    return spoken is not None and spoken.word == "log" and len(spoken.args) > wins.LONGEST_LINE


def log(
    ack: Any,
    command: Any,
    spoken: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    homes: Any,
) -> None:
    """One line is a win, saved before it is answered."""
    now = clock.now()
    person = known(client, store, me, now)
    here, source = local(person, now, settings.zone), f"command:{command['trigger_id']}"
    names = people.names(client, store, me.workspace, text.mentioned(spoken.args), now)
    win = wins.from_line(spoken.args, person, here, source, names, book.taught(store, me, now))
    told = book.keep(store, me, person, win, settings, now, spoken.hint)
    ack(text=told.text, blocks=told.blocks)
    homes.stale(me)


def log_in_form(
    ack: Any, command: Any, spoken: Any, client: Any, store: Any, me: Any, clock: Any
) -> None:
    """A long text goes on in the form, where a win has room; closed, the bare form has it again."""
    now = clock.now()
    names = people.names(client, store, me.workspace, text.mentioned(spoken.args), now)
    draft = form.Draft(store, me, now)
    draft.keep({form.WHAT: text.plain(spoken.args, names)})
    filling.bare(client, command["trigger_id"], draft)
    ack()


def open_form(ack: Any, command: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    """The bare command: the form, with the words that were not saved last time."""
    filling.bare(client, command["trigger_id"], form.Draft(store, me, clock.now()))
    ack()


def edit(
    ack: Any, command: Any, spoken: Any, client: Any, store: Any, me: Any, settings: Any
) -> None:
    win = book.named(store, me, spoken.args or "last", settings.win_command)
    form.show(client, command["trigger_id"], form.change(win, {}))
    ack()


def log_after_all(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
) -> None:
    """The word was no command but a win; pressing twice saves it once."""
    now, line = clock.now(), str(action.get("value", ""))
    person = known(client, store, me, now)
    source = f"command:{body.get('container', {}).get('message_ts', '')}"
    here = local(person, now, settings.zone)
    win = wins.from_line(line, person, here, source, taught=book.taught(store, me, now))
    told = book.keep(store, me, person, win, settings, now)
    ack()
    after(card.repaint, body, client, me, told)
    homes.stale(me)


def home(visiting: Visiting) -> list[blocks.Block]:
    """The newest wins as a table; nothing yet, an example."""
    found = visiting.wins[:SHOWN]
    head = blocks.header("Recent wins", "home_wins")
    if not found:
        line = (
            f"{visiting.settings.win_command} Cut deploy time from 40 to 9 minutes #scope on friday"
        )
        return [head, blocks.section(f"None yet. Try `{line}`", "home_wins_none")]
    backing, ties = visiting.backing, around.ties(visiting.store, visiting.me)
    rows = [_cells(win, {p.author for p in backing.get(win.id or 0, [])}, ties) for win in found]
    titles = ["Win", "Date", "Dimension", "Evidence"]
    return [head, blocks.data_table("Your newest wins", [titles, *rows], "home_wins_table")]


def _cells(win: Win, people: set[str], ties: dict[str, str]) -> list[str]:
    evidence, near = card.figures(win)[:1], independence.summary(people, ties)
    evidence += [independence.named(text.count(len(people), "colleague"), near)] if people else []
    filed = [card.title(key) for key in win.dimensions] or ["Unsorted"]
    said = f"{win.number} · {blocks.cut(win.text, 100)}"
    return [said, text.day(win.happened), ", ".join(filed), ", ".join(evidence) or "None yet"]
