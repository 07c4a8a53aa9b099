"""Before the first row is written: may we use this database at all? For a server, ask it."""

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from storage import opening
from storage.engine import make_engine
from storage.opening import Unusable
from storage.postgres import address
from storage.revisions import REVISIONS

OLDEST = 130000  # the oldest that is still looked after
ADVICE = {
    "28P01": "the password is wrong: check it in DATABASE_URL",
    "28000": "that user may not log in: check pg_hba.conf and DATABASE_URL",
    "3D000": "there is no such database: make it with `createdb`",
    "53300": "it has no connection left: raise max_connections, or run fewer replicas",
    "57P03": "it is starting: wait a moment, then start again",
}
DOWN = "it does not answer: start it, or check the address in DATABASE_URL"


def prepare(url: str) -> None:
    """Refuse what cannot be used, in one sentence; make a file's folder when it is new."""
    try:
        kind = address(url).get_backend_name()
    except ArgumentError:
        raise Unusable("DATABASE_URL is no address: see .env.example.") from None
    if kind == "sqlite":
        opening.prepare(url)
    elif kind == "postgresql":
        _reach(url)
    else:
        raise Unusable(
            f"Winbook keeps its book in SQLite or PostgreSQL, not in {kind}: set DATABASE_URL."
        )


def _reach(url: str) -> None:
    where = address(url).set(password=None, query={}).render_as_string()
    try:
        engine = make_engine(url, reads_only=True)
    except (ImportError, NoSuchModuleError):
        raise Unusable(
            "PostgreSQL needs one more package: pip install 'winbook[postgres]'."
        ) from None
    try:
        with engine.connect() as connection:
            _judge(connection, where)
    except DBAPIError as error:
        why = ADVICE.get(_state(error), DOWN)
        raise Unusable(f"{where} cannot be used, {why}.") from None
    finally:
        engine.dispose()


def _state(error: DBAPIError) -> str:
    """The five letters; a refused login carries them in its words alone."""
    said = str(error.orig)
    told = {"password authentication failed": "28P01", "does not exist": "3D000"}
    guessed = next((state for words, state in told.items() if words in said), "")
    return getattr(error.orig, "sqlstate", None) or guessed


def _judge(connection: Connection, where: str) -> None:
    ask = connection.exec_driver_sql
    if int(ask("SHOW server_version_num").scalar_one()) < OLDEST:
        raise Unusable(f"{where} runs a PostgreSQL before 13: update it.")
    if ask("SHOW server_encoding").scalar_one() != "UTF8":
        raise Unusable(f"{where} cannot hold every language: make a database in UTF8.")
    tables = set(inspect(connection).get_table_names())
    if "alembic_version" not in tables:
        if tables:
            raise Unusable(f"{where} belongs to another program: make a database for Winbook.")
        return
    found = set(connection.scalars(text("SELECT version_num FROM alembic_version")))
    if newer := found - set(REVISIONS):
        raise Unusable(
            f"{where} was written by a newer Winbook (revision {min(newer)}, this one knows "
            f"{REVISIONS[-1]}): update Winbook."
        )
