"""Questions about plans and their check-ins."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from storage.engine import Database
from storage.records import Delivery, Principal
from storage.records_people import CheckIn, Plan
from storage.rows import add_unless_known, change, first, is_mine, many, one, read, table
from storage.wins import Changed

plans, talks = table(Plan).c, table(CheckIn).c


class Plans:
    """One plan runs per person; ended ones are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def running(self, me: Principal) -> Plan | None:
        question = read(Plan).where(*is_mine(Plan, me), plans.turn == "open")
        with self._database.reading() as connection:
            return one(connection, Plan, question)

    def get(self, me: Principal, public_id: str) -> Plan | None:
        """Ended ones too."""
        question = read(Plan).where(*is_mine(Plan, me), plans.public_id == public_id)
        with self._database.reading() as connection:
            return one(connection, Plan, question)

    def of(self, me: Principal) -> list[Plan]:
        """All, newest first."""
        question = read(Plan).where(*is_mine(Plan, me)).order_by(plans.id.desc())
        with self._database.reading() as connection:
            return many(connection, Plan, question)

    def make(self, me: Principal, row: Plan) -> Plan:
        """The running plan; when there is one already, Changed."""
        row.workspace, row.owner = me.workspace, me.user
        with self._database.writing() as connection:
            if not add_unless_known(connection, row):
                raise Changed(row.public_id)
        return row

    def change(
        self, me: Principal, public_id: str, revision: int, at: datetime, **changes: Any
    ) -> Plan:
        """Raises Changed when somebody changed it in between, KeyError when it is gone."""
        mine = (*is_mine(Plan, me), plans.public_id == public_id)
        changes |= {"revision": revision + 1, "updated_at": at}
        with self._database.writing() as connection:
            done = first(change(connection, Plan, (*mine, plans.revision == revision), **changes))
            if done is not None:
                return done
            if connection.scalar(select(plans.id).where(*mine)) is None:
                raise KeyError(public_id)
            raise Changed(public_id)

    def end(self, me: Principal, public_id: str, at: datetime) -> Plan | None:
        """It is over; the next one can be made."""
        mine = (*is_mine(Plan, me), plans.public_id == public_id, plans.turn == "open")
        ended = {"turn": public_id, "state": "ended", "next_on": None, "updated_at": at}
        with self._database.writing() as connection:
            return first(change(connection, Plan, mine, **ended))

    def due(self, workspace: str, until: date) -> list[Plan]:
        """Everybody's that run and whose next check-in is on or before that day."""
        question = read(Plan).where(
            plans.workspace == workspace, plans.turn == "open", plans.next_on <= until
        )
        with self._database.reading() as connection:
            return many(connection, Plan, question.order_by(plans.id))


class CheckIns:
    """Talks with a sponsor: theirs is only what was shared."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def on(self, me: Principal, row: CheckIn) -> CheckIn:
        """The talk of this day, made when there is none."""
        row.workspace, row.owner = me.workspace, me.user
        with self._database.writing() as connection:
            add_unless_known(connection, row)
            where = (talks.plan_ref == row.plan_ref, talks.day == row.day)
            return many(connection, CheckIn, read(CheckIn).where(*is_mine(CheckIn, me), *where))[0]

    def get(self, me: Principal, public_id: str) -> CheckIn | None:
        """One of mine."""
        return first(self._many((*is_mine(CheckIn, me), talks.public_id == public_id)))

    def of(self, me: Principal, plan_ref: str) -> list[CheckIn]:
        """Newest first."""
        return self._many((*is_mine(CheckIn, me), talks.plan_ref == plan_ref))

    def with_me(self, me: Principal, public_id: str) -> CheckIn | None:
        """One whose sponsor I am, once something was shared."""
        return first(self._many((*_shared_with(me), talks.public_id == public_id)))

    def shared_with(self, me: Principal) -> list[CheckIn]:
        """All of them, newest first."""
        return self._many(_shared_with(me))

    def change(self, me: Principal, public_id: str, at: datetime, **changes: Any) -> CheckIn | None:
        mine = (*is_mine(CheckIn, me), talks.public_id == public_id)
        return self._change(mine, None, updated_at=at, **changes)

    def share(
        self, me: Principal, public_id: str, items: list[Any], tell: Delivery, at: datetime
    ) -> CheckIn | None:
        """These items and no others, from now on; the sponsor is told once."""
        mine = (*is_mine(CheckIn, me), talks.public_id == public_id)
        told = {"items": items, "state": "shared", "shared_at": at, "updated_at": at}
        return self._change(mine, tell, **told)

    def note(self, me: Principal, public_id: str, words: str, at: datetime) -> CheckIn | None:
        """The sponsor's own note."""
        where = (*_shared_with(me), talks.public_id == public_id)
        return self._change(where, None, sponsor_note=words, updated_at=at)

    def _change(
        self, where: Iterable[ColumnElement[bool]], tell: Delivery | None, **changes: Any
    ) -> CheckIn | None:
        with self._database.writing() as connection:
            done = first(change(connection, CheckIn, where, **changes))
            if done is not None and tell is not None:
                add_unless_known(connection, tell)
            return done

    def _many(self, where: Iterable[ColumnElement[bool]]) -> list[CheckIn]:
        question = read(CheckIn).where(*where).order_by(talks.day.desc(), talks.id.desc())
        with self._database.reading() as connection:
            return many(connection, CheckIn, question)


def _shared_with(me: Principal) -> tuple[ColumnElement[bool], ...]:
    mine = (talks.workspace == me.workspace, talks.sponsor == me.user)
    return (*mine, talks.state == "shared")
