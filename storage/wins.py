"""Questions about wins: log, list, edit, bin."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from storage.adding import Added, Near, Noted, add, around, nothing, version_of
from storage.engine import Database
from storage.records import Praise, Principal, Win, WinVersion
from storage.rows import change, first, is_mine, many, one, read, remove, table

__all__ = ["Added", "Changed", "Near", "Wins"]

wins = table(Win).c
praises = table(Praise).c
versions = table(WinVersion).c


class Changed(Exception):  # noqa: N818 - says what happened to the win
    """Somebody, perhaps the same person elsewhere, has edited the win in between."""


class Wins:
    """Each person's own book."""

    def __init__(self, database: Database, moved: Callable[[Principal], None]) -> None:
        """`moved` is told whose win went into the bin or came out of it."""
        self._database, self._moved = database, moved

    def add(
        self, me: Principal, win: Win, within: timedelta | None = None, noted: Noted = nothing
    ) -> Added:
        """One win per source. Other words from the same source update it and keep the old ones.

        Those within that time of it come back with it; `noted` says by them what to note beside
        it. Everybody's commit waits for that, so it must not wait for anything.
        """
        return self._database.together(lambda on: add(on, me, win, within, noted))

    def around(self, me: Principal, day: date, within: timedelta) -> list[Near]:
        """What is kept of these days, newest first: enough of it to find a win told twice."""
        with self._database.reading() as connection:
            return around(connection, me, day, within)

    def get(self, me: Principal, public_id: str) -> Win | None:
        """Binned ones too."""
        return self._one(me, read(Win).where(wins.public_id == public_id))

    def numbered(self, me: Principal, n: int) -> Win | None:
        """By the short number that the person reads. Binned ones too."""
        return self._one(me, read(Win).where(wins.number == n))

    def said_in(self, workspace: str, channel: str, ts: str) -> list[Win]:
        """Everybody's that were saved from this very message, the bin left out."""
        question = read(Win).where(
            wins.workspace == workspace,
            wins.place == channel,
            wins.place_ts == ts,
            wins.source == f"message:{channel}:{ts}",
            wins.deleted_at.is_(None),
        )
        with self._database.reading() as connection:
            return many(connection, Win, question.order_by(wins.id))

    def last(self, me: Principal) -> Win | None:
        """The newest one logged that is kept and not in the bin."""
        question = read(Win).where(wins.state == "kept", wins.deleted_at.is_(None))
        return self._one(me, question.order_by(wins.number.desc()).limit(1))

    def of(
        self,
        me: Principal,
        since: date | None = None,
        until: date | None = None,
        states: tuple[str, ...] = ("kept",),
    ) -> list[Win]:
        """Newest happened first, both days included, the bin left out."""
        question = read(Win).where(wins.state.in_(states), wins.deleted_at.is_(None))
        if since is not None:
            question = question.where(wins.happened >= since)
        if until is not None:
            question = question.where(wins.happened <= until)
        return self._many(me, question.order_by(wins.happened.desc(), wins.number.desc()))

    def count(self, me: Principal) -> int:
        """Kept ones, the bin left out."""
        question = select(func.count()).where(
            *is_mine(Win, me), wins.state == "kept", wins.deleted_at.is_(None)
        )
        with self._database.reading() as connection:
            return connection.scalar(question) or 0

    def change(
        self, me: Principal, public_id: str, version: int, at: datetime, **changes: Any
    ) -> Win:
        """Keeps what it said before. Raises Changed when `version` is old, KeyError when gone."""
        where = (*is_mine(Win, me), wins.public_id == public_id)
        with self._database.writing() as connection:
            win = one(connection, Win, read(Win).where(*where).with_for_update())
            if win is None:
                raise KeyError(public_id)
            if win.version != version:
                raise Changed(public_id)
            connection.execute(table(WinVersion).insert(), version_of(win, at))
            where = (*where, wins.version == version)
            changed = change(connection, Win, where, **changes, version=version + 1, updated_at=at)
            if not changed:
                raise Changed(public_id)
            return changed[0]

    def note(self, me: Principal, public_id: str, **notes: Any) -> Win | None:
        """What the coach notes beside a win: no word changes, so no version is kept."""
        where = (*is_mine(Win, me), wins.public_id == public_id)
        return first(self._database.together(lambda on: change(on, Win, where, **notes)))

    def bin(self, me: Principal, public_id: str, at: datetime) -> Win | None:
        """Into the bin; the first deletion's time stays."""
        return self._move(me, public_id, wins.deleted_at.is_(None), deleted_at=at, updated_at=at)

    def restore(self, me: Principal, public_id: str, at: datetime) -> Win | None:
        there = wins.deleted_at.is_not(None)
        return self._move(me, public_id, there, deleted_at=None, updated_at=at)

    def binned(self, me: Principal) -> list[Win]:
        """Newest deletion first."""
        question = read(Win).where(wins.deleted_at.is_not(None))
        return self._many(me, question.order_by(wins.deleted_at.desc(), wins.number.desc()))

    def empty_bins(self, before: datetime) -> int:
        """Deletes for good, in every workspace, what went into the bin before that moment."""
        with self._database.writing() as connection:
            old = select(wins.id).where(wins.deleted_at < before)
            change(connection, Praise, [praises.win_id.in_(old)], win_id=None, because=[])
            return remove(connection, Win, wins.deleted_at < before)

    def history(self, me: Principal, public_id: str) -> list[WinVersion]:
        """What it said before each edit, oldest first."""
        question = (
            read(WinVersion)
            .join(table(Win), (wins.id == versions.win_id) & (wins.workspace == versions.workspace))
            .where(*is_mine(WinVersion, me), *is_mine(Win, me), wins.public_id == public_id)
        )
        with self._database.reading() as connection:
            return many(connection, WinVersion, question.order_by(versions.version))

    def _move(self, me: Principal, public_id: str, unless: Any, **changes: Any) -> Win | None:
        where = (*is_mine(Win, me), wins.public_id == public_id)

        def work(on: Connection) -> Win | None:
            moved = change(on, Win, (*where, unless), **changes)
            return first(moved) or one(on, Win, read(Win).where(*where))

        win = self._database.together(work)
        self._moved(me)
        return win

    def _one(self, me: Principal, question: Select[Any]) -> Win | None:
        with self._database.reading() as connection:
            return one(connection, Win, question.where(*is_mine(Win, me)))

    def _many(self, me: Principal, question: Select[Any]) -> list[Win]:
        with self._database.reading() as connection:
            return many(connection, Win, question.where(*is_mine(Win, me)))
