"""Questions about papers: dated texts that two people confirm, and what became of each."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from storage.engine import Database
from storage.records import Delivery, Principal
from storage.records_people import Paper, Plan
from storage.rows import add_unless_known, change, first, hold, is_mine, many, read, table

papers, plans = table(Paper).c, table(Plan).c


class Papers:
    """A text is written once; what is new about it is a new one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def send(self, me: Principal, row: Paper, delivery: Delivery) -> Paper:
        """The next number; what was sent before and not confirmed is replaced."""
        mine = (*is_mine(Paper, me), papers.about == row.about)
        with self._database.writing() as connection:
            hold(connection, "papers", row.about)
            newest = connection.scalar(select(func.max(papers.number)).where(*mine)) or 0
            change(connection, Paper, (*mine, papers.state == "sent"), state="replaced")
            row.number = newest + 1
            add_unless_known(connection, row)
            add_unless_known(connection, delivery)
            _say(connection, row, "sent")
        return row

    def of(self, me: Principal, about: str) -> list[Paper]:
        """The papers of one plan or decision of mine, newest first."""
        return self._many((*is_mine(Paper, me), papers.about == about))

    def get(self, me: Principal, public_id: str) -> Paper | None:
        """One of mine."""
        return first(self._many((*is_mine(Paper, me), papers.public_id == public_id)))

    def to_me(self, me: Principal, public_id: str) -> Paper | None:
        """One that I was asked to confirm."""
        return first(self._many((*_to(me), papers.public_id == public_id)))

    def addressed(self, me: Principal) -> list[Paper]:
        """Every paper put to me that still stands, newest first."""
        return self._many((*_to(me), papers.state.in_(("sent", "confirmed", "corrected"))))

    def confirm(self, me: Principal, public_id: str, tell: Delivery, at: datetime) -> Paper | None:
        """None unless it waits for me; a second time changes nothing."""
        return self._decide(me, public_id, tell, state="confirmed", other_at=at)

    def correct(
        self, me: Principal, public_id: str, words: str, tell: Delivery, at: datetime
    ) -> Paper | None:
        """As `confirm`, with what should stand there instead."""
        changes = {"state": "corrected", "correction": words, "other_at": at}
        return self._decide(me, public_id, tell, **changes)

    def recall(self, me: Principal, about: str) -> list[Paper]:
        """What was sent and not answered is taken back."""
        where = (*is_mine(Paper, me), papers.about == about, papers.state == "sent")
        with self._database.writing() as connection:
            return change(connection, Paper, where, state="recalled")

    def _decide(
        self, me: Principal, public_id: str, tell: Delivery, **changes: Any
    ) -> Paper | None:
        where = (*_to(me), papers.public_id == public_id, papers.state == "sent")
        with self._database.writing() as connection:
            done = first(change(connection, Paper, where, **changes))
            if done is not None:
                add_unless_known(connection, tell)
                _say(connection, done, "agreed" if done.state == "confirmed" else "corrected")
            return done

    def _many(self, where: Iterable[ColumnElement[bool]]) -> list[Paper]:
        question = read(Paper).where(*where).order_by(papers.owner_at.desc(), papers.id.desc())
        with self._database.reading() as connection:
            return many(connection, Paper, question)


def _to(me: Principal) -> tuple[ColumnElement[bool], ...]:
    return papers.workspace == me.workspace, papers.other == me.user


def _say(connection: Connection, row: Paper, state: str) -> None:
    """What a plan's newest paper says of it; changed since, it stays a draft."""
    itself = (plans.workspace == row.workspace, plans.public_id == row.about)
    known = plans.state.in_(("draft", "sent", "corrected", "agreed"))
    fresh = known if state == "sent" else plans.state == "sent"
    change(connection, Plan, (*itself, fresh), state=state)
