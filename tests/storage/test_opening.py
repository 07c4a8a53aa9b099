"""What is refused at the start, with one sentence, and nothing written."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import Store, Unusable, open_store, opening


def header(file: Path) -> None:
    file.write_bytes(b"\0" * 16 + file.read_bytes()[16:])


def page(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:8192] + b"\xff" * 8192 + whole[16384:])


def truncation(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:10000])


def newer(file: Path) -> None:
    _run(file, "UPDATE alembic_version SET version_num = '9999'")


def another_program(file: Path) -> None:
    file.unlink()
    _run(file, "CREATE TABLE notes (words TEXT)")


def read_only(file: Path) -> None:
    file.chmod(0o400)


def write_ahead(file: Path) -> None:
    _run(file, "PRAGMA journal_mode=WAL")


def _run(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(statement)
        raw.commit()


REFUSED = [
    (header, "restore a backup"),
    (page, "restore a backup"),
    (truncation, "restore a backup"),
    (newer, "update Winbook"),
    (another_program, "set DATABASE_URL"),
    (read_only, "the right to write"),
]


@pytest.mark.promise(32)
@pytest.mark.parametrize(("harm", "advice"), REFUSED, ids=[harm.__name__ for harm, _ in REFUSED])
def test_refused_with_advice_and_left_as_it_was(
    file: Path, harm: Callable[[Path], None], advice: str
) -> None:
    harm(file)
    before = file.read_bytes(), sorted(os.listdir(file.parent))
    with pytest.raises(Unusable) as refused:
        open_store(f"sqlite:///{file}")
    assert advice in refused.value.sentence
    assert refused.value.sentence.endswith((".", ")."))
    assert (file.read_bytes(), sorted(os.listdir(file.parent))) == before


@pytest.mark.promise(32)
def test_a_file_in_wal_mode_is_refused_where_the_library_has_the_fault(file: Path) -> None:
    write_ahead(file)
    if opening.may_use_wal(sqlite3.sqlite_version):
        open_store(f"sqlite:///{file}").close()
        return
    with pytest.raises(Unusable, match="journal_mode=DELETE"):
        open_store(f"sqlite:///{file}")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_without_a_file_is_refused(url: str) -> None:
    with pytest.raises(Unusable, match="names no file"):
        open_store(url)


@pytest.mark.promise(32)
@pytest.mark.parametrize(
    ("version", "is_safe"),
    [
        ("3.6.23", True),
        ("3.7.0", False),
        ("3.40.1", False),
        ("3.44.5", False),
        ("3.44.6", True),
        ("3.45.0", False),
        ("3.50.6", False),
        ("3.50.7", True),
        ("3.51.2", False),
        ("3.51.3", True),
        ("3.52.0", True),
        ("4.0.0", True),
    ],
)
def test_wal_only_where_the_library_carries_the_fix(version: str, is_safe: bool) -> None:
    assert opening.may_use_wal(version) is is_safe


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
server:/export /srv/share nfs4 rw 0 0
/dev/sdb1 /srv/share/local xfs rw 0 0
//nas/bot /mnt/My\\040Disk cifs rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
"""


@pytest.mark.promise(32)
@pytest.mark.parametrize(
    ("folder", "kind", "is_far"),
    [
        ("/var/lib/winbook", "ext4", False),
        ("/tmp/x", "tmpfs", False),
        ("/srv/share/data", "nfs4", True),
        ("/srv/shared", "ext4", False),
        ("/srv/share/local/data", "xfs", False),
        ("/mnt/My Disk", "cifs", True),
        ("/home/me/far/away", "fuse.sshfs", True),
    ],
)
def test_network_filesystems_are_recognised(folder: str, kind: str, is_far: bool) -> None:
    found = opening.filesystem_of(Path(folder), MOUNTS)
    assert (found, opening.is_on_a_network(found)) == (kind, is_far)


def test_folder_file_and_journal_are_private(tmp_path: Path) -> None:
    file = tmp_path / "data" / "winbook.db"
    store = open_store(f"sqlite:///{file}")
    store.check()
    modes = {
        path.name: path.stat().st_mode & 0o777 for path in (file.parent, *file.parent.iterdir())
    }
    store.close()
    assert modes.pop("data") == 0o700
    assert set(modes.values()) == {0o600}


def test_a_store_that_was_closed_opens_again(store: Store, file: Path) -> None:
    store.close()
    again = open_store(f"sqlite:///{file}")
    assert [workspace.id for workspace in again.workspaces.active()] == ["T1", "T2"]
    again.close()
