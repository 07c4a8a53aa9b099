"""Who backs a win: their names, how far from its owner each stands, and what changed since."""

from collections.abc import Sequence

from bot import around
from bot.career import confirming, gaps, independence
from storage import Store
from storage.records import Praise, Principal, Win


def lines(store: Store, me: Principal, wins: Sequence[Win]) -> dict[str, str]:
    """One sentence per win that somebody backs, by its public id; names are not escaped."""
    backing = store.praise.backing(me, [win.id for win in wins if win.id])
    if not backing:
        return {}
    changed = confirming.outdated(store.confirmations.of(me), wins)
    authors = {row.author for rows in backing.values() for row in rows}
    names = store.people.names(me.workspace, authors)
    ties = around.ties(store, me)

    def line(win: Win, rows: list[Praise]) -> str:
        people = [(names.get(user), user) for user in gaps.corroborators(win, rows)]
        called = [independence.called(name, user, ties) for name, user in people]
        since = {row.author for row in rows if row.public_id in changed}
        return independence.backed(
            called, [name or "a colleague" for name, u in people if u in since]
        )

    return {win.public_id: line(win, backing[win.id or 0]) for win in wins if win.id in backing}


def line(store: Store, me: Principal, win: Win) -> str:
    """The sentence about one win; "" when nobody backs it."""
    return lines(store, me, [win]).get(win.public_id, "")
