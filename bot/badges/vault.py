"""The workspace's own keys: one file each, readable by whoever runs Winbook alone.

Made, backed up, rotated and revoked by `winbook keys`. Private parts never enter the database.
"""

import contextlib
import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from bot.badges import keys
from bot.badges.whom import Trusted
from bot.errors import Refused

LIST, STATUS = "keys.json", "status.log"
ACTIVE, RETIRED, REVOKED = "active", "retired", "revoked"
NO_KEY = "There is no key yet. Whoever runs Winbook makes one with `winbook keys make`."


class Key(NamedTuple):
    """`did` is its public name; a revoked one proves nothing that was signed after `until`."""

    did: str
    state: str
    made: str
    until: str = ""

    @property
    def kid(self) -> str:
        return f"{self.did}#{self.did.removeprefix('did:key:')}"


def listed(folder: Path, workspace: str) -> list[Key]:
    """Oldest first; empty when none was made."""
    path = place(folder, workspace) / LIST
    if not path.exists():
        return []
    try:
        return [Key(**one) for one in json.loads(path.read_text(encoding="utf-8"))["keys"]]
    except (ValueError, TypeError, KeyError):
        raise Refused(f"{path} cannot be read. Restore it from the backup of your keys.") from None


def active(folder: Path, workspace: str) -> Key:
    found = [key for key in listed(folder, workspace) if key.state == ACTIVE]
    if not found:
        raise Refused(NO_KEY)
    return found[-1]


def private(folder: Path, workspace: str, key: Key) -> Any:
    """The key that signs."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - see bot.badges

    path = place(folder, workspace) / _file(key)
    try:
        return serialization.load_pem_private_key(path.read_bytes(), None)
    except (OSError, ValueError, TypeError):
        raise Refused(f"{path} cannot be read. Restore it from the backup of your keys.") from None


def make(folder: Path, workspace: str, now: datetime, *, again: bool = False) -> Key:
    """A new key; with `again` the one before is retired: what it signed stays good."""
    known = listed(folder, workspace)
    if any(key.state == ACTIVE for key in known) and not again:
        raise Refused("There is a key already. `winbook keys rotate` makes the next one.")
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - see bot.badges
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415 - see bot.badges

    made = ed25519.Ed25519PrivateKey.generate()
    pem = made.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    key = Key(keys.did_of(made.public_key()), ACTIVE, now.isoformat())
    here = place(folder, workspace)
    here.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(here / _file(key), pem)
    older = [
        one._replace(state=RETIRED, until=now.isoformat()) if one.state == ACTIVE else one
        for one in known
    ]
    _write_list(here, [*older, key])
    return key


def revoke(folder: Path, workspace: str, name: str, now: datetime) -> Key:
    """From now on nothing that it signed is good; the public file says so to everybody."""
    known = listed(folder, workspace)
    fitting = [key for key in known if name and name in key.did]
    if len(fitting) != 1:
        names = ", ".join(key.did for key in known) or "none"
        raise Refused(f"Name one key by its did:key or a part of it. There are: {names}.")
    gone = fitting[0]._replace(state=REVOKED, until=now.isoformat())
    _write_list(place(folder, workspace), [gone if key == fitting[0] else key for key in known])
    return gone


def backup(folder: Path, workspace: str, to: Path) -> int:
    """Every key into one file that only its owner can read; how many."""
    known = listed(folder, workspace)
    if not known:
        raise Refused(NO_KEY)
    if to.exists():
        raise Refused(f"{to} exists already. Name a new file.")
    here = place(folder, workspace)
    held = {_file(key): (here / _file(key)).read_text(encoding="ascii") for key in known}
    log = here / STATUS
    status = log.read_text(encoding="utf-8") if log.exists() else ""
    told = [key._asdict() for key in known]
    whole = {"workspace": workspace, "keys": told, "files": held, "status": status}
    _write(to, json.dumps(whole, indent=2).encode())
    return len(known)


def restore(folder: Path, source: Path) -> tuple[str, int]:
    """(workspace, how many keys); refused where keys are there already."""
    try:
        whole = json.loads(source.read_text(encoding="utf-8"))
        workspace = str(whole["workspace"])
        known = [Key(**one) for one in whole["keys"]]
        bodies = [(_file(key), str(whole["files"][_file(key)]).encode()) for key in known]
        bodies += [(STATUS, str(whole["status"]).encode())] if whole.get("status") else []
    except (OSError, ValueError, TypeError, KeyError):
        raise Refused(f"{source} is no backup of keys.") from None
    if listed(folder, workspace):
        raise Refused("There are keys already; nothing was overwritten.")
    here = place(folder, workspace)
    here.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, body in bodies:
        _write(here / name, body)
    _write_list(here, known)
    return workspace, len(known)


def public(folder: Path, workspace: str) -> dict[str, Any]:
    """What is given to anybody who wants to verify: public keys and what became of them."""
    rows = [
        key._asdict() | {"kid": key.kid, "publicKeyJwk": keys.jwk_of(keys.from_did(key.did))}
        for key in listed(folder, workspace)
    ]
    return {"format": "winbook public keys", "keys": rows}


def trusted(folder: Path, workspace: str) -> list[Trusted]:
    """Our own keys, those that were not revoked, for our own reader."""
    good = [key for key in listed(folder, workspace) if key.state != REVOKED]
    return [Trusted(key.did, keys.from_did(key.did), "Winbook") for key in good]


def gone(folder: Path, workspace: str) -> frozenset[str]:
    """The public names of those that were revoked."""
    return frozenset(key.did for key in listed(folder, workspace) if key.state == REVOKED)


def place(folder: Path, workspace: str) -> Path:
    safe = "".join(letter for letter in workspace if letter.isalnum())
    if not safe or safe != workspace:
        raise Refused("That is no workspace's id.")
    return folder / safe


def _file(key: Key) -> str:
    name = "".join(letter for letter in key.did.removeprefix("did:key:") if letter.isalnum())
    return f"{name}.pem"


def _write_list(here: Path, known: list[Key]) -> None:
    said = json.dumps({"keys": [key._asdict() for key in known]}, indent=2)
    _write(here / LIST, said.encode())


def _write(path: Path, body: bytes, sync: Callable[[int], None] = os.fsync) -> None:
    """Beside it and renamed, readable by its owner alone: a crash leaves the old or the new."""
    beside = path.with_name(f".{path.name}.new")
    with contextlib.suppress(FileNotFoundError):
        beside.unlink()
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
        file.flush()
        sync(file.fileno())
    beside.replace(path)
