"""What a database still says of people who were erased: looked for when a backup is opened."""

from sqlalchemy import Connection, select
from sqlmodel import SQLModel

from storage.records import Person, Praise, Principal, Win
from storage.records_credentials import ProofConsent
from storage.rows import table

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
