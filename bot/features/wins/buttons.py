"""What the buttons of a card do: edit, undo, restore, another dimension, save after all."""

from typing import Any

from bot.career import dimensions
from bot.errors import Missing
from bot.features.wins import bin, book, card, form, showing, tips
from bot.slack import forms


def register(app: Any) -> None:
    app.action(card.EDIT)(edit)
    app.action(card.UNDO)(undo)
    app.action(card.RESTORE)(restore)
    for action_id in (card.FILE, *card.NEAREST):
        app.action(action_id)(file)


def edit(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    win = book.mine(store, me, forms.chosen(action))
    form.show(client, body["trigger_id"], form.change(win, {"spot": card.spot(body)}))
    ack()


def undo(
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
    """Into the bin; pressing twice is harmless."""
    win = book.owned(store, me, forms.chosen(action))
    bin.put(store, me, win, clock.now(), bin.UNDONE)
    ack()
    after(card.repaint, body, client, me, card.binned(win, settings.win_command))
    homes.stale(me)


def restore(
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
    win = book.owned(store, me, forms.chosen(action))
    back = bin.bring_back(store, me, win, clock.now(), bin.RESTORED)
    ack()
    after(card.repaint, body, client, me, showing.restored(store, me, back))
    homes.stale(me)


def file(
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
    """The chosen dimension becomes the main one, in place of the one that was."""
    public_id, _, key = forms.chosen(action).partition(":")
    if key not in dimensions.KEYS:
        raise Missing(book.GONE)
    win = book.mine(store, me, public_id)
    filed = [key, *(other for other in win.dimensions[1:] if other != key)]
    because = {name: words for name, words in win.because.items() if name in filed}
    if filed != win.dimensions or win.unsorted:
        changes = {"dimensions": filed, "because": because, "unsorted": []}
        book.learn(store, me, win, [key], clock.now())
        win = store.wins.change(me, public_id, win.version, clock.now(), **changes)
    win, tip = tips.asked(store, me, win)
    ack()
    after(card.repaint, body, client, me, showing.saved(store, me, win, tip))
    homes.stale(me)
