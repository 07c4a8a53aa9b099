"""Questions about everything we hold of one person, and its deletion."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, String, cast, func, or_, select
from sqlmodel import SQLModel

from storage.engine import Database
from storage.packets import unname
from storage.people import People
from storage.records import (
    Correction,
    Delivery,
    Event,
    ManagerWords,
    Packet,
    Person,
    Praise,
    Principal,
    Reaction,
    RubricChoice,
    RubricMapping,
    RubricVersion,
    SelfAssessment,
    Typed,
    Why,
    Win,
    WinVersion,
)
from storage.rows import Where, by_key, change, is_mine, remove, table

praises, people, inbox = table(Praise).c, table(Person).c, table(Event).c
rubrics = table(RubricVersion).c
OWNED: dict[str, type[SQLModel]] = {  # children before parents
    "packets": Packet,
    "versions": WinVersion,
    "corrections": Correction,
    "praise": Praise,
    "wins": Win,
    "reactions": Reaction,
    "whys": Why,
    "typed": Typed,
    "deliveries": Delivery,
    "rubric choices": RubricChoice,
    "rubric mappings": RubricMapping,
    "rubrics": RubricVersion,
    "assessments": SelfAssessment,
    "manager words": ManagerWords,
}
Holding = tuple[type[SQLModel], Where, dict[str, Any]]


class Erasure:
    """Delete everything: for good, in one transaction."""

    def __init__(self, database: Database, people: People) -> None:
        self._database, self._people = database, people

    def count(self, me: Principal) -> dict[str, int]:
        """How many rows of each kind `forget` would touch."""
        with self._database.reading() as connection:
            return {
                what: connection.scalar(_count(model).where(*where)) or 0
                for what, (model, where, _) in _holdings(connection, me).items()
            }

    def forget(self, me: Principal, at: datetime) -> dict[str, int]:
        """What was deleted, by kind. In others' books the author becomes ""; the words stay."""
        with self._database.writing() as connection:
            holdings = _holdings(connection, me)
            gone = {what: _let_go(connection, *holding) for what, holding in holdings.items()}
            gone["credits"] = _uncredit(connection, me)
            gone["named in packets"] = unname(connection, me.workspace, me.user)
        self._people.drop_held(me)
        return gone


def _holdings(connection: Connection, me: Principal) -> dict[str, Holding]:
    """By kind: the model, whose rows, and what to change instead of deleting them."""
    person = by_key(connection, Person, me.workspace, me.user)
    held: dict[str, Holding] = {
        name: (model, is_mine(model, me), {}) for name, model in OWNED.items()
    }
    by_me = (praises.workspace == me.workspace, praises.author == me.user)
    named = cast(inbox.body, String).contains(f'"{me.user}"', autoescape=True)
    mentioned = cast(inbox.body, String).contains(f"<@{me.user}", autoescape=True)
    in_our_dm = inbox.channel == (person.channel if person and person.channel else me.user)
    about_me = (inbox.workspace == me.workspace, or_(named, mentioned, in_our_dm))
    made = (rubrics.owner == "", rubrics.made_by == me.user)
    imported = (rubrics.workspace == me.workspace, *made)
    itself = (people.workspace == me.workspace, people.user == me.user)
    return held | {
        "said about others": (Praise, by_me, {"author": ""}),
        "imported for others": (RubricVersion, imported, {"made_by": ""}),
        "inbox": (Event, about_me, {}),
        "person": (Person, itself, {}),
    }


def _count(model: type[SQLModel]) -> Select[Any]:
    return select(func.count()).select_from(table(model))


def _let_go(
    connection: Connection, model: type[SQLModel], where: Where, instead: dict[str, Any]
) -> int:
    if instead:
        return len(change(connection, model, where, **instead))
    return remove(connection, model, *where)


def _uncredit(connection: Connection, me: Principal) -> int:
    """Others' wins, and their older versions, no longer say that this person took part."""
    return sum(
        (
            _without(connection, me, Win, "credited", lambda credited: _less(credited, me.user)),
            _without(
                connection,
                me,
                WinVersion,
                "said",
                lambda said: said | {"credited": _less(said["credited"], me.user)},
            ),
        )
    )


def _without(
    connection: Connection,
    me: Principal,
    model: type[SQLModel],
    name: str,
    less: Callable[[Any], Any],
) -> int:
    columns = table(model).c
    named = cast(columns[name], String).contains(f'"{me.user}"', autoescape=True)
    question = select(columns.id, columns[name]).where(columns.workspace == me.workspace, named)
    found = connection.execute(question.with_for_update()).all()
    for id_, said in found:
        where = (columns.workspace == me.workspace, columns.id == id_)
        change(connection, model, where, **{name: less(said)})
    return len(found)


def _less(users: list[str], user: str) -> list[str]:
    return [one for one in users if one != user]
