"""Put the rows of a bundle into a book: new ones only, under numbers of this database."""

import base64
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.book import BOOK, CHOICES, Held
from storage.edge import clean
from storage.records import Person, Principal, Win, public_id
from storage.records_data import Acquaintance
from storage.rows import add_unless_known, insert, is_mine, put, table, values

Row = dict[str, Any]
Tables = dict[str, list[Row]]
Added = dict[str, list[str]]


class Place:
    """What the rows that follow must know of those before: numbers here, and ids given anew."""

    def __init__(self, connection: Connection, me: Principal, at: datetime) -> None:
        self.connection, self.me, self.at = connection, me, at
        self.numbers: dict[tuple[str, str], int] = {}  # (table, public id there) -> number here
        self.renamed: dict[str, str] = {}  # public ids that somebody else has here

    def add(self, name: str, held: Held, rows: list[Row]) -> list[str]:
        """The keys of the rows that were new."""
        known = Known(self.connection, self.me, name, held)
        keys = []
        for row in rows:
            here = self._moved(name, held, row)
            found = known.same(here)
            if found is None:
                self._insert(name, held, known, here)
                keys.append(json.dumps(known.key(here)))
            if "public_id" in row:
                self.numbers[(name, row["public_id"])] = (found or here)["id"]
        return keys

    def _moved(self, name: str, held: Held, row: Row) -> Row:
        """The row as it would stand here: our workspace, our numbers."""
        here = _renamed(row, self.renamed) if self.renamed else dict(row)
        here |= {"workspace": self.me.workspace, "owner": self.me.user}
        for column, to in held.points.items():
            if row.get(column) is not None:
                here[column] = self.numbers[(to, row[column])]
        for column in held.raw:
            here[column] = base64.b64decode(here[column], validate=True)
        for column in held.nested:
            here[column] = here[column] | {"workspace": self.me.workspace, "owner": self.me.user}
        if name == "rubrics":
            here["made_by"] = self.me.user
        return here

    def _insert(self, name: str, held: Held, known: "Known", here: Row) -> None:
        if held.counter is not None:
            here[held.counter[0]] = known.free(here)
        given = self._given(held, here)
        if given is None:  # somebody else here has that public id
            fresh = public_id()
            self.renamed[here["public_id"]] = fresh
            here["public_id"] = fresh
            given = self._given(held, here)
        here["id"] = given
        known.learn(here)

    def _given(self, held: Held, here: Row) -> int | None:
        """The number that the new row has here, 0 without one; None when its public id is taken."""
        record = held.model.model_validate(here)
        columns = table(held.model)
        statement = insert(held.model, self.connection.dialect.name).values(**clean(values(record)))
        if "public_id" in here:
            statement = statement.on_conflict_do_nothing(index_elements=["public_id"])
        row = self.connection.execute(statement.returning(*columns.primary_key.columns)).first()
        return getattr(row, "id", 0) if row is not None else None


class Known:
    """The rows of one table that are here already, by each of their keys."""

    def __init__(self, connection: Connection, me: Principal, name: str, held: Held) -> None:
        self._held = held
        self._by: dict[tuple[str, ...], dict[tuple[Any, ...], Row]] = {}
        self._counted: dict[tuple[Any, ...], set[int]] = {}
        columns = table(held.model)
        where = is_mine(held.model, me)
        if name == "rubrics":  # the workspace's own serves too
            owner = columns.c.owner
            where = (columns.c.workspace == me.workspace, owner.in_([me.user, ""]))
        for row in connection.execute(select(columns).where(*where)).mappings():
            self.learn(dict(row))

    def same(self, row: Row) -> Row | None:
        for known in self._held.known:
            found = self._by.get(known, {}).get(tuple(row[name] for name in known))
            if found is not None:
                return found
        return None

    def key(self, row: Row) -> list[Any]:
        """What finds the row again; a win also says at which version it came."""
        extra = [row["version"]] if self._held.model is Win else []
        return [row[name] for name in self._held.known[0]] + extra

    def learn(self, row: Row) -> None:
        for known in self._held.known:
            self._by.setdefault(known, {})[tuple(row[name] for name in known)] = row
        if self._held.counter is not None:
            number, within = self._held.counter
            self._counted.setdefault(tuple(row[c] for c in within), set()).add(row[number])

    def free(self, row: Row) -> int:
        """The row's own number where nobody has it, else the next one."""
        assert self._held.counter is not None
        number, within = self._held.counter
        taken = self._counted.get(tuple(row[column] for column in within), set())
        wanted = int(row[number])
        return wanted if wanted not in taken else max(taken) + 1


def restore(
    connection: Connection, me: Principal, tables: Tables, names: Mapping[str, str], at: datetime
) -> tuple[Added, Row]:
    """(the keys of what was new, the choices that were replaced)."""
    place = Place(connection, me, at)
    try:
        added = {name: place.add(name, held, tables.get(name, [])) for name, held in BOOK.items()}
    except (KeyError, TypeError) as error:
        raise ValueError(f"a row misses {error}") from None
    for user, name in names.items():
        known = Acquaintance(workspace=me.workspace, owner=me.user, user=user, name=name)
        add_unless_known(connection, known)
    return {name: keys for name, keys in added.items() if keys}, _choose(connection, me, tables, at)


def add_wins(connection: Connection, me: Principal, found: list[Win]) -> list[str]:
    """Wins under the next numbers; a source that was met before adds nothing."""
    known = Known(connection, me, "wins", BOOK["wins"])
    keys = []
    for win in found:
        win.workspace, win.owner, win.number = me.workspace, me.user, 1
        row = values(win)
        if known.same(row) is None:
            win.number = row["number"] = known.free(row)
            add_unless_known(connection, win)
            known.learn(row)
            keys.append(json.dumps(known.key(row)))
    return keys


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same value with public ids replaced wherever one is the whole of a text."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_renamed(part, names) for part in value]
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(part, names) for key, part in value.items()}
    return value


def _choose(connection: Connection, me: Principal, tables: Tables, at: datetime) -> Row:
    """What the person had chosen there, where they have chosen nothing here."""
    rows = tables.get("person") or []
    people = table(Person).c
    where = (people.workspace == me.workspace, people.user == me.user)
    here = connection.execute(select(table(Person)).where(*where)).mappings().first()
    if not rows or (here and here["rhythm_at"] is not None):
        return {}
    chosen = {name: rows[0][name] for name in CHOICES if name in rows[0]}
    made = Person.model_validate(
        {"workspace": me.workspace, "user": me.user, "created_at": at, **chosen}
    )
    changes = {name: getattr(made, name) for name in chosen}
    put(connection, made, changes | {"rhythm_at": at})
    if here is None:
        return {}
    before = {name: here[name] for name in chosen} | {"rhythm_at": None}
    days = {name: day.isoformat() for name, day in before.items() if isinstance(day, date)}
    return before | days
