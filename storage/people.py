"""Questions about people: what Slack says of them, and what they chose."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from storage.engine import Database
from storage.held import Held, held_for
from storage.records import Person, Principal
from storage.rows import by_key, many, put, read, table

people = table(Person).c
ABOUT_RHYTHM = frozenset({"rhythm", "ask_day", "ask_time", "ask_zone"})


class People:
    """The people of every workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held = Held[Person](held_for(database))

    def lately(self, me: Principal, now: datetime) -> Person | None:
        """As `get`, or as it was a moment ago when another process changed it since."""
        return self._held.get(me, now, self.get)

    def drop_held(self, me: Principal) -> None:
        """Nothing of this person stays in memory."""
        self._held.drop(me)

    def get(self, me: Principal) -> Person | None:
        with self._database.reading() as connection:
            return by_key(connection, Person, me.workspace, me.user)

    def known(self, workspace: str) -> set[str]:
        """User ids that have a row, whatever became of them."""
        with self._database.reading() as connection:
            return set(connection.scalars(select(people.user).where(people.workspace == workspace)))

    def all(self, workspace: str | None = None) -> list[Person]:
        """Everybody who can be written to; of one workspace, or of all for the planners."""
        question = read(Person).where(people.is_bot.is_(False), people.is_gone.is_(False))
        if workspace is not None:
            question = question.where(people.workspace == workspace)
        with self._database.reading() as connection:
            return many(connection, Person, question.order_by(people.workspace, people.user))

    def learn(self, workspace: str, user: str, at: datetime, **facts: Any) -> Person:
        """What Slack says now; what they chose stays."""
        return self._put(Principal(workspace, user), at, {**facts, "profile_at": at})

    def asking(self, workspace: str) -> list[Person]:
        """Those of one workspace who chose to be asked."""
        question = read(Person).where(
            people.workspace == workspace,
            people.rhythm == "monthly",
            people.is_bot.is_(False),
            people.is_gone.is_(False),
        )
        with self._database.reading() as connection:
            return many(connection, Person, question.order_by(people.user))

    def meet(self, me: Principal, at: datetime, channel: str) -> Person:
        """Their direct message with the bot is known."""
        return self._put(me, at, {"channel": channel})

    def choose(self, me: Principal, at: datetime, stamp: str = "", **choices: Any) -> Person:
        """What they chose. A choice older than the newest one (by `action_ts`) changes nothing."""
        chosen = {**choices, **({"chosen_stamp": stamp} if stamp else {})}
        if ABOUT_RHYTHM & set(choices):
            chosen.setdefault("rhythm_at", at)
        return self._put(me, at, chosen, stamp)

    def acted(self, me: Principal, at: datetime) -> Person:
        """They did something: nothing is held back from them any more."""
        return self._put(me, at, {"acted_at": at, "silenced_at": None})

    def names(self, workspace: str, users: Iterable[str]) -> dict[str, str]:
        """Display names that are known; the others are left out."""
        wanted = set(users)
        if not wanted:
            return {}
        question = select(people.user, people.name).where(
            people.workspace == workspace, people.user.in_(wanted), people.name != ""
        )
        with self._database.reading() as connection:
            return {row.user: row.name for row in connection.execute(question)}

    def _put(self, me: Principal, at: datetime, changes: dict[str, Any], stamp: str = "") -> Person:
        record = Person(workspace=me.workspace, user=me.user, created_at=at, **changes)
        newest = people.chosen_stamp <= stamp if stamp else None

        def work(connection: Connection) -> Person:
            person = put(connection, record, changes, newest)
            return person or by_key(connection, Person, me.workspace, me.user) or record

        person = self._database.together(work)
        self._held.drop(me)
        return person
