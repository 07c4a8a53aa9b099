"""Questions about workspaces."""

from datetime import datetime

from sqlalchemy import select

from storage.engine import Database
from storage.records import Workspace
from storage.rows import change, put, table, values

workspaces = table(Workspace).c


class Workspaces:
    """Where the bot is installed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, workspace: str) -> Workspace | None:
        with self._database.reading() as session:
            return session.get(Workspace, workspace)

    def save(self, record: Workspace) -> Workspace:
        """Insert it or replace what was known."""
        said = values(record)
        with self._database.writing() as session:
            put(session, record, {key: said[key] for key in said if key != "id"})
        return record

    def active(self) -> list[Workspace]:
        question = select(Workspace).where(workspaces.state == "active")
        with self._database.reading() as session:
            return list(session.scalars(question.order_by(workspaces.id)))

    def refuse_block(self, workspace: str, block_type: str) -> None:
        """Remember that this workspace does not take such blocks."""
        with self._database.writing() as session:
            record = session.get(Workspace, workspace)
            if record and block_type not in record.refused_blocks:
                refused = [*record.refused_blocks, block_type]
                change(session, Workspace, [workspaces.id == workspace], refused_blocks=refused)

    def leave(self, workspace: str, at: datetime) -> None:
        """Stop at once; the data goes after the grace. A second time changes nothing."""
        where = [workspaces.id == workspace, workspaces.state == "active"]
        with self._database.writing() as session:
            change(session, Workspace, where, state="leaving", left_at=at)
