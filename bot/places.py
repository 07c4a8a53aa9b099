"""Places where copies may go: written whole or not at all, and locked when a person wants it."""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot import private
from bot.errors import Refused

RECIPIENT = "age1"
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
