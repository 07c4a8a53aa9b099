"""Plain words in the bot's DM: a win too, answered there with the card, once."""

from datetime import datetime
from typing import Any

from bot.career import commands, offers, wins
from bot.career.prompts import local
from bot.due import Due, Sending
from bot.errors import Refused
from bot.features.wins import book, card
from bot.people import known, names
from bot.slack import text
from bot.slack.commands import in_direct_message
from bot.slack.messages import Message
from storage import Store
from storage.records import Person, Principal

CARD, FIRST = "card", "first"  # a kind of message; a mark beside the win it is about


def register(app: Any) -> None:
    app.event("message", matchers=[in_direct_message])(hear)


def hear(
    event: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any, wake: Any
) -> None:
    """Save the words and plan the answer; heard twice, both are there already."""
    if not str(event.get("text") or "").strip():
        return
    now = clock.now()
    person = known(client, store, me, now)
    if person.channel != event["channel"]:
        store.people.learn(
            me.workspace, me.user, person.profile_at or now, channel=event["channel"]
        )
    if refused := _kept(event, person, client, store, now, settings):
        say(client, event["channel"], refused)
        return
    homes.stale(me)
    wake()


def say(client: Any, channel: str, sentence: str) -> None:
    client.chat_postMessage(channel=channel, text=sentence, unfurl_links=False, unfurl_media=False)


def _kept(
    event: dict[str, Any], person: Person, client: Any, store: Store, now: datetime, settings: Any
) -> str:
    """Keep the words; or the sentence that says why they were not kept."""
    if sentence := no_win(event["text"], settings):
        return sentence
    said = commands.read(event["text"])
    if said.word not in ("log", "unknown"):
        line = f"{settings.win_command} {said.word} {said.args}".strip()
        return f"Commands begin with a slash, here too: `{line}`. Nothing was saved."
    try:
        keep(event, person, client, store, now, settings)
    except Refused as refused:
        return refused.sentence
    return ""


def no_win(said: str, settings: Any) -> str:
    """What to answer to a greeting and to a command that was pasted; "" for anything else."""
    line = said.strip().strip("`").strip()
    if line.split(" ")[0].lower() in ("/win", settings.win_command, settings.kudos_command):
        return f"Type that in the composer, where Slack reads commands. Not saved:\n```{line}```"
    if commands.is_greeting(said):
        example = f"Tell me what you did in one line and I save it, like: {wins.EXAMPLE}."
        return f"{example} `{settings.win_command} help` shows the rest."
    return ""


def keep(
    event: dict[str, Any], person: Person, client: Any, store: Store, now: datetime, settings: Any
) -> None:
    me = Principal(person.workspace, person.user)
    people = names(client, store, me.workspace, text.mentioned(event["text"]), now)
    here, source = local(person, now, settings.zone), f"message:{event['channel']}:{event['ts']}"
    win = wins.from_line(event["text"], person, here, source, people)
    win.place, win.place_ts = event["channel"], event["ts"]
    saved = store.wins.add(me, win).win
    about = [saved.public_id, *([FIRST] if person.rhythm == "unset" else [])]
    row = offers.message(me[:2], CARD, f"{CARD}:{saved.public_id}", about, now)
    store.deliveries.plan([row])
    book.begin(store, me, person, now)


def answer(sending: Sending) -> Message | None:
    """The card as the win stands when it is sent."""
    about, store = sending.delivery.about, sending.store
    win = store.wins.get(sending.me, about[0])
    if win is None or win.deleted_at is not None:
        return None
    near = book.around(store, sending.me, win)
    tip = book.tip(store, sending.me, win, sending.settings, near, is_first=FIRST in about)
    return card.saved(win, tip, book.nearest(win))


DUE = (Due(CARD, answer, any_hour=True),)
