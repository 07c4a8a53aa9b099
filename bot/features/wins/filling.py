"""Open the form "Log a Win" from everywhere, and save what comes back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot import people
from bot.career import dimensions, offers, wins
from bot.career.prompts import local
from bot.errors import Refused, all_of
from bot.features.wins import book, card, form, showing, tips
from bot.people import known
from bot.slack import forms, messages, text
from storage import Store
from storage.records import Person, Principal, Win

EDITED = (
    "text",
    "outcome",
    "outcome_state",
    "happened",
    "dimensions",
    "credited",
    "links",
    "figures",
)
PLACE = "place"  # the address of the message a form was opened on, in store.typed


def register(app: Any) -> None:
    app.action("win_open")(from_button)
    app.shortcut("log_win")(from_shortcut)
    app.shortcut("save_win")(from_message)
    app.view(form.LOG)(save)
    app.view(form.CHANGE)(change)


def from_button(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any
) -> None:
    """Log a Win in Home or in a question; the value may name a dimension."""
    key = forms.chosen(action)
    more = {form.DIMENSIONS: [key]} if key in dimensions.KEYS else {}
    bare(client, body["trigger_id"], form.Draft(store, me, clock.now()), **more)
    ack()


def from_shortcut(ack: Any, shortcut: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    bare(client, shortcut["trigger_id"], form.Draft(store, me, clock.now()))
    ack()


def from_message(
    ack: Any,
    shortcut: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
) -> None:
    """Any message, also in a thread: its words, its day and its place, to be edited and saved."""
    said, channel, ts = shortcut["message"], shortcut["channel"]["id"], shortcut["message_ts"]
    now, told = clock.now(), said.get("text", "")
    names = people.names(client, store, me.workspace, text.mentioned(told), now)
    person = store.people.get(me)
    when = offers.said_at(ts)
    words = {
        form.WHAT: text.plain(told, names),
        form.HAPPENED: (local(person, when, settings.zone) if person else when).date().isoformat(),
    }
    draft = form.Draft(store, me, now)
    form.show_or_keep(client, shortcut["trigger_id"], words, {"place": [channel, ts]}, draft)
    ack()
    after(_note_address, client, store, me, channel, ts, now)


def bare(client: WebClient, trigger_id: str, draft: form.Draft, **more: Any) -> None:
    """The form with the words that were not saved last time."""
    form.show(client, trigger_id, form.new(draft.today() | draft.read() | more, {}))


def save(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    """Saved, the form says so; refused, it stays open and the words wait for the bare command."""
    now, words = clock.now(), form.typed(view)
    person = store.people.get(me) or store.people.acted(me, now)
    here, draft = local(person, now, settings.zone), form.Draft(store, me, now)
    if wrong := problems(words, person, here):
        draft.keep(words)
        ack(response_action="errors", errors=wrong)
        return
    win = wins.from_form(words, person, here, f"view:{view['id']}", book.taught(store, me, now))
    added = store.wins.add(me, _placed(win, forms.kept(view), store, me))
    saved = book.meant(store, me, added.win, now)
    is_first = book.begin(store, me, person, now)
    rest = draft.rest(words)
    draft.drop()
    tip = tips.of(store, me, saved, settings, is_first=is_first)
    saved = tips.note(store, me, saved, tip)
    view = card.result(saved, settings.win_command, tip, book.verb(added.outcome))
    view["blocks"] += form.beyond(rest.lstrip())
    ack(response_action="update", view=view)
    homes.stale(me)


def change(
    ack: Any,
    view: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
) -> None:
    """Save an edit; whoever opened the form on older words is told, and keeps theirs."""
    now, words, hint = clock.now(), form.typed(view), forms.kept(view)
    person = store.people.get(me) or store.people.acted(me, now)
    here = local(person, now, settings.zone)
    win = book.mine(store, me, str(hint.get("id", "")))
    words[form.HAPPENED] = words[form.HAPPENED] or win.happened.isoformat()
    if wrong := problems(words, person, here):
        ack(response_action="errors", errors=wrong)
        return
    fresh = wins.from_form(words, person, here, win.source, book.taught(store, me, now))
    changes, version = edited(win, fresh), hint.get("version")
    changed = book.changed(store, me, win, version, changes, now, form.WHAT)
    book.learn(store, me, win, words[form.DIMENSIONS][:1], now)
    changed, tip = tips.asked(store, me, changed)
    if isinstance(spot := hint.get("spot"), dict) and spot:
        ack()
        after(card.repaint, spot, client, me, showing.saved(store, me, changed, tip))
    else:
        ack(response_action="update", view=showing.result(store, me, changed, settings, tip))
    homes.stale(me)


def problems(words: form.Words, person: Person, here: datetime) -> dict[str, str]:
    """Every field that cannot be taken as it is, with the sentence to show under it."""

    def reading(name: str) -> Callable[[], Win]:
        alone = {form.WHAT: wins.EXAMPLE, name: words[name]}
        return lambda: wins.from_form(alone, person, here, "")

    try:
        all_of({name: reading(name) for name in words})
    except Refused as refused:
        return refused.fields
    return {}


def edited(win: Win, fresh: Win) -> dict[str, Any]:
    """What an edit changes; a draft that was edited is kept."""
    told = {name: getattr(fresh, name) for name in EDITED}
    because = {key: words for key, words in win.because.items() if key in fresh.dimensions}
    if fresh.outcome_state != "found" and win.outcome_state != "found":
        told["outcome_state"] = win.outcome_state  # asked for, or said to be none
    return told | {"because": because or fresh.because, "unsorted": [], "state": "kept"}


def _placed(win: Win, hint: dict[str, Any], store: Store, me: Principal) -> Win:
    """Saved from a message, a win is that message's win: place, address and source."""
    place = hint.get("place")
    if not (isinstance(place, list) and len(place) == 2):
        return win
    win.place, win.place_ts = str(place[0]), str(place[1])
    win.source = f"message:{win.place}:{win.place_ts}"
    address = store.typed.get(me, PLACE) or {}
    if address.get("at") == place:
        win.permalink = str(address["permalink"])
    return win


def _note_address(
    client: WebClient, store: Store, me: Principal, channel: str, ts: str, now: datetime
) -> None:
    """While the form is open: the message's address, and the person's own time zone."""
    known(client, store, me, now)
    if address := messages.permalink(client, channel, ts):
        store.typed.keep(me, PLACE, {"at": [channel, ts], "permalink": address}, now)
