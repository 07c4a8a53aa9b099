"""Drafts and the messages that offer them, in a commit shared with others: hundreds may come."""

from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Select, Table, bindparam, select

from storage.edge import clean
from storage.planning import merge
from storage.records import Delivery, Praise, Tombstone
from storage.rows import insert, table, values

praises, tombstones = table(Praise), table(Tombstone)
MESSAGE, KEY = ("workspace", "channel", "ts"), ("workspace", "channel", "ts", "owner")


def notice(connection: Connection, rows: list[Praise], planned: list[Delivery]) -> list[Praise]:
    """The rows as they are kept now; a message that was deleted stays dead."""
    alive = [row for row in rows if _found(connection, tombstones, MESSAGE, row) is None]
    new = {row.public_id for row in alive if _add(connection, row)}
    for delivery in planned:
        for about in new.intersection(delivery.about):
            merge(connection, about, delivery, delivery.created_at)
    return [row if row.public_id in new else _known(connection, row) for row in alive]


def _add(connection: Connection, row: Praise) -> bool:
    """Whether it is new; then it has its number, and its words as they are kept."""
    said = values(row)
    said |= {"quote": clean(row.quote), "reason": clean(row.reason)}
    said.pop("id", None)  # of an attempt that was undone
    given = connection.execute(_insert(connection.dialect.name), said).first()
    if given is None:
        return False
    row.id, row.quote, row.reason = given.id, said["quote"], said["reason"]
    return True


def _known(connection: Connection, row: Praise) -> Praise:
    found = _found(connection, praises, KEY, row)
    assert found is not None
    return Praise(**found._mapping)


def _found(connection: Connection, of: Table, key: tuple[str, ...], row: Praise) -> Any:
    where = {name: getattr(row, name) for name in key}
    return connection.execute(_one_of(of, key), where).first()


@cache
def _one_of(of: Table, key: tuple[str, ...]) -> Select[Any]:
    """Built once each, like the next, so that its compiled form is found again at once."""
    return select(of).where(*(of.c[name] == bindparam(name) for name in key))


@cache
def _insert(dialect: str) -> Executable:
    return insert(Praise, dialect).on_conflict_do_nothing().returning(praises.c.id)
