"""What may be dropped in the bot's DM: the one list of who takes which file."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from slack_sdk import WebClient

from bot.settings import Settings
from bot.slack import files
from storage import Store
from storage.records import Person, Principal


class File(NamedTuple):
    """One file as it was fetched; `id` is Slack's."""

    id: str
    name: str
    data: bytes


class Dropping(NamedTuple):
    """All a taker may look at: the files of one message, all of its kind."""

    files: list[File]
    said: str  # the words beside them
    person: Person
    me: Principal
    client: WebClient
    store: Store
    now: datetime
    settings: Settings


class Taker(NamedTuple):
    """A feature that takes files: by their ending first, then by what is in them.

    `most` is in bytes. Files of the endings in `alone` are meant only where no words stand beside
    them: a win may have a picture. `take` plans the answer and must bear being called twice.
    """

    kind: str
    endings: frozenset[str]
    most: int
    fits: Callable[[File], bool]
    take: Callable[[Dropping], None]
    alone: frozenset[str] = frozenset()


class Takers:
    """The takers of all features, in their order."""

    def __init__(self, features: Iterable[Any]) -> None:
        self._all = [taker for feature in features for taker in getattr(feature, "TAKES", ())]

    def by_ending(self, name: str) -> list[Taker]:
        """Who may take a file of this name; several where an ending means several things."""
        return [taker for taker in self._all if files.ending(name) in taker.endings]

    def wants(self, event: dict[str, Any]) -> bool:
        """Is this message about its files? Words with a picture beside them stay words."""
        named = files.names(event)
        is_bare = not str(event.get("text") or "").strip()
        return bool(named) and (is_bare or any(self._speaks(name) for name in named))

    def _speaks(self, name: str) -> bool:
        """Does a file of this name say more than the words beside it?"""
        return any(files.ending(name) not in taker.alone for taker in self.by_ending(name))
