"""Questions about what a person holds: credentials, their files, addresses, trusted keys."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select

from storage.engine import Database
from storage.records import Principal
from storage.records_credentials import Address, Credential, CredentialFile, TrustedKey
from storage.rows import (
    add_unless_known,
    by_key,
    change,
    first,
    hold,
    is_mine,
    many,
    one,
    read,
    remove,
    table,
)

credentials, files = table(Credential).c, table(CredentialFile).c
addresses, trusted = table(Address).c, table(TrustedKey).c
EVERYBODY = ""


class Credentials:
    """Each person's own; nobody else is ever shown them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, me: Principal, record: Credential, body: bytes = b"") -> tuple[Credential, bool]:
        """One per source, under the next number; (the row, whether it is new)."""
        record.workspace, record.owner = me.workspace, me.user
        mine = is_mine(Credential, me)
        with self._database.writing() as connection:
            hold(connection, "credentials", *me[:2])
            highest = connection.scalar(select(func.max(credentials.number)).where(*mine)) or 0
            record.number = highest + 1
            is_new = add_unless_known(connection, record)
            same = read(Credential).where(*mine, credentials.source == record.source)
            found = one(connection, Credential, same) or record
            if is_new and body:
                told: dict[str, Any] = {"workspace": me.workspace, "owner": me.user, "body": body}
                add_unless_known(connection, CredentialFile(credential_id=found.id or 0, **told))
            return found, is_new

    def of(self, me: Principal) -> list[Credential]:
        """All of them, retired ones too, the oldest number first."""
        question = read(Credential).where(*is_mine(Credential, me))
        with self._database.reading() as connection:
            return many(connection, Credential, question.order_by(credentials.number))

    def owners_expiring(self, workspace: str, first: date, last: date) -> set[str]:
        """Whose last day of something lies between these days, both included; for the planner."""
        question = select(credentials.owner).where(
            credentials.workspace == workspace,
            credentials.retired_on.is_(None),
            credentials.expires.between(first, last),
        )
        with self._database.reading() as connection:
            return set(connection.scalars(question.distinct()))

    def ending(self, workspace: str, first: date, last: date) -> list[Credential]:
        """Badges with a file whose last day lies between these days, for the planner."""
        question = read(Credential).where(
            credentials.workspace == workspace,
            credentials.retired_on.is_(None),
            credentials.file != "",
            credentials.expires.between(first, last),
        )
        with self._database.reading() as connection:
            return many(connection, Credential, question.order_by(credentials.id))

    def owners_of_badges(self, workspace: str) -> list[str]:
        """Who holds a badge with a file that was not retired."""
        question = select(credentials.owner).where(
            credentials.workspace == workspace,
            credentials.retired_on.is_(None),
            credentials.file != "",
        )
        with self._database.reading() as connection:
            return sorted(connection.scalars(question.distinct()))

    def get(self, me: Principal, public_id: str) -> Credential | None:
        return self._one(me, credentials.public_id == public_id)

    def numbered(self, me: Principal, number: int) -> Credential | None:
        return self._one(me, credentials.number == number)

    def change(self, me: Principal, public_id: str, **changes: Any) -> Credential | None:
        where = (*is_mine(Credential, me), credentials.public_id == public_id)
        with self._database.writing() as connection:
            return first(change(connection, Credential, where, **changes))

    def drop(self, me: Principal, public_id: str) -> bool:
        """For good, its file too."""
        mine = (*is_mine(Credential, me), credentials.public_id == public_id)
        with self._database.writing() as connection:
            id_ = connection.scalar(select(credentials.id).where(*mine))
            held = (*is_mine(CredentialFile, me), files.credential_id == id_)
            remove(connection, CredentialFile, *held)
            return bool(remove(connection, Credential, *mine))

    def body(self, me: Principal, credential: Credential) -> bytes:
        """The file as it was dropped; empty for what was logged by form."""
        with self._database.reading() as connection:
            key = (me.workspace, me.user, credential.id)
            found = by_key(connection, CredentialFile, *key)
            return found.body if found else b""

    def addresses(self, me: Principal) -> list[str]:
        question = select(addresses.address).where(*is_mine(Address, me))
        with self._database.reading() as connection:
            return list(connection.scalars(question.order_by(addresses.at, addresses.address)))

    def set_addresses(self, me: Principal, said: list[str], at: datetime) -> None:
        """These and no others."""
        with self._database.writing() as connection:
            remove(connection, Address, *is_mine(Address, me))
            for address in said:
                told = {"workspace": me.workspace, "owner": me.user}
                add_unless_known(connection, Address(address=address, at=at, **told))

    def trust(self, me: Principal, owner: str, issuer: str, key: str, at: datetime) -> None:
        """For oneself, or with owner "" for everybody here."""
        told: dict[str, Any] = {"workspace": me.workspace, "owner": owner, "made_by": me.user}
        with self._database.writing() as connection:
            add_unless_known(connection, TrustedKey(issuer=issuer, key=key, at=at, **told))

    def trusted(self, me: Principal) -> list[TrustedKey]:
        """The person's own, then the workspace's."""
        mine = or_(trusted.owner == me.user, trusted.owner == EVERYBODY)
        question = read(TrustedKey).where(trusted.workspace == me.workspace, mine)
        with self._database.reading() as connection:
            return many(connection, TrustedKey, question.order_by(trusted.owner.desc(), trusted.id))

    def distrust(self, me: Principal, owner: str, public_id: str) -> bool:
        where = (
            trusted.workspace == me.workspace,
            trusted.owner == owner,
            trusted.public_id == public_id,
        )
        with self._database.writing() as connection:
            return bool(remove(connection, TrustedKey, *where))

    def _one(self, me: Principal, where: Any) -> Credential | None:
        with self._database.reading() as connection:
            question = read(Credential).where(*is_mine(Credential, me), where)
            return one(connection, Credential, question)
