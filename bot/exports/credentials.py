"""Credentials as files that read without us: what was checked of each, and the originals."""

import json
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from bot.career.credentials import steps
from bot.career.days import spelled
from bot.exports.archive import LONG_AGO
from bot.exports.printable import printable
from storage.records_credentials import Credential


class Kept(NamedTuple):
    """A credential, whether it is current, and its file as it was dropped (empty: none)."""

    credential: Credential
    is_current: bool
    body: bytes


def bundle(held: Iterable[Kept]) -> dict[str, bytes]:
    """Path -> bytes: `credentials.json`, `credentials.md`, and the files under `badges/`."""
    found = sorted(held, key=lambda one: one.credential.number)
    paths = {
        one.credential.number: path(one.credential.number, one.credential.file)
        for one in found
        if one.body
    }
    rows = [_row(one, paths.get(one.credential.number, "")) for one in found]
    told = {"format": "winbook credentials", "format_version": 1, "credentials": rows}
    made = {
        "credentials.json": (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode(),
        "credentials.md": _page(rows).encode(),
    }
    return made | {paths[one.credential.number]: one.body for one in found if one.body}


def archive(held: Iterable[Kept]) -> bytes:
    """The same as one zip file; equal contents give equal bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for path, body in bundle(held).items():
            about = zipfile.ZipInfo(path, LONG_AGO)
            about.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(about, body)
    return packed.getvalue()


def _row(one: Kept, path: str) -> dict[str, Any]:
    row = one.credential
    return {
        "number": row.number,
        "title": printable(row.title),
        "issuer": printable(row.issuer),
        "issuer_id": printable(row.issuer_id),
        "issued": _iso(row.issued),
        "expires": _iso(row.expires),
        "retired_on": _iso(row.retired_on),
        "is_current": one.is_current,
        "verdict": steps.verdict(steps.from_data(row.steps)),
        "steps": row.steps,
        "link": printable(row.link),
        "note": printable(row.note),
        "dimensions": list(row.dimensions),
        "expectations": list(row.expectations),
        "standard": row.standard,
        "file": path,
        "sha256": row.digest,
    }


def _page(rows: list[dict[str, Any]]) -> str:
    lines = ["# Credentials", ""]
    for row in rows:
        days = [f"{word} {_spelled(row[word])}" for word in ("issued", "expires") if row[word]]
        state = "" if row["is_current"] else "no longer current"
        told = [_plain(row["issuer"]), *days, row["verdict"], state, row["link"], row["file"]]
        lines.append(f"- **{_plain(row['title'])}** · {' · '.join(part for part in told if part)}")
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    """One line, in which nothing is markup."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(words.split()))


def path(number: int, file: str) -> str:
    """A name of our own making: no word that a person typed is in it but the ending."""
    ending = file.rpartition(".")[2].lower()
    kind = ending if ending in ("png", "svg", "json", "jwt", "jws") else "badge"
    return f"badges/{number:03}.{kind}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _spelled(iso: str) -> str:
    return spelled(date.fromisoformat(iso))
