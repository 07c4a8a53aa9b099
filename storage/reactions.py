"""Questions about reactions: the newest word of one emoji on one message."""

from sqlalchemy import ColumnElement, select

from storage.engine import Database
from storage.records import Reaction
from storage.rows import change, put, table

reactions = table(Reaction).c


class Reactions:
    """Who has which emoji on what; Slack tells it in any order."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def react(
        self,
        workspace: str,
        channel: str,
        ts: str,
        user: str,
        emoji: str,
        is_on: bool,
        event_ts: str,
    ) -> bool:
        """Whether this is news: an event older than the newest one known is none.

        The same one again is: what it led to may not have happened, and happens once anyway."""
        record = Reaction(
            workspace=workspace,
            channel=channel,
            ts=ts,
            owner=user,
            emoji=emoji,
            is_on=is_on,
            newest=event_ts,
        )
        changes = {"is_on": is_on, "newest": event_ts}
        is_newer = reactions.newest <= event_ts
        return self._database.together(lambda on: put(on, record, changes, is_newer)) is not None

    def seen(self, workspace: str, channel: str, ts: str, user: str) -> dict[str, bool]:
        """Each emoji this person has had on that message, and whether it counts as there."""
        where = _theirs(workspace, channel, ts, user)
        question = select(reactions.emoji, reactions.is_on).where(*where)
        with self._database.reading() as connection:
            return {row.emoji: row.is_on for row in connection.execute(question)}

    def answered(self, workspace: str, channel: str, ts: str, user: str) -> None:
        """What taking emoji off had asked is answered: they count as there again."""
        where = _theirs(workspace, channel, ts, user)
        self._database.together(lambda on: change(on, Reaction, where, is_on=True))


def _theirs(workspace: str, channel: str, ts: str, user: str) -> tuple[ColumnElement[bool], ...]:
    message = (reactions.channel == channel, reactions.ts == ts)
    return (reactions.workspace == workspace, *message, reactions.owner == user)
