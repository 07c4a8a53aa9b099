"""Questions about what a person is on the way to: programmes, ladders of credentials, pathways."""

from typing import Any, TypeVar

from sqlalchemy import select
from sqlmodel import SQLModel

from storage.engine import Database
from storage.records import CredentialLadder, Pathway, Principal, Programme
from storage.rows import add_unless_known, change, first, is_mine, table

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
        question = select(CredentialLadder).where(
            ladders.workspace == me.workspace, ladders.owner.in_((me.user, EVERYBODY))
        )
        with self._database.reading() as session:
            return list(session.scalars(question.order_by(ladders.owner.desc(), ladders.name)))

    def put_ladder(self, record: CredentialLadder) -> CredentialLadder:
        """The same name again replaces what it said."""
        where = (
            ladders.workspace == record.workspace,
            ladders.owner == record.owner,
            ladders.key == record.key,
        )
        changes = {name: getattr(record, name) for name in REPLACED}
        with self._database.writing() as session:
            if not add_unless_known(session, record):
                change(session, CredentialLadder, where, **changes)
            return session.scalars(select(CredentialLadder).where(*where)).one()

    def drop_ladder(self, me: Principal, owner: str, public_id: str) -> bool:
        where = (
            ladders.workspace == me.workspace,
            ladders.owner == owner,
            ladders.public_id == public_id,
        )
        with self._database.writing() as session:
            found = session.scalars(select(CredentialLadder).where(*where)).first()
            if found is not None:
                session.delete(found)
            return found is not None

    def _all(self, me: Principal, model: type[R]) -> list[R]:
        question = select(model).where(*is_mine(model, me)).order_by(table(model).c.id)
        with self._database.reading() as session:
            return list(session.scalars(question))

    def _add(self, me: Principal, model: type[R], record: Any) -> R:
        record.workspace, record.owner = me.workspace, me.user
        where = (*is_mine(model, me), table(model).c.source == record.source)
        with self._database.writing() as session:
            add_unless_known(session, record)
            return session.scalars(select(model).where(*where)).one()

    def _change(
        self, me: Principal, model: type[R], public_id: str, changes: dict[str, Any]
    ) -> R | None:
        where = (*is_mine(model, me), table(model).c.public_id == public_id)
        with self._database.writing() as session:
            return first(change(session, model, where, **changes))
