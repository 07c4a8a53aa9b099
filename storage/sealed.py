"""Backups under a key: age, so that any age program opens them too."""

from pathlib import Path
from typing import Any

from storage.opening import Unusable

BEGINS = "AGE-SECRET-KEY-1"
WANTS = (
    "BACKUP_KEY must be an age identity (AGE-SECRET-KEY-1…): `winbook backup --new-key` makes one."
)


def new_key() -> str:
    return str(_age().x25519.Identity.generate())


def check(key: str) -> None:
    """Unusable when it is no key."""
    _identity(key)


def seal(plain: Path, sealed: Path, key: str) -> None:
    """Encrypt one file into another, in pieces."""
    identity = _identity(key)
    with plain.open("rb") as source, sealed.open("wb") as target:
        _age().encrypt_io(source, target, [identity.to_public()])


def unseal(sealed: Path, plain: Path, key: str) -> None:
    """Unusable for a wrong key or a damaged file."""
    age = _age()
    try:
        with sealed.open("rb") as source, plain.open("wb") as target:
            age.decrypt_io(source, target, [_identity(key)])
    except age.DecryptError:
        raise Unusable(
            f"{sealed} cannot be opened: BACKUP_KEY is not its key, or the file is damaged."
        ) from None


def _identity(key: str) -> Any:
    if not key.startswith(BEGINS):
        raise Unusable(WANTS)
    try:
        return _age().x25519.Identity.from_str(key.strip())
    except Exception:  # noqa: BLE001 - pyrage raises a class of its own per cause; none says the key
        raise Unusable(WANTS) from None


def _age() -> Any:
    try:
        import pyrage  # noqa: PLC0415 - an extra, needed once a night
    except ImportError:
        raise Unusable("A backup under a key needs pyrage: install winbook[lock].") from None
    return pyrage
