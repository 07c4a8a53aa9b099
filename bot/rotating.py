"""Seal every token anew under the newest key, while others serve."""

from bot.errors import Refused
from bot.installs import close
from bot.tokens import ACCESS, REFRESH, Keys, Misplaced, Unreadable
from storage import Store
from storage.records_installs import Installation

ROUNDS = 10  # a row may change while it is sealed, but not that often


def rotated(store: Store, keys: Keys) -> int:
    """How many rows were sealed anew; afterwards the newest key opens every token by itself.

    Row by row, each in a commit of its own: stopped anywhere, each row is under one of the keys.
    """
    number = 0
    for _ in range(ROUNDS):
        old = [row for row in store.installations.all() if not keys.is_newest(row)]
        if not old:
            return number
        number += sum(_sealed_anew(store, keys, row) for row in old)
    raise Refused("Tokens kept changing. Run `winbook tokens rotate` again.")


def forgotten(store: Store, keys: Keys) -> list[str]:
    """Close the workspaces whose token no key opens, and delete it; which those are."""
    gone = []
    for row in store.installations.all():
        try:
            keys.open(row, ACCESS)
        except (Unreadable, Misplaced):
            store.workspaces.close(row.workspace)
            gone.append(row.workspace)
    return gone


def _sealed_anew(store: Store, keys: Keys, row: Installation) -> bool:
    try:
        token = keys.seal(row, ACCESS, keys.open(row, ACCESS))
        refresh = keys.seal(row, REFRESH, keys.open(row, REFRESH)) if row.refresh else ""
    except Misplaced:
        close(store, row.workspace)
        return False
    except Unreadable:
        raise Refused(
            f"No key of TOKEN_KEYS opens the token of {row.workspace}. Put the key it was sealed "
            "with back, after a comma."
        ) from None
    return store.installations.reseal(row, token, refresh)
