"""What is held of one person, and in others' books: what is deleted, and what loses a name."""

from typing import Any

from sqlalchemy import Connection, String, cast, or_
from sqlmodel import SQLModel

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
from storage.records_credentials import (
    Address,
    Credential,
    CredentialFile,
    CredentialLadder,
    Pathway,
    Programme,
    Proof,
    ProofConsent,
    TrustedKey,
)
from storage.records_data import Acquaintance, BookImport, Place
from storage.records_people import CheckIn, Confirmation, Decision, Paper, Plan, Share, Tie
from storage.rows import Where, by_key, is_mine, table

praises, people, inbox = table(Praise).c, table(Person).c, table(Event).c
rubrics, consents = table(RubricVersion).c, table(ProofConsent).c
asked, ties, shares = table(Confirmation).c, table(Tie).c, table(Share).c
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
    "imports": BookImport,
    "acquaintances": Acquaintance,
    "place": Place,
    "requests": Confirmation,
    "ties": Tie,
    "papers": Paper,
    "check-ins": CheckIn,
    "plans": Plan,
    "shares": Share,
    "decisions": Decision,
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


def holdings(connection: Connection, me: Principal) -> dict[str, Holding]:
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
    about = cast(deliveries.about, String).contains(f'"{me.user}"', autoescape=True)
    answered = (consents.workspace == me.workspace, consents.peer == me.user)
    itself = (people.workspace == me.workspace, people.user == me.user)
    return held | {
        **_in_others_books(me),
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


def _in_others_books(me: Principal) -> dict[str, Holding]:
    """What was answered, agreed and read there: the person becomes nobody, the words stay."""
    to_me = (asked.workspace == me.workspace, asked.peer == me.user)
    held: dict[str, Holding] = {
        "asked by others": (Confirmation, (*to_me, asked.state == "open"), {}),
        "answered to others": (Confirmation, (*to_me, asked.state != "open"), {"peer": ""}),
        "ties to others": (Tie, (ties.workspace == me.workspace, ties.peer == me.user), {}),
        "shared by others": (
            Share,
            (shares.workspace == me.workspace, shares.grantee == me.user),
            {},
        ),
    }
    agreed = (("plans", Plan, "sponsor"), ("papers", Paper, "other"))
    met = (("check-ins", CheckIn, "sponsor"), ("decisions", Decision, "sponsor"))
    for name, model, column in (*agreed, *met):
        columns = table(model).c
        where = (columns.workspace == me.workspace, columns[column] == me.user)
        held[f"{name} of others"] = (model, where, {column: ""})
    return held
