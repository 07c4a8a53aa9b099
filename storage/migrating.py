"""Bring a database to this code's revision: backup first, all or nothing, then counted."""

import os
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage import cipher
from storage.engine import make_engine
from storage.opening import Unusable, file_of
from storage.postgres import PATIENT
from storage.revisions import HEAD, REVISIONS
from storage.rows import hold

__all__ = ["HEAD", "back_up", "migrate", "revision_of"]

PLACE = Path(__file__).parent / "migrations"


def revision_of(url: str) -> str:
    """What the database says it is at; "" when it is empty."""
    engine = make_engine(url, reads_only=True)
    try:
        with engine.connect() as connection:
            return _revision(connection)
    finally:
        engine.dispose()


def migrate(
    url: str, at: datetime | None = None, backups: bool = True, to: str = HEAD
) -> list[str]:
    """The revisions applied. A failure, or a kill, leaves the database as it was."""
    before = revision_of(url)
    if before == to:
        return []
    file = file_of(url)
    if file and before and backups:
        back_up(file, to, at)
    engine = make_engine(url, foreign_keys=False)
    try:
        with engine.begin() as connection:
            return _move(connection, url, to)
    finally:
        engine.dispose()


def back_up(file: Path, revision: str, at: datetime | None = None) -> Path:
    """A checked copy beside the database; only a whole one carries the name of a backup."""
    folder = file.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    key = cipher.key_of(file)
    with closing(cipher.connect(file, key)) as raw:
        (now,) = raw.execute("SELECT strftime('%Y%m%dT%H%M%SZ', 'now')").fetchone()
        stamp = f"{at:%Y%m%dT%H%M%SZ}" if at else now
        copy = folder / f"winbook-before-{revision}-{stamp}.db"
        draft = copy.with_suffix(".unfinished")
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))
        raw.execute("VACUUM INTO ?", (str(draft),))
    check_copy(draft, key)
    sync(draft)
    draft.rename(copy)
    sync(folder)
    return copy


def _move(connection: Connection, url: str, to: str) -> list[str]:
    from alembic import command  # noqa: PLC0415 - costs 0.6 s, needed once per release
    from alembic.config import Config  # noqa: PLC0415

    if connection.dialect.name == "postgresql":
        for patient in PATIENT:
            connection.exec_driver_sql(patient)
    hold(connection, "migrate")  # replicas that start together: the second finds it done
    before, rows = _revision(connection), _counted(connection)
    if before == to:
        return []
    config = Config()
    config.set_main_option("script_location", str(PLACE).replace("%", "%%"))
    config.attributes["connection"] = connection
    steps = (0, *REVISIONS)
    is_up = to != "base" and steps.index(to) > steps.index(before or 0)
    (command.upgrade if is_up else command.downgrade)(config, to)
    _check(connection, rows, is_up)
    after = _revision(connection)
    first, last = sorted((steps.index(before or 0), steps.index(after or 0)))
    return list(REVISIONS[first:last])


def _check(connection: Connection, rows: dict[str, int], is_up: bool) -> None:
    """Raises, which undoes everything, when a table lost rows or points at nothing."""
    now = _counted(connection)
    lost = [name for name in rows if is_up and now.get(name, rows[name]) < rows[name]]
    broken = (
        connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if connection.dialect.name == "sqlite"
        else None
    )
    if lost or broken:
        raise Unusable(
            "The update of the database was undone because it would have lost rows: stay on the "
            f"version before and report this ({', '.join(lost) or broken})."
        )


def _counted(connection: Connection) -> dict[str, int]:
    names = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    return {
        name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0  # noqa: S608
        for name in names
    }


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(text("SELECT version_num FROM alembic_version")) or ""


def check_copy(file: Path, key: str = "") -> None:
    """Unusable when it is not whole; that it lies under the key is part of it."""
    with closing(cipher.connect(file, key)) as raw:
        whole = raw.execute("PRAGMA quick_check").fetchone() == ("ok",)
        if (
            not whole
            or (key and cipher.is_plain(file))
            or raw.execute("PRAGMA foreign_key_check").fetchone()
        ):
            raise Unusable(f"The backup {file} is not whole: free some space and start again.")


def sync(place: Path) -> None:
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
