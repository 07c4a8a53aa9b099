"""Open the form "Log a Win" from everywhere, and save what comes back."""

from datetime import datetime
from typing import Any

from slack_sdk import WebClient

from bot.career import dimensions, offers, wins
from bot.career.prompts import local
from bot.errors import Refused
from bot.features.wins import book, card, form
from bot.people import known
from bot.slack import forms, messages, text
from storage import Store
from storage.records import Person, Principal, Win
from storage.wins import Changed

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
    names = store.people.names(me.workspace, text.mentioned(said.get("text", "")))
    person = store.people.get(me)
    when = offers.said_at(ts)
    words = {
        form.WHAT: text.plain(said.get("text", ""), names)[: wins.LONGEST],
        form.HAPPENED: (local(person, when, settings.zone) if person else when).date().isoformat(),
    }
    draft = form.Draft(store, me, clock.now())
    form.show_or_keep(client, shortcut["trigger_id"], words, {"place": [channel, ts]}, draft)
    ack()
    after(_note_address, client, store, me, channel, ts, clock.now())


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
    win = wins.from_form(words, person, here, f"view:{view['id']}")
    added = store.wins.add(me, _placed(win, form.kept(view), store, me))
    saved = book.meant(store, me, added.win, now)
    is_first = book.begin(store, me, person, now)
    draft.drop()
    near = book.around(store, me, saved)
    tip = book.tip(store, me, saved, settings, near, is_first=is_first)
    view = card.result(saved, settings.win_command, tip, book.verb(added.outcome))
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
    now, words, hint = clock.now(), form.typed(view), form.kept(view)
    person = store.people.get(me) or store.people.acted(me, now)
    here = local(person, now, settings.zone)
    win = book.mine(store, me, str(hint.get("id", "")))
    words[form.HAPPENED] = words[form.HAPPENED] or win.happened.isoformat()
    if wrong := problems(words, person, here):
        ack(response_action="errors", errors=wrong)
        return
    changes = edited(win, wins.from_form(words, person, here, win.source))
    changed = _changed(store, me, win, hint.get("version"), changes, now)
    if isinstance(spot := hint.get("spot"), dict) and spot:
        ack()
        after(card.repaint, spot, client, me, card.saved(changed))
    else:
        ack(response_action="update", view=card.result(changed, settings.win_command))
    homes.stale(me)


def problems(words: form.Words, person: Person, here: datetime) -> dict[str, str]:
    """Every field that cannot be taken as it is, with the sentence to show under it."""
    wrong: dict[str, str] = {}
    for name, said in words.items():
        try:
            wins.from_form({form.WHAT: wins.EXAMPLE, name: said}, person, here, "")
        except Refused as refused:
            wrong[refused.field or name] = refused.sentence
    return wrong


def edited(win: Win, fresh: Win) -> dict[str, Any]:
    """What an edit changes; a draft that was edited is kept."""
    told = {name: getattr(fresh, name) for name in EDITED}
    because = {key: words for key, words in win.because.items() if key in fresh.dimensions}
    return told | {"because": because or fresh.because, "unsorted": [], "state": "kept"}


def _changed(
    store: Store, me: Principal, win: Win, version: Any, changes: dict[str, Any], now: datetime
) -> Win:
    opened = version if isinstance(version, int) else 0
    try:
        return store.wins.change(me, win.public_id, opened, now, **changes)
    except Changed:
        raise Refused(
            f"Win {win.number} was changed since you opened this form. Copy your words, press "
            "Cancel and open it again.",
            form.WHAT,
        ) from None


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
