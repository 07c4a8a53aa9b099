"""`/win list`: five wins a page, by period, dimension or words; edit, history and bin per row."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from bot import backing, requests, rubrics
from bot.career import wins
from bot.career.prompts import today
from bot.career.wins import Tick
from bot.features.wins import bin, book, card, form, landing, showing
from bot.settings import Settings
from bot.slack import blocks, forms, messages
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.messages import Message
from bot.slack.text import count, day, moment
from storage import Store
from storage.records import Principal, Win, WinVersion

Backing = Callable[[Sequence[Win]], Mapping[str, str]]  # a sentence by the win's public id
Strengths = Callable[[Sequence[Win]], Mapping[int, Sequence[Tick]]]  # by the win's number

PAGE = 5
ROW, NEXT, BACK = "win_row", "win_list_next", "win_list_back"
HISTORY = 20  # versions shown


def register(app: Any) -> None:
    app.command("/win", matchers=[word("list")])(show)
    app.action(NEXT)(turn)
    app.action(BACK)(turn)
    app.action(ROW)(do)


def show(ack: Any, spoken: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    named = re.fullmatch(r"(?:page )?(\d{1,3})", spoken.args.strip().lower())
    at = int(named[1]) - 1 if named else 0
    shown = _shown(spoken.args, at, store, me, clock.now(), settings)
    ack(text=shown.text, blocks=shown.blocks)


def turn(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
) -> None:
    """Next and Previous carry only what was asked for; the wins are looked up again."""
    number, _, asked = forms.chosen(action).partition("|")
    at = int(number) if number.isdecimal() else 0
    shown = _shown(asked, at, store, me, clock.now(), settings)
    ack()
    after(messages.replace, body, client, shown.text, shown.blocks)


def do(
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
    """One entry of a row's menu."""
    what, _, public_id = forms.chosen(action).partition(":")
    win = book.mine(store, me, public_id)
    if what == "edit":
        form.show(client, body["trigger_id"], form.change(win, {}))
    elif what == "confirm":
        asked = requests.form(requests.checked(win), requests.name_of(store, me))
        form.show(client, body["trigger_id"], asked)
    elif what == "land":
        landing.open_from_list(client, body, store, me, win)
    elif what == "history":
        form.show(client, body["trigger_id"], history(win, store.wins.history(me, public_id)))
    elif what == "keep":
        kept = showing.saved(store, me, book.kept(store, me, win, clock.now()))
        after(messages.answer, body, kept.text, kept.blocks, replace_original=False)
        homes.stale(me)
    elif what == "delete":
        binned = bin.put(store, me, win, clock.now(), bin.DELETED)
        gone = card.binned(binned, settings.win_command)
        after(messages.answer, body, gone.text, gone.blocks, replace_original=False)
        homes.stale(me)
    ack()


def page(
    found: Sequence[Win],
    asked: str,
    number: int,
    command: str,
    drafts: int = 0,
    strengths: Strengths | None = None,
    backing: Backing | None = None,
) -> Message:
    """One page, newest first; the page asked for, or the last one there is."""
    waits = _waits(asked, command, drafts)
    if not found:
        return _nothing(asked, command, waits)
    last = (len(found) - 1) // PAGE
    at = max(0, min(number, last))
    here = found[at * PAGE : (at + 1) * PAGE]
    ticks = strengths(here) if strengths else {}
    backed = backing(here) if backing else {}
    rows = [row(win, ticks.get(win.number, ()), backed.get(win.public_id, "")) for win in here]
    noun = "draft" if book.is_state(asked, "draft") else "win"
    said = f"{count(len(found), noun)}. {waits}{card.ONLY_YOU}"
    if last == 0:
        return Message(said, [*rows, blocks.context(said, block_id="audience")])
    # Five rows and the buttons leave no room among six blocks for a line of its own.
    rows[-1]["text"]["text"] += f"\n\n{waits.replace('`', '')}{card.ONLY_YOU}"
    return Message(said, [*rows, _turning(at, len(found), asked)])


def row(win: Win, ticks: Sequence[Tick] = (), backed: str = "") -> Block:
    """What a win says, its five ticks, who backs it, and what can be done about it."""
    named = [card.title(key) for key in win.dimensions] or ["Unsorted"]
    is_draft = win.state == "draft"
    head = " · ".join([f"{'Draft' if is_draft else 'Win'} {win.number}", day(win.happened), *named])
    about = [_ticked(ticks) if ticks else "", backed]
    said = "\n".join([head, blocks.cut(win.text, 300), *filter(None, about)])
    shown = blocks.plain_section(said, f"row:{win.number}")
    if win.deleted_at is not None:
        says = f"Restore win {win.number}"
        return shown | {
            "accessory": blocks.button("Restore", card.RESTORE, win.public_id, says=says)
        }
    offered = [("Keep", "keep")] if is_draft else []
    offered += [("Edit", "edit"), ("Make It Land", "land")]
    offered += [] if is_draft else [("Ask a Peer to Confirm", "confirm")]
    offered += [("Show History", "history"), ("Delete", "delete")]
    menu = [(label, f"{what}:{win.public_id}") for label, what in offered]
    return shown | {"accessory": blocks.overflow(ROW, menu)}


def _ticked(ticks: Sequence[Tick]) -> str:
    """✓ outcome stated · ✓ figure · ✗ corroborated · ✓ level-shaped · ✓ recent."""
    return " · ".join(f"{'✓' if tick.met else '✗'} {tick.name}" for tick in ticks)


def history(win: Win, versions: Sequence[WinVersion]) -> Block:
    """What the win said before, newest first, and since when it does not say so any more."""
    earlier = sorted(versions, key=lambda old: old.version, reverse=True)[:HISTORY]
    shown = [blocks.context("Now", block_id="now"), blocks.plain_section(card.words(win), "words")]
    for old in earlier:
        said = "\n".join(filter(None, [old.said.get("text", ""), old.said.get("outcome", "")]))
        until = f"Until {moment(old.at)}"
        shown.append(blocks.context(until, block_id=f"until:{old.version}"))
        shown.append(blocks.plain_section(said, f"said:{old.version}"))
    if not earlier:
        shown.append(blocks.context("It was never edited.", block_id="never"))
    return blocks.modal(
        "win_history", f"History of Win {win.number}", shown, submit="", close="Done"
    )


def _turning(at: int, total: int, asked: str) -> Block:
    """The buttons say how many wins come next, so that they read alone."""
    hint = asked[:1900]
    ways = []
    if at > 0:
        ways.append(blocks.button(f"Previous {PAGE} of {total}", BACK, f"{at - 1}|{hint}"))
    if (left := total - (at + 1) * PAGE) > 0:
        ways.append(blocks.button(f"Next {min(left, PAGE)} of {total}", NEXT, f"{at + 1}|{hint}"))
    return blocks.actions(*ways, block_id=f"pages:{at}")


def _waits(asked: str, command: str, drafts: int) -> str:
    """Drafts are no wins yet: where they are shown."""
    if not drafts or not book.is_state(asked, "kept"):
        return ""
    verb, they = ("waits", "it") if drafts == 1 else ("wait", "them")
    return f"{count(drafts, 'draft')} {verb}. `{command} list drafts` shows {they}. "


def _nothing(asked: str, command: str, waits: str) -> Message:
    shown = f"No win fits that. `{command} list` shows all."
    if book.is_state(asked, "bin"):
        shown = "Nothing is in the bin."
    elif book.is_state(asked, "draft"):
        shown = "No draft waits."
    elif not asked.strip():
        shown = f"None yet. Try `{command} Cut deploy time from 40 to 9 minutes #scope on friday`"
    shown = f"{waits}{shown}"
    return Message(shown, [blocks.section(shown, "nothing")])


def _shown(
    asked: str, at: int, store: Store, me: Principal, now: datetime, settings: Settings
) -> Message:
    """The page that was asked for, its wins looked up now."""
    person = store.people.get(me) or store.people.acted(me, now)
    here = today(person, now, settings.zone)
    level = rubrics.of(store, me).asked(person.level_next)

    def strengths(found: Sequence[Win]) -> dict[int, list[Tick]]:
        kept = [win for win in found if win.state == "kept" and win.deleted_at is None]
        backing = store.praise.backing(me, [win.id for win in kept if win.id])
        return {w.number: wins.strength(w, backing.get(w.id or 0, ()), here, level) for w in kept}

    drafts = len(store.wins.of(me, states=("draft",)))
    found = book.search(store, me, asked, here)
    backed = partial(backing.lines, store, me)
    return page(found, asked, at, settings.win_command, drafts, strengths, backed)
