"""Questions about everything we hold of one person, and its deletion."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from storage.engine import Database
from storage.packets import unname
from storage.records import (
    Address,
    Correction,
    Credential,
    CredentialFile,
    CredentialLadder,
    Delivery,
    Event,
    ManagerWords,
    Packet,
    Pathway,
    Person,
    Praise,
    Principal,
    Programme,
    Proof,
    ProofConsent,
    Reaction,
    RubricChoice,
    RubricMapping,
    RubricVersion,
    SelfAssessment,
    TrustedKey,
    Typed,
    Why,
    Win,
    WinVersion,
)
from storage.rows import Where, change, is_mine, table

praises, people, inbox = table(Praise).c, table(Person).c, table(Event).c
rubrics, consents = table(RubricVersion).c, table(ProofConsent).c
deliveries = table(Delivery).c
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
    "badge files": CredentialFile,
    "credentials": Credential,
    "addresses": Address,
    "trusted keys": TrustedKey,
    "programmes": Programme,
    "credential ladders": CredentialLadder,
    "pathways": Pathway,
    "consents": ProofConsent,
    "proofs": Proof,
}
Holding = tuple[type[SQLModel], Where, dict[str, Any]]


class Erasure:
    """Delete everything: for good, in one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self, me: Principal) -> dict[str, int]:
        """How many rows of each kind `forget` would touch."""
        with self._database.reading() as session:
            return {
                what: session.scalar(select(func.count()).select_from(model).where(*where)) or 0
                for what, (model, where, _) in _holdings(session, me).items()
            }

    def forget(self, me: Principal, at: datetime) -> dict[str, int]:
        """What was deleted, by kind. In others' books the author becomes ""; the words stay."""
        with self._database.writing() as session:
            holdings = _holdings(session, me)
            gone = {what: _let_go(session, *holding) for what, holding in holdings.items()}
            gone["credits"] = _uncredit(session, me)
            gone["named in packets"] = unname(session, me.workspace, me.user)
            return gone


def _holdings(session: Session, me: Principal) -> dict[str, Holding]:
    """By kind: the model, whose rows, and what to change instead of deleting them."""
    person = session.get(Person, (me.workspace, me.user))
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
    about = cast(deliveries.about, String).contains(f'"{me.user}"', autoescape=True)
    answered = (consents.workspace == me.workspace, consents.peer == me.user)
    itself = (people.workspace == me.workspace, people.user == me.user)
    return held | {
        "said about others": (Praise, by_me, {"author": ""}),
        "imported for others": (RubricVersion, imported, {"made_by": ""}),
        "trusted for others": (TrustedKey, _made(TrustedKey, me), {"made_by": ""}),
        "ladders for others": (CredentialLadder, _made(CredentialLadder, me), {"made_by": ""}),
        "consents given": (ProofConsent, answered, {}),
        "told to others": (Delivery, (deliveries.workspace == me.workspace, about), {}),
        "inbox": (Event, about_me, {}),
        "person": (Person, itself, {}),
    }


def _made(model: type[SQLModel], me: Principal) -> Where:
    """What this person brought in for the whole workspace: it stays, without a name."""
    held = table(model).c
    return held.workspace == me.workspace, held.owner == "", held.made_by == me.user


def _let_go(session: Session, model: type[SQLModel], where: Where, instead: dict[str, Any]) -> int:
    if instead:
        return len(change(session, model, where, **instead))
    keys = table(model).primary_key.columns
    return len(session.execute(delete(model).where(*where).returning(*keys)).all())


def _uncredit(session: Session, me: Principal) -> int:
    """Others' wins, and their older versions, no longer say that this person took part."""
    return sum(
        (
            _without(session, me, Win, "credited", lambda credited: _less(credited, me.user)),
            _without(
                session,
                me,
                WinVersion,
                "said",
                lambda said: said | {"credited": _less(said["credited"], me.user)},
            ),
        )
    )


def _without(
    session: Session, me: Principal, model: type[SQLModel], name: str, less: Callable[[Any], Any]
) -> int:
    columns = table(model).c
    named = cast(columns[name], String).contains(f'"{me.user}"', autoescape=True)
    question = select(columns.id, columns[name]).where(columns.workspace == me.workspace, named)
    found = session.execute(question).all()
    for id_, said in found:
        where = (columns.workspace == me.workspace, columns.id == id_)
        change(session, model, where, **{name: less(said)})
    return len(found)


def _less(users: list[str], user: str) -> list[str]:
    return [one for one in users if one != user]
