"""Copies of the database that can be trusted: verified before they get their name, and pruned."""

import hashlib
import os
import re
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from storage import cipher, ledger, rekeying, sealed
from storage.migrating import check_copy, sync
from storage.opening import Unusable, file_of, prepare

KEPT = timedelta(days=30)
NO_LEDGER = (
    f"There is no {ledger.LEDGER} and {ledger.KEY} beside that backup, so people who were erased "
    "since would come back: put both there, or say --without-ledger when nobody was."
)
NAME = re.compile(r"winbook-(?:before-\w+-)?(\d{8}T\d{6}Z)\.db(?:\.age)?")


class Restored(NamedTuple):
    """What a backup held."""

    file: Path
    workspaces: list[str]
    people: int
    wins: int


def make(url: str, at: datetime, key: str = "") -> Path:
    """A verified copy in `backups` beside the database, encrypted when there is a key."""
    file = _file(url)
    known = cipher.key_of(file)
    folder = file.parent / ledger.BACKUPS
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"winbook-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.db"
    draft, locked = folder / f"{name}.unfinished", folder / f"{name}.age.unfinished"
    try:
        _copy(file, draft)
        check_copy(draft, known)
        if key:
            _seal(draft, locked, key)
        made, whole = (locked, f"{name}.age") if key else (draft, name)
        sync(made)
        made.rename(folder / whole)
        sync(folder)
    except (OSError, cipher.errors(known)[1]) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise Unusable(f"No backup was made, the disk says “{said}”: free some space.") from None
    finally:
        for left in (draft, locked):
            left.unlink(missing_ok=True)
    ledger.beside(url).copy_to(folder)
    return folder / whole


def newest(url: str) -> datetime | None:
    """When the last backup that carries its name was made."""
    folder = _file(url).parent / ledger.BACKUPS
    return max((when for _, when in _named(folder)), default=None)


def prune(url: str, now: datetime) -> int:
    """Delete what is older than 30 days; what was erased since is in it."""
    old = [p for p, when in _named(_file(url).parent / ledger.BACKUPS) if when < now - KEPT]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def restore(url: str, backup: Path, key: str = "", *, without_ledger: bool = False) -> Restored:
    """Put a backup in the place of a database that is not there. Unusable, and nothing written,
    for a place that is taken, a damaged file or a wrong key. Whoever was erased since is erased
    again when it is opened: the ledger beside the backup comes along.
    """
    file = _file(url)
    known = cipher.key_of(file)
    if file.exists() and file.stat().st_size:
        raise Unusable(f"{file} is there already: move it away first, then restore.")
    if not backup.is_file():
        raise Unusable(f"There is no backup {backup}.")
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.unfinished")
    try:
        _fetch(backup, draft, key)
        if known and cipher.is_plain(draft):
            rekeying.rewrite(draft, "", known)
        found = _look(draft, known)
        cipher.unlock(f"sqlite:///{draft}", known)
        prepare(f"sqlite:///{draft}")  # its revision, its pages
        has_ledger = ledger.Ledger(file.parent).adopt(backup.absolute().parent)
        has_ledger = has_ledger or (file.parent / ledger.KEY).exists()
        if not has_ledger and not without_ledger:
            raise Unusable(NO_LEDGER)
        draft.replace(file)
        sync(file.parent)
    except OSError as error:
        raise Unusable(f"{backup} was not restored: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)
    return Restored(file, *found)


def _file(url: str) -> Path:
    file = file_of(url)
    if file is None:
        raise Unusable("Backups of PostgreSQL are made with pg_dump, not with Winbook.")
    return file


def _named(folder: Path) -> list[tuple[Path, datetime]]:
    found = []
    for path in folder.glob("winbook-*") if folder.is_dir() else ():
        if at := NAME.fullmatch(path.name):
            with suppress(ValueError):
                when = datetime.strptime(at[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                found.append((path, when))
    return found


def _copy(file: Path, draft: Path) -> None:
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(cipher.connect(file, cipher.key_of(file))) as raw:
        raw.execute("VACUUM INTO ?", (str(draft),))


def _seal(draft: Path, locked: Path, key: str) -> None:
    """Encrypted, then opened again and compared."""
    os.close(os.open(locked, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
    sealed.seal(draft, locked, key)
    again = locked.with_suffix(".again.unfinished")
    try:
        os.close(os.open(again, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
        sealed.unseal(locked, again, key)
        if _hash(again) != _hash(draft):
            raise Unusable("The encrypted backup does not open to what was put in: try again.")
    finally:
        again.unlink(missing_ok=True)


def _hash(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _fetch(backup: Path, draft: Path, key: str) -> None:
    draft.unlink(missing_ok=True)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))
    if backup.suffix == ".age":
        sealed.unseal(backup, draft, key)
    else:
        draft.write_bytes(backup.read_bytes())
    sync(draft)


def _look(draft: Path, key: str) -> tuple[list[str], int, int]:
    """What is in it; Unusable when it is no whole database of ours."""
    try:
        check_copy(draft, key)
        with closing(cipher.connect(draft, key)) as raw:
            teams = raw.execute("SELECT id, name FROM workspace ORDER BY id").fetchall()
            people = raw.execute("SELECT count(*) FROM person").fetchone()[0]
            wins = raw.execute("SELECT count(*) FROM win").fetchone()[0]
    except cipher.errors(key)[1]:
        other = ", or lies under another DATABASE_KEY" if key else ", or needs DATABASE_KEY"
        raise Unusable(
            f"That backup is damaged, or no backup of Winbook{other}: take another."
        ) from None
    return [f"{name} ({id_})" if name else id_ for id_, name in teams], people, wins
