"""The bundle reads without Slack, comes back byte-equal, and a wrong one adds nothing."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.bundle import IN_SLACK, ON_SERVER, bundled, is_bundle, read
from bot.errors import Refused
from storage import HEAD, Store, open_store
from storage.book import BOOK
from storage.records import Principal
from storage.records_credentials import Credential
from storage.records_data import BookImport
from tests.bundle.lived import LINES, live, packed, unpacked
from tests.storage.said import ANA, NOW

AT_T2 = Principal("T2", "UANA2")


@pytest.fixture
def elsewhere(template: Path, tmp_path: Path) -> Iterator[Store]:
    """A fresh instance that has never heard of anybody."""
    opened = open_store(f"sqlite:///{shutil.copy(template, tmp_path / 'other.db')}")
    yield opened
    opened.close()


def bring(store: Store, data: bytes, me: Principal = ANA) -> int:
    found = read(data)
    brought = BookImport(
        workspace="", owner="", source=found.digest, file="b.zip", kind="bundle", at=NOW
    )
    return store.bundles.put(me, brought, found.tables, found.names)


@pytest.mark.promise(55)
@pytest.mark.parametrize("me", [ANA, AT_T2], ids=["the same Slack", "another Slack"])
def test_export_import_export_is_byte_equal(store: Store, elsewhere: Store, me: Principal) -> None:
    live(store)
    data = bundled(store, ANA)
    elsewhere.people.acted(me, NOW)
    assert bring(elsewhere, data, me) == sum(read(data).counts.values())
    assert bundled(elsewhere, me) == data


@pytest.mark.promise(55)
def test_every_table_of_the_book_holds_something_in_that_proof(store: Store) -> None:
    live(store)
    assert all(read(bundled(store, ANA)).counts[name] for name in BOOK)


def test_it_reads_without_slack(store: Store) -> None:
    live(store)
    files = unpacked(bundled(store, ANA))
    book = files["book.md"].decode()
    assert "# The book of Ana" in book
    assert "“thanks @Ana &amp; co 1”" in book or "“thanks @Ana & co 1”" in book
    assert "Ben, 2026-03-02" in book
    assert "UBEN" not in book
    assert LINES[1].partition(" #")[0] in book
    assert {"wins.csv", "praise.csv", "README.md", "people.json", "packets/case.md"} <= set(files)
    assert "packets/frozen-1.json" in files
    about = json.loads(files["manifest.json"])
    assert (about["schema"], about["person"]) == (HEAD, "Ana")


@pytest.mark.promise(43)
def test_no_cell_of_a_sheet_begins_a_formula(store: Store) -> None:
    live(store)
    sheet = unpacked(bundled(store, ANA))["wins.csv"].decode("utf-8-sig")
    cells = [row["what happened"] for row in csv.DictReader(io.StringIO(sheet))]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_a_deleted_win_is_carried_but_not_told(store: Store) -> None:
    live(store)
    files = unpacked(bundled(store, ANA))
    assert b"runbook" not in files["book.md"]
    assert b"runbook" in files["data/wins.json"]


def test_somebody_without_a_book_gets_a_whole_bundle_too(store: Store, elsewhere: Store) -> None:
    store.people.acted(ANA, NOW)
    data = bundled(store, ANA)
    assert bring(elsewhere, data) == 0
    assert bundled(elsewhere, ANA) == data


def changed(name: str, change: Callable[[Any], Any]) -> Callable[[dict[str, bytes]], bytes]:
    """The bundle with one file of JSON changed, and honest hashes."""

    def make(files: dict[str, bytes]) -> bytes:
        said = json.loads(files[name])
        said = change(said) or said
        return packed(files | {name: json.dumps(said).encode()})

    return make


def climbing(files: dict[str, bytes]) -> bytes:
    return packed(files | {"../../evil.sh": b"x"})


def damaged(files: dict[str, bytes]) -> bytes:
    return packed(files | {"book.md": b"other words"}, honest=False)


def doubled(files: dict[str, bytes]) -> bytes:
    made = BytesIO(packed(files))
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("book.md", b"twice")
    return made.getvalue()


def bomb(files: dict[str, bytes]) -> bytes:
    return packed(files | {"data/big.json": b" " * 30_000_000})


def deep(files: dict[str, bytes]) -> bytes:
    return packed(files | {"data/wins.json": b"[" * 5000 + b"]" * 5000})


WRONG = {
    "wrong hash": (damaged, "book.md in that bundle was changed or damaged"),
    "path that climbs": (climbing, "names that no bundle of Winbook has"),
    "name twice": (doubled, "names that no bundle of Winbook has"),
    "file unnamed": (lambda files: packed(files | {"x.txt": b""}, honest=False), "manifest names"),
    "bomb": (bomb, "more than 24 MB of data"),
    "deep": (deep, "is no JSON"),
    "newer format": (
        changed("manifest.json", lambda m: m | {"format_version": 2}),
        "made by a newer Winbook (format 2",
    ),
    "newer schema": (
        changed("manifest.json", lambda m: m | {"schema": "9999"}),
        "made by a newer Winbook (format 1, schema 9999",
    ),
    "other program": (changed("manifest.json", lambda m: {"format": "x"}), "not a bundle"),
    "zone": (
        changed("data/person.json", lambda rows: [rows[0] | {"ask_zone": "../../etc/passwd"}]),
        "Row 1 of person in that bundle has a “ask_zone”",
    ),
    "dimension": (
        changed("data/wins.json", lambda rows: rows[0].update(dimensions=["x"])),
        "Row 1 of wins in that bundle has a “dimensions”",
    ),
    "figure": (
        changed("data/wins.json", lambda rows: rows[0].update(figures=[{"before": "x"}])),
        "Row 1 of wins in that bundle has a “figures”",
    ),
    "field missing": (
        changed("data/praise.json", lambda rows: bool(rows[0].pop("quote")) and rows),
        "“quote”",
    ),
    "field unknown": (changed("data/wins.json", lambda rows: rows[1].update(evil=1)), "“evil”"),
    "text too long": (
        changed("data/praise.json", lambda rows: rows[0].update(quote="x" * 60_001)),
        "“quote”",
    ),
    "version": (
        changed("data/versions.json", lambda rows: rows[0]["said"].update(text="")),
        "Row 1 of versions in that bundle has a “said”",
    ),
    "no rows": (changed("data/wins.json", lambda rows: {"a": 1}), "does not hold rows"),
    "packet": (
        changed("data/packets.json", lambda rows: rows[0].update(content={"a": 1})),
        "“content”",
    ),
}


@pytest.mark.promise(44)
@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_bundle_is_refused_with_its_reason(
    store: Store, elsewhere: Store, kind: str
) -> None:
    live(store)
    make, reason = WRONG[kind]
    data = make(unpacked(bundled(store, ANA)))
    with pytest.raises(Refused) as refused:
        bring(elsewhere, data)
    assert reason in refused.value.sentence
    assert elsewhere.bundles.take(ANA)["wins"] == []


@pytest.mark.parametrize("cut", [0, 10, 500, -1, -200])
def test_a_bundle_cut_short_is_refused(store: Store, cut: int) -> None:
    live(store)
    with pytest.raises(Refused):
        read(bundled(store, ANA)[:cut])


def test_a_bundle_is_known_by_its_first_bytes(store: Store) -> None:
    assert is_bundle(bundled(store, ANA))
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("notes.txt", "x")
    assert not is_bundle(made.getvalue())
    with pytest.raises(Refused, match="not a bundle"):
        read(made.getvalue())


def heavy(store: Store, count: int) -> bytes:
    """A book with so many badges of nearly a megabyte each, which no packing makes smaller."""
    live(store)
    for at in range(count):
        body = Random(at).randbytes(950_000)
        given: dict[str, Any] = {"workspace": "", "owner": "", "created_at": NOW, "updated_at": NOW}
        given |= {"source": f"file:{at}", "title": f"Badge {at}", "file": f"{at}.png"}
        store.credentials.add(ANA, Credential(**given), body)
    return bundled(store, ANA)


def test_a_book_with_many_badges_comes_back_on_the_server(store: Store, elsewhere: Store) -> None:
    data = heavy(store, 24)
    assert len(data) > IN_SLACK.packed
    with pytest.raises(Refused, match="That bundle has 2. MB, and 20 are the limit"):
        read(data)
    found = read(data, ON_SERVER)
    brought = BookImport(
        workspace="", owner="", source=found.digest, file="b.zip", kind="bundle", at=NOW
    )
    elsewhere.people.acted(ANA, NOW)
    elsewhere.bundles.put(ANA, brought, found.tables, found.names)
    assert bundled(elsewhere, ANA) == data
