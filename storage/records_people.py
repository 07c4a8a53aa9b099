"""Tables of the people around a case: who confirms, what is agreed, shared, decided."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from storage.records import Record, nothing, public_id


def unheard() -> str:
    """A turn of a request that waits for nobody."""
    return public_id()


POSTED = "post"  # the kind of a share that is a message in a channel


class Confirmation(Record, table=True):
    """A peer asked whether they saw a win, in exactly these words, and what they answered."""

    __table_args__ = (
        UniqueConstraint("workspace", "owner", "win_ref", "peer", "turn"),
        Index("ix_confirmation_peer", "workspace", "peer", "asked_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str  # who asks
    peer: str = ""  # who is asked; "" once that person had everything deleted
    win_ref: str  # the win's public id
    number: int  # of the win
    words: str  # what the peer was shown
    turn: str = Field(default_factory=unheard)  # "open" while it waits: one per win and peer
    state: str = "open"  # open | answered | withdrawn | recalled
    answer: str = ""  # yes | more | differs | not_mine
    said: str = ""  # in the peer's own words
    praise_ref: str = ""  # the corroboration it became
    asked_at: datetime
    answered_at: datetime | None = None


class Tie(Record, table=True):
    """How somebody works with the owner, as they said themselves."""

    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    peer: str = Field(primary_key=True)
    kind: str  # team | other | external
    at: datetime


class Plan(Record, table=True):
    """What a person means to agree with their sponsor; what was agreed stands in papers."""

    __table_args__ = (UniqueConstraint("workspace", "owner", "turn"),)
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    sponsor: str = ""  # "" once that person had everything deleted
    turn: str = "open"  # "open" for the one plan that runs, else its own public id
    state: str = "draft"  # draft | sent | agreed | corrected | ended
    target: str  # a level's id
    target_name: str = ""
    cycle: date
    cadence: str = "monthly"  # weekly | fortnightly | monthly | quarterly
    evidence: list[dict[str, Any]] = Field(default_factory=nothing, sa_type=JSON)
    missing: str = ""  # in the sponsor's words
    next_on: date | None = None  # the next check-in
    revision: int = 0
    created_at: datetime
    updated_at: datetime


class Paper(Record, table=True):
    """One dated text that two people confirm: a version of a plan, or what a decision said."""

    __table_args__ = (
        UniqueConstraint("workspace", "about", "number"),
        Index("ix_paper_other", "workspace", "other"),
    )
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    other: str = ""  # who is asked to confirm; "" once that person had everything deleted
    kind: str  # plan | decision
    about: str  # public id of the plan or decision
    number: int  # 1, 2, 3 of the same plan or decision
    text: str  # exactly what both read
    digest: str  # sha256 of the text
    state: str = "sent"  # sent | confirmed | corrected | replaced | recalled
    correction: str = ""  # the other person's words
    owner_at: datetime
    other_at: datetime | None = None


class CheckIn(Record, table=True):
    """One talk with the sponsor: the agenda, what of it is shared, and notes by both."""

    __table_args__ = (UniqueConstraint("workspace", "owner", "plan_ref", "day"),)
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    sponsor: str = ""
    plan_ref: str
    day: date
    state: str = "planned"  # planned | shared | withdrawn
    items: list[dict[str, Any]] = Field(default_factory=nothing, sa_type=JSON)  # shared ones
    note: str = ""  # the owner's
    sponsor_note: str = ""
    shared_at: datetime | None = None
    updated_at: datetime


class Share(Record, table=True):
    """Something of the owner's that somebody else may read, until when, and when they did."""

    __table_args__ = (
        UniqueConstraint("workspace", "owner", "grantee", "kind", "ref"),
        Index("ix_share_grantee", "workspace", "grantee"),
    )
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    grantee: str  # a person, or the channel of a post
    kind: str  # win | packet | post
    ref: str  # the thing's public id; of a post with `:` and the ts of its message
    until: datetime
    revoked_at: datetime | None = None
    first_read_at: datetime | None = None
    read_at: datetime | None = None
    reads: int = 0
    created_at: datetime


class Decision(Record, table=True):
    """Yes, no or not yet: what was said, the gap, what would close it, and by when."""

    __table_args__ = (
        UniqueConstraint("workspace", "owner", "source"),
        Index("ix_decision_owner", "workspace", "owner", "said_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    sponsor: str = ""
    source: str  # view:<id>; the same form twice is one row
    answer: str  # yes | no | not_yet
    said_on: date
    said: str = ""  # word for word
    target: str = ""  # a level's id
    dimension: str = ""
    gap: str = ""
    evidence: str = ""  # what would have made it a yes
    by: date | None = None
    checkpoint: date | None = None
    blocker: str = ""  # band | quota | budget: no skill closes it
    state: str = "open"  # open | met | closed
    wins: list[str] = Field(default_factory=nothing, sa_type=JSON)  # public ids that close it
    follows: str = ""  # public id of the decision before it
    is_moved: bool = False  # names another gap although the first was met
    revision: int = 0
    met_on: date | None = None
    created_at: datetime
    updated_at: datetime
