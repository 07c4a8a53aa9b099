"""Places where copies may go: written whole or not at all, and locked when a person wants it."""

import base64
import re
import secrets
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot import private
from bot.errors import Refused
from bot.exports.archive import LONG_AGO

PART = re.compile(r"(?!\.)[\w .@+-]{1,80}(?<![ .])")  # of a typed folder
OPENING = (
    "Your Winbook copy. With the program age (https://age-encryption.org):\n\n"
    "    age -d -i key.age -o book.zip book.zip.age\n\n"
    "It asks for your passphrase, which is written down nowhere but with you.\n"
)
LONGEST_ERROR = 120


class Unreachable(Exception):  # noqa: N818 - says what the place is
    """The copy did not arrive; the words are for its owner and hold no address or secret."""


def named(said: str) -> dict[str, str]:
    """`share=/mnt/share, cloud=s3://bucket/winbook` as names and roots; Refused for less."""
    found: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in said.split(","))):
        name, sign, root = (word.strip() for word in part.partition("="))
        if not sign or not name.replace("-", "").isalnum() or name in ("dm", "off") or not root:
            raise Refused("COPY_PLACES is wrong: write name=folder or name=address, by commas.")
        found[name] = root
    return found


def below(said: str) -> list[str]:
    """`/mnt/homes, webdav://nas.example/people`: roots below which people may type a folder."""
    return [root for root in (one.strip() for one in said.split(",")) if root]


def own(roots: list[str], typed: str) -> str:
    """The whole of a folder that a person typed, below one of these roots; Refused otherwise.

    What was typed is never an address of its own: it begins with a root as it is shown, or is a
    folder below the only one there is. Nothing in it leads out again.
    """
    said = typed.strip().rstrip("/")
    root = next((one for one in roots if said.startswith(_named(one))), "")
    inner = said[len(_named(root)) :] if root else said
    root = root or (roots[0] if len(roots) == 1 else "")
    parts = inner.split("/")
    if not root or not all(PART.fullmatch(part) for part in parts):
        known = ", ".join(_named(one) for one in roots)
        raise Refused(f"Type a folder below one of these: {known}", "where")
    found = f"{root.rstrip('/')}/{inner}"
    if "://" not in root and not Path(found).resolve().is_relative_to(Path(root).resolve()):
        raise Refused("That folder leads elsewhere: type another one.", "where")
    return found


def _named(root: str) -> str:
    """As people may read and type it: without what stands before the @."""
    scheme, sign, rest = root.partition("://")
    shown = f"{scheme}{sign}{rest.rpartition('@')[2]}" if sign else root
    return shown.rstrip("/") + "/"


def need_age() -> None:
    """Refused where nothing can be locked."""
    _age()


def new_lock(passphrase: str) -> tuple[str, str]:
    """(a new public key, its other half under the passphrase in base64): age asks for that one."""
    age = _age()
    identity = age.x25519.Identity.generate()
    sealed: bytes = age.passphrase.encrypt(f"{identity}\n".encode(), passphrase)
    return str(identity.to_public()), base64.b64encode(sealed).decode()


def with_key(body: bytes, key_file: str) -> bytes:
    """A locked copy with the key to it, which opens with the passphrase alone."""
    packed = BytesIO()
    members = {
        "README.txt": OPENING.encode(),
        "key.age": base64.b64decode(key_file),
        "book.zip.age": body,
    }
    with zipfile.ZipFile(packed, "w") as archive:
        for name, held in members.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), held)
    return packed.getvalue()


def locked(body: bytes, recipient: str) -> bytes:
    """Encrypted to the person's own age key; Refused when that is none."""
    if not recipient:
        return body
    age = _age()
    try:
        to = age.x25519.Recipient.from_str(recipient)
    except age.RecipientError:
        raise Refused("That is no public age key: it begins with age1.", "recipient") from None
    sealed: bytes = age.encrypt(body, [to])
    return sealed


def put(root: str, name: str, body: bytes) -> None:
    """Write beside, then rename; Unreachable says in a few words why not."""
    if "://" not in root:
        _put_into_folder(Path(root), name, body)
        return
    try:
        _put_through_fsspec(root, name, body)
    except ImportError as error:
        raise Unreachable(f"the server lacks what it takes ({error.name})") from None
    except Exception as error:  # noqa: BLE001 - a driver per kind of place, each with its own errors
        raise Unreachable(_short(error)) from None


def _put_into_folder(folder: Path, name: str, body: bytes) -> None:
    if not folder.is_dir():
        raise Unreachable("the folder is not there")
    try:
        private.write(folder / name, body)
    except Refused as refused:
        raise Unreachable(refused.sentence.rpartition(": ")[2].rstrip(".")) from None


def _put_through_fsspec(root: str, name: str, body: bytes) -> None:
    from upath import UPath  # noqa: PLC0415 - an extra, and 0.2 s

    folder = UPath(root)
    draft, whole = folder / f".{secrets.token_hex(4)}.unfinished", folder / name
    try:
        draft.write_bytes(body)
        if draft.stat().st_size != len(body):
            raise OSError("it was cut short")
        draft.fs.mv(draft.path, whole.path)
    except BaseException:
        if draft.exists():
            draft.unlink()
        raise


def _short(error: Exception) -> str:
    """The kind of trouble without addresses: what a driver says may hold a password."""
    return type(error).__name__[:LONGEST_ERROR]


def shown(root: str) -> str:
    """What a person may read of a place: its kind and host, never what stands before the @."""
    if "://" not in root:
        return "a folder on the server"
    parts = urlsplit(root)
    return f"{parts.scheme}, {parts.hostname or 'on the server'}"


def _age() -> Any:
    try:
        import pyrage  # noqa: PLC0415 - an extra, needed once a month
    except ImportError:
        raise Refused("Locking a copy needs pyrage here: winbook[lock].", "recipient") from None
    return pyrage
