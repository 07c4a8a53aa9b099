"""Questions about the message behind praise: is it held, was it edited, was it deleted?"""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select

from storage.engine import Database
from storage.packets import take_back
from storage.records import Event, Praise, Tombstone, Win
from storage.rows import add_unless_known, by_key, change, hold, many, read, remove, table

praises, wins, inbox = table(Praise).c, table(Win).c, table(Event).c
OPEN = ("new", "busy", "parked")


class Messages:
    """Everything that Slack tells about a message after it was said."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_message(self, workspace: str, channel: str, ts: str) -> list[Praise]:
        """One per praised person, in any state."""
        question = read(Praise).where(*_said_in(workspace, channel, ts)).order_by(praises.id)
        with self._database.reading() as connection:
            return many(connection, Praise, question)

    def holds(self, workspace: str, channel: str, ts: str) -> bool:
        """Whether anything of ours came from this message, or is about to."""
        question = select(
            or_(
                exists().where(*_said_in(workspace, channel, ts)),
                exists().where(
                    wins.workspace == workspace, wins.place == channel, wins.place_ts == ts
                ),
                exists().where(
                    inbox.workspace == workspace,
                    inbox.channel == channel,
                    inbox.ts == ts,
                    inbox.state.in_(OPEN),
                ),
            )
        )
        with self._database.reading() as connection:
            return bool(connection.scalar(question))

    def is_deleted(self, workspace: str, channel: str, ts: str) -> bool:
        """Whether a message that we held was deleted in Slack."""
        with self._database.reading() as connection:
            return by_key(connection, Tombstone, workspace, channel, ts) is not None

    def withdrawn(
        self, workspace: str, channel: str, ts: str, event_ts: str, at: datetime
    ) -> list[Praise]:
        """The message was deleted: kept rows lose their words, drafts go, nothing comes back.

        Returns the rows it was news for, drafts as they would stand.
        """
        there = (*_said_in(workspace, channel, ts), praises.newest < event_ts)
        changes = {"state": "withdrawn", "newest": event_ts, "updated_at": at}
        wordless = {"quote": "", "reason": "", "digest": ""}
        with self._database.writing() as connection:
            hold(connection, "messages", workspace)
            dead = Tombstone(workspace=workspace, channel=channel, ts=ts, at=at)
            add_unless_known(connection, dead)
            drafts = set(
                connection.scalars(select(praises.id).where(*there, praises.state == "draft"))
            )
            rows = change(
                connection, Praise, (*there, praises.state != "withdrawn"), **changes, **wordless
            )
            take_back(connection, rows)
            remove(connection, Praise, praises.workspace == workspace, praises.id.in_(drafts))
            return sorted(rows, key=lambda row: row.id or 0)

    def edited(
        self,
        workspace: str,
        channel: str,
        ts: str,
        quote: str,
        event_ts: str,
        at: datetime,
        reason: str = "",
    ) -> list[Praise]:
        """The message was edited: drafts say the new words, kept rows keep theirs and note it.

        Returns the rows it was news for: none when the words are equal or the event is old.
        """
        digest = hashlib.sha256(quote.encode("utf-8", "replace")).hexdigest()
        there = (
            *_said_in(workspace, channel, ts),
            praises.newest < event_ts,
            praises.quote != quote,
        )
        seen: dict[str, Any] = {"newest": event_ts, "updated_at": at}
        words = {"quote": quote, "reason": reason, "digest": digest}
        with self._database.writing() as connection:
            hold(connection, "messages", workspace)
            drafts = change(connection, Praise, (*there, praises.state == "draft"), **seen, **words)
            seen["edited_at"] = at
            kept = change(connection, Praise, (*there, praises.state == "kept"), **seen)
            return drafts + kept


def _said_in(workspace: str, channel: str, ts: str) -> tuple[ColumnElement[bool], ...]:
    return praises.workspace == workspace, praises.channel == channel, praises.ts == ts
