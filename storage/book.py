"""What a person's book is made of: one line carries a table into their bundle and back.

A table of a person that is not carried stands in LEFT_OUT with its reason; a test holds that.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sqlmodel import SQLModel

from storage.records import (
    Correction,
    ManagerWords,
    Packet,
    Praise,
    Reaction,
    RubricChoice,
    RubricMapping,
    RubricVersion,
    SelfAssessment,
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
)
from storage.records_people import CheckIn, Confirmation, Decision, Paper, Plan
from storage.rows import table


class Held(NamedTuple):
    """One table of the book.

    `order` makes rows come in the same order everywhere; any set of columns in `known` says that
    a row is there already; `points` names the table whose public id stands in a column instead of
    its number here; `counter` is a number that may have to move on, and within which columns it
    counts; `nested` are JSON columns that hold a whole row of their own; `raw` are columns of
    bytes, carried as base64; `without` is not carried.
    """

    model: type[SQLModel]
    order: tuple[str, ...]
    known: tuple[tuple[str, ...], ...]
    points: Mapping[str, str] = {}
    counter: tuple[str, tuple[str, ...]] | None = None
    nested: tuple[str, ...] = ()
    raw: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()

    @property
    def columns(self) -> list[str]:
        """What a bundle holds of a row."""
        names = table(self.model).columns.keys()
        return [name for name in names if name not in NEVER and name not in self.without]


NEVER = frozenset({"id", "workspace", "owner"})  # where a row lies, not what it says
ID = ("public_id",)
SPONSOR = frozenset({"sponsor"})
BOOK: dict[str, Held] = {  # what is pointed at comes first
    "rubrics": Held(
        RubricVersion,
        ("created_at", "public_id"),
        (ID, ("key", "digest")),
        counter=("number", ("key",)),
        without=frozenset({"made_by"}),  # perhaps a colleague
    ),
    "rubric_choice": Held(RubricChoice, (), ((),), {"rubric_id": "rubrics"}),
    "rubric_mappings": Held(RubricMapping, ("key", "source"), (("key", "source"),)),
    "assessments": Held(SelfAssessment, ("key", "criterion"), (("key", "criterion"),)),
    "manager_words": Held(ManagerWords, ("created_at", "public_id"), (ID, ("source",))),
    "wins": Held(Win, ("number",), (ID, ("source",)), counter=("number", ())),
    "versions": Held(
        WinVersion,
        ("at", "version"),
        (("win_id", "version"),),
        {"win_id": "wins"},
        nested=("said",),
    ),
    "corrections": Held(Correction, ("at",), (("win_id",),), {"win_id": "wins"}),
    "praise": Held(Praise, ("said_at", "public_id"), (ID, ("channel", "ts")), {"win_id": "wins"}),
    "packets": Held(Packet, ("created_at", "public_id"), (ID,), counter=("version", ("case_key",))),
    # Of these the colleague stays here: a bundle must not put words into anybody's mouth, nor
    # questions into their Home. What was agreed names people in its own text.
    "requests": Held(
        Confirmation, ("asked_at", "public_id"), (ID,), without=frozenset({"peer", "turn"})
    ),
    "plans": Held(Plan, ("created_at", "public_id"), (ID, ("turn",)), without=SPONSOR),
    "papers": Held(
        Paper,
        ("owner_at", "public_id"),
        (ID, ("about", "number")),
        without=frozenset({"other"}),
    ),
    "check_ins": Held(CheckIn, ("day", "public_id"), (ID, ("plan_ref", "day")), without=SPONSOR),
    "decisions": Held(Decision, ("said_on", "public_id"), (ID, ("source",)), without=SPONSOR),
    "reactions": Held(Reaction, ("channel", "ts", "emoji"), (("channel", "ts", "emoji"),)),
    "last_reaction": Held(Why, (), ((),)),
    "credentials": Held(Credential, ("number",), (ID, ("source",)), counter=("number", ())),
    "badge_files": Held(
        CredentialFile,
        (),
        (("credential_id",),),
        {"credential_id": "credentials"},
        raw=("body",),
    ),
    "addresses": Held(Address, ("at", "address"), (("address",),)),
    "programmes": Held(Programme, ("created_at", "public_id"), (ID, ("source",))),
    "credential_ladders": Held(
        CredentialLadder, ("key",), (ID, ("key",)), without=frozenset({"made_by"})
    ),
    "pathways": Held(Pathway, ("created_at", "public_id"), (ID, ("source",))),
    "proofs": Held(Proof, ("made_at", "public_id"), (ID, ("serial",))),
}
LEFT_OUT: dict[str, str] = {
    "typed": "words of a form that waits here for its second try, for 30 days",
    "delivery": "when messages were sent; the messages themselves are in your direct message",
    "tie": "how a colleague works with you, as they say it themselves where they are",
    "share": "who may read what on this server; share it anew where you are",
    "bookimport": "which rows an import added on this server, for its Undo",
    "place": "where your monthly copy goes; choose it anew where you are",
    "trustedkey": "issuers' keys you trust; say so anew where you are",
    "proofconsent": "who agreed to be named in a badge of yours; they are asked anew where you are",
    "acquaintance": "names of people from an earlier bundle; they stand in people.json",
}
# Of the row about the person: what they chose is carried, what Slack says is asked for again.
CHOICES = (
    *("level_now", "level_next", "rhythm", "ask_day", "ask_time", "ask_zone", "country"),
    *("is_discreet", "paused_until", "skipped_month", "praise_notices", "hints", "steps_done"),
    *("file_since", "takes_requests"),
)
FACTS = frozenset(
    {"workspace", "user", "name", "zone", "locale", "channel", "is_bot", "is_guest", "is_gone"}
    | {"is_away", "away_until", "profile_at", "acted_at", "created_at", "rhythm_at"}
    | {"silenced_at", "chosen_stamp"}
)
