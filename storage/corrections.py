"""Questions about what a person corrected: kept per win, and forgotten at once when asked."""

from datetime import datetime

from storage.engine import Database
from storage.held import Held, held_for
from storage.records import Correction, Principal, Win
from storage.rows import by_key, is_mine, many, put, read, remove, table

corrections, wins = table(Correction).c, table(Win).c


class Corrections:
    """What each person taught; nobody else's suggestions are touched by it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held = Held[list[Correction]](held_for(database))

    def lately(self, me: Principal, now: datetime) -> list[Correction]:
        """As `of`, or as it was a moment ago when another process changed it since."""
        return self._held.get(me, now, self.of) or []

    def drop_held(self, me: Principal) -> None:
        """Nothing of this person stays in memory: their corrections or their bin changed."""
        self._held.drop(me)

    def of(self, me: Principal) -> list[Correction]:
        """Oldest first; what lies in the bin teaches nothing."""
        its_win = (wins.id == corrections.win_id) & (wins.workspace == corrections.workspace)
        mine = (*is_mine(Correction, me), *is_mine(Win, me), wins.deleted_at.is_(None))
        question = read(Correction).join(table(Win), its_win).where(*mine)
        question = question.order_by(corrections.at, corrections.win_id)
        with self._database.reading() as connection:
            return many(connection, Correction, question)

    def about(self, me: Principal, win_id: int) -> Correction | None:
        """The one of this win, if its suggestion was changed."""
        with self._database.reading() as connection:
            return by_key(connection, Correction, me.workspace, me.user, win_id)

    def keep(self, me: Principal, correction: Correction) -> None:
        """One per win: a second change of mind replaces the first."""
        correction.workspace, correction.owner = me.workspace, me.user
        changes = {
            name: getattr(correction, name) for name in ("moved_from", "moved_to", "words", "at")
        }
        self._database.together(lambda on: put(on, correction, changes))
        self._held.drop(me)

    def drop(self, me: Principal, win_id: int) -> None:
        """The suggestion was right after all."""
        where = (*is_mine(Correction, me), corrections.win_id == win_id)
        self._database.together(lambda on: remove(on, Correction, *where))
        self._held.drop(me)

    def forget(self, me: Principal) -> int:
        """How many there were, those of binned wins included."""
        mine = is_mine(Correction, me)
        gone = self._database.together(lambda on: remove(on, Correction, *mine))
        self._held.drop(me)
        return gone
