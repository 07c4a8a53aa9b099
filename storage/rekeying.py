"""Put a database and its backups under a key, or under another one: whole at every moment.

Each file is written anew beside the old one, compared row by row, and takes its name in one step.
Whatever ends this, there is one whole file, under the old key or the new one; starting it again
goes on from there.
"""

import hashlib
import os
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from storage import cipher, sealed
from storage.migrating import sync
from storage.presence import alone
from storage.where import Unusable, file_of

FOLDER, ENDING = "backups", ".rekeyed.unfinished"
PIECE = 1 << 20


class Done(NamedTuple):
    """`was` says how the database was found: new, plain, old or done. `left` are backups that
    neither key opens."""

    was: str
    backups: int
    left: list[Path]


def encrypt(url: str, key: str, old: str = "", backup_key: str = "") -> Done:
    """The database and its backups under `key`; Unusable, and nothing changed, when they are not
    to be opened, or when somebody is at them."""
    file = file_of(url)
    if file is None:
        raise Unusable("Only a SQLite file is encrypted here: encrypt PostgreSQL with its disk.")
    if not key:
        raise Unusable(cipher.WANTS)
    for one in (key, old):
        cipher.check(one)
    if not file.parent.is_dir() or not file.exists() or not file.stat().st_size:
        return Done("new", 0, [])
    with alone(file.parent):
        _sweep(file.parent)
        was = _found(file, key, old)
        if was != "done":
            rewrite(file, "" if was == "plain" else old, key)
        return Done(was, *_backups(file.parent / FOLDER, key, old, backup_key))


def _found(file: Path, key: str, old: str) -> str:
    if cipher.is_plain(file):
        return "plain"
    if _opens(file, key):
        return "done"
    if old and _opens(file, old):
        return "old"
    raise Unusable(
        f"{file} opens neither with DATABASE_KEY nor with OLD_DATABASE_KEY: set the key it has as "
        "OLD_DATABASE_KEY, or restore a backup."
    )


def _opens(file: Path, key: str) -> bool:
    _, wrong = cipher.errors(key)
    try:
        with closing(cipher.connect(file, key)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except wrong:
        return False
    return True


def rewrite(file: Path, old: str, new: str) -> None:
    """One file that opens with `old` ("" for a plain one) under `new`, in one step."""
    draft = file.with_name(file.name + ENDING)
    _, wrong = cipher.errors(new)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))
        _copy(file, draft, old, new)
        if _content(file, old, new) != _content(draft, new, new):
            raise Unusable(f"The copy of {file} is not what it was made of: try again.")
        sync(draft)
        with file.open("r+b") as before:
            draft.replace(file)
            sync(file.parent)
            _wipe(before)
    except (OSError, wrong) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise Unusable(f"{file} was left as it is, the disk says “{said}”.") from None
    finally:
        _drop(draft)


def _copy(file: Path, draft: Path, old: str, new: str) -> None:
    """Everything, while nobody else can write. The library of the new key opens plain files too."""
    with closing(cipher.connect(file, old, module=cipher.driver(new))) as raw:
        raw.execute("PRAGMA locking_mode=EXCLUSIVE")
        raw.execute("BEGIN EXCLUSIVE")  # a transaction that a crash cut off is undone here
        raw.execute("COMMIT")
        if raw.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise Unusable(f"{file} is damaged: restore a backup from {file.parent / FOLDER}.")
        raw.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(draft), f"x'{new}'"))
        raw.execute("SELECT sqlcipher_export('fresh')").fetchall()
        (version,) = raw.execute("PRAGMA main.user_version").fetchone()
        raw.execute(f"PRAGMA fresh.user_version={int(version)}")
        raw.execute("DETACH DATABASE fresh")


def _content(file: Path, key: str, new: str) -> str:
    """A hash over every table, index and row."""
    seen = hashlib.sha256()
    with closing(cipher.connect(file, key, module=cipher.driver(new))) as raw:
        raw.text_factory = bytes
        made = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
        things = raw.execute(made).fetchall()
        seen.update(repr(things).encode())
        for kind, name, _, _ in things:
            if kind == b"table":
                quoted = name.decode().replace('"', '""')
                for row in raw.execute(f'SELECT * FROM "{quoted}" ORDER BY rowid'):  # noqa: S608
                    seen.update(repr(row).encode())
    return seen.hexdigest()


def _wipe(before: Any) -> None:
    """What the old file held; blocks that the filesystem or the disk keeps elsewhere stay there."""
    size = before.seek(0, os.SEEK_END)
    before.seek(0)
    for _ in range(0, size, PIECE):
        before.write(bytes(min(PIECE, size - before.tell())))
    before.flush()
    os.fsync(before.fileno())


def _backups(folder: Path, key: str, old: str, backup_key: str) -> tuple[int, list[Path]]:
    """(how many were put under the key now, those that cannot be)."""
    rewritten, left = 0, list[Path]()
    if folder.is_dir():
        _sweep(folder)
    for path in sorted(folder.glob("winbook-*.db*")) if folder.is_dir() else ():
        try:
            do = _rewrite_sealed if path.suffix == ".age" else _rewrite_backup
            rewritten += do(path, key, old, backup_key)
        except Unusable:
            left.append(path)
    return rewritten, left


def _rewrite_backup(path: Path, key: str, old: str, backup_key: str) -> bool:
    was = _found(path, key, old)
    if was != "done":
        rewrite(path, "" if was == "plain" else old, key)
    return was != "done"


def _rewrite_sealed(path: Path, key: str, old: str, backup_key: str) -> bool:
    """Opened beside itself, put under the key, and sealed again."""
    inner, outer = (path.with_name(path.name + part + ENDING) for part in (".inner", ".outer"))
    try:
        for draft in (inner, outer):
            os.close(os.open(draft, os.O_CREAT | os.O_TRUNC, 0o600))
        sealed.unseal(path, inner, backup_key)
        if not _rewrite_backup(inner, key, old, ""):
            return False
        sealed.seal(inner, outer, backup_key)
        sync(outer)
        outer.replace(path)
        sync(path.parent)
        return True
    finally:
        for draft in (inner, outer):
            _drop(draft)


def _sweep(folder: Path) -> None:
    """What an earlier run left behind when it was killed."""
    for path in [*folder.glob(f"*{ENDING}"), *folder.glob(f"*{ENDING}-journal")]:
        _drop(path)


def _drop(path: Path) -> None:
    """Its bytes, too: a copy may be a plain one."""
    for one in (path, path.with_name(path.name + "-journal")):
        with suppress(FileNotFoundError):
            with one.open("r+b") as opened:
                _wipe(opened)
            one.unlink()
