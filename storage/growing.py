"""Questions about what a person is on the way to: programmes, ladders of credentials, pathways."""

from typing import Any, TypeVar

from sqlalchemy import or_
from sqlmodel import SQLModel

from storage.engine import Database
from storage.records import Principal
from storage.records_credentials import CredentialLadder, Pathway, Programme
from storage.rows import (
    add_unless_known,
    change,
    first,
    is_mine,
    many,
    one,
    read,
    remove,
    table,
)

ladders = table(CredentialLadder).c
R = TypeVar("R", bound=SQLModel)
EVERYBODY = ""
REPLACED = ("name", "content", "file", "digest", "made_by", "created_at")


class Growing:
    """Each person's own; ladders may also be the whole workspace's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def programmes(self, me: Principal) -> list[Programme]:
        return self._all(me, Programme)

    def pathways(self, me: Principal) -> list[Pathway]:
        return self._all(me, Pathway)

    def start(self, me: Principal, record: Programme) -> Programme:
        """One per form."""
        return self._add(me, Programme, record)

    def choose(self, me: Principal, record: Pathway) -> Pathway:
        return self._add(me, Pathway, record)

    def change_programme(self, me: Principal, public_id: str, **changes: Any) -> Programme | None:
        return self._change(me, Programme, public_id, changes)

    def change_pathway(self, me: Principal, public_id: str, **changes: Any) -> Pathway | None:
        return self._change(me, Pathway, public_id, changes)

    def ladders(self, me: Principal) -> list[CredentialLadder]:
        """The person's own, then the workspace's."""
        mine = or_(ladders.owner == me.user, ladders.owner == EVERYBODY)
        question = read(CredentialLadder).where(ladders.workspace == me.workspace, mine)
        with self._database.reading() as connection:
            own_first = question.order_by(ladders.owner.desc(), ladders.name)
            return many(connection, CredentialLadder, own_first)

    def put_ladder(self, record: CredentialLadder) -> CredentialLadder:
        """The same name again replaces what it said."""
        where = (
            ladders.workspace == record.workspace,
            ladders.owner == record.owner,
            ladders.key == record.key,
        )
        changes = {name: getattr(record, name) for name in REPLACED}
        with self._database.writing() as connection:
            if not add_unless_known(connection, record):
                change(connection, CredentialLadder, where, **changes)
            question = read(CredentialLadder).where(*where)
            return one(connection, CredentialLadder, question) or record

    def drop_ladder(self, me: Principal, owner: str, public_id: str) -> bool:
        where = (
            ladders.workspace == me.workspace,
            ladders.owner == owner,
            ladders.public_id == public_id,
        )
        with self._database.writing() as connection:
            return bool(remove(connection, CredentialLadder, *where))

    def _all(self, me: Principal, model: type[R]) -> list[R]:
        question = read(model).where(*is_mine(model, me)).order_by(table(model).c.id)
        with self._database.reading() as connection:
            return many(connection, model, question)

    def _add(self, me: Principal, model: type[R], record: Any) -> R:
        record.workspace, record.owner = me.workspace, me.user
        where = (*is_mine(model, me), table(model).c.source == record.source)
        with self._database.writing() as connection:
            add_unless_known(connection, record)
            return one(connection, model, read(model).where(*where)) or record

    def _change(
        self, me: Principal, model: type[R], public_id: str, changes: dict[str, Any]
    ) -> R | None:
        where = (*is_mine(model, me), table(model).c.public_id == public_id)
        with self._database.writing() as connection:
            return first(change(connection, model, where, **changes))
