"""Questions about badges of one's own record: who agreed to be named, and what was made."""

from datetime import datetime

from sqlalchemy import select

from storage.engine import Database
from storage.records import Principal, Proof, ProofConsent
from storage.rows import add_unless_known, change, first, is_mine, table

consents, proofs = table(ProofConsent).c, table(Proof).c


class Proofs:
    """Asked for by the owner of a win, answered by each corroborator alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ask(self, me: Principal, win: str, peer: str, at: datetime) -> bool:
        """Whether it is new: nobody is asked twice about the same win."""
        row = ProofConsent(workspace=me.workspace, owner=me.user, win=win, peer=peer, asked_at=at)
        with self._database.writing() as session:
            return add_unless_known(session, row)

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
        with self._database.writing() as session:
            return first(change(session, ProofConsent, where, answer=answer, answered_at=at))

    def asked(self, peer: Principal, owner: str, win: str) -> ProofConsent | None:
        with self._database.reading() as session:
            return session.get(ProofConsent, (peer.workspace, owner, win, peer.user))

    def consents(self, me: Principal, win: str) -> dict[str, str]:
        """peer -> asked | yes | no."""
        question = select(ProofConsent).where(*is_mine(ProofConsent, me), consents.win == win)
        with self._database.reading() as session:
            return {row.peer: row.answer for row in session.scalars(question)}

    def keep(self, me: Principal, record: Proof) -> Proof:
        record.workspace, record.owner = me.workspace, me.user
        with self._database.writing() as session:
            add_unless_known(session, record)
        return record

    def get(self, me: Principal, public_id: str) -> Proof | None:
        where = (*is_mine(Proof, me), proofs.public_id == public_id)
        with self._database.reading() as session:
            return session.scalars(select(Proof).where(*where)).first()

    def of(self, me: Principal) -> list[Proof]:
        """Newest first."""
        question = select(Proof).where(*is_mine(Proof, me)).order_by(proofs.id.desc())
        with self._database.reading() as session:
            return list(session.scalars(question))
