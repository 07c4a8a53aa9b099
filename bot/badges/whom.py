"""What a check is made with: the person's addresses, whose keys are trusted, and when."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

OFF = "links are followed only when you ask for it, and only where it is switched on"


class Unreachable(Exception):  # noqa: N818 - says what the other side is
    """Nothing was read; the sentence says why."""


class Fetched(NamedTuple):
    status: int
    body: bytes


Fetch = Callable[[str], Fetched]


@dataclass(frozen=True)
class Trusted:
    """A key that the person, or an admin for the workspace, said is this issuer's."""

    issuer: str
    key: Any
    whose: str = "you"  # you | the workspace | Winbook


@dataclass(frozen=True)
class Whom:
    """`fetch` None: no connection is opened."""

    now: datetime
    addresses: tuple[str, ...] = ()
    trusted: tuple[Trusted, ...] = ()
    fetch: Fetch | None = None
    gone: frozenset[str] = frozenset()  # issuers whose key was revoked
    own: frozenset[str] = frozenset()  # issuers that are this workspace's own keys
    taken_back: Mapping[str, str] = field(default_factory=dict)  # serials of theirs, with why

    def keys_of(self, *ids: str) -> list[Trusted]:
        wanted = {plain(one) for one in ids if one}
        return [one for one in self.trusted if plain(one.issuer) in wanted]


def plain(iri: str) -> str:
    return iri.strip().rstrip("/")
