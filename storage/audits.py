"""The audit: who was refused and who read somebody else's, sealed so that a changed row shows."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, exists

from storage.engine import Database
from storage.records import Audit, AuditSeal, Principal
from storage.rows import add_unless_known, by_key, change, many, read, remove, table

audits, seals = table(Audit).c, table(AuditSeal).c
KEPT_FOR = timedelta(days=366)
SHOWN = 16  # letters of a seal, where it is written down


class End(NamedTuple):
    """The newest row of a chain, as it can be written down."""

    workspace: str
    number: int
    seal: str


class Audits:
    """Append-only. People and things stand there as keyed hashes: erasing one breaks no chain."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, me: Principal, verb: str, thing: str, at: datetime) -> None:
        """One row; `thing` is an id, never words."""
        with self._database.writing() as connection:
            seal = _seal_of(connection, me.workspace)
            row = Audit(
                workspace=me.workspace,
                number=seal.number + 1,
                at=at,
                verb=verb,
                actor=_mark(seal.key, me.user),
                thing=_mark(seal.key, thing) if thing else "",
                seal="",
            )
            row.seal = _sealed(seal.key, row, seal.seal)
            add_unless_known(connection, row)
            here = (seals.workspace == me.workspace,)
            change(connection, AuditSeal, here, number=row.number, seal=row.seal)

    def of(self, workspace: str) -> list[Audit]:
        """Oldest first."""
        question = read(Audit).where(audits.workspace == workspace).order_by(audits.number)
        with self._database.reading() as connection:
            return many(connection, Audit, question)

    def actor(self, me: Principal) -> str:
        """The mark under which a person stands in it."""
        with self._database.writing() as connection:
            return _mark(_seal_of(connection, me.workspace).key, me.user)

    def broken(self, workspace: str) -> list[int]:
        """Numbers of rows that were changed, added, moved or removed; empty when it is whole."""
        with self._database.reading() as connection:
            seal = by_key(connection, AuditSeal, workspace)
        rows = self.of(workspace)
        if seal is None:
            return [row.number for row in rows]
        found, last = [], ""
        for expected, row in enumerate(rows, rows[0].number if rows else 1):
            is_first = not last and row.number > 1  # older ones aged out
            if row.number != expected or not (
                is_first or hmac.compare_digest(row.seal, _sealed(seal.key, row, last))
            ):
                found.append(row.number)
            last = row.seal
        if last != seal.seal:
            found.append(seal.number)
        return found

    def ends(self) -> list[End]:
        """Where the chain of each workspace ends now; written down elsewhere, it shows a tail that
        was cut off together with the seal."""
        question = read(AuditSeal).where(seals.number > 0).order_by(seals.workspace)
        with self._database.reading() as connection:
            found = many(connection, AuditSeal, question)
        return [End(one.workspace, one.number, one.seal[:SHOWN]) for one in found]

    def holds(self, end: End) -> bool:
        """Whether a row that was its end once is still what it was; one that aged out is."""
        rows = self.of(end.workspace)
        if rows and rows[0].number > end.number:
            return True
        with self._database.reading() as connection:
            seal = by_key(connection, AuditSeal, end.workspace)
        if not rows:
            return seal is not None and seal.number >= end.number and not seal.seal
        found = {row.number: row.seal[:SHOWN] for row in rows}
        return found.get(end.number) == end.seal

    def prune(self, now: datetime) -> int:
        """Deletes rows older than a year, in every workspace. Where none is left a chain begins
        anew, its numbers go on."""
        left = exists().where(audits.workspace == seals.workspace)
        with self._database.writing() as connection:
            gone = remove(connection, Audit, audits.at < now - KEPT_FOR)
            if gone:
                change(connection, AuditSeal, [~left], seal="")
        return gone


def _seal_of(connection: Connection, workspace: str) -> AuditSeal:
    add_unless_known(connection, AuditSeal(workspace=workspace, key=secrets.token_hex(32)))
    question = read(AuditSeal).where(seals.workspace == workspace).with_for_update()
    return many(connection, AuditSeal, question)[0]


def _mark(key: str, word: str) -> str:
    return hmac.new(bytes.fromhex(key), word.encode(), hashlib.sha256).hexdigest()[:32]


def _sealed(key: str, row: Audit, before: str) -> str:
    at = row.at.isoformat()
    said = "|".join((before, str(row.number), at, row.verb, row.actor, row.thing))
    return hmac.new(bytes.fromhex(key), said.encode(), hashlib.sha256).hexdigest()
