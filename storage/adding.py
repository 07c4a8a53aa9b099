"""One new win in one statement: the road that everybody takes, so it is kept short."""

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Executable, Row, String, bindparam, cast, func, select, update

from storage.edge import clean
from storage.records import Principal, Win, WinVersion
from storage.rows import hold, insert, table, values

wins = table(Win)
versions = table(WinVersion)

# What a person says with a win; the rest we work out, so it does not make other words.
WORDS = ("text", "outcome", "happened", "dimensions", "credited", "links")
KEPT_AS_SAID = (*WORDS, "permalink")
FOUND = ("outcome_state", "because", "unsorted", "figures", "state", "permalink")


class Near(NamedTuple):
    """As much of a win as tells whether another one is the same."""

    public_id: str
    number: int
    happened: date
    written: str  # its figures; most of them are never looked at

    @property
    def figures(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.written)
        return found


Noted = Callable[[Sequence[Near]], dict[str, Any]]  # columns of the win, by the wins around it


class Added(NamedTuple):
    """The win as it is now, whether that was new | same | updated, and the wins around it."""

    win: Win
    outcome: str
    around: list[Near]


def add(
    connection: Connection, me: Principal, win: Win, within: timedelta | None, noted: Noted
) -> Added:
    """Save it, with what is noted once it is known what lies around it."""
    near = [] if within is None else around(connection, me, win.happened, within)
    for name, value in noted(near).items():
        setattr(win, name, value)
    saved, outcome = _add(connection, me, win)
    return Added(saved, outcome, near)


def nothing(near: Sequence[Near]) -> dict[str, Any]:
    return {}


def around(connection: Connection, me: Principal, day: date, within: timedelta) -> list[Near]:
    """The kept wins of these days, newest first, the bin left out."""
    days = {"since": day - within, "until": day + within}
    asked = {"workspace": me.workspace, "owner": me.user, **days}
    return [Near(*row) for row in connection.execute(_around(), asked)]


def _add(connection: Connection, me: Principal, win: Win) -> tuple[Win, str]:
    """Insert with the next number, or meet the win that this source has made before."""
    win.workspace, win.owner = me.workspace, me.user
    said = values(win)
    said |= {name: clean(said[name]) for name in KEPT_AS_SAID}
    said.pop("number", None)
    said.pop("id", None)
    hold(connection, "book", *me[:2])  # two that ask for the next number would get the same
    given = connection.execute(_insert(connection.dialect.name), said).first()
    if given is None:
        return _again(connection, me, said)
    win.id, win.number = given.id, given.number
    for name in KEPT_AS_SAID:
        if said[name] != getattr(win, name):
            setattr(win, name, said[name])
    return win, "new"


def version_of(win: Win, at: datetime) -> dict[str, Any]:
    """A WinVersion's values: the whole row as it was."""
    return {
        "workspace": win.workspace,
        "owner": win.owner,
        "win_id": win.id,
        "version": win.version,
        "at": at,
        "said": win.model_dump(mode="json"),
    }


@cache
def _insert(dialect: str) -> Executable:
    """Built once, so that its compiled form is found again at once."""
    mine = (wins.c.workspace == bindparam("workspace"), wins.c.owner == bindparam("owner"))
    number = select(func.coalesce(func.max(wins.c.number), 0) + 1).where(*mine).scalar_subquery()
    names = [name for name in wins.c.keys() if name not in ("id", "number")]  # noqa: SIM118
    said: dict[str, Any] = {name: bindparam(name, type_=wins.c[name].type) for name in names}
    statement = insert(Win, dialect).values(**said, number=number)
    source = ["workspace", "owner", "source"]
    return statement.on_conflict_do_nothing(index_elements=source).returning(
        wins.c.id, wins.c.number
    )


@cache
def _around() -> Executable:
    """Built once, as above."""
    day, kept = wins.c.happened, (wins.c.state == "kept", wins.c.deleted_at.is_(None))
    mine = (wins.c[name] == bindparam(name) for name in ("workspace", "owner"))
    since, until = (bindparam(name, type_=day.type) for name in ("since", "until"))
    written = cast(wins.c.figures, String)
    question = select(wins.c.public_id, wins.c.number, day, written).where(*mine, *kept)
    return question.where(day.between(since, until)).order_by(day.desc(), wins.c.number.desc())


def _again(connection: Connection, me: Principal, said: dict[str, Any]) -> tuple[Win, str]:
    where = (
        wins.c.workspace == me.workspace,
        wins.c.owner == me.user,
        wins.c.source == said["source"],
    )
    found = Win(**connection.execute(select(wins).where(*where)).one()._mapping)
    if _is_known(connection, found, said):
        return found, "same"
    connection.execute(versions.insert(), version_of(found, said["updated_at"]))
    changes = {name: said[name] for name in (*WORDS, *FOUND)}
    changes |= {"version": found.version + 1, "updated_at": said["updated_at"]}
    statement = update(wins).where(*where).values(**changes).returning(wins)
    return Win(**connection.execute(statement).one()._mapping), "updated"


def _is_known(connection: Connection, found: Win, said: dict[str, Any]) -> bool:
    """Words it says now or said before an edit: a repeat must not undo what came later."""
    if found.state == "kept" and said["state"] == "draft":
        return True
    if all(getattr(found, name) == said[name] for name in WORDS):
        return True
    where = (versions.c.workspace == found.workspace, versions.c.win_id == found.id)
    before = connection.execute(select(versions.c.said).where(*where)).all()
    return any(_is_same(row, said) for row in before)


def _is_same(row: Row[Any], said: dict[str, Any]) -> bool:
    then = Win.model_validate(row.said)
    return all(getattr(then, name) == said[name] for name in WORDS)
