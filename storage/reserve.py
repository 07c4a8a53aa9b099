"""Room kept free for the one thing that must work on a full disk: deleting what somebody wrote."""

import os
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from storage.where import file_of

SIZE = 4 * 1024 * 1024
PIECE = b"\0" * 65536


class Reserve:
    """Four megabytes beside the database; nothing for a database that is no file."""

    def __init__(self, url: str) -> None:
        file = file_of(url) if url.startswith("sqlite") else None
        self._path = file.with_name(f"{file.name}.reserve") if file else None

    def keep(self) -> bool:
        """Whether it is there now. Made again only where there is room for more than it."""
        if self._path is None or not self._path.parent.is_dir():
            return False
        if self._path.exists() and self._path.stat().st_size == SIZE:
            return True
        try:
            room = os.statvfs(self._path.parent)
            if room.f_bavail * room.f_frsize < 2 * SIZE:
                return False
            self._make(self._path)
        except OSError:
            self._path.unlink(missing_ok=True)
            return False
        return True

    def release(self) -> bool:
        """Whether there is more room now than before."""
        if self._path is None or not self._path.exists():
            return False
        self._path.unlink(missing_ok=True)
        return True

    def _make(self, path: Path) -> None:
        """Written out: a file with holes keeps nothing free."""
        handle = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as opened:
            for _ in range(SIZE // len(PIECE)):
                opened.write(PIECE)
            opened.flush()
            os.fsync(opened.fileno())


def is_full(error: Exception) -> bool:
    """Whether the database said that its disk is."""
    return isinstance(error, DBAPIError) and "full" in str(error.orig)
