"""Questions about imported rubrics: their versions, who uses which, and what their words mean."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, or_

from storage.engine import Database
from storage.records import ManagerWords, Principal, RubricChoice, RubricMapping, RubricVersion
from storage.rows import add_unless_known, hold, many, one, put, read, table

rubrics, choices = table(RubricVersion).c, table(RubricChoice).c
mappings, words = table(RubricMapping).c, table(ManagerWords).c
EVERYBODY = ""  # the owner of what belongs to the whole workspace


class Chosen(NamedTuple):
    """What one person is judged by. `version` None is the rubric that ships with Winbook.

    `is_own` says whether the person chose it; `newest` is a later version of the same rubric.
    """

    version: RubricVersion | None
    branch: str
    is_own: bool
    mapping: dict[str, str]
    newest: RubricVersion | None
    said: list[ManagerWords]


class Rubrics:
    """The rubrics of every workspace and person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, record: RubricVersion) -> tuple[RubricVersion, bool]:
        """(the version, whether it is new). The newest one's file again makes no new version."""
        with self._database.writing() as connection:
            hold(connection, "rubric", record.workspace, record.owner)
            last = _newest(connection, record.workspace, record.owner, record.key)
            if last is not None and last.digest == record.digest:
                return last, False
            record.number = last.number + 1 if last else 1
            add_unless_known(connection, record)
            return _newest(connection, record.workspace, record.owner, record.key) or record, True

    def get(self, me: Principal, public_id: str) -> RubricVersion | None:
        """One that this person may use: their own, or the workspace's."""
        question = read(RubricVersion).where(rubrics.public_id == public_id, *_usable(me))
        with self._database.reading() as connection:
            return one(connection, RubricVersion, question)

    def offered(self, me: Principal) -> list[RubricVersion]:
        """The newest version of each rubric that this person may use, the workspace's first."""
        question = read(RubricVersion).where(*_usable(me))
        with self._database.reading() as connection:
            oldest = question.order_by(rubrics.owner, rubrics.key, rubrics.number)
            found = many(connection, RubricVersion, oldest)
            newest = {(row.owner, row.key): row for row in found}
        return list(newest.values())

    def version(self, of: RubricVersion, number: int) -> RubricVersion | None:
        """Another version of the same rubric."""
        where = (*_line(of.workspace, of.owner, of.key), rubrics.number == number)
        with self._database.reading() as connection:
            return one(connection, RubricVersion, read(RubricVersion).where(*where))

    def choose(
        self,
        workspace: str,
        owner: str,
        version: RubricVersion | None,
        at: datetime,
        branch: str = "",
    ) -> None:
        """From now on judged by this one; owner "" chooses for all who choose nothing."""
        said: dict[str, Any] = {
            "rubric_id": version.id if version else None,
            "branch": branch,
            "at": at,
        }
        with self._database.writing() as connection:
            put(connection, RubricChoice(workspace=workspace, owner=owner, **said), said)

    def chosen(self, me: Principal) -> Chosen:
        """The person's choice, else the workspace's, else what ships; all in one look."""
        with self._database.reading() as connection:
            choice = _choice(connection, me)
            version = _version(connection, me.workspace, choice)
            if choice is None or version is None:
                is_own = choice is not None and choice.owner == me.user
                return Chosen(None, "", is_own, {}, None, _said(connection, me, ""))
            newest = _newest(connection, me.workspace, version.owner, version.key)
            return Chosen(
                version,
                choice.branch,
                choice.owner == me.user,
                _mapping(connection, me, version.key),
                newest if newest and newest.number > version.number else None,
                _said(connection, me, version.key),
            )

    def map(
        self, workspace: str, owner: str, key: str, meant: Mapping[str, str], at: datetime
    ) -> None:
        """What these dimensions mean; owner "" says it for everybody who says nothing else."""
        rows = [
            RubricMapping(
                workspace=workspace, owner=owner, key=key, source=source, dimension=said, at=at
            )
            for source, said in meant.items()
        ]
        with self._database.writing() as connection:
            for row in rows:
                put(connection, row, {"dimension": row.dimension, "at": at})

    def mapping(self, me: Principal, key: str) -> dict[str, str]:
        """Source to dimension: the workspace's, with the person's own on top."""
        with self._database.reading() as connection:
            return _mapping(connection, me, key)


def _usable(me: Principal) -> tuple[ColumnElement[bool], ...]:
    mine = or_(rubrics.owner == me.user, rubrics.owner == EVERYBODY)
    return rubrics.workspace == me.workspace, mine


def _line(workspace: str, owner: str, key: str) -> tuple[ColumnElement[bool], ...]:
    return rubrics.workspace == workspace, rubrics.owner == owner, rubrics.key == key


def _newest(connection: Connection, workspace: str, owner: str, key: str) -> RubricVersion | None:
    question = read(RubricVersion).where(*_line(workspace, owner, key))
    return one(connection, RubricVersion, question.order_by(rubrics.number.desc()).limit(1))


def _choice(connection: Connection, me: Principal) -> RubricChoice | None:
    mine = or_(choices.owner == me.user, choices.owner == EVERYBODY)
    question = read(RubricChoice).where(choices.workspace == me.workspace, mine)
    return one(connection, RubricChoice, question.order_by(choices.owner.desc()).limit(1))


def _version(
    connection: Connection, workspace: str, choice: RubricChoice | None
) -> RubricVersion | None:
    if choice is None or choice.rubric_id is None:
        return None
    where = (rubrics.workspace == workspace, rubrics.id == choice.rubric_id)
    return one(connection, RubricVersion, read(RubricVersion).where(*where))


def _mapping(connection: Connection, me: Principal, key: str) -> dict[str, str]:
    mine = or_(mappings.owner == me.user, mappings.owner == EVERYBODY)
    where = (mappings.workspace == me.workspace, mappings.key == key, mine)
    question = read(RubricMapping).where(*where).order_by(mappings.owner)
    found = many(connection, RubricMapping, question)
    return {row.source: row.dimension for row in found}


def _said(connection: Connection, me: Principal, key: str) -> list[ManagerWords]:
    """The manager's words that stand as expectations in this rubric."""
    where = (words.workspace == me.workspace, words.owner == me.user, words.key == key)
    meant = (words.level != "", words.dimension != "")
    question = read(ManagerWords).where(*where, *meant).order_by(words.id)
    return many(connection, ManagerWords, question)
