"""Questions about a person's whole book: take it out, put it back, take an import out again."""

import base64
import json
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update

from storage.book import BOOK, CHOICES, NEVER, Held
from storage.engine import Database
from storage.records import Person, Praise, Principal, RubricChoice, RubricVersion, Win
from storage.records_data import Acquaintance, BookImport
from storage.restoring import Row, Tables, add_wins, restore
from storage.rows import add_unless_known, hold, is_mine, table, values

imports, wins, praises = table(BookImport).c, table(Win).c, table(Praise).c


class Bundles:
    """Everything of one person at once."""

    def __init__(self, database: Database, drops: Iterable[Callable[[Principal], None]]) -> None:
        self._database, self._drops = database, tuple(drops)

    def take(self, me: Principal) -> Tables:
        """Every row of the book as JSON holds it, tables and rows in one order everywhere."""
        with self._database.reading() as connection:
            rows = {name: _rows(connection, me, name, held) for name, held in BOOK.items()}
            return {"person": _choices(connection, me)} | rows

    def put(self, me: Principal, brought: BookImport, tables: Tables, names: dict[str, str]) -> int:
        """How many rows of a bundle were new; what is there already stays as it is.

        One transaction. The same file a second time adds nothing. ValueError: no row fits a table.
        """
        with self._database.writing() as connection:
            hold(connection, "book", *me[:2])
            if (before := _brought(connection, me, brought.source)) is not None:
                return sum(len(keys) for keys in before.added.values())
            brought.added, brought.before = restore(connection, me, tables, names, brought.at)
            _note(connection, me, brought)
        self._changed(me)
        return sum(len(keys) for keys in brought.added.values())

    def add(self, me: Principal, brought: BookImport, found: list[Win]) -> int:
        """How many of these wins were new, in one transaction."""
        with self._database.writing() as connection:
            hold(connection, "book", *me[:2])
            if (before := _brought(connection, me, brought.source)) is not None:
                return len(before.added.get("wins", []))
            brought.added = {"wins": add_wins(connection, me, found)}
            _note(connection, me, brought)
            return len(brought.added["wins"])

    def imports(self, me: Principal) -> list[BookImport]:
        """What was brought in and not taken out again, newest first."""
        question = select(table(BookImport)).where(*is_mine(BookImport, me))
        with self._database.reading() as connection:
            found = connection.execute(question.order_by(imports.at.desc(), imports.id.desc()))
            return [BookImport(**row) for row in found.mappings()]

    def undo(self, me: Principal, public_id: str) -> tuple[int, int] | None:
        """(rows taken out, wins kept because they were edited since); None when there is none."""
        where = (*is_mine(BookImport, me), imports.public_id == public_id)
        with self._database.writing() as connection:
            hold(connection, "book", *me[:2])
            found = connection.execute(select(table(BookImport)).where(*where)).mappings().first()
            if found is None:
                return None
            edited = _edited(connection, me, found["added"])
            gone = _take_out(connection, me, found["added"], edited)
            _choose_again(connection, me, found["before"])
            connection.execute(delete(table(BookImport)).where(*where))
        self._changed(me)
        return gone, len(edited)

    def _changed(self, me: Principal) -> None:
        """What is held in memory of this person is read again."""
        for drop in self._drops:
            drop(me)

    def names(self, me: Principal) -> dict[str, str]:
        """How people were called in books that this person brought in."""
        known = table(Acquaintance)
        with self._database.reading() as connection:
            question = select(known.c.user, known.c.name).where(*is_mine(Acquaintance, me))
            return {row.user: row.name for row in connection.execute(question)}


def _rows(connection: Connection, me: Principal, name: str, held: Held) -> list[Row]:
    columns = table(held.model)
    where = is_mine(held.model, me)
    if name == "rubrics":  # also the workspace's own, when this person is judged by it
        where = (columns.c.workspace == me.workspace, columns.c.id.in_(_judging(connection, me)))
    ids = {to: _public_ids(connection, me, to) for to in held.points.values()}
    found = connection.execute(select(columns).where(*where)).mappings()
    rows = [{key: said(row[key]) for key in held.columns} for row in found]
    for row in rows:
        for column, to in held.points.items():
            row[column] = ids[to].get(row[column])
        for column in held.nested:
            row[column] = {k: v for k, v in row[column].items() if k not in NEVER}
    keys = (*held.order, *held.points)
    return sorted(rows, key=lambda row: [_sortable(row[key]) for key in keys])


def _sortable(value: Any) -> tuple[int, str]:
    return (value, "") if isinstance(value, int) else (0, str(value or ""))


def _judging(connection: Connection, me: Principal) -> list[int]:
    rubrics, choices = table(RubricVersion), table(RubricChoice)
    mine = connection.execute(select(rubrics.c.id).where(*is_mine(RubricVersion, me)))
    chosen = connection.execute(select(choices.c.rubric_id).where(*is_mine(RubricChoice, me)))
    ids = [row[0] for row in (*mine, *chosen)]
    return [id_ for id_ in dict.fromkeys(ids) if id_ is not None]


def _public_ids(connection: Connection, me: Principal, name: str) -> dict[int, str]:
    columns = table(BOOK[name].model).c
    question = select(columns.id, columns.public_id).where(columns.workspace == me.workspace)
    if name != "rubrics":
        question = question.where(columns.owner == me.user)
    return {row.id: row.public_id for row in connection.execute(question)}


def _choices(connection: Connection, me: Principal) -> list[Row]:
    people = table(Person).c
    where = (people.workspace == me.workspace, people.user == me.user)
    row = connection.execute(select(table(Person)).where(*where)).mappings().first()
    return [{name: said(row[name]) for name in CHOICES}] if row else []


def said(value: Any) -> Any:
    """A column's value as JSON holds it: times and days in ISO's form, bytes in base64."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _brought(connection: Connection, me: Principal, source: str) -> BookImport | None:
    where = (*is_mine(BookImport, me), imports.source == source)
    found = connection.execute(select(table(BookImport)).where(*where)).mappings().first()
    return BookImport(**found) if found else None


def _note(connection: Connection, me: Principal, brought: BookImport) -> None:
    """Whoever brings something in is somebody: their row is as new as their return is."""
    back = Person(workspace=me.workspace, user=me.user, created_at=brought.at)
    add_unless_known(connection, back)
    brought.workspace, brought.owner = me.workspace, me.user
    connection.execute(table(BookImport).insert().values(**values(brought)))


def _edited(connection: Connection, me: Principal, added: dict[str, list[str]]) -> set[str]:
    """Imported wins that their owner has worked on since: they stay."""
    if not added.get("wins"):
        return set()
    question = select(wins.public_id, wins.version).where(*is_mine(Win, me))
    now = {row.public_id: row.version for row in connection.execute(question)}
    return {key for key in added["wins"] if now.get(_id(key), 0) > json.loads(key)[1]}


def _take_out(
    connection: Connection, me: Principal, added: dict[str, list[str]], edited: set[str]
) -> int:
    """Exactly the rows that were added; praise for a win that goes is attached to none."""
    gone = 0
    for name, held in reversed(BOOK.items()):
        keys = [key for key in added.get(name, []) if key not in edited]
        if not keys:
            continue
        if name == "wins":
            _detach(connection, me, [_id(key) for key in keys])
        columns, known = table(held.model).c, held.known[0]
        same = [columns[column] == bindparam(f"is_{column}") for column in known]
        names = [f"is_{column}" for column in known]
        rows = [dict(zip(names, json.loads(key), strict=False)) for key in keys]
        statement = delete(table(held.model)).where(*is_mine(held.model, me), *same)
        connection.execute(statement, rows)
        gone += len(keys)
    return gone


def _id(key: str) -> str:
    return str(json.loads(key)[0])


def _detach(connection: Connection, me: Principal, ids: list[str]) -> None:
    mine = select(wins.id).where(*is_mine(Win, me), wins.public_id == bindparam("is_public_id"))
    where = (praises.workspace == me.workspace, praises.win_id.in_(mine))
    statement = update(table(Praise)).where(*where).values(win_id=None)
    connection.execute(statement, [{"is_public_id": id_} for id_ in ids])


def _choose_again(connection: Connection, me: Principal, before: dict[str, Any]) -> None:
    if before:
        people = table(Person)
        where = (people.c.workspace == me.workspace, people.c.user == me.user)
        day = before.get("paused_until")
        chosen = before | ({"paused_until": date.fromisoformat(day)} if day else {})
        connection.execute(update(people).where(*where).values(**chosen))
