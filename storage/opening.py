"""Before the first byte is written: may we use this file at all?"""

import os
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

from storage import cipher
from storage.cipher import MAGIC
from storage.revisions import REVISIONS
from storage.where import Unusable, file_of

__all__ = ["Unusable", "file_of", "is_on_a_network", "may_use_wal", "prepare"]

WAL = b"\2\2"  # bytes 18 and 19 of the header
ON_A_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs"}
    | {"lustre", "beegfs", "gpfs", "ocfs2", "gfs2", "ncpfs", "davfs"}
    | {f"fuse.{kind}" for kind in ("sshfs", "s3fs", "rclone", "gcsfuse", "davfs2", "ceph")}
    | {f"fuse.{kind}" for kind in ("glusterfs", "ceph-fuse", "cifs", "juicefs")}
)
# The WAL-reset fault: 3.7.0 to 3.51.2, fixed in these too.
WAL_FIXED = (3, 51, 3)
WAL_FIXED_EARLIER = {(3, 50): 7, (3, 44): 6}


def prepare(url: str) -> None:
    """Refuse what cannot be used; make the folder and the file private when they are new."""
    file = file_of(url)
    if file is None:
        return
    cipher.check(cipher.key_of(file))
    _refuse_network(file)
    if file.exists() and file.stat().st_size:
        _refuse_read_only(file)
        _refuse_strange(file, cipher.key_of(file))
        _refuse_damaged(file, cipher.key_of(file))
    else:
        _make_private(file)


def filesystem_of(folder: Path, mounts: str) -> str:
    """The type of filesystem that holds this folder, by the text of /proc/mounts."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        place = parts[1].replace("\\040", " ")
        if Path(place) in (folder, *folder.parents) and len(place) >= best:
            best, kind = len(place), parts[2]
    return kind


def is_on_a_network(filesystem: str) -> bool:
    """Where locks cannot be trusted, SQLite loses data."""
    return filesystem.lower() in ON_A_NETWORK


def may_use_wal(version: str) -> bool:
    """Whether this SQLite library carries the fix without which WAL may damage a database."""
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    if not (3, 7, 0) <= (major, minor, patch) < WAL_FIXED:
        return True
    fixed = WAL_FIXED_EARLIER.get((major, minor))
    return fixed is not None and patch >= fixed


def _refuse_network(file: Path) -> None:
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return
    kind = filesystem_of(file.parent.resolve(), mounts.read_text(errors="replace"))
    if is_on_a_network(kind):
        raise Unusable(
            f"{file} is on a network filesystem ({kind}), where SQLite loses data: "
            "move it to a local disk and set DATABASE_URL."
        )


def _refuse_read_only(file: Path) -> None:
    """The mode bits count as well: root may write anything, and then others may not read it."""
    writable = stat.S_IMODE(file.stat().st_mode) & 0o222
    if not writable or not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        raise Unusable(
            f"{file} is read-only: give the user that runs Winbook the right to write "
            "to it and its folder."
        )


def _refuse_strange(file: Path, key: str) -> None:
    with file.open("rb") as opened:
        head = opened.read(100)
    if key:
        if head.startswith(MAGIC):
            raise Unusable(
                f"{file} is not encrypted, but DATABASE_KEY is set: run `winbook encrypt`."
            )
        return
    if not head.startswith(MAGIC):
        raise Unusable(
            f"{file} is not a SQLite database, or its first page is damaged: restore a backup, "
            "set DATABASE_URL to another file, or DATABASE_KEY if it is encrypted."
        )
    version = cipher.driver(key).sqlite_version
    if head[18:20] == WAL and not may_use_wal(version):
        raise Unusable(
            f"{file} is in WAL mode, which SQLite {version} can damage: run "
            f"`sqlite3 {file.name} 'PRAGMA journal_mode=DELETE'` with 3.51.3 or newer, then start."
        )


def _refuse_damaged(file: Path, key: str) -> None:
    damaged = f"{file} is damaged: restore a backup from {file.parent / 'backups'}."
    if key:
        damaged = (
            f"{file} does not open with DATABASE_KEY: set the right one (if you were changing it, "
            "run `winbook encrypt` again), or restore a backup."
        )
    operational, wrong = cipher.errors(key)
    try:
        with closing(cipher.connect(file, key, timeout=1.5)) as raw:
            if raw.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise Unusable(damaged)
            _refuse_others(file, raw)
    except operational as error:
        if "locked" in str(error):
            raise Unusable(
                f"{file} is locked by another program: stop that program, then start again."
            ) from None
        raise Unusable(damaged) from None
    except wrong:
        raise Unusable(damaged) from None


def _refuse_others(file: Path, raw: Any) -> None:
    tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    if "alembic_version" not in tables:
        if tables:
            raise Unusable(
                f"{file} belongs to another program: set DATABASE_URL to a file of its own."
            )
        return
    found = {revision for (revision,) in raw.execute("SELECT version_num FROM alembic_version")}
    if newer := found - set(REVISIONS):
        raise Unusable(
            f"{file} was written by a newer Winbook (revision {min(newer)}, this one knows "
            f"{REVISIONS[-1]}): update Winbook, or restore a backup from before the update."
        )


def _make_private(file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        file.chmod(0o600)
    except OSError as error:
        raise Unusable(
            f"{file} cannot be made ({error.strerror}): give the user that runs Winbook the "
            "right to write to that folder."
        ) from None
