"""Drafts: one's own message, marked with the win emoji, waits to be kept as a win."""

from datetime import datetime
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import people
from bot.career import offers, wins
from bot.career.prompts import local
from bot.due import Due, Sending
from bot.errors import Refused
from bot.features.wins import bin, book, card, showing, tips
from bot.people import known
from bot.settings import Settings
from bot.slack import forms, messages, text
from bot.slack.blocks import actions, button, context, section
from bot.slack.messages import Message
from storage import Store
from storage.records import Person, Principal, Win

UNREADABLE = {  # Slack's answer -> the reason `why` gives
    "missing_scope": "scope",
    "no_permission": "scope",
    "not_in_channel": "closed",
    "channel_not_found": "closed",
}
MADE, TAKEN_OFF = "draft", "unmarked"


def register(app: Any) -> None:
    app.event("reaction_added", matchers=[is_win_emoji])(mark)
    app.event("reaction_removed", matchers=[is_win_emoji])(unmark)
    app.action(card.KEEP)(keep)
    app.action(card.DISCARD)(discard)


def is_win_emoji(event: dict[str, Any], settings: Settings) -> bool:
    return emoji_of(event) in settings.win_emoji


def mark(
    event: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any, wake: Any
) -> None:
    """On one's own message a draft; on somebody else's nothing, and `why` says so."""
    now, (channel, ts) = clock.now(), place_of(event)
    if not channel or not _is_news(event, store, me, True):
        return
    found, code, told = _read(client, store, me, channel, ts, now)
    if found is not None and (found.get("user") != me.user or found.get("bot_id")):
        found, code = None, "not yours"
    if found is not None:
        person = known(client, store, me, now)
        people.meet(client, store, me.workspace, text.mentioned(str(found.get("text"))), now)
        draft = _unsaved(found, channel, ts, person, store, now, settings)
        code = "drafted" if draft else "no words"
        if draft:
            told["win"] = str(_offer(client, store, me, draft, event, now).number)
        homes.stale(me)
        wake()
    store.whys.note(me, code, now, channel=channel, **told)


def unmark(event: Any, store: Any, me: Any, clock: Any, wake: Any) -> None:
    """A draft goes with its reaction; for a kept win the way out is offered."""
    channel, ts = place_of(event)
    if not channel or not _is_news(event, store, me, False):
        return
    said_in = store.wins.said_in(me.workspace, channel, ts)
    win = next((one for one in said_in if one.owner == me.user), None)
    code = "nothing kept" if win is None else "unmarked" if win.state == "draft" else "still a win"
    number = str(win.number) if win else ""
    store.whys.note(me, code, clock.now(), channel=channel, win=number)
    if win is None:
        return
    if win.state == "draft":
        store.wins.bin(me, win.public_id, clock.now())
        store.deliveries.repaint(*me[:2], [MADE], win.public_id)
        wake()
        return
    period = f"{TAKEN_OFF}:{win.public_id}:{event['event_ts']}"
    row = offers.message(me[:2], TAKEN_OFF, period, [win.public_id], clock.now())
    store.deliveries.plan([row])
    wake()


def keep(
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
    """The draft counts from now on; keeping it twice is harmless."""
    now, win = clock.now(), book.mine(store, me, forms.chosen(action))
    win = book.meant(store, me, win, now)
    person = store.people.get(me) or store.people.acted(me, now)
    is_first = book.begin(store, me, person, now)
    tip = tips.of(store, me, win, settings, is_first=is_first)
    win = tips.note(store, me, win, tip)
    ack()
    after(card.repaint, body, client, me, showing.saved(store, me, win, tip))
    homes.stale(me)


def discard(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    after: Any,
    homes: Any,
) -> None:
    win = book.mine(store, me, forms.chosen(action))
    bin.put(store, me, win, clock.now(), bin.DELETED)
    ack()
    after(card.repaint, body, client, me, card.forgotten(win))
    homes.stale(me)


def offered(sending: Sending) -> Message | None:
    """The draft, or what became of it once that message stands."""
    win, stands = sending.store.wins.get(sending.me, sending.delivery.about[0]), sending.delivery.ts
    if win is None or (win.deleted_at is not None and not stands):
        return None
    if win.deleted_at is None:
        orphaned = card.Tip(book.orphaned(sending.store, win))
        return card.proposed(win) if win.state == "draft" else card.saved(win, orphaned)
    command = sending.settings.win_command
    return card.forgotten(win) if win.state == "draft" else card.binned(win, command)


def still_kept(sending: Sending) -> Message | None:
    """The emoji is gone and the win is not: say how to delete it."""
    win = sending.store.wins.get(sending.me, sending.delivery.about[0])
    if win is None or win.deleted_at is not None:
        return None
    said = f"You took your reaction off the message behind win {win.number}. It stays in your book."
    blocks = [
        section(said, "unmarked"),
        actions(button("Delete", card.UNDO, win.public_id), block_id="do"),
        context(card.ONLY_YOU, block_id="audience"),
    ]
    return Message(said, blocks)


DUE = (
    Due(MADE, offered, any_hour=True),
    Due(TAKEN_OFF, still_kept, any_hour=True),
)


def emoji_of(event: dict[str, Any]) -> str:
    """The emoji's name without a skin tone."""
    return str(event.get("reaction", "")).split("::")[0]


def place_of(event: dict[str, Any]) -> tuple[str, str]:
    item = event.get("item") or {}
    return (item["channel"], item["ts"]) if item.get("type") == "message" else ("", "")


def _is_news(event: dict[str, Any], store: Store, me: Principal, is_on: bool) -> bool:
    channel, ts = place_of(event)
    newest = str(event.get("event_ts", ""))
    return store.reactions.react(me.workspace, channel, ts, me.user, emoji_of(event), is_on, newest)


def _read(
    client: WebClient, store: Store, me: Principal, channel: str, ts: str, now: datetime
) -> tuple[dict[str, Any] | None, str, dict[str, str]]:
    """The message, or None and why it cannot be read; what Slack may still answer flies."""
    told = {"menu": "Save as a Win"}
    try:
        found = messages.fetch(client, channel, ts)
    except (SlackApiError, OSError, HTTPException) as error:
        answer = error.response if isinstance(error, SlackApiError) else {}
        code = UNREADABLE.get(str(answer.get("error")))
        if code is None:
            store.whys.note(me, "unread", now, channel=channel, **told)
            raise
        return None, code, told | {"needed": str(answer.get("needed") or "")}
    return found, "drafted" if found else "gone", told


def _unsaved(
    found: dict[str, Any],
    channel: str,
    ts: str,
    person: Person,
    store: Store,
    now: datetime,
    settings: Settings,
) -> Win | None:
    """The message as a draft of the day it was written; None when it cannot be a win."""
    said = str(found.get("text", ""))
    names = store.people.names(person.workspace, text.mentioned(said))
    day = local(person, offers.said_at(ts), settings.zone).date()
    here, source = local(person, now, settings.zone), f"message:{channel}:{ts}"
    taught = book.taught(store, Principal(person.workspace, person.user), now)
    try:
        win = wins.from_message(said, person, day, source, here, names, taught)
    except Refused:  # a picture alone, or longer than a win may be
        return None
    win.state, win.place, win.place_ts = "draft", channel, ts
    return win


def _offer(
    client: WebClient, store: Store, me: Principal, win: Win, event: dict[str, Any], now: datetime
) -> Win:
    """Save the draft and plan the message that offers it; marking it again offers it again."""
    win.permalink = messages.permalink(client, win.place, win.place_ts)
    made = store.wins.add(me, win).win
    period = f"{MADE}:{made.public_id}"
    if made.deleted_at is not None:
        store.wins.restore(me, made.public_id, now)
        period += f":{event['event_ts']}"
    store.deliveries.plan([offers.message(me[:2], MADE, period, [made.public_id], now)])
    return made
