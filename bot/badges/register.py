"""Badges of our own that were taken back: which bit is whose, and the lists that say it to all.

One file of lines that are only added: a claim holds for the first line that says it, so that no two
badges ever share a bit, whoever writes at the same time. It holds serials, and nobody's name.
"""

import gzip
import json
import os
import re
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from bot.badges import signing, vault
from bot.badges.shapes import VC2
from bot.errors import Refused

LENGTH = 131_072  # bits: what the standard has at least, so that a bit gives nobody away
FULL = LENGTH // 2
URN = re.compile(r"urn:uuid:[0-9a-f-]{36}")
CROWDED = "The status list is half full. Make the next key with `winbook keys rotate`."


class Line(NamedTuple):
    """`bit` None: the badge carries none."""

    serial: str
    did: str = ""
    bit: int | None = None
    revoked: str = ""  # when, as ISO
    why: str = ""


def read(folder: Path, workspace: str) -> list[Line]:
    """Every line in the order in which it was written."""
    path = _path(folder, workspace)
    if not path.exists():
        return []
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
        return [Line(**json.loads(row)) for row in rows if row]
    except (ValueError, TypeError):
        raise Refused(f"{path} cannot be read. Restore it from the backup of your keys.") from None


def claim(
    folder: Path,
    workspace: str,
    did: str,
    serial: str,
    draw: Callable[[int], int] = secrets.randbelow,
) -> int:
    """A bit of its own in the list of this key, drawn by chance so that it says nothing."""
    taken = {line.bit for line in read(folder, workspace) if line.did == did}
    if len(taken) > FULL:
        raise Refused(CROWDED)
    while True:
        index = draw(LENGTH)
        if index in taken:
            continue
        _add(folder, workspace, Line(serial, did, index))
        same = (one for one in read(folder, workspace) if (one.did, one.bit) == (did, index))
        if next(same).serial == serial:
            return index
        taken.add(index)


def entry(did: str, index: int, base: str) -> dict[str, Any]:
    """What a badge says of where it could be taken back."""
    at = f"{base.rstrip('/')}/{name(did)}"
    return {
        "id": f"{at}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(index),
        "statusListCredential": at,
    }


def name(did: str) -> str:
    """The file of a key's list."""
    return f"status-{did.removeprefix('did:key:')}.jwt"


def revoke(folder: Path, workspace: str, serial: str, why: str, now: datetime) -> Line:
    """For good. Twice is once; a badge without a bit is known to this workspace's reader alone."""
    if not URN.fullmatch(serial):
        raise Refused("That is no badge of this workspace: name its file or its urn:uuid.")
    if not vault.listed(folder, workspace):
        raise Refused(vault.NO_KEY)
    known = read(folder, workspace)
    before = next((line for line in known if line.serial == serial and line.revoked), None)
    if before is not None:
        return before
    made = next((line for line in known if line.serial == serial), Line(serial))
    gone = made._replace(revoked=now.isoformat(), why=" ".join(why.split())[:200])
    _add(folder, workspace, gone)
    return gone


def taken_back(folder: Path, workspace: str) -> dict[str, str]:
    """Serials that were revoked, with the reason."""
    return {line.serial: line.why for line in read(folder, workspace) if line.revoked}


def lists(folder: Path, workspace: str, base: str, now: datetime) -> dict[str, bytes]:
    """Name of the file -> the signed list, one per key that signs or signed and was not revoked."""
    if not base.startswith("https://"):
        raise Refused("Set BADGE_STATUS_URL to the https address where the lists will lie.")
    rows = [line for line in read(folder, workspace) if line.revoked and line.bit is not None]
    found = {}
    for key in vault.listed(folder, workspace):
        if key.state != vault.REVOKED:
            bits = encoded(line.bit or 0 for line in rows if line.did == key.did)
            vc = _list(key.did, bits, f"{base.rstrip('/')}/{name(key.did)}", now)
            private = vault.private(folder, workspace, key)
            found[name(key.did)] = signing.sign(vc, private, key).encode()
    return found


def write(folder: Path, workspace: str, base: str, to: Path, now: datetime) -> list[Path]:
    """Every list as a file, to be published at the base address."""
    made = lists(folder, workspace, base, now)
    if not made:
        raise Refused(vault.NO_KEY)
    to.mkdir(parents=True, exist_ok=True)
    for named, body in made.items():
        (to / named).write_bytes(body)
    return [to / named for named in made]


def encoded(indexes: Any) -> str:
    """A bit each, the first the highest of its byte, packed, as multibase base64url."""
    import base64  # noqa: PLC0415 - used once

    bits = bytearray(LENGTH // 8)
    for index in indexes:
        bits[index // 8] |= 128 >> index % 8
    packed = gzip.compress(bytes(bits), mtime=0)
    return "u" + base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def _list(did: str, bits: str, at: str, now: datetime) -> dict[str, Any]:
    return {
        "@context": [VC2],
        "id": at,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": {"id": did},
        "validFrom": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "credentialSubject": {
            "id": f"{at}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": bits,
        },
    }


def _path(folder: Path, workspace: str) -> Path:
    return vault.place(folder, workspace) / vault.STATUS


def _add(folder: Path, workspace: str, line: Line) -> None:
    """One write of one line behind all others, on disk before it counts."""
    said = json.dumps(line._asdict(), ensure_ascii=False) + "\n"
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
    handle = os.open(_path(folder, workspace), flags, 0o600)
    with os.fdopen(handle, "ab") as file:
        file.write(said.encode())
        file.flush()
        os.fsync(file.fileno())
