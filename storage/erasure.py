"""Questions about everything we hold of one person, and its deletion."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, String, cast, delete, func, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

from storage.engine import Database
from storage.holdings import holdings
from storage.ledger import beside
from storage.packets import unname
from storage.records import (
    Principal,
    Win,
    WinVersion,
    Workspace,
)
from storage.records_data import Erased
from storage.remnants import everybody
from storage.reserve import Reserve, is_full
from storage.rows import Where, add_unless_known, change, remove, table


class Erasure:
    """Delete everything: for good, in one transaction."""

    def __init__(self, database: Database, drops: Iterable[Callable[[Principal], None]]) -> None:
        """`drops` take out of memory what is held there of a person."""
        self._database, self._drops = database, tuple(drops)
        self._ledger, self._reserve = beside(database.url), Reserve(database.url)

    def count(self, me: Principal) -> dict[str, int]:
        """How many rows of each kind `forget` would touch."""
        with self._database.reading() as connection:
            return {
                what: connection.scalar(_count(model).where(*where)) or 0
                for what, (model, where, _) in holdings(connection, me).items()
            }

    def forget(self, me: Principal, at: datetime) -> dict[str, int]:
        """What was deleted, by kind. In others' books the author becomes ""; the words stay.

        The ledger says so first: an older backup, or a start after a crash, erases again.
        """
        return self._forget(me, Erased(id=self._ledger.note(me, at), at=at))

    def forget_workspace(self, workspace: str, left_before: datetime | None = None) -> int:
        """Everything of a workspace, for good, in one transaction; how many rows that were.

        Nothing when it must have left before a moment and has come back meanwhile.
        """
        with self._database.writing() as connection:
            if left_before is not None and not _is_out(connection, workspace, left_before):
                return 0
            rows = 0
            for columns in reversed(SQLModel.metadata.sorted_tables):
                if "workspace" in columns.c:
                    gone = delete(columns).where(columns.c.workspace == workspace)
                    rows += connection.execute(gone).rowcount
            known = table(Workspace)
            connection.execute(delete(known).where(known.c.id == workspace))
        return rows

    def replay(self) -> int:
        """Follow every line of the ledger that this database has not followed yet.

        After a crash in the middle of an erasure, or in a backup from before it. Whoever came back
        keeps what is new: the line that erased them is known here. How many people were erased.
        """
        lines = self._ledger.entries()
        if not lines:
            return 0
        with self._database.reading() as connection:
            known = set(connection.scalars(select(table(Erased).c.id)))
            new = [line for line in lines if line["id"] not in known]
            people = everybody(connection) if new else set()
        again = self._ledger.who(people, {line["who"] for line in new})
        for me in again:
            self._forget(me)
        with self._database.writing() as connection:
            for line in new:
                at = datetime.fromisoformat(line["at"])
                add_unless_known(connection, Erased(id=line["id"], at=at))
        return len(again)

    def _forget(self, me: Principal, followed: Erased | None = None) -> dict[str, int]:
        """On a full disk with the room that was kept for it: deleting takes some, too."""
        try:
            return self._let_all_go(me, followed)
        except DBAPIError as error:
            if not is_full(error) or not self._reserve.release():
                raise
            return self._let_all_go(me, followed)

    def _let_all_go(self, me: Principal, followed: Erased | None) -> dict[str, int]:
        with self._database.writing() as connection:
            held = holdings(connection, me)
            gone = {what: _let_go(connection, *holding) for what, holding in held.items()}
            gone["credits"] = _uncredit(connection, me)
            gone["named in packets"] = unname(connection, me.workspace, me.user)
            if followed is not None:
                add_unless_known(connection, followed)
        for drop in self._drops:
            drop(me)
        return gone


def _is_out(connection: Connection, workspace: str, before: datetime) -> bool:
    """Its row is held until the commit: nobody installs us there meanwhile."""
    known = table(Workspace).c
    out = (known.id == workspace, known.state == "leaving", known.left_at < before)
    return connection.execute(select(known.id).where(*out).with_for_update()).first() is not None


def _count(model: type[SQLModel]) -> Select[Any]:
    return select(func.count()).select_from(table(model))


def _let_go(
    connection: Connection, model: type[SQLModel], where: Where, instead: dict[str, Any]
) -> int:
    if instead:
        return len(change(connection, model, where, **instead))
    return remove(connection, model, *where)


def _uncredit(connection: Connection, me: Principal) -> int:
    """Others' wins, and their older versions, no longer say that this person took part."""
    return sum(
        (
            _without(connection, me, Win, "credited", lambda credited: _less(credited, me.user)),
            _without(
                connection,
                me,
                WinVersion,
                "said",
                lambda said: said | {"credited": _less(said["credited"], me.user)},
            ),
        )
    )


def _without(
    connection: Connection,
    me: Principal,
    model: type[SQLModel],
    name: str,
    less: Callable[[Any], Any],
) -> int:
    columns = table(model).c
    named = cast(columns[name], String).contains(f'"{me.user}"', autoescape=True)
    question = select(columns.id, columns[name]).where(columns.workspace == me.workspace, named)
    found = connection.execute(question.with_for_update()).all()
    for id_, said in found:
        where = (columns.workspace == me.workspace, columns.id == id_)
        change(connection, model, where, **{name: less(said)})
    return len(found)


def _less(users: list[str], user: str) -> list[str]:
    return [one for one in users if one != user]
