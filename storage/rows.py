"""Small words that every set of questions uses: tables, values, upserts, whose row it is."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from storage.records import Principal

R = TypeVar("R", bound=SQLModel)
Where = Iterable[ColumnElement[bool]]
AS_THEY_ARE: dict[str, Any] = {"synchronize_session": False, "populate_existing": True}


def table(model: type[SQLModel]) -> Table:
    return cast(Table, model.__table__)  # type: ignore[attr-defined]


def values(record: SQLModel) -> dict[str, Any]:
    """The row as plain values; a number that the database gives is left out."""
    said = {column.key: getattr(record, column.key) for column in table(type(record)).columns}
    return {key: value for key, value in said.items() if not (key == "id" and value is None)}


def is_mine(model: type[SQLModel], me: Principal) -> tuple[ColumnElement[bool], ...]:
    """Workspace and owner at once, the first net of every question about a person's things."""
    columns = table(model).c
    return columns.workspace == me.workspace, columns.owner == me.user


def insert(model: type[SQLModel], dialect: str) -> sqlite.Insert | postgresql.Insert:
    """An insert that knows ON CONFLICT: the one place where the two databases differ."""
    kind = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return kind(table(model))


def dialect_of(session: Session) -> str:
    return session.get_bind().dialect.name


def add_unless_known(session: Session, record: SQLModel) -> bool:
    """Whether the row is new; the tables' own constraints decide."""
    model = type(record)
    keys = list(table(model).primary_key.columns)
    statement = insert(model, dialect_of(session)).values(**values(record))
    return session.execute(statement.on_conflict_do_nothing().returning(*keys)).first() is not None


def put(
    session: Session, record: R, changes: dict[str, Any], only_if: ColumnElement[bool] | None = None
) -> R | None:
    """Insert the record, or change the row that has its key; None when `only_if` said no."""
    model = type(record)
    statement = insert(model, dialect_of(session)).values(**values(record))
    key = [column.name for column in table(model).primary_key.columns]
    upsert = statement.on_conflict_do_update(index_elements=key, set_=changes, where=only_if)
    return session.scalars(select(model).from_statement(upsert.returning(table(model)))).first()


def change(session: Session, model: type[R], where: Where, **changes: Any) -> list[R]:
    """Change in one statement, and return the rows as they are now."""
    statement = update(model).where(*where).values(**changes).returning(model)
    return list(session.scalars(statement.execution_options(**AS_THEY_ARE)))


def first(found: Sequence[R]) -> R | None:
    return found[0] if found else None
