"""Plain words in the bot's DM: a win too, answered there with the card, once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.career import commands, offers, wins
from bot.career.prompts import local
from bot.due import Due, Sending
from bot.errors import Refused
from bot.features.wins import book, card, remarks, tips
from bot.people import known, names
from bot.slack import text
from bot.slack.commands import in_direct_message
from bot.slack.messages import Message
from storage import Store
from storage.records import Person, Principal, Win

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
    people = names(client, store, person.workspace, text.mentioned(event["text"]), now)
    if sentence := no_win(event["text"], settings, people):
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


def no_win(said: str, settings: Any, people: Mapping[str, str]) -> str:
    """What to answer to a greeting and to a command that was pasted; "" for anything else."""
    line = said.strip().strip("`").strip()
    if line.split(" ")[0].lower() in ("/win", settings.win_command, settings.kudos_command):
        words = text.retyped(line, people)
        return f"Type that in the composer, where Slack reads commands. Not saved:\n```{words}```"
    if commands.is_greeting(said):
        example = f"Tell me what you did in one line and I save it, like: {wins.EXAMPLE}."
        return f"{example} `{settings.win_command} help` shows the rest."
    return ""


def keep(
    event: dict[str, Any], person: Person, client: Any, store: Store, now: datetime, settings: Any
) -> None:
    me = Principal(person.workspace, person.user)
    people = names(client, store, me.workspace, text.mentioned(event["text"]), now)
    written = local(person, offers.said_at(event["ts"]), settings.zone)  # it may come late
    source = f"message:{event['channel']}:{event['ts']}"
    taught = book.taught(store, me, now)
    win = wins.from_line(event["text"], person, written, source, people, taught)
    win.place, win.place_ts = event["channel"], event["ts"]
    saved = store.wins.add(me, win).win
    is_urgent = bool(remarks.undated(saved, person, written, written.date()))
    is_first = person.rhythm == "unset" and not is_urgent
    about = [saved.public_id, *([FIRST] if is_first else [])]
    row = offers.message(me[:2], CARD, f"{CARD}:{saved.public_id}", about, now)
    store.deliveries.plan([row])
    if is_first:
        book.begin(store, me, person, now)


def answer(sending: Sending) -> Message | None:
    """The card as the win stands when it is sent."""
    about, store = sending.delivery.about, sending.store
    win, stands = store.wins.get(sending.me, about[0]), bool(sending.delivery.ts)
    if win is None:
        return None
    if win.deleted_at is not None:
        return card.binned(win, sending.settings.win_command) if stands else None
    urgent = book.orphaned(store, win) or _urgent(sending, win)
    tip = tips.of(store, sending.me, win, sending.settings, urgent=urgent, is_first=FIRST in about)
    verb = "Updated" if stands and win.version > 1 else "Saved"
    return card.saved(tips.note(store, sending.me, win, tip), tip, book.nearest(win), verb)


def _urgent(sending: Sending, win: Win) -> str:
    zone, said_at = sending.settings.zone, offers.said_at(win.place_ts)
    written, here = (local(sending.person, at, zone) for at in (said_at, sending.now))
    return remarks.undated(win, sending.person, written, here.date())


DUE = (Due(CARD, answer, any_hour=True),)
