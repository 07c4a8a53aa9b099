"""What several callers write in one commit: the part of each, and how the parts are done."""

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection

T = TypeVar("T")
Work = Callable[[Connection, list[Any]], list[T]]


class Job(Generic[T]):
    """One caller's part. `work` is given the items of everybody who wants the same done in the same
    workspace, and answers each."""

    def __init__(self, work: Work[T], item: Any, workspace: str) -> None:
        self.work, self.item, self.workspace = work, item, workspace
        self.made: list[T] = []  # none or one
        self.error: BaseException | None = None
        self.wake = threading.Event()
        self.is_settled = False  # else whoever wakes leads

    def result(self) -> T:
        if self.error is not None:
            raise self.error
        return self.made[0]


def do(connection: Connection, jobs: list[Job[Any]], apart: bool = True) -> None:
    """All at once; only when one of them fails, each under a savepoint of its own.

    Without `apart` the failure is raised: where rows have locks, they must be let go first."""
    if len(jobs) == 1 or not apart:
        _do_all(connection, jobs)
        return
    everything = connection.begin_nested()
    try:
        _do_all(connection, jobs)
    except Exception:  # noqa: BLE001 - whose fault it is shows when each is tried alone
        everything.rollback()
        for job in jobs:
            _attempt(connection, job)
    else:
        everything.commit()


def _attempt(connection: Connection, job: Job[Any]) -> None:
    part = connection.begin_nested()
    try:
        _do_all(connection, [job])
    except Exception as error:  # noqa: BLE001 - belongs to one caller, the others go on
        job.error = error
        part.rollback()
    else:
        part.commit()


def _do_all(connection: Connection, jobs: list[Job[Any]]) -> None:
    """Again is harmless: whatever an earlier attempt wrote was undone."""
    alike = dict[tuple[Work[Any], str], list[Job[Any]]]()
    for job in jobs:
        alike.setdefault((job.work, job.workspace), []).append(job)
    for (work, _), members in alike.items():
        made = work(connection, [job.item for job in members])
        for job, one in zip(members, made, strict=True):
            job.made = [one]
