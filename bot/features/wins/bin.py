"""The bin: `/win undo`, `delete` and `redo`, which take the last deed back, and no more."""

from datetime import datetime
from typing import Any

from bot.errors import Refused
from bot.features.wins import book, card, showing
from bot.slack.commands import word
from storage import Store
from storage.records import Principal, Win

NOTE = "deed"  # where the last deed is remembered, in store.typed
REMEMBERED = 50  # deeds
DELETED, UNDONE, RESTORED, BROUGHT_BACK = "deleted", "undone", "restored", "brought back"


def register(app: Any) -> None:
    app.command("/win", matchers=[word("undo")])(undo)
    app.command("/win", matchers=[word("delete")])(delete)
    app.command("/win", matchers=[word("redo")])(redo)


def undo(ack: Any, spoken: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    """The last deed taken back: a save goes into the bin, a deletion comes out of it."""
    command, now = settings.win_command, clock.now()
    deed, win = ("", None) if spoken.args else last_deed(store, me)
    if win is not None and deed in (UNDONE, BROUGHT_BACK):
        raise Refused(
            f"The last one is already taken back. `{command} delete {example(store, me)}` takes "
            f"another win, `{command} redo` reverses what `undo` did."
        )
    if win is not None and deed == DELETED:
        told = showing.restored(store, me, bring_back(store, me, win, now, BROUGHT_BACK))
    else:
        win = win or book.named(store, me, spoken.args or "last", command)
        told = card.binned(put(store, me, win, now, UNDONE), command)
    ack(text=told.text, blocks=told.blocks)
    homes.stale(me)


def delete(
    ack: Any, spoken: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any
) -> None:
    """The win named goes into the bin."""
    command = settings.win_command
    if spoken.args.lower().rstrip(".!?") in ("everything", "all"):
        raise Refused(f"`{command} privacy` has the button that deletes everything.")
    if not spoken.args:
        raise Refused(
            f"Say which win, like `{command} delete 42`. `{command} undo` takes the last."
        )
    win = book.named(store, me, spoken.args, command)
    told = card.binned(put(store, me, win, clock.now(), DELETED), command)
    ack(text=told.text, blocks=told.blocks)
    homes.stale(me)


def redo(ack: Any, spoken: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any) -> None:
    """What `undo` did, reversed; else out of the bin: the win put there last, or the one named."""
    now = clock.now()
    deed, win = ("", None) if spoken.args else last_deed(store, me)
    if win is not None and deed == BROUGHT_BACK:
        told = card.binned(put(store, me, win, now, DELETED), settings.win_command)
    else:
        named = book.in_bin(store, me, spoken.args or "last", settings.win_command)
        win = named if spoken.args else last_binned(store, me) or named
        told = showing.restored(store, me, bring_back(store, me, win, now, RESTORED))
    ack(text=told.text, blocks=told.blocks)
    homes.stale(me)


def put(store: Store, me: Principal, win: Win, now: datetime, deed: str) -> Win:
    gone = store.wins.bin(me, win.public_id, now) or win
    _note(store, me, win, deed, now)
    return gone


def bring_back(store: Store, me: Principal, win: Win, now: datetime, deed: str) -> Win:
    back = store.wins.restore(me, win.public_id, now) or win
    _note(store, me, win, deed, now)
    return back


def last_deed(store: Store, me: Principal) -> tuple[str, Win | None]:
    """What the bin was last used for, and the win; nothing once a win was saved after it."""
    noted = store.typed.get(me, NOTE) or {}
    win = store.wins.get(me, str(noted.get("win", "")))
    if win is None or noted.get("newest") != _newest(store, me):
        return "", None
    is_binned = noted["deed"] in (DELETED, UNDONE)
    return (noted["deed"], win) if is_binned == (win.deleted_at is not None) else ("", None)


def last_binned(store: Store, me: Principal) -> Win | None:
    """The win put into the bin last: by the order of deeds, whatever the clock said meanwhile."""
    for public_id in reversed(_binned(store, me)):
        win = store.wins.get(me, public_id)
        if win is not None and win.deleted_at is not None:
            return win
    return None


def example(store: Store, me: Principal) -> int:
    """A number that can be deleted, for a line to copy."""
    last = store.wins.last(me)
    return last.number if last else 42


def _note(store: Store, me: Principal, win: Win, deed: str, now: datetime) -> None:
    binned = [one for one in _binned(store, me) if one != win.public_id]
    binned += [win.public_id] if deed in (DELETED, UNDONE) else []
    words = {"deed": deed, "win": win.public_id, "newest": _newest(store, me)}
    store.typed.keep(me, NOTE, words | {"binned": binned[-REMEMBERED:]}, now)


def _binned(store: Store, me: Principal) -> list[str]:
    """Public ids of wins put into the bin by hand, the last one at the end."""
    noted = store.typed.get(me, NOTE) or {}
    return [str(one) for one in noted.get("binned", [])]


def _newest(store: Store, me: Principal) -> str:
    last = store.wins.last(me)
    return last.public_id if last else ""
