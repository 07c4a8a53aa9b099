"""Make the bundle: the same book gives the same bytes, wherever and whenever it is made."""

import base64
import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from typing import Any

from bot import rubrics
from bot.bundle import pages
from bot.bundle.redacting import Redaction
from bot.career import packet
from bot.exports import credentials, data, markdown
from bot.exports.archive import LONG_AGO
from bot.slack.text import mentioned
from storage import Store
from storage.book import BOOK, LEFT_OUT
from storage.records import Person, Praise, Principal, Win

FORMAT, VERSION = "winbook bundle", 1
NOTHING = Redaction(())
Names = Callable[[list[str]], Mapping[str, str]]
Tables = dict[str, list[dict[str, Any]]]


def bundled(
    store: Store, me: Principal, ask: Names | None = None, redaction: Redaction = NOTHING
) -> bytes:
    """The zip file. `ask` names people whom this database does not know; without it nobody does.
    Names of a `redaction` are nowhere in it.
    """
    tables = redaction.rows(store.bundles.take(me))
    names = _names(store, me, tables, ask)
    files = {
        name: body if name.startswith("data/") else redaction.file(name, body)
        for name, body in _files(store, me, tables, names).items()
    }
    about = {
        "format": FORMAT,
        "format_version": VERSION,
        "schema": store.version,
        "person": names.get("", ""),
        "counts": {name: len(tables[name]) for name in BOOK},
        "files": {
            name: {"sha256": hashlib.sha256(body).hexdigest(), "bytes": len(body)}
            for name, body in sorted(files.items())
        },
    }
    return _zip({"manifest.json": as_json(about)} | dict(sorted(files.items())))


def as_json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _files(
    store: Store, me: Principal, tables: Tables, names: Mapping[str, str]
) -> dict[str, bytes]:
    listed, badges = _badges(tables)
    files = {f"data/{name}.json": as_json(rows) for name, rows in (tables | listed).items()}
    files |= badges
    files["people.json"] = as_json(dict(names))
    files["README.md"] = pages.readme(LEFT_OUT)
    files["book.md"] = pages.book(names.get("", ""), tables, names)
    files["wins.csv"] = pages.wins(tables, names)
    files["praise.csv"] = pages.praise(tables, names)
    for name, case in _cases(store, me, tables, names).items():
        files[f"packets/{name}.md"] = markdown.write(case)
        files[f"packets/{name}.json"] = data.write(case)
    return files


def _badges(tables: Tables) -> tuple[Tables, dict[str, bytes]]:
    """The rows of badges with the name of a file instead of its bytes, and those files."""
    paths = {
        row["public_id"]: credentials.path(row["number"], row["file"])
        for row in tables["credentials"]
    }
    rows, files = [], {}
    for row in tables["badge_files"]:
        path = paths[row["credential_id"]]
        files[path] = base64.b64decode(row["body"])
        rows.append(row | {"body": path})
    return {"badge_files": rows}, files


def _names(store: Store, me: Principal, tables: Tables, ask: Names | None) -> dict[str, str]:
    """Of everybody whose id stands in the book, and under "" of its owner."""
    wanted = {row["author"] for row in tables["praise"]} - {""}
    wanted |= {user for row in tables["wins"] for user in row["credited"]}
    wanted |= {user for row in tables["praise"] for user in mentioned(row["quote"])}
    brought = store.bundles.names(me)
    here = store.people.names(me.workspace, wanted | {me.user})
    missing = sorted(wanted - set(here) - set(brought))
    asked = ask(missing) if ask and missing else {}
    found = brought | dict(asked) | here
    owner = here.get(me.user) or brought.get("", "")
    own = {"": owner} if owner else {}
    return own | {user: found[user] for user in sorted(wanted) if found.get(user)}


def _cases(
    store: Store, me: Principal, tables: Tables, names: Mapping[str, str]
) -> dict[str, packet.Packet]:
    """The case as of the last change of the book, and what was frozen, under names of our own."""
    cases: dict[str, packet.Packet] = {}
    day, person = pages.last_change(tables), store.people.get(me)
    if day is not None and person is not None:
        case = _case(store, me, person, day, names)
        cases |= {} if case.is_empty else {"case": case}
    frozen = [row for row in tables["packets"] if row["content"] is not None]
    for number, row in enumerate(frozen, 1):
        cases[f"frozen-{number}"] = packet.from_dict(row["content"])
    return cases


def _case(
    store: Store, me: Principal, person: Person, day: date, names: Mapping[str, str]
) -> packet.Packet:
    wins, said = store.packets.material(me)
    beside: dict[int, list[Praise]] = {}
    for praise in said:
        beside.setdefault(praise.win_id or 0, []).append(praise)
    book = packet.Book(wins, beside, names)
    ladder = rubrics.of(store, me)
    person = Person(**(person.model_dump() | {"name": names.get("", "")}))
    target = ladder.level(person.level_next)
    span = packet.Span(_first(wins, day), day, "everything up to the last change")
    return packet.build(book, ladder, person, span, target, packet.Curation(), day)


def _first(wins: list[Win], day: date) -> date:
    return min((win.happened for win in wins), default=day)


def _zip(files: Mapping[str, bytes]) -> bytes:
    """Members in this order, without the time they were packed."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            about = zipfile.ZipInfo(name, LONG_AGO)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o600 << 16
            archive.writestr(about, body, compresslevel=6)
    return packed.getvalue()
