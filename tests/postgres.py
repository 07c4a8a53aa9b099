"""A PostgreSQL server of our own: in a folder that is removed, under a user without rights."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url

PLACES = ("/usr/lib/postgresql/*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
QUICK = ("fsync=off", "full_page_writes=off", "max_connections=150", "listen_addresses=")
NAMES = count()


def binaries() -> Path | None:
    """Where the newest PostgreSQL of this machine lies; Debian keeps it off the PATH."""
    found = [path for place in PLACES for path in Path("/").glob(f"{place[1:]}/initdb")]
    on_path = shutil.which("initdb")
    return max((path.parent for path in found), default=Path(on_path).parent if on_path else None)


class Server:
    """Listens on a socket in its own folder; every test gets a database of its own."""

    def __init__(self, folder: Path, bin: Path, rules: tuple[str, ...] = QUICK) -> None:
        self.folder, self._bin, self._rules = folder, bin, rules
        self._process: subprocess.Popen[bytes] | None = None
        self._as: dict[str, Any] = _unprivileged(folder)

    def create(self) -> None:
        """With an order of letters that is not that of bytes: where it matters, tests show it."""
        rules = ["--locale-provider=icu", "--icu-locale=en-US", "--locale=C", "--encoding=UTF8"]
        made = [str(self._bin / "initdb"), "-D", str(self.folder / "data"), "-U", "winbook", "-A"]
        command = [*made, "trust", "--no-sync", *rules]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **self._as)

    def start(self) -> None:
        settings = [part for rule in self._rules for part in ("-c", rule)]
        place = ["-D", str(self.folder / "data"), "-k", str(self.folder)]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._bin / "postgres"), *place, *settings],
                stdout=log, stderr=log, cwd="/", start_new_session=True, **self._as,
            )  # fmt: skip
        while not self._answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
            threading.Event().wait(0.05)

    def stop(self, how: int = signal.SIGQUIT) -> None:
        """At once by default, as a crash would; it recovers when it is started again."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(30)
            self._process = None

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://winbook@/{database}?host={self.folder}"

    def new(self, template: str = "template1") -> str:
        """The address of a new database, a copy of that one."""
        name = f"t{next(NAMES)}"
        self.do(f'CREATE DATABASE {name} TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.url(name)

    def drop(self, url: str) -> None:
        self.do(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def do(self, statement: str, database: str = "postgres") -> list[Any]:
        """The rows it gives, outside any transaction."""
        import psycopg  # noqa: PLC0415 - only the slow tests need the driver

        said = f"host={self.folder} user=winbook dbname={database} connect_timeout=2"
        with contextlib.closing(psycopg.connect(said, autocommit=True)) as raw:
            done = raw.execute(statement)  # type: ignore[call-overload]
            return done.fetchall() if done.description else []

    def _answers(self) -> bool:
        try:
            self.do("SELECT 1")
        except Exception:  # noqa: BLE001 - the driver's own, which is imported late
            return False
        return True


@contextlib.contextmanager
def running(rules: tuple[str, ...] = QUICK) -> Iterator[Server]:
    bin = binaries()
    if bin is None:
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="wb-pg-"))
    server = Server(folder, bin, rules)
    try:
        server.create()
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged(folder: Path) -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
