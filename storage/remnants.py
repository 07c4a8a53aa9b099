"""What a database still says of people who were erased: looked for when a backup is opened."""

from datetime import datetime

from sqlalchemy import Connection, String, cast, delete, select, update
from sqlmodel import SQLModel

from storage.records import Person, Praise, Principal, ProofConsent, Win
from storage.rows import by_key, table

praises, people, wins = table(Praise).c, table(Person).c, table(Win).c
consents = table(ProofConsent).c


def everybody(connection: Connection) -> set[Principal]:
    """Whose id stands anywhere: as a person, an owner, an author, a peer who was named or asked."""
    found = set(connection.execute(select(people.workspace, people.user).distinct()))
    found |= set(connection.execute(select(praises.workspace, praises.author).distinct()))
    found |= set(connection.execute(select(consents.workspace, consents.peer).distinct()))
    for columns in SQLModel.metadata.tables.values():
        if "owner" in columns.c:
            owners = select(columns.c.workspace, columns.c.owner).distinct()
            found |= set(connection.execute(owners))
    pairs = connection.execute(select(wins.workspace, wins.credited))
    named = {(workspace, user) for workspace, users in pairs for user in users or ()}
    return {Principal(workspace, user) for workspace, user in found | named if user}


def was_before(connection: Connection, me: Principal, at: datetime) -> bool:
    """Is what stands here of this person older than their erasure?

    Their own row says it: whoever asks to be erased has one, and gets a new one on coming back.
    """
    person = by_key(connection, Person, me.workspace, me.user)
    return person is not None and person.created_at <= at


def unsay(connection: Connection, me: Principal, at: datetime) -> None:
    """Who came back, or is gone: what others hold of the time before names them no more."""
    before = (praises.workspace == me.workspace, praises.noticed_at <= at)
    authored = (*before, praises.author == me.user)
    connection.execute(update(table(Praise)).where(*authored).values(author=""))
    if by_key(connection, Person, me.workspace, me.user) is None:
        connection.execute(delete(table(Praise)).where(*before, praises.owner == me.user))
    agreed = (consents.workspace == me.workspace, consents.peer == me.user)
    connection.execute(delete(table(ProofConsent)).where(*agreed, consents.asked_at <= at))
    named = cast(wins.credited, String).contains(f'"{me.user}"', autoescape=True)
    old = (wins.workspace == me.workspace, wins.updated_at <= at, named)
    for id_, users in connection.execute(select(wins.id, wins.credited).where(*old)).all():
        where = (wins.workspace == me.workspace, wins.id == id_)
        left = [user for user in users if user != me.user]
        connection.execute(update(table(Win)).where(*where).values(credited=left))
