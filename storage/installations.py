"""Questions about installations: whose token, who fetches the next one, and under which key."""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import or_

from storage.engine import Database
from storage.records import Workspace
from storage.records_installs import Begun, Installation
from storage.rows import (
    Where,
    add_unless_known,
    change,
    first,
    hold,
    many,
    put,
    read,
    remove,
    table,
    values,
)

installations, begun = table(Installation).c, table(Begun).c
WHERE = ("app", "enterprise", "team")


class Installations:
    """One row for each app, organisation and workspace. Asked across workspaces."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, workspace: str) -> Installation | None:
        """The newest of a workspace, or of an organisation that has us in all of its own."""
        question = read(Installation).where(installations.workspace == workspace)
        newest = question.order_by(installations.installed_at.desc(), installations.id.desc())
        with self._database.reading() as connection:
            return first(many(connection, Installation, newest.limit(1)))

    def all(self) -> list[Installation]:
        """Those that have a token."""
        question = read(Installation).where(installations.token != "").order_by(installations.id)
        with self._database.reading() as connection:
            return many(connection, Installation, question)

    def install(self, row: Installation, here: Workspace) -> None:
        """New, or again: the workspace serves from now on, with these tokens and no older ones."""
        new, said = values(row), values(here)
        with self._database.writing() as connection:
            hold(connection, "install", row.app, row.enterprise, row.team)
            kept = {key: said[key] for key in said if key not in ("id", "zone", "created_at")}
            put(connection, here, kept)
            where = [installations[name] == new[name] for name in WHERE]
            if not change(connection, Installation, where, **new):
                add_unless_known(connection, row)

    def claim(self, now: datetime, before: datetime, until: datetime) -> Installation | None:
        """One whose token expires before that moment and which nobody else is renewing.

        Its row is locked for this statement alone: nobody waits while Slack is asked.
        """
        free = or_(installations.refreshing_until.is_(None), installations.refreshing_until <= now)
        stale = (installations.refresh != "", installations.expires_at <= before, free)
        soonest = read(Installation).where(*stale).order_by(installations.expires_at).limit(1)
        with self._database.writing() as connection:
            found = many(connection, Installation, soonest.with_for_update(skip_locked=True))
            mine = {"refreshing_until": until, "refresher": secrets.token_hex(8)}
            where = [installations.id == row.id for row in found]
            return first(change(connection, Installation, where, **mine)) if where else None

    def renewed(self, row: Installation, **new: Any) -> bool:
        """The next pair, unless another has it already, or the workspace left.

        Who claimed the row since has nothing while the refresh token is the one that was used.
        """
        is_mine = installations.refresher == row.refresher
        is_next = or_(is_mine, installations.refresh == row.refresh)
        where = (installations.id == row.id, installations.refresh != "", is_next)
        return self._change(where, refreshing_until=None, refresher="", **new)

    def postpone(self, row: Installation, until: datetime) -> bool:
        """Nobody tries before that moment."""
        same = (installations.id == row.id, installations.refresher == row.refresher)
        return self._change(same, refreshing_until=until)

    def reseal(self, row: Installation, token: str, refresh: str) -> bool:
        """The same tokens under another key; False when they have changed since."""
        same = (installations.token == row.token, installations.refresh == row.refresh)
        return self._change((installations.id == row.id, *same), token=token, refresh=refresh)

    def come_back(self, id: str, at: datetime) -> bool:
        """True the first time: what was begun in a browser comes back once."""
        with self._database.writing() as connection:
            return add_unless_known(connection, Begun(id=id, at=at))

    def prune(self, before: datetime) -> int:
        """Forget who came back before that moment; what they bring is too old by then."""
        with self._database.writing() as connection:
            return remove(connection, Begun, begun.at < before)

    def _change(self, where: Where, **changes: Any) -> bool:
        with self._database.writing() as connection:
            return bool(change(connection, Installation, where, **changes))
