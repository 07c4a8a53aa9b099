"""Who asked to be erased and when, kept outside the database: an older backup erases them again.

A line says when, and a keyed hash of the person: the file names nobody. It lies beside the
database and, as a copy, beside the backups.
"""

import hashlib
import hmac
import json
import logging
import os
import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import make_url

from storage.records import Principal
from storage.reserve import Reserve

LEDGER, KEY, BACKUPS = "erased.ledger", "erased.key", "backups"

log = logging.getLogger(__name__)


class Ledger:
    """Append-only; every line is on disk before anything is deleted."""

    def __init__(self, folder: Path, room: Callable[[], bool] = lambda: False) -> None:
        """`room` makes some on a full disk, and says whether it did."""
        self._folder, self._room = folder, room

    def note(self, me: Principal, at: datetime) -> str:
        """The line's id, once it is on disk. On a full disk the room that is kept for deleting is
        used; when there is none deleting goes on, and the log says so."""
        id_ = secrets.token_hex(8)
        if not self._noted(me, at, id_) and self._room():
            self._noted(me, at, id_)
        return id_

    def _noted(self, me: Principal, at: datetime, id_: str) -> bool:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            line = json.dumps({"id": id_, "at": at.isoformat(), "who": self._hash(me)})
            for folder in (self._folder, self._folder / BACKUPS):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                _append(folder / LEDGER, line)
                _write_once(folder / KEY, self._secret())
        except OSError as error:
            log.error("The ledger of erasures could not be written: %s.", error.strerror)
            return False
        return True

    def entries(self) -> list[dict[str, str]]:
        """Every whole line: id, at, who."""
        return _lines(self._folder / LEDGER)

    def who(self, people: Iterable[Principal], hashes: set[str]) -> list[Principal]:
        """Which of these people the hashes mean."""
        return [me for me in people if self._hash(me) in hashes]

    def adopt(self, other: Path) -> bool:
        """Take over what the ledger in another folder says; False when there is none."""
        lines, key = _lines(other / LEDGER), other / KEY
        if not key.exists():
            return False
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(self._folder / KEY, key.read_bytes())
        known = {json.dumps(line) for line in _lines(self._folder / LEDGER)}
        for line in lines:
            if json.dumps(line) not in known:
                _append(self._folder / LEDGER, json.dumps(line))
        return True

    def copy_to(self, folder: Path) -> None:
        """The ledger and its key, as they are now."""
        _write_once(self._folder / KEY, self._secret())
        Ledger(folder).adopt(self._folder)

    def _hash(self, me: Principal) -> str:
        said = f"{me.workspace}\0{me.user}".encode()
        return hmac.new(self._secret(), said, hashlib.sha256).hexdigest()

    def _secret(self) -> bytes:
        path = self._folder / KEY
        if not path.exists():
            _write_once(path, secrets.token_bytes(32))
        return path.read_bytes()


def beside(url: str) -> Ledger:
    """The ledger of a database; of one that is no file, in `data`."""
    address = make_url(url)
    is_file = address.get_backend_name() == "sqlite" and address.database
    folder = Path(address.database or "").absolute().parent if is_file else Path("data")
    return Ledger(folder, Reserve(url).release)


def _lines(path: Path) -> list[dict[str, str]]:
    """Whole lines; one that was cut off by a crash was never acted upon."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            said = json.loads(line)
            datetime.fromisoformat(said["at"])
            found.append({"id": str(said["id"]), "at": said["at"], "who": str(said["who"])})
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _append(path: Path, line: str) -> None:
    handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "ab") as opened:
        is_torn = path.stat().st_size and not path.read_bytes().endswith(b"\n")
        opened.write((b"\n" if is_torn else b"") + line.encode() + b"\n")
        opened.flush()
        os.fsync(opened.fileno())


def _write_once(path: Path, secret: bytes) -> None:
    if path.exists():
        return
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(secret)
        opened.flush()
        os.fsync(opened.fileno())
