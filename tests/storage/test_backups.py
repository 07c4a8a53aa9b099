"""Backups are whole or have no name, open only with their key, and bring nobody back."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from storage import Store, Unusable, backups, open_store, sealed
from storage.ledger import KEY, LEDGER
from tests.bundle.lived import live
from tests.storage.said import ANA, BEN, NOW, praise, win
from tests.storage.test_erasure import CANARY, fill

DAY = timedelta(days=1)


def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.mark.promise(9)
def test_a_backup_restores_into_an_empty_place(store: Store, file: Path, tmp_path: Path) -> None:
    live(store)
    taken = store.bundles.take(ANA)
    copy = backups.make(url(file), NOW)
    assert copy.name == "winbook-20260302T090000Z.db"
    assert copy.stat().st_mode & 0o777 == 0o600
    place = tmp_path / "new" / "data" / "winbook.db"
    found = backups.restore(url(place), copy)
    assert (found.workspaces, found.people, found.wins) == (["T1", "T2"], 2, 4)
    again = open_store(url(place))
    assert again.bundles.take(ANA) == taken
    again.close()


def test_a_place_that_is_taken_is_left_alone(store: Store, file: Path) -> None:
    live(store)
    copy = backups.make(url(file), NOW)
    with pytest.raises(Unusable, match="is there already"):
        backups.restore(url(file), copy)
    assert store.wins.count(ANA) == 3


@pytest.mark.promise(9)
@pytest.mark.parametrize("harm", ["flipped", "cut", "empty", "other program", "missing"])
def test_a_damaged_backup_is_refused_and_nothing_is_written(
    store: Store, file: Path, tmp_path: Path, harm: str
) -> None:
    live(store)
    copy = backups.make(url(file), NOW)
    body = bytearray(copy.read_bytes())
    if harm == "flipped":
        page = body.find(b"Cut deploy time") & ~4095
        body[page : page + 200] = os.urandom(200)
    elif harm == "cut":
        del body[len(body) // 2 :]
    elif harm == "empty":
        body.clear()
    copy.write_bytes(body)
    if harm == "other program":
        copy.unlink()
        with closing(sqlite3.connect(copy)) as raw:
            raw.execute("CREATE TABLE notes (a)")
    elif harm == "missing":
        copy.unlink()
    place = tmp_path / "new" / "winbook.db"
    with pytest.raises(Unusable):
        backups.restore(url(place), copy)
    assert not place.exists()
    assert not list(tmp_path.glob("new/*.unfinished"))


@pytest.mark.promise(8)
def test_a_full_disk_leaves_nothing_that_looks_like_a_backup(
    store: Store, file: Path, tmp_path: Path
) -> None:
    live(store)
    folder = file.parent / "backups"
    folder.mkdir()
    (folder / "winbook-20260302T090000Z.db.unfinished").mkdir()  # nothing can be written there
    with pytest.raises((Unusable, OSError)):
        backups.make(url(file), NOW)
    assert [path for path in folder.iterdir() if path.suffix == ".db"] == []


@pytest.mark.promise(50)
def test_with_a_key_no_word_can_be_read_without_it(
    store: Store, file: Path, tmp_path: Path
) -> None:
    fill(store, ANA, BEN, CANARY)
    key = sealed.new_key()
    copy = backups.make(url(file), NOW, key)
    assert copy.name.endswith(".db.age")
    left = b"".join(path.read_bytes() for path in copy.parent.iterdir())
    assert CANARY.encode() not in left
    place = tmp_path / "new" / "winbook.db"
    for wrong in (sealed.new_key(), "", "my cat"):
        with pytest.raises(Unusable, match="BACKUP_KEY"):
            backups.restore(url(place), copy, wrong)
        assert not place.exists()
    assert backups.restore(url(place), copy, key).wins == 30


def test_old_ones_go_and_the_newest_is_known(store: Store, file: Path) -> None:
    for days in (0, 10, 31, 40):
        backups.make(url(file), NOW - days * DAY)
    assert backups.newest(url(file)) == NOW
    assert backups.prune(url(file), NOW) == 2
    assert len(list((file.parent / "backups").glob("*.db"))) == 2


@pytest.mark.promise(54)
def test_an_older_backup_erases_again_before_it_serves(
    store: Store, file: Path, tmp_path: Path
) -> None:
    fill(store, ANA, BEN, CANARY)
    fill(store, BEN, ANA, "woodpecker")
    store.wins.add(BEN, win("view:with", "together", credited=["UANA", "UCEM"]))
    yesterday = backups.make(url(file), NOW)
    store.erasure.forget(ANA, NOW + DAY)
    kept = store.bundles.take(BEN)
    place = tmp_path / "new" / "winbook.db"
    backups.restore(url(place), yesterday)
    assert CANARY.encode() in place.read_bytes()
    served = open_store(url(place))
    everything = b"".join(p.read_bytes() for p in place.parent.rglob("*") if p.is_file())
    assert CANARY.encode() not in everything
    assert b"UANA" not in everything
    assert served.bundles.take(BEN) == kept
    assert set(served.erasure.count(ANA).values()) == {0}
    served.close()


def test_who_came_back_keeps_what_is_new(store: Store, file: Path) -> None:
    fill(store, ANA, BEN, CANARY)
    store.erasure.forget(ANA, NOW)
    earlier = NOW - DAY  # the clock was wrong when they were erased
    store.people.acted(ANA, earlier)
    old = win("view:new", "A new start", created_at=NOW - DAY, updated_at=NOW - DAY)
    store.wins.add(ANA, old)
    theirs = praise(BEN, ts="8.8", author="UANA", noticed_at=NOW - DAY)
    store.praise.notice([theirs], [])
    store.close()
    again = open_store(url(file))
    assert again.wins.count(ANA) == 1
    assert [p.author for p in again.praise.waiting(BEN)] == ["UANA"]
    again.close()


@pytest.mark.promise(54)
def test_what_a_crash_cut_off_is_finished_at_the_next_start(store: Store, file: Path) -> None:
    fill(store, ANA, BEN, CANARY)
    store.erasure._ledger.note(ANA, NOW + DAY)  # and then the power went
    store.close()
    again = open_store(url(file))
    assert set(again.erasure.count(ANA).values()) == {0}
    again.close()
    assert CANARY.encode() not in file.read_bytes()


def test_the_ledger_names_nobody_and_bears_a_torn_line(store: Store, file: Path) -> None:
    store.people.acted(ANA, NOW)
    store.erasure.forget(ANA, NOW)
    written = (file.parent / LEDGER).read_bytes()
    assert b"UANA" not in written
    assert b"T1" not in written
    (file.parent / LEDGER).write_bytes(written + b'{"at": "2026')
    store.people.acted(BEN, NOW)
    store.erasure.forget(BEN, NOW)
    ledger = store.erasure._ledger
    hashes = {line["who"] for line in ledger.entries()}
    assert ledger.who([ANA, BEN], hashes) == [ANA, BEN]
    assert (file.parent / KEY).stat().st_mode & 0o777 == 0o600


def test_a_restore_without_a_ledger_says_so(store: Store, file: Path, tmp_path: Path) -> None:
    live(store)
    copy = backups.make(url(file), NOW)
    (tmp_path / "alone").mkdir()
    alone = Path(shutil.copy(copy, tmp_path / "alone"))
    place = tmp_path / "new" / "winbook.db"
    with pytest.raises(Unusable, match=r"There is no erased\.ledger"):
        backups.restore(url(place), alone)
    assert not place.exists()
    assert backups.restore(url(place), alone, without_ledger=True).wins == 4


@pytest.mark.slow
@pytest.mark.promise(9)
def test_a_drill_backups_under_load_restore_whole(store: Store, file: Path, tmp_path: Path) -> None:
    """Whatever was acknowledged before a backup began is in it, while others go on writing."""
    import threading  # noqa: PLC0415 - only here

    stop, said = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            n = len(said)
            store.wins.add(ANA, win(f"view:{n}", f"Win {n}"))
            said.append(n)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for drill in range(20):
            before = len(said)
            copy = backups.make(url(file), NOW + drill * DAY)
            place = tmp_path / f"drill{drill}" / "winbook.db"
            assert backups.restore(url(place), copy).wins >= before
            restored = open_store(url(place))
            assert restored.wins.count(ANA) >= before
            restored.close()
    finally:
        stop.set()
        writer.join()
    assert len(said) > 20
