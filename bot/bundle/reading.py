"""Read a bundle that comes from outside: sizes first, then hashes, then what the rows say."""

import base64
import hashlib
import json
import zipfile
from io import BytesIO
from typing import Any, NamedTuple

from bot.bundle.checking import LARGEST_BADGE, check
from bot.bundle.making import FORMAT, VERSION
from bot.errors import Refused
from storage.book import BOOK
from storage.revisions import REVISIONS

MOST_MEMBERS = 2000
DEEPEST = 30
AGAIN = "Export it again where it comes from."
NO_BUNDLE = "That is not a bundle of Winbook: `/win export` makes one."


class Bounds(NamedTuple):
    """In bytes: of the zip file, of all members, and of those that are parsed."""

    packed: int
    unpacked: int
    data: int


IN_SLACK = Bounds(
    20_000_000, 80_000_000, 24_000_000
)  # it waits in the book until Import is pressed
ON_SERVER = Bounds(250_000_000, 500_000_000, 120_000_000)  # whoever runs it has the file at hand
MOST = IN_SLACK.packed


class Bundle(NamedTuple):
    """What a bundle brings: rows that fit our tables, and names by user id."""

    tables: dict[str, list[dict[str, Any]]]
    names: dict[str, str]
    digest: str  # sha256 of the file

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(self.tables.get(name, [])) for name in BOOK}


def is_bundle(data: bytes) -> bool:
    """A zip file that begins with our manifest."""
    return data.startswith(b"PK\x03\x04") and data[30:43] == b"manifest.json"


def read(data: bytes, bounds: Bounds = IN_SLACK) -> Bundle:
    """Refused, with the reason, for anything that is not a whole bundle of ours."""
    if len(data) > bounds.packed:
        most = bounds.packed // 10**6
        raise Refused(f"That bundle has {len(data) // 10**6} MB, and {most} are the limit.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _read(archive, data, bounds)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        raise Refused(f"That bundle is damaged ({type(error).__name__}). {AGAIN}") from None


def _read(archive: zipfile.ZipFile, data: bytes, bounds: Bounds) -> Bundle:
    _within_bounds(archive, bounds)
    about = _manifest(archive)
    _is_for_us(about)
    _is_whole(archive, about, bounds)
    tables = {name: _rows(archive, name, bounds) for name in ("person", *BOOK)}
    names = _json(archive, "people.json", bounds)
    if not isinstance(names, dict) or any(not isinstance(name, str) for name in names.values()):
        raise Refused(f"people.json does not hold names. {AGAIN}")
    _unpack(archive, tables["badge_files"])
    check(tables)
    short = {str(user)[:40]: name[:200] for user, name in names.items()}
    return Bundle(tables, short, hashlib.sha256(data).hexdigest())


def _within_bounds(archive: zipfile.ZipFile, bounds: Bounds) -> None:
    members = archive.infolist()
    names = [member.filename for member in members]
    if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > bounds.unpacked:
        raise Refused(f"That bundle unpacks to more than {bounds.unpacked // 10**6} MB.")
    parsed = [m for m in members if m.filename.endswith(".json") and not _is_badge(m.filename)]
    if sum(m.file_size for m in parsed) > bounds.data:
        raise Refused(f"That bundle holds more than {bounds.data // 10**6} MB of data.")
    if len(set(names)) != len(names) or any(_climbs(name) for name in names):
        raise Refused("That bundle holds names that no bundle of Winbook has. Nothing was read.")


def _climbs(name: str) -> bool:
    """Out of its folder, or to another drive. Nothing is ever unpacked to a disk all the same."""
    parts = name.replace("\\", "/").split("/")
    return name.startswith(("/", "\\")) or ".." in parts or ":" in name or "\0" in name


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    if "manifest.json" not in archive.namelist():
        raise Refused(NO_BUNDLE)
    about = _json(archive, "manifest.json", IN_SLACK)
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise Refused(NO_BUNDLE)
    return about


def _is_for_us(about: dict[str, Any]) -> None:
    version, schema = about.get("format_version"), about.get("schema")
    if version != VERSION or schema not in REVISIONS:
        raise Refused(
            f"That bundle was made by a newer Winbook (format {version}, schema {schema}; this one "
            f"knows {VERSION} and {REVISIONS[-1]}). Update Winbook, then bring it again."
        )


def _is_whole(archive: zipfile.ZipFile, about: dict[str, Any], bounds: Bounds) -> None:
    """Every member stands in the manifest with its hash, and the other way round."""
    promised = about.get("files")
    held = set(archive.namelist()) - {"manifest.json"}
    if not isinstance(promised, dict) or set(promised) != held:
        raise Refused(f"That bundle does not hold the files its manifest names. {AGAIN}")
    for name in held:
        said = promised[name].get("sha256") if isinstance(promised[name], dict) else None
        if said != _hash(archive, name, bounds.unpacked):
            raise Refused(
                f"{name} in that bundle was changed or damaged: its hash differs. {AGAIN}"
            )


def _hash(archive: zipfile.ZipFile, name: str, most: int) -> str:
    found, left = hashlib.sha256(), most
    with archive.open(name) as member:
        while part := member.read(1 << 16):
            left -= len(part)
            if left < 0:
                raise Refused(f"{name} unpacks to more than {most // 10**6} MB.")
            found.update(part)
    return found.hexdigest()


def _rows(archive: zipfile.ZipFile, name: str, bounds: Bounds) -> list[dict[str, Any]]:
    path = f"data/{name}.json"
    if path not in archive.namelist():
        return []  # a table that is younger than the bundle
    rows = _json(archive, path, bounds)
    if not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
        raise Refused(f"{path} does not hold rows. {AGAIN}")
    return rows


def _is_badge(path: Any) -> bool:
    return isinstance(path, str) and path.startswith("badges/")


def _unpack(archive: zipfile.ZipFile, rows: list[dict[str, Any]]) -> None:
    """The rows of badges with the bytes of their files, as base64, instead of the files' names."""
    known = set(archive.namelist())
    for row in rows:
        path = row.get("body")
        if not _is_badge(path) or path not in known:
            raise Refused(f"A badge's file is missing in that bundle. {AGAIN}")
        with archive.open(path) as member:
            body = member.read(LARGEST_BADGE + 1)
        if len(body) > LARGEST_BADGE:
            raise Refused(f"{path} is larger than {LARGEST_BADGE // 10**6} MB.")
        row["body"] = base64.b64encode(body).decode()


def _json(archive: zipfile.ZipFile, name: str, bounds: Bounds) -> Any:
    with archive.open(name) as member:
        body = member.read(bounds.data + 1)
    if len(body) > bounds.data:
        raise Refused(f"{name} is larger than {bounds.data // 10**6} MB.")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused(f"{name} in that bundle is no JSON. {AGAIN}") from None
    if _depth(found) > DEEPEST:
        raise Refused(f"{name} in that bundle is nested too deeply. {AGAIN}")
    return found


def _depth(value: Any) -> int:
    """How many levels of lists and objects, without recursion."""
    level, deep = [value], 0
    while level and deep <= DEEPEST:
        deep += 1
        level = [
            part
            for one in level
            if isinstance(one, dict | list)
            for part in (one.values() if isinstance(one, dict) else one)
        ]
    return deep
