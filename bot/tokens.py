"""OAuth tokens under keys of the operator: the newest key writes, all of them read."""

import json
from collections.abc import Sequence
from typing import Any

from bot.errors import Refused
from bot.settings import Settings
from storage.records_installs import Installation

ACCESS, REFRESH = "access", "refresh"
WANTS = "`winbook tokens key` makes one; set TOKEN_KEYS to it, and keep it elsewhere too."


class Unreadable(OSError):  # noqa: N818 - says what a token is
    """No key of this process opens it. Another process may have a newer key: it passes."""


class Misplaced(Exception):  # noqa: N818 - says what a token is
    """It was sealed for another workspace, or as another kind of token."""


def new_key() -> str:
    from cryptography.fernet import Fernet  # noqa: PLC0415 - 50 ms, for OAuth alone

    return Fernet.generate_key().decode()


class Keys:
    """Fernet knows no associated data, so what is sealed says itself where it belongs."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Refused when there is none, or one that is no key; no sentence says a key."""
        try:
            from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 - as above
        except ImportError:
            raise Refused("OAuth needs an extra: pip install 'winbook[oauth]'.") from None
        if not keys:
            raise Refused(f"OAuth needs a key for the tokens. {WANTS}")
        try:
            self._each = [Fernet(key) for key in keys]
        except ValueError:
            raise Refused(f"TOKEN_KEYS holds something that is no key. {WANTS}") from None
        self._all, self._newest = MultiFernet(self._each), self._each[0]

    def seal(self, row: Installation, kind: str, token: str) -> str:
        said = _place(row, kind) | {"token": token}
        return self._newest.encrypt(json.dumps(said).encode()).decode()

    def open(self, row: Installation, kind: str) -> str:
        """Raises Unreadable, or Misplaced when it was moved here from elsewhere."""
        said = self._said(self._all, row, kind)
        token = said.pop("token", "")
        if said != _place(row, kind):
            raise Misplaced
        return str(token)

    def is_newest(self, row: Installation) -> bool:
        """Whether the newest key alone opens all of the row's tokens."""
        try:
            for kind in (ACCESS, REFRESH):
                if sealed(row, kind):
                    self._said(self._newest, row, kind)
        except Unreadable:
            return False
        return True

    def _said(self, fernet: Any, row: Installation, kind: str) -> dict[str, Any]:
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 - as above

        try:
            said: dict[str, Any] = json.loads(fernet.decrypt(sealed(row, kind)))
        except (InvalidToken, ValueError):
            raise Unreadable("a token that no key opens") from None
        return said


def keys_of(settings: Settings) -> Keys:
    """Those of TOKEN_KEYS, the newest first."""
    said = settings.token_keys.get_secret_value()
    return Keys(said.replace(",", " ").split())


def sealed(row: Installation, kind: str) -> str:
    return row.token if kind == ACCESS else row.refresh


def _place(row: Installation, kind: str) -> dict[str, str]:
    return {"app": row.app, "workspace": row.workspace, "kind": kind}
