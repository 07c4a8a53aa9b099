"""Questions about workspaces."""

from datetime import datetime

from sqlalchemy import Connection

from storage.engine import Database
from storage.records import Workspace
from storage.records_installs import Installation
from storage.rows import by_key, change, hold, many, put, read, table, values

workspaces = table(Workspace).c


class Workspaces:
    """Where the bot is installed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, workspace: str) -> Workspace | None:
        with self._database.reading() as connection:
            return by_key(connection, Workspace, workspace)

    def save(self, record: Workspace) -> Workspace:
        """Insert it or replace what was known."""
        said = values(record)
        with self._database.writing() as connection:
            put(connection, record, {key: said[key] for key in said if key != "id"})
        return record

    def active(self) -> list[Workspace]:
        question = read(Workspace).where(workspaces.state == "active")
        with self._database.reading() as connection:
            return many(connection, Workspace, question.order_by(workspaces.id))

    def leaving(self, before: datetime) -> list[str]:
        """Those that took Winbook out before that moment and did not come back."""
        gone = (workspaces.state == "leaving", workspaces.left_at < before)
        with self._database.reading() as connection:
            return [one.id for one in many(connection, Workspace, read(Workspace).where(*gone))]

    def closed(self) -> list[str]:
        """Those where something was wrong with a token, or nobody could read it."""
        shut = read(Workspace).where(workspaces.state == "closed").order_by(workspaces.id)
        with self._database.reading() as connection:
            return [one.id for one in many(connection, Workspace, shut)]

    def refuse_block(self, workspace: str, block_type: str) -> None:
        """Remember that this workspace does not take such blocks."""
        with self._database.writing() as connection:
            hold(connection, "blocks", workspace)
            record = by_key(connection, Workspace, workspace)
            if record and block_type not in record.refused_blocks:
                refused = [*record.refused_blocks, block_type]
                change(connection, Workspace, [workspaces.id == workspace], refused_blocks=refused)

    def leave(self, workspace: str, at: datetime) -> None:
        """Stop at once, without a token; the data goes after the grace. A second time changes
        nothing."""
        where = [workspaces.id == workspace, workspaces.state != "leaving"]
        with self._database.writing() as connection:
            change(connection, Workspace, where, state="leaving", left_at=at)
            _without_tokens(connection, workspace)

    def close(self, workspace: str) -> None:
        """Stop at once because something is wrong here; the data stays until it is mended."""
        where = [workspaces.id == workspace, workspaces.state == "active"]
        with self._database.writing() as connection:
            change(connection, Workspace, where, state="closed")
            _without_tokens(connection, workspace)


def _without_tokens(connection: Connection, workspace: str) -> None:
    where = [table(Installation).c.workspace == workspace]
    change(connection, Installation, where, token="", refresh="", expires_at=None)
