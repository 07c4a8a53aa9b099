"""Where everything is kept: one question, one method, one transaction."""

from datetime import datetime
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.orm import configure_mappers

from storage.assessments import Assessments
from storage.audits import Audits
from storage.bundles import Bundles
from storage.cipher import unlock
from storage.confirmations import Confirmations
from storage.corrections import Corrections
from storage.credentials import Credentials
from storage.decisions import Decisions
from storage.deliveries import Deliveries
from storage.engine import THREADS, Busy, Database
from storage.erasure import Erasure
from storage.growing import Growing
from storage.inbox import Inbox
from storage.installations import Installations
from storage.manager_words import Words
from storage.migrating import HEAD, migrate, revision_of
from storage.opening import Unusable
from storage.packets import Packets
from storage.papers import Papers
from storage.people import People
from storage.places import Places
from storage.plans import CheckIns, Plans
from storage.praise import Praises
from storage.presence import Presence
from storage.proofs import Proofs
from storage.reaching import prepare
from storage.reactions import Reactions
from storage.reserve import Reserve
from storage.rubrics import Rubrics
from storage.shares import Shares
from storage.typed import TypedWords
from storage.where import file_of
from storage.whys import Whys
from storage.wins import Wins
from storage.workspaces import Workspaces

__all__ = ["HEAD", "Busy", "Store", "Unusable", "migrate", "open_store", "prepare", "unlock"]


class Now(Protocol):
    """All that storage wants of a clock: a date for the names of backups."""

    def now(self) -> datetime: ...


class Store:
    """Every question the house may ask, by what it is about. Safe for many threads."""

    def __init__(self, database: Database, presence: Presence | None = None) -> None:
        self._database, self._presence = database, presence
        self.version = HEAD
        self.workspaces = Workspaces(database)
        self.installations = Installations(database)
        self.people = People(database)
        self.corrections = Corrections(database)
        self.wins = Wins(database, self.corrections.drop_held)
        self.praise = Praises(database)
        self.packets = Packets(database)
        self.reactions = Reactions(database)
        self.whys = Whys(database)
        self.typed = TypedWords(database)
        self.inbox = Inbox(database)
        self.deliveries = Deliveries(database)
        self.rubrics = Rubrics(database)
        self.assessments = Assessments(database)
        self.manager_words = Words(database)
        self.confirmations = Confirmations(database)
        self.audits = Audits(database)
        self.plans = Plans(database)
        self.check_ins = CheckIns(database)
        self.papers = Papers(database)
        self.shares = Shares(database)
        self.decisions = Decisions(database)
        self.credentials = Credentials(database)
        self.growing = Growing(database)
        self.proofs = Proofs(database)
        held = (self.people.drop_held, self.corrections.drop_held)
        self.places = Places(database)
        self.bundles = Bundles(database, held)
        self.erasure = Erasure(database, held)
        self.reserve = Reserve(database.url)

    @property
    def is_shared(self) -> bool:
        """Whether other processes, perhaps on other machines, may be at the same database."""
        return not self._database.is_sqlite

    def now(self) -> datetime:
        """By the database's own clock, which is the same for everybody who uses it."""
        with self._database.reading() as connection:
            said: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
            return said

    def check(self) -> None:
        """Raises when the database does not answer."""
        with self._database.reading() as connection:
            connection.execute(text("SELECT 1 FROM alembic_version"))

    def close(self) -> None:
        self._database.close()
        if self._presence is not None:
            self._presence.leave()


def open_store(
    url: str, clock: Now | None = None, backups: bool = True, threads: int = THREADS
) -> Store:
    """Open the database, made new or brought up to date; Unusable says why not, and what to do.

    Pending migrations run here, after a backup unless `backups` is off.
    """
    prepare(url)
    file = file_of(url)
    presence = Presence(file.parent) if file else None
    configure_mappers()  # a record filled from a row may be the first one of the process
    if revision_of(url) != HEAD:
        migrate(url, clock.now() if clock else None, backups)
    store = Store(Database(url, threads), presence)
    store.erasure.replay()
    store.reserve.keep()
    return store
