"""Questions about decisions: what was answered, and whether its gap is closed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select

from storage.engine import Database
from storage.records import Principal
from storage.records_people import Decision
from storage.rows import add_unless_known, change, first, is_mine, many, one, read, table
from storage.wins import Changed

decisions = table(Decision).c


class Decisions:
    """Each person's own record of yes, no and not yet."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, me: Principal, row: Decision) -> Decision:
        """The same form sent twice is one decision."""
        row.workspace, row.owner = me.workspace, me.user
        with self._database.writing() as connection:
            add_unless_known(connection, row)
            same = (*is_mine(Decision, me), decisions.source == row.source)
            return many(connection, Decision, read(Decision).where(*same))[0]

    def get(self, me: Principal, public_id: str) -> Decision | None:
        question = read(Decision).where(*is_mine(Decision, me), decisions.public_id == public_id)
        with self._database.reading() as connection:
            return one(connection, Decision, question)

    def of(self, me: Principal) -> list[Decision]:
        """The latest first."""
        question = read(Decision).where(*is_mine(Decision, me))
        question = question.order_by(decisions.said_on.desc(), decisions.id.desc())
        with self._database.reading() as connection:
            return many(connection, Decision, question)

    def change(
        self, me: Principal, public_id: str, revision: int, at: datetime, **changes: Any
    ) -> Decision:
        """Raises Changed when it was changed in between, KeyError when it is gone."""
        mine = (*is_mine(Decision, me), decisions.public_id == public_id)
        changes |= {"revision": revision + 1, "updated_at": at}
        as_seen = (*mine, decisions.revision == revision)
        with self._database.writing() as connection:
            done = first(change(connection, Decision, as_seen, **changes))
            if done is not None:
                return done
            if connection.scalar(select(decisions.id).where(*mine)) is None:
                raise KeyError(public_id)
            raise Changed(public_id)

    def open_until(self, workspace: str, until: date) -> list[Decision]:
        """Everybody's whose gap is open, with a checkpoint or an end on or before that day."""
        near = or_(decisions.by <= until, decisions.checkpoint <= until)
        question = read(Decision).where(
            decisions.workspace == workspace, decisions.state == "open", near
        )
        with self._database.reading() as connection:
            return many(connection, Decision, question.order_by(decisions.id))
