"""Save as Corroboration: does what the reaction does, also in threads and direct messages."""

from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.errors import Refused
from bot.features.praise import cards, drawing, gesture, keeping, why, windows
from bot.features.praise.gesture import Deed
from bot.settings import Settings
from bot.slack import blocks, forms, messages
from storage import Store
from storage.records import Principal

FORM = "corroboration"
TAKEN = ("user", "text", "ts", "thread_ts", "bot_id", "edited")


def register(app: Any) -> None:
    app.shortcut("save_corroboration")(save)
    app.view("praise_about")(about)


def save(
    ack: Any,
    body: Any,
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
    now, bot = clock.now(), context.get("bot_user_id") or ""
    channel, message = body["channel"]["id"], body["message"]
    reading = gesture.read(
        me.workspace, channel, message, bot, lambda: addressed(me, channel, message)
    )
    if reading.fault == "nobody":
        taken = {key: message[key] for key in TAKEN if key in message}
        store.typed.keep(me, FORM, {"channel": channel, "message": taken}, now)
        view = windows.about_whom(drawing.packed(drawing.origin(body)))
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()
        return
    gesture.meet(client, store, me, reading, now)
    deed = gesture.follow(store, me, reading, now, settings, bot)
    ack()
    done(client, store, me, deed, channel, now, settings, body, after, homes, wake)


def about(
    ack: Any,
    view: Any,
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
    """The person said who the message is about."""
    now, bot = clock.now(), context.get("bot_user_id") or ""
    held = store.typed.get(me, FORM)
    if held is None:
        raise Refused("That message is no longer at hand. Choose Save as Corroboration again.")
    whom = forms.text(forms.answers(view), "who")
    reading = gesture.read(me.workspace, held["channel"], held["message"], bot, lambda: whom)
    gesture.meet(client, store, me, reading, now, whom)
    if fault := gesture.unfit(store, me, reading.words.author, whom, bot):
        raise Refused(why.SAYS[fault], "who")
    deed = gesture.follow(store, me, reading, now, settings, bot)
    store.typed.drop(me, FORM)
    ack()
    place, _ = drawing.unpacked(view)
    done(client, store, me, deed, held["channel"], now, settings, place.body, after, homes, wake)


def addressed(me: Principal, channel: str, message: dict[str, Any]) -> str:
    """Whom words are about that name nobody: a reply's parent, or, between two, the other one."""
    if message.get("thread_ts") not in (None, message["ts"]):
        return str(message.get("parent_user_id") or "")
    return me.user if channel.startswith("D") else ""


def done(
    client: WebClient,
    store: Store,
    me: Principal,
    deed: Deed,
    channel: str,
    now: datetime,
    settings: Settings,
    body: dict[str, Any],
    after: Any,
    homes: Any,
    wake: Any,
) -> None:
    why.note(store, me, deed, channel, now, by="menu")
    if deed.praise is not None:
        store.praise.repaint([deed.praise])
    after(say, client, store, me, deed, now, settings, body)
    homes.stale(me)
    wake()


def say(
    client: WebClient,
    store: Store,
    me: Principal,
    deed: Deed,
    now: datetime,
    settings: Settings,
    body: dict[str, Any],
) -> None:
    """The outcome, where the person is, for them alone."""
    if deed.praise is None:
        said = why.plainly(store, me, settings)
        messages.answer(body, said, [blocks.section(said, "why")], replace_original=False)
        return
    keeping.link(client, store, me, deed.praise)
    names = drawing.names_in(client, store, me, [deed.praise], now)
    message = cards.kept(deed.praise, keeping.wins(store, me), names)
    messages.answer(body, message.text, message.blocks, replace_original=False)
