"""How we talk to the database: two engines, one writer at a time, and commits made together."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage import cipher, edge, postgres
from storage.door import Door
from storage.jobs import Job, Work, do
from storage.postgres import address, is_crossed
from storage.where import file_of

T = TypeVar("T")

THREADS = 70  # 64 for interactions, 2 workers, 4 to spare
POOL_WAIT = 0.5  # seconds
# Waiting for our own threads, then for other processes: together under the 2.5 s of an answer.
PATIENCE = ((0.7, 1500), (0.8, 700))  # (seconds for a turn, milliseconds left for SQLite)
BUSY = PATIENCE[0][1]
SHARED_WAIT = 2.2  # seconds until a shared commit is given up

RULES = (
    f"PRAGMA busy_timeout={BUSY}",
    "PRAGMA journal_mode=TRUNCATE",  # syncs the emptied journal; DELETE can come back
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA mmap_size=0",
)


class Busy(Exception):  # noqa: N818 - says what the database is
    """No turn to write within the time that an answer may take. Nothing was written."""


class Database:
    """`reading` and `writing` are one transaction each; `together` shares one commit."""

    def __init__(self, url: str, threads: int = THREADS) -> None:
        self.url = url
        self.dialect = address(url).get_backend_name()
        self.is_sqlite = self.dialect == "sqlite"
        pool = threads if self.is_sqlite else min(threads, postgres.POOL)
        self.writer = make_engine(url, pool_size=2 if self.is_sqlite else pool)
        self.reader = make_engine(url, pool_size=pool, reads_only=True)
        self._turn = threading.Lock()
        self._door = Door(BUSY / 1000 if self.is_sqlite else 0)
        self._gate = threading.Lock()  # in front of these two
        self._waiting: deque[Job[Any]] = deque()
        self._has_leader = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._door.reading(), self.reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        with self._my_turn() as engine, self._transaction(engine) as connection:
            yield connection

    def together(self, work: Callable[[Connection], T]) -> T:
        """Do the work in a commit shared with whoever waits too; return once it is on disk.

        Work that raises is undone alone. When the commit fails, every caller gets the error.
        """
        return self.batch(lambda connection, _: [work(connection)], None, "")

    def batch(self, work: Work[T], item: Any, workspace: str) -> T:
        """As `together`; the same work in the same workspace is done at once, for all items."""
        job = Job(work, item, workspace)
        with self._gate:
            self._waiting.append(job)
            if not self._has_leader:
                self._has_leader = True
                job.wake.set()
        if not job.wake.wait(SHARED_WAIT):
            self._give_up(job)
        if not job.is_settled:
            self._lead()
        return job.result()

    def close(self) -> None:
        self.writer.dispose()
        self.reader.dispose()

    @contextmanager
    def _my_turn(self) -> Iterator[Engine]:
        if not self.is_sqlite:  # there the rows have locks, not the file
            yield self.writer
            return
        left = next((left for wait, left in PATIENCE if self._turn.acquire(timeout=wait)), None)
        if left is None:
            raise Busy("the database was busy for too long")
        try:
            yield self.writer.execution_options(busy=left) if left != BUSY else self.writer
        finally:
            self._turn.release()

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        with engine.begin() as connection:
            yield connection
            with self._door.committing():
                connection.commit()

    def _lead(self) -> None:
        """Commit for everybody who waits, then let the first of the next ones lead."""
        jobs: list[Job[Any]] = []
        try:
            with self._my_turn() as engine, self._transaction(engine) as connection:
                jobs = self._whoever_waits()
                do(connection, jobs, apart=self.is_sqlite)
        except BaseException as error:  # noqa: BLE001 - every caller gets it, also an interrupt
            jobs = jobs or self._whoever_waits()
            for job in jobs:
                job.error = job.error or error
        try:
            self._once_more([job for job in jobs if self._may_try(jobs, job.error)])
        finally:
            self._pass_on()
            for job in jobs:
                job.is_settled = True
                job.wake.set()

    def _may_try(self, jobs: list[Job[Any]], error: BaseException | None) -> bool:
        """On PostgreSQL: it met another replica's locks, or one of the jobs spoilt the others."""
        if self.is_sqlite or not isinstance(error, Exception):
            return False
        is_spoilt = len(jobs) > 1 and not isinstance(error, OperationalError | PoolTimeout)
        return is_crossed(error) or is_spoilt

    def _once_more(self, jobs: list[Job[Any]]) -> None:
        """Each in a transaction of its own, a moment after the other side could go on."""
        for job in jobs:
            for tried in range(postgres.TRIES):
                if tried or is_crossed(job.error):
                    postgres.give_way()
                try:
                    with self.writer.begin() as connection:
                        do(connection, [job])
                    job.error = None
                except Exception as error:  # noqa: BLE001 - belongs to its caller
                    job.error = error
                if not is_crossed(job.error):
                    break

    def _whoever_waits(self) -> list[Job[Any]]:
        with self._gate:
            jobs = list(self._waiting)
            self._waiting.clear()
            return jobs

    def _pass_on(self) -> None:
        with self._gate:
            self._has_leader = bool(self._waiting)
            if self._waiting:
                self._waiting[0].wake.set()

    def _give_up(self, job: Job[Any]) -> None:
        """Out of patience: take the job back, unless somebody is committing it just now."""
        with self._gate:
            if job in self._waiting and not job.wake.is_set():
                self._waiting.remove(job)
                raise Busy("the database was busy for too long")
        job.wake.wait()


def make_engine(
    url: str, pool_size: int = 2, reads_only: bool = False, foreign_keys: bool = True
) -> Engine:
    """An engine with our rules. Migrations want foreign keys off: batch mode deletes children."""
    is_sqlite = address(url).get_backend_name() == "sqlite"
    wait, key = BUSY / 1000, cipher.key_of(file_of(url) or Path()) if is_sqlite else ""
    engine = create_engine(
        address(url),
        **({"module": cipher.driver(key)} if key else {}),
        connect_args={"isolation_level": None, "timeout": wait}
        if is_sqlite
        else {"options": postgres.RULES, "connect_timeout": 2},
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=POOL_WAIT,
        pool_pre_ping=not is_sqlite,
        json_serializer=edge.as_json,
        json_deserializer=edge.from_json,
    )
    event.listen(engine, "before_cursor_execute", _clean, retval=True)
    if is_sqlite:
        rules = (*cipher.rules(key), *RULES)
        rules = rules if foreign_keys else (*rules, "PRAGMA foreign_keys=OFF")
        rules = (*rules, "PRAGMA query_only=ON") if reads_only else rules
        event.listen(engine, "connect", lambda raw, _: _obey(raw, rules))
        event.listen(engine, "begin", _begin_to_read if reads_only else _begin_to_write)
    return engine


def _obey(raw: Any, rules: tuple[str, ...]) -> None:
    for rule in rules:
        raw.execute(rule).close()


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _begin_to_write(connection: Connection) -> None:
    """Take the write lock at once: a deferred BEGIN that reads first fails or loses updates."""
    left = connection.get_execution_options().get("busy")
    if left is None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={left}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY}")


def _clean(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> tuple[str, Any]:
    """The edge of storage: whatever goes in goes through here, once."""
    return statement, edge.clean(parameters)
