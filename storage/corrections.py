"""Questions about what a person corrected: kept per win, and forgotten at once when asked."""

from sqlalchemy import delete, select

from storage.engine import Database
from storage.records import Correction, Principal, Win
from storage.rows import is_mine, put, table

corrections, wins = table(Correction).c, table(Win).c


class Corrections:
    """What each person taught; nobody else's suggestions are touched by it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, me: Principal) -> list[Correction]:
        """Oldest first; what lies in the bin teaches nothing."""
        question = (
            select(Correction)
            .join(Win, (wins.id == corrections.win_id) & (wins.workspace == corrections.workspace))
            .where(*is_mine(Correction, me), *is_mine(Win, me), wins.deleted_at.is_(None))
        )
        with self._database.reading() as session:
            return list(session.scalars(question.order_by(corrections.at, corrections.win_id)))

    def about(self, me: Principal, win_id: int) -> Correction | None:
        """The one of this win, if its suggestion was changed."""
        with self._database.reading() as session:
            return session.get(Correction, (me.workspace, me.user, win_id))

    def keep(self, me: Principal, correction: Correction) -> None:
        """One per win: a second change of mind replaces the first."""
        correction.workspace, correction.owner = me.workspace, me.user
        changes = {
            name: getattr(correction, name) for name in ("moved_from", "moved_to", "words", "at")
        }
        with self._database.writing() as session:
            put(session, correction, changes)

    def drop(self, me: Principal, win_id: int) -> None:
        """The suggestion was right after all."""
        where = (*is_mine(Correction, me), corrections.win_id == win_id)
        with self._database.writing() as session:
            session.execute(delete(Correction).where(*where))

    def forget(self, me: Principal) -> int:
        """How many there were, those of binned wins included."""
        with self._database.writing() as session:
            statement = delete(Correction).where(*is_mine(Correction, me))
            return len(session.execute(statement.returning(corrections.win_id)).all())
