"""Questions about peers asked to confirm: ask, answer, take back, and what both sides see."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from storage.engine import Database
from storage.packets import take_back
from storage.planning import join
from storage.records import Delivery, Praise, Principal
from storage.records_people import Confirmation, Tie
from storage.rows import add_unless_known, change, first, hold, is_mine, many, put, read, table

asked, praises, ties = table(Confirmation).c, table(Praise).c, table(Tie).c
WEEK = timedelta(days=7)
WIPED = {"quote": "", "reason": "", "digest": ""}


class Asked(NamedTuple):
    """What became of requests sent together: the new ones, and whom they could not go to."""

    sent: list[Confirmation]
    waiting: list[str]  # peers with an open request about that win
    tired: list[str]  # peers asked too often this week


class Confirmations:
    """Requests in the owner's book, and the answers, which stay the peer's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, rows: list[Confirmation], deliveries: list[Delivery], most: int) -> Asked:
        """Each request with its message, in one transaction; `most` is per peer and week.

        A delivery goes with the row whose public id it is about.
        """
        told, result = {row.about[0]: row for row in deliveries}, Asked([], [], [])
        with self._database.writing() as connection:
            for peer in sorted({row.peer for row in rows}):  # in one order: nobody waits in a ring
                hold(connection, "asked", rows[0].workspace, peer)
            for row in rows:
                if self._recent(connection, row) >= most:
                    result.tired.append(row.peer)
                elif not add_unless_known(connection, row):
                    result.waiting.append(row.peer)
                else:
                    add_unless_known(connection, told[row.public_id])
                    result.sent.append(row)
        return result

    def of(self, me: Principal) -> list[Confirmation]:
        """Everything I asked, newest first."""
        return self._many(is_mine(Confirmation, me))

    def get(self, me: Principal, public_id: str) -> Confirmation | None:
        """One of mine."""
        return first(self._many((*is_mine(Confirmation, me), asked.public_id == public_id)))

    def asked_of(self, me: Principal) -> list[Confirmation]:
        """What others asked me, newest first."""
        return self._many((asked.workspace == me.workspace, asked.peer == me.user))

    def to_me(self, me: Principal, public_id: str) -> Confirmation | None:
        """One that somebody asked me."""
        return first(self._many(_to(me, public_id)))

    def week(self, workspace: str, peer: str, since: datetime) -> list[Confirmation]:
        """What a peer was asked since then, by anybody, oldest first."""
        where = (asked.workspace == workspace, asked.peer == peer, asked.asked_at > since)
        return self._many(where)[::-1]

    def waiting(self, workspace: str, before: datetime, since: datetime) -> list[Confirmation]:
        """Open ones asked in between, for the planner of reminders."""
        times = (asked.asked_at <= before, asked.asked_at > since)
        return self._many((asked.workspace == workspace, asked.state == "open", *times))

    def answer(
        self,
        me: Principal,
        public_id: str,
        said: tuple[str, str],
        corroboration: Praise | None,
        tell: Delivery,
        at: datetime,
    ) -> Confirmation | None:
        """The first answer counts; (answer, words). None when there is nothing open to answer.

        What speaks for the win goes into the owner's book in the same transaction.
        """
        told = {"answer": said[0], "said": said[1], "answered_at": at, "state": "answered"}
        ref = corroboration.public_id if corroboration else ""
        with self._database.writing() as connection:
            where = (*_to(me, public_id), asked.state == "open")
            done = change(connection, Confirmation, where, **told, praise_ref=ref, turn=public_id)
            if done and corroboration is not None:
                add_unless_known(connection, corroboration)
            if done:
                join(connection, public_id, tell, at)
            return first(done)

    def withdraw(
        self, me: Principal, public_id: str, tell: Delivery, at: datetime
    ) -> Confirmation | None:
        """The peer takes an answer back: words go from book and packets, frozen ones too."""
        changes: dict[str, Any] = {"state": "withdrawn", "said": "", "answered_at": at}
        with self._database.writing() as connection:
            where = (*_to(me, public_id), asked.state == "answered")
            done = first(change(connection, Confirmation, where, **changes))
            if done is None:
                return None
            mine = (praises.workspace == me.workspace, praises.author == me.user)
            kept = (*mine, praises.public_id == done.praise_ref, praises.state != "withdrawn")
            gone = change(connection, Praise, kept, state="withdrawn", updated_at=at, **WIPED)
            take_back(connection, gone)
            join(connection, public_id, tell, at)
            return done

    def recall(self, me: Principal, public_id: str) -> Confirmation | None:
        """The owner takes an open request back."""
        where = (*is_mine(Confirmation, me), asked.public_id == public_id, asked.state == "open")
        with self._database.writing() as connection:
            return first(change(connection, Confirmation, where, state="recalled", turn=public_id))

    def tie(self, me: Principal, owner: str, kind: str, at: datetime) -> None:
        """How I work with somebody; "" takes it back."""
        row = Tie(workspace=me.workspace, owner=owner, peer=me.user, kind=kind, at=at)
        with self._database.writing() as connection:
            put(connection, row, {"kind": kind, "at": at})

    def ties(self, me: Principal) -> dict[str, str]:
        """How people say they work with me, by user id."""
        question = read(Tie).where(*is_mine(Tie, me), ties.kind != "")
        with self._database.reading() as connection:
            return {row.peer: row.kind for row in many(connection, Tie, question)}

    def _recent(self, connection: Connection, row: Confirmation) -> int:
        since = row.asked_at - WEEK
        where = (asked.workspace == row.workspace, asked.peer == row.peer, asked.asked_at > since)
        return connection.scalar(select(func.count(asked.id)).where(*where)) or 0

    def _many(self, where: Iterable[ColumnElement[bool]]) -> list[Confirmation]:
        question = read(Confirmation).where(*where)
        with self._database.reading() as connection:
            return many(
                connection, Confirmation, question.order_by(asked.asked_at.desc(), asked.id.desc())
            )


def _to(me: Principal, public_id: str) -> tuple[ColumnElement[bool], ...]:
    return asked.workspace == me.workspace, asked.peer == me.user, asked.public_id == public_id
