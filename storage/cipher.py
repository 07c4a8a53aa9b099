"""The SQLite file under a key (SQLCipher): which key a file has, and how it is opened with it.

A key is told once, at start, and held in memory. Where one is told, nothing opens the file without
it: there is no way back to a plain file.
"""

import re
import secrets
import sqlite3
from pathlib import Path
from typing import Any

from storage.where import Unusable, file_of

MAGIC = b"SQLite format 3\0"
SHAPE = re.compile(r"[0-9a-fA-F]{64}")
WANTS = "DATABASE_KEY must be 64 hexadecimal digits: `winbook encrypt --new-key` makes one."
LACKS = "An encrypted database needs sqlcipher3 here: install winbook[encryption]."

_keys: dict[Path, str] = {}


def new_key() -> str:
    return secrets.token_hex(32)


def unlock(url: str, key: str) -> None:
    """From now on this database is opened with this key; "" means that it is a plain file.

    Raises Unusable for what is no key, and where the library for it is missing.
    """
    file = file_of(url)
    if file is None:
        if key:
            raise Unusable(
                "DATABASE_KEY encrypts a SQLite file: encrypt PostgreSQL with its disk instead."
            )
        return
    check(key)
    _keys[file] = key


def check(key: str) -> None:
    """Unusable when a key cannot be used here."""
    if key and not SHAPE.fullmatch(key):
        raise Unusable(WANTS)
    driver(key)


def key_of(file: Path) -> str:
    """The key that was told for this file, "" when none was."""
    return _keys.get(file.absolute(), "")


def driver(key: str) -> Any:
    """The library that opens a file with this key: the standard one where there is none."""
    if not key:
        return sqlite3
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - an extra
    except ImportError:
        raise Unusable(LACKS) from None
    return dbapi2


def errors(key: str) -> tuple[type[Exception], type[Exception]]:
    """(what is wrong with the moment, what is wrong with the file), of that library."""
    module = driver(key)
    return module.OperationalError, module.DatabaseError


def rules(key: str) -> tuple[str, ...]:
    """What comes before any other statement. Nothing is put into temporary files either."""
    return (f"PRAGMA key = \"x'{key}'\"", "PRAGMA temp_store=MEMORY") if key else ()


def connect(file: Path, key: str, timeout: float = 5.0, module: Any = None) -> Any:
    """A raw connection to a file that is there."""
    raw = (module or driver(key)).connect(
        f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout, isolation_level=None
    )
    for rule in rules(key):
        raw.execute(rule)
    return raw


def is_plain(file: Path) -> bool:
    """Whether anybody can read it."""
    with file.open("rb") as opened:
        return opened.read(len(MAGIC)) == MAGIC
