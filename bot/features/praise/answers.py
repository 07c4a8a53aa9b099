"""What a person answers to praise that waits: Keep, Choose a Win, Not Now, Never, Undo."""

from typing import Any

from bot.career import offers, prompts
from bot.errors import Missing, Refused
from bot.features.praise import cards, drawing, keeping, windows
from bot.slack import blocks, forms, messages

CHANGED = "Its author changed these words since. Read them again, then press Keep."
SILENT = "I will not write about praise again. `{win} settings` changes that."


def register(app: Any) -> None:
    app.action("praise_keep")(keep)
    app.action("praise_choose")(choose)
    app.view("praise_win")(chosen)
    app.action("praise_not_now")(not_now)
    app.action("praise_never")(never)
    app.action("praise_undo")(undo)
    app.action("praise_leave")(leave)
    app.action("praise_outcome")(outcome)
    app.view("praise_outcome")(outcome_told)
    app.action("praise_review")(review)


def keep(
    ack: Any,
    body: Any,
    action: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
    wake: Any,
) -> None:
    public_id, _, mark = forms.chosen(action).partition(" ")
    praise, now = keeping.mine(store, me, public_id), clock.now()
    place = drawing.origin(body)
    if not offers.digest(praise.quote).startswith(mark):
        after(drawing.again, client, store, me, now, settings, place)
        raise Refused(CHANGED)
    keeping.meet(client, store, me, praise.quote, now)
    kept = keeping.keep(store, me, praise, keeping.day_of(store, me, praise, settings.zone), now)
    store.praise.repaint([kept], place.ts)
    ack()
    after(keeping.link, client, store, me, kept)
    after(drawing.again, client, store, me, now, settings, place)
    homes.stale(me)
    wake()


def choose(ack: Any, body: Any, action: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    praise, now = keeping.mine(store, me, forms.chosen(action)), clock.now()
    names = drawing.names_in(client, store, me, [praise], now)
    wins = keeping.recent(store, me, now.date())
    origin = drawing.packed(drawing.origin(body), praise=praise.public_id)
    show = client.views_push if body.get("view") else client.views_open
    show(trigger_id=body["trigger_id"], view=windows.chooser(praise, wins, names, origin))
    ack()


def chosen(
    ack: Any,
    view: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
    wake: Any,
) -> None:
    place, told = drawing.unpacked(view)
    praise, now = keeping.mine(store, me, told.get("praise", "")), clock.now()
    picked = forms.text(forms.answers(view), "win")
    win = None if picked == "new" else store.wins.get(me, picked)
    if picked != "new" and win is None:
        raise Missing(keeping.GONE, "win")
    keeping.meet(client, store, me, praise.quote, now)
    day = keeping.day_of(store, me, praise, settings.zone)
    kept = keeping.keep_with(store, me, praise, win, day, now)
    store.praise.repaint([kept], place.ts)
    ack()
    after(keeping.link, client, store, me, kept)
    after(drawing.again, client, store, me, now, settings, place)
    homes.stale(me)
    wake()


def not_now(
    ack: Any,
    body: Any,
    action: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
    wake: Any,
) -> None:
    praise, now = keeping.mine(store, me, forms.chosen(action)), clock.now()
    if praise.state == "draft":
        store.praise.set_state(me, praise.public_id, "declined", now)
    place = drawing.origin(body)
    store.praise.repaint([praise], place.ts)
    ack()
    after(drawing.again, client, store, me, now, settings, place)
    homes.stale(me)
    wake()


def undo(
    ack: Any,
    body: Any,
    action: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
    wake: Any,
) -> None:
    praise, now = keeping.mine(store, me, forms.chosen(action)), clock.now()
    keeping.undo(store, me, praise, now)
    place = drawing.origin(body)
    store.praise.repaint([praise], place.ts)
    ack()
    after(drawing.again, client, store, me, now, settings, place)
    homes.stale(me)
    wake()


def leave(
    ack: Any,
    body: Any,
    action: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    wake: Any,
) -> None:
    """The reaction is gone, the words stay."""
    praise = keeping.mine(store, me, forms.chosen(action))
    store.reactions.answered(praise.workspace, praise.channel, praise.ts, me.user)
    store.praise.repaint([praise], drawing.origin(body).ts)
    ack()
    wake()
    after(drawing.again, client, store, me, clock.now(), settings, drawing.origin(body))


def never(
    ack: Any,
    body: Any,
    action: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
) -> None:
    now = clock.now()
    store.people.choose(me, now, str(action.get("action_ts", "")), praise_notices="never")
    for praise in drawing.found(store, me, drawing.origin(body).shown):
        if praise.state == "draft":
            store.praise.set_state(me, praise.public_id, "declined", now)
    ack()
    said = SILENT.format(win=settings.win_command)
    after(messages.replace, body, client, said, [blocks.section(said, "praise:never")])
    homes.stale(me)


def outcome(ack: Any, body: Any, action: Any, client: Any, store: Any, me: Any) -> None:
    """Turn the draft win behind kept words into a win: what changed?"""
    praise = keeping.mine(store, me, forms.chosen(action))
    win = keeping.wins(store, me).get(praise.win_id or 0)
    if win is None:
        raise Missing(keeping.GONE)
    origin = drawing.packed(drawing.origin(body), win=win.public_id, version=str(win.version))
    client.views_open(trigger_id=body["trigger_id"], view=windows.outcome(win, origin))
    ack()


def outcome_told(
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
    place, told = drawing.unpacked(view)
    now = clock.now()
    win, said = told.get("win", ""), told.get("version", "")
    version = int(said) if said.isdecimal() and len(said) < 10 else 0
    keeping.complete(store, me, win, version, forms.answers(view), now)
    ack()
    after(drawing.again, client, store, me, now, settings, place)
    homes.stale(me)


def review(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    rows, now = store.praise.waiting(me), clock.now()
    names = drawing.names_in(client, store, me, rows, now)
    here = prompts.zone_of(store.people.get(me) or store.people.acted(me, now), settings.zone)
    view = cards.review(rows, keeping.wins(store, me), names, here)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()
