"""What an installation gives the app: codes, tokens that expire, refresh tokens that work once."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

CODE_LIVES = timedelta(minutes=10)
TOKEN_LIVES = timedelta(hours=12)
MOST = 2  # access tokens of a rotating installation that live at the same time


@dataclass(frozen=True)
class Code:
    """What somebody agreed to, until the app fetches it."""

    redirect: str
    scopes: frozenset[str] | None  # None: all of the manifest's
    made: datetime
    for_all: bool = False  # for the whole organisation


@dataclass
class Grants:
    """The tokens of one workspace, or of one organisation."""

    first: str  # the token of the app's own page, which never expires
    is_rotating: bool = False
    codes: dict[str, Code] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    _live: dict[str, datetime | None] = field(default_factory=dict)  # token -> when it expires
    _refresh: str = ""
    _spent: set[str] = field(default_factory=set)

    def code(self, redirect: str, scopes: frozenset[str] | None, now: datetime, all_: bool) -> str:
        code = secrets.token_hex(16)
        self.codes[code] = Code(redirect, scopes, now, all_)
        return code

    def take(self, code: str, now: datetime) -> Code | None:
        """What was agreed to; a code works once, for ten minutes."""
        agreed = self.codes.pop(code, None)
        return agreed if agreed and now - agreed.made <= CODE_LIVES else None

    def knows(self, token: str) -> bool:
        """Whether it was ever ours, dead or alive."""
        return bool(token) and (token == self.first or token in self._live or token in self.revoked)

    def knows_refresh(self, token: str) -> bool:
        return bool(token) and (token == self._refresh or token in self._spent)

    def is_expired(self, token: str, now: datetime) -> bool:
        ends = self._live.get(token)
        return ends is not None and now >= ends

    def issue(self, now: datetime) -> dict[str, object]:
        """A new access token, and where tokens rotate a new refresh token, as Slack answers."""
        if not self.is_rotating:
            self.revoked |= {token for token in (self.first, *self._live) if token}
            self.first = f"xoxb-{secrets.token_hex(6)}-{secrets.token_hex(12)}"
            return {"access_token": self.first}
        token = f"xoxe.xoxb-1-{secrets.token_hex(40)}"
        self._live[token] = now + TOKEN_LIVES
        self._spent.add(self._refresh)
        self._refresh = f"xoxe-1-{secrets.token_hex(40)}"
        alive = [one for one in self._live if one not in self.revoked]
        self.revoked |= set(alive[:-MOST])
        seconds = int(TOKEN_LIVES.total_seconds())
        return {"access_token": token, "refresh_token": self._refresh, "expires_in": seconds}

    def renew(self, refresh: str, now: datetime) -> dict[str, object] | None:
        """The next pair; None for a refresh token that was used before."""
        return self.issue(now) if refresh and refresh == self._refresh else None

    def end(self) -> None:
        """The app is gone: nothing it was given is good any more."""
        self.revoked |= {token for token in (self.first, *self._live) if token}
        self._spent.add(self._refresh)
        self._refresh = ""
