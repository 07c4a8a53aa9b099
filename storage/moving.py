"""Move a book from SQLite to PostgreSQL: every row, compared afterwards, or nothing at all."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, func, select, text
from sqlmodel import SQLModel

from storage import records  # noqa: F401 - knows the tables
from storage.engine import make_engine
from storage.migrating import migrate, revision_of
from storage.opening import Unusable, file_of
from storage.postgres import PATIENT
from storage.reaching import prepare
from storage.revisions import HEAD
from storage.rows import hold

AT_ONCE = 500  # rows
Told = Callable[[str, int], None]


def move(source: str, target: str, told: Told = lambda name, rows: None) -> dict[str, int]:
    """Rows moved, by table. Raises Unusable before the first row, and undoes all after a fault.

    The source is only read, under a lock that keeps everybody else from writing; the target has
    all rows or, after a fault or a kill, none.
    """
    _judge(source, target)
    migrate(target)
    there, here = make_engine(target, foreign_keys=False), make_engine(source)
    try:
        with here.begin() as old, there.begin() as new:
            return _move(old, new, told)
    finally:
        here.dispose()
        there.dispose()


def _judge(source: str, target: str) -> None:
    if file_of(source) is None:
        raise Unusable("DATABASE_URL must name the SQLite file that is to be moved.")
    if file_of(target) is not None:
        raise Unusable("--to must name a PostgreSQL database: postgresql://user@host/database.")
    for url in (source, target):
        prepare(url)
    if revision_of(source) != HEAD:
        raise Unusable("The file is not up to date: run `winbook migrate` first.")


def _move(old: Connection, new: Connection, told: Told) -> dict[str, int]:
    for patient in PATIENT:
        new.exec_driver_sql(patient)
    hold(new, "move")
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name != "alembic_version"]
    if full := [
        table.name for table in tables if new.scalar(select(func.count()).select_from(table)) or 0
    ]:
        raise Unusable(f"The target has rows already ({full[0]}): move into an empty database.")
    moved = {}
    for table in tables:
        moved[table.name] = _copy(old, new, table)
        told(table.name, moved[table.name])
    for table in tables:
        _compare(old, new, table)
        _advance(new, table)
    return moved


def _copy(old: Connection, new: Connection, table: Table) -> int:
    rows = 0
    for batch in old.execute(select(table)).mappings().partitions(AT_ONCE):
        new.execute(table.insert(), [dict(row) for row in batch])
        rows += len(batch)
    return rows


def _compare(old: Connection, new: Connection, table: Table) -> None:
    """Row by row, all of its values."""
    if _digests(old, table) != _digests(new, table):
        raise Unusable(
            f"The move was undone because {table.name} did not arrive as it was: stay on the file "
            "and report this."
        )


def _digests(connection: Connection, table: Table) -> list[bytes]:
    """One per row, sorted: how a database orders its rows does not matter."""
    return sorted(_digest(row) for row in connection.execute(select(table)))


def _digest(row: Any) -> bytes:
    said = json.dumps(list(row), sort_keys=True, default=str)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()


def _advance(new: Connection, table: Table) -> None:
    """The next row gets the next number, not one that was moved."""
    if "id" not in table.c or not table.c.id.autoincrement or str(table.c.id.type) != "INTEGER":
        return
    place = {"name": table.name}
    new.execute(
        text(
            "SELECT setval(pg_get_serial_sequence(:name, 'id'), "  # noqa: S608 - our own name
            f'(SELECT coalesce(max(id), 0) + 1 FROM "{table.name}"), false)'
        ),
        place,
    )
