"""Reactions on praise: fetch exactly that message, and do what the gesture means."""

from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import people
from bot.career import offers
from bot.features.praise import gesture, keeping, why
from bot.features.praise.gesture import Deed
from bot.settings import Settings
from bot.slack import messages
from bot.slack.text import says_nothing
from storage import Store
from storage.records import Praise, Principal

FINAL = {"missing_scope": "scope", "not_in_channel": "closed", "channel_not_found": "closed"}
RECENT = timedelta(hours=1)  # a message sent since then is still before the person's eyes
TROUBLE = (SlackApiError, OSError, HTTPException)


def register(app: Any) -> None:
    app.event("reaction_added", matchers=[is_praise])(reacted)
    app.event("reaction_removed", matchers=[is_praise])(unreacted)


def is_praise(event: Any, settings: Any) -> bool:
    on_message = event.get("item", {}).get("type") == "message"
    return on_message and event["reaction"].split("::")[0] in settings.praise_emoji


def reacted(
    event: Any,
    client: Any,
    context: Any,
    store: Any,
    clock: Any,
    settings: Any,
    me: Any,
    homes: Any,
    wake: Any,
) -> None:
    now, item = clock.now(), event["item"]
    person = people.fresh(client, store, me, now)
    if person is not None and (person.is_bot or person.is_gone):
        return  # a bot, or somebody of another workspace: they have no book here
    if not is_newest(store, me, event, now, is_on=True):
        return
    deed, told = pointed(client, store, me, event, now, settings, context.get("bot_user_id") or "")
    why.note(store, me, deed, item["channel"], now, **told)
    if deed.praise is not None:
        answer(client, store, me, deed.praise, event["event_ts"], now)
        homes.stale(me)
    wake()


def unreacted(event: Any, store: Any, clock: Any, me: Any, wake: Any) -> None:
    """The words stay until the person says otherwise: removal is offered."""
    now, item = clock.now(), event["item"]
    if not is_newest(store, me, event, now, is_on=False):
        return
    mine = own(store, me, item["channel"], item["ts"])
    kept = mine if mine and mine.state == "kept" else None
    why.note(store, me, Deed("taken back" if kept else "nothing kept"), item["channel"], now)
    if kept:
        say(store, me, "unkeep", kept, event["event_ts"], now)
        wake()


def pointed(
    client: WebClient,
    store: Store,
    me: Principal,
    event: dict[str, Any],
    now: datetime,
    settings: Settings,
    bot: str,
) -> tuple[Deed, dict[str, str]]:
    """What the reaction comes to, and what `/win why` needs besides."""
    channel, ts = event["item"]["channel"], event["item"]["ts"]
    mine = own(store, me, channel, ts)
    if mine is not None and mine.state != "withdrawn" and not says_nothing(mine.quote):
        keeping.meet(client, store, me, mine.quote, now)
        day = keeping.day_of(store, me, mine, settings.zone)
        return Deed("kept", keeping.keep(store, me, mine, day, now)), {}
    try:
        return _fetched(client, store, me, event, now, settings, bot), {}
    except TROUBLE as error:
        deed, told = refusal(error)
        if deed is None:
            why.note(store, me, Deed("unread"), channel, now)
            raise  # tried again later
        return deed, told


def refusal(error: Exception) -> tuple[Deed | None, dict[str, str]]:
    """The reason, when Slack's refusal stays, and what `/win why` needs besides."""
    answer = error.response if isinstance(error, SlackApiError) else {}
    code = FINAL.get(str(answer.get("error")))
    return (Deed(code) if code else None), {"needed": str(answer.get("needed") or "")}


def _fetched(
    client: WebClient,
    store: Store,
    me: Principal,
    event: dict[str, Any],
    now: datetime,
    settings: Settings,
    bot: str,
) -> Deed:
    channel, ts = event["item"]["channel"], event["item"]["ts"]
    message = messages.fetch(client, channel, ts)
    if message is None or event.get("item_user", message.get("user")) != message.get("user"):
        return Deed("gone")
    held = [row for row in store.praise.by_message(me.workspace, channel, ts) if row.author]
    if message.get("user") == bot and held:  # words of ours that quote somebody: `/kudos`
        return Deed("offered", people=tuple(row.owner for row in held))
    reading = gesture.read(
        me.workspace, channel, message, bot, lambda: parent_of(client, channel, message)
    )
    if reading.fault == "nobody":
        plan(store, me, "ask", f"ask:{channel}:{ts}", [channel, ts], now)
        return Deed("asked")
    gesture.meet(client, store, me, reading, now)
    return gesture.follow(store, me, reading, now, settings, bot)


def parent_of(client: WebClient, channel: str, message: dict[str, Any]) -> str:
    """Who wrote the message this one replies to; "" when it replies to none."""
    root = message.get("thread_ts")
    if not root or root == message["ts"]:
        return ""
    if known := message.get("parent_user_id"):
        return str(known)
    parent = messages.fetch(client, channel, root) or {}
    return "" if parent.get("bot_id") else str(parent.get("user") or "")


def answer(
    client: WebClient, store: Store, me: Principal, praise: Praise, stamp: str, now: datetime
) -> None:
    """One message says what the reaction did; the same reaction again says nothing new."""
    keeping.link(client, store, me, praise)
    say(store, me, "kept", praise, stamp, now)


def say(store: Store, me: Principal, kind: str, praise: Praise, stamp: str, now: datetime) -> None:
    """In the message that shows these words, when one was sent lately; else in one of its own."""
    if not store.praise.shows_anew(praise, now - RECENT):
        plan(store, me, kind, f"{kind}:{praise.public_id}:{stamp}", [praise.public_id], now)


def is_newest(
    store: Store, me: Principal, event: dict[str, Any], now: datetime, *, is_on: bool
) -> bool:
    """Note the reaction; False when a newer word of the same emoji is known."""
    item = event["item"]
    store.people.acted(me, now)
    where = (me.workspace, item["channel"], item["ts"])
    return store.reactions.react(*where, me.user, event["reaction"], is_on, event["event_ts"])


def own(store: Store, me: Principal, channel: str, ts: str) -> Praise | None:
    rows = store.praise.by_message(me.workspace, channel, ts)
    return next((row for row in rows if row.owner == me.user), None)


def plan(store: Store, me: Principal, kind: str, period: str, on: list[str], now: datetime) -> None:
    store.deliveries.plan([offers.message((me.workspace, me.user), kind, period, on, now)])
