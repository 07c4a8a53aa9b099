"""Small words that every set of questions uses: rows as records, upserts, whose row it is."""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Select,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import configure_mappers
from sqlalchemy.orm.attributes import manager_of_class
from sqlmodel import SQLModel

from storage.records import Principal

R = TypeVar("R", bound=SQLModel)
Where = Iterable[ColumnElement[bool]]
Asked = dict[str, Any] | None  # values for the names in a question that is built once


def table(model: type[SQLModel]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]


def read(model: type[SQLModel]) -> Select[Any]:
    """The question for whole rows, to be narrowed."""
    return select(table(model))


def many(
    connection: Connection, model: type[R], question: Executable, asked: Asked = None
) -> list[R]:
    """The rows as records."""
    found = connection.execute(question, asked)
    names, begun = tuple(found.keys()), _beginning(model)
    return [_filled(begun(), names, row) for row in found]


@cache
def _beginning(model: type[R]) -> Callable[[], R]:
    """Makes an empty record; before the first one its columns have to be known as attributes."""
    configure_mappers()
    return manager_of_class(model).new_instance


def _filled(record: R, names: tuple[str, ...], row: Iterable[Any]) -> R:
    """A whole row needs no defaults, and nobody has to look for what is missing."""
    record.__dict__.update(zip(names, row, strict=True))
    return record


def one(
    connection: Connection, model: type[R], question: Executable, asked: Asked = None
) -> R | None:
    """The first row as a record, if there is any."""
    row = connection.execute(question, asked).first()
    return None if row is None else model(**row._mapping)


def by_key(connection: Connection, model: type[R], *key: Any) -> R | None:
    """The row with this primary key."""
    names = table(model).primary_key.columns.keys()
    return one(connection, model, _by_key(model), dict(zip(names, key, strict=True)))


def values(record: SQLModel) -> dict[str, Any]:
    """The row as plain values; a number that the database gives is left out."""
    own = record.__dict__
    said = {name: own.get(name) for name in _columns(type(record))}
    if said.get("id", "") is None:
        del said["id"]
    return said


def is_mine(model: type[SQLModel], me: Principal) -> tuple[ColumnElement[bool], ...]:
    """Workspace and owner at once, the first net of every question about a person's things."""
    columns = table(model).c
    return columns.workspace == me.workspace, columns.owner == me.user


def any_of(model: type[SQLModel], *names: str) -> list[ColumnElement[bool]]:
    """This workspace, and in each of these columns one of the values asked for under its name."""
    columns = table(model).c
    among = [columns[name].in_(bindparam(name, expanding=True)) for name in names]
    return [columns.workspace == bindparam("workspace"), *among]


def insert(model: type[SQLModel], dialect: str) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows ON CONFLICT: the one place where the two databases differ."""
    kind = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return kind(table(model))


def add_unless_known(connection: Connection, record: SQLModel) -> bool:
    """Whether the row is new; the tables' own constraints decide."""
    model = type(record)
    keys = list(table(model).primary_key.columns)
    statement = insert(model, connection.dialect.name).values(**values(record))
    new = statement.on_conflict_do_nothing().returning(*keys)
    return connection.execute(new).first() is not None


def put(
    connection: Connection,
    record: R,
    changes: dict[str, Any],
    only_if: ColumnElement[bool] | None = None,
) -> R | None:
    """Insert the record, or change the row that has its key; None when `only_if` said no."""
    model = type(record)
    statement = insert(model, connection.dialect.name).values(**values(record))
    key = [column.name for column in table(model).primary_key.columns]
    upsert = statement.on_conflict_do_update(index_elements=key, set_=changes, where=only_if)
    return one(connection, model, upsert.returning(table(model)))


def change(connection: Connection, model: type[R], where: Where, **changes: Any) -> list[R]:
    """Change in one statement, and return the rows as they are now."""
    rows = table(model)
    return many(connection, model, update(rows).where(*where).values(**changes).returning(rows))


def remove(connection: Connection, model: type[SQLModel], *where: ColumnElement[bool]) -> int:
    """How many rows were deleted."""
    return connection.execute(delete(table(model)).where(*where)).rowcount


def hold(connection: Connection, *what: str) -> None:
    """Who reads and then writes by what was read: until the commit nobody else holds this.

    SQLite has one writer at a time, so there is nothing to do.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(_hold(), {"what": "\n".join(what)})


def first(found: Sequence[R]) -> R | None:
    return found[0] if found else None


@cache
def _hold() -> Select[Any]:
    return select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("what"), 0)))


@cache
def _by_key(model: type[SQLModel]) -> Select[Any]:
    """Built once, so that its compiled form is found again at once."""
    keys = table(model).primary_key.columns
    return read(model).where(*(column == bindparam(column.name) for column in keys))


@cache
def _columns(model: type[SQLModel]) -> tuple[str, ...]:
    return tuple(column.key for column in table(model).columns)
