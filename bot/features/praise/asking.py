"""Who is it about? The answer to the question that follows a reaction on words naming nobody."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.errors import Missing, Refused
from bot.features.praise import drawing, gesture, keeping, pointing, why
from bot.features.praise.gesture import Deed
from bot.settings import Settings
from bot.slack import blocks, messages
from storage import Store
from storage.records import Principal


def register(app: Any) -> None:
    app.action("praise_who")(about)


def about(
    ack: Any,
    body: Any,
    action: Any,
    client: Any,
    context: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
    wake: Any,
) -> None:
    """The reactor says who the message is about that names nobody."""
    _, channel, ts = (action["block_id"].split(":") + ["", ""])[:3]
    asked = store.deliveries.planned(me.workspace, me.user, ["ask"])
    if [channel, ts] not in [row.about for row in asked]:
        raise Missing(keeping.GONE)
    bot, whom = context.get("bot_user_id") or "", action.get("selected_user") or ""
    if not whom:
        raise Refused("Choose who the message is about.")
    ack()
    where = (channel, ts, whom)
    after(said_about, body, client, store, me, where, clock.now(), settings, bot, wake)
    homes.stale(me)


def said_about(
    body: dict[str, Any],
    client: WebClient,
    store: Store,
    me: Principal,
    where: tuple[str, str, str],
    now: datetime,
    settings: Settings,
    bot: str,
    wake: Callable[[], None],
) -> None:
    channel = where[0]
    deed, told = _meant(client, store, me, where, now, settings, bot)
    why.note(store, me, deed, channel, now, **told)
    wake()
    if deed.praise is not None:
        keeping.link(client, store, me, deed.praise)
        store.praise.repaint([deed.praise])
        shown = drawing.Origin([deed.praise.public_id], drawing.origin(body).body)
        drawing.again(client, store, me, now, settings, shown)
        return
    if deed.code == "unanswered":
        return  # the question stands
    said = why.plainly(store, me, settings)
    messages.replace(body, client, said, [blocks.section(said, "about:answered")])


def _meant(
    client: WebClient,
    store: Store,
    me: Principal,
    where: tuple[str, str, str],
    now: datetime,
    settings: Settings,
    bot: str,
) -> tuple[Deed, dict[str, str]]:
    """What follows from the message, now that the reactor said who it is about."""
    channel, ts, whom = where
    try:
        message = messages.fetch(client, channel, ts)
    except pointing.TROUBLE as error:
        deed, told = pointing.refusal(error)
        return deed or Deed("unanswered"), told
    if message is None:
        return Deed("gone"), {}
    reading = gesture.read(me.workspace, channel, message, bot, lambda: whom)
    gesture.meet(client, store, me, reading, now, whom)
    if fault := gesture.unfit(store, me, reading.words.author, whom, bot):
        return Deed(fault), {}
    return gesture.follow(store, me, reading, now, settings, bot), {}
