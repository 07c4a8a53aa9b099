"""Questions about a person's own word on each criterion."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from storage.engine import Database
from storage.records import Principal, SelfAssessment
from storage.rows import is_mine, many, put, read, table

assessments = table(SelfAssessment).c


class Assessments:
    """The newest answer per criterion; an earlier one is replaced."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def answer(
        self,
        me: Principal,
        key: str,
        number: int,
        said: Mapping[str, tuple[str, str]],
        at: datetime,
    ) -> None:
        """criterion -> (already | sometimes | never | not_applicable, reason), all or none."""
        with self._database.writing() as connection:
            for criterion, (answer, reason) in said.items():
                told: dict[str, Any] = {
                    "number": number,
                    "answer": answer,
                    "reason": reason,
                    "at": at,
                }
                record = SelfAssessment(
                    workspace=me.workspace, owner=me.user, key=key, criterion=criterion, **told
                )
                put(connection, record, told)

    def of(self, me: Principal, key: str) -> dict[str, SelfAssessment]:
        """By criterion, for one rubric."""
        question = read(SelfAssessment).where(*is_mine(SelfAssessment, me), assessments.key == key)
        with self._database.reading() as connection:
            return {row.criterion: row for row in many(connection, SelfAssessment, question)}
