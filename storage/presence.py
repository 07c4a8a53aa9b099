"""Who is at a database: several may use it, and whoever rewrites it as a whole is alone."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from storage.where import Unusable

try:
    import fcntl
except ImportError:  # Windows: there nobody is kept out
    fcntl = None  # type: ignore[assignment]


class Presence:
    """A lock on the database's folder that several may hold, until `leave` or the process ends."""

    def __init__(self, folder: Path) -> None:
        self._held = _locked(folder, alone=False)
        if self._held is None:
            raise Unusable(
                f"The database in {folder} is being encrypted just now: wait until "
                "`winbook encrypt` has finished, then start again."
            )

    def leave(self) -> None:
        if self._held is not None:
            os.close(self._held)
            self._held = None


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Unusable while anybody else is at it; whoever comes meanwhile is sent away."""
    held = _locked(folder, alone=True)
    if held is None:
        raise Unusable(f"Winbook is using the database in {folder}: stop it first.")
    try:
        yield
    finally:
        os.close(held)


def _locked(folder: Path, *, alone: bool) -> int | None:
    handle = os.open(folder, os.O_RDONLY)
    if fcntl is None:
        return handle
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle
