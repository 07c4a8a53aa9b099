"""Questions about badges of one's own record: who agreed to be named, and what was made."""

from datetime import datetime

from storage.engine import Database
from storage.records import Principal
from storage.records_credentials import Proof, ProofConsent
from storage.rows import add_unless_known, by_key, change, first, is_mine, many, one, read, table

consents, proofs = table(ProofConsent).c, table(Proof).c


class Proofs:
    """Asked for by the owner of a win, answered by each corroborator alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, me: Principal, win: str, peer: str, at: datetime) -> bool:
        """Whether it is new: nobody is asked twice about the same win."""
        row = ProofConsent(workspace=me.workspace, owner=me.user, win=win, peer=peer, asked_at=at)
        with self._database.writing() as connection:
            return add_unless_known(connection, row)

    def answer(
        self, peer: Principal, owner: str, win: str, answer: str, at: datetime
    ) -> ProofConsent | None:
        """yes | no, by the one who was asked; it can be changed, and binds what is made later."""
        where = (
            consents.workspace == peer.workspace,
            consents.owner == owner,
            consents.win == win,
            consents.peer == peer.user,
        )
        with self._database.writing() as connection:
            return first(change(connection, ProofConsent, where, answer=answer, answered_at=at))

    def asked(self, peer: Principal, owner: str, win: str) -> ProofConsent | None:
        with self._database.reading() as connection:
            return by_key(connection, ProofConsent, peer.workspace, owner, win, peer.user)

    def consents(self, me: Principal, win: str) -> dict[str, str]:
        """peer -> asked | yes | no."""
        question = read(ProofConsent).where(*is_mine(ProofConsent, me), consents.win == win)
        with self._database.reading() as connection:
            found = many(connection, ProofConsent, question)
            return {row.peer: row.answer for row in found}

    def keep(self, me: Principal, record: Proof) -> Proof:
        record.workspace, record.owner = me.workspace, me.user
        with self._database.writing() as connection:
            add_unless_known(connection, record)
        return record

    def get(self, me: Principal, public_id: str) -> Proof | None:
        where = (*is_mine(Proof, me), proofs.public_id == public_id)
        with self._database.reading() as connection:
            return one(connection, Proof, read(Proof).where(*where))

    def of(self, me: Principal) -> list[Proof]:
        """Newest first."""
        question = read(Proof).where(*is_mine(Proof, me)).order_by(proofs.id.desc())
        with self._database.reading() as connection:
            return many(connection, Proof, question)
