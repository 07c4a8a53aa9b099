"""The tables, as plain data. No relationships, so reading a record never runs a query.

Every table that belongs to a person carries `workspace` and `owner` (or `user`). Times are aware
and UTC. Text is stored as people typed it, decoded from Slack's escapes, unless a comment says so.
"""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import JSON, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel


class Principal(NamedTuple):
    """Who acts: made in one place, from what Slack verified, never from a button's value."""

    workspace: str
    user: str
    is_guest: bool = False


def public_id() -> str:
    """An id that may leave the house: not guessable, says nothing about its row."""
    return secrets.token_urlsafe(16)


def nothing() -> list[Any]:
    """Of our own, because pydantic parses the signature of `list` anew for every record."""
    return []


def unnamed() -> dict[str, Any]:
    return {}


class Record(SQLModel):
    """A row as plain data. No session looks after it, so nothing has to notice what is set in it:
    SQLModel's own way to begin one costs ten times as much."""

    if not TYPE_CHECKING:  # type checkers know the fields from the class

        def __init__(self, **said: Any) -> None:
            plain, made = _unsaid(type(self))
            own = self.__dict__
            own.update(plain)
            own.update(said)
            for name, make in made.items():
                if name not in said:
                    own[name] = make()


@cache
def _unsaid(model: type[SQLModel]) -> tuple[dict[str, Any], dict[str, Callable[[], Any]]]:
    """What its fields are when nothing is said: as a value, or by what makes it."""
    free = {name: field for name, field in model.model_fields.items() if not field.is_required()}
    made: dict[str, Any] = {
        name: field.default_factory for name, field in free.items() if field.default_factory
    }
    return {name: free[name].default for name in free if name not in made}, made


class Workspace(Record, table=True):
    """One Slack workspace the bot is installed in."""

    id: str = Field(primary_key=True)  # Slack's team id
    name: str = ""
    bot_user: str = ""
    bot_id: str = ""
    app_id: str = ""
    state: str = "active"  # active | leaving | closed (a token was not its own)
    left_at: datetime | None = None
    zone: str = "UTC"
    refused_blocks: list[str] = Field(default_factory=nothing, sa_type=JSON)
    created_at: datetime


class Person(Record, table=True):
    """A Slack user of one workspace: what Slack says of them, and what they chose."""

    workspace: str = Field(primary_key=True, foreign_key="workspace.id")
    user: str = Field(primary_key=True)
    name: str = ""
    zone: str = ""  # IANA, from Slack; "" = unknown, the workspace's zone serves
    locale: str = "en-US"
    channel: str = ""  # the DM with the bot; "" = not known yet
    is_bot: bool = False
    is_guest: bool = False
    is_gone: bool = False  # deactivated
    is_away: bool = False  # by their Slack status, which itself is not kept
    away_until: datetime | None = None  # None while away: no end was given
    profile_at: datetime | None = None  # when Slack's facts were last read
    acted_at: datetime | None = None  # last command, click, form, reaction or DM
    created_at: datetime
    # what they chose
    level_now: str = "mid"
    level_next: str = "senior"
    file_since: date | None = None  # the day of the last promotion: what is older was counted
    rhythm: str = "unset"  # unset | monthly | off
    rhythm_at: datetime | None = None  # when rhythm, day, time or zone was last chosen
    ask_day: str = "1"  # "1".."28", "last", "last-friday", "first-monday" (any weekday)
    ask_time: str = "09:00"
    ask_zone: str = ""  # "" = follow Slack's
    country: str = ""  # ISO 3166, two letters; "" = only weekends are free
    is_discreet: bool = False  # notifications do not say what they are about
    paused_until: date | None = None
    skipped_month: str = ""  # "2026-12"
    silenced_at: datetime | None = None  # stopped after two unanswered
    praise_notices: str = "now"  # now | weekly | never
    takes_requests: bool = True  # False: no colleague may ask them to confirm a win
    hints: list[str] = Field(default_factory=nothing, sa_type=JSON)  # one-time hints already shown
    steps_done: list[str] = Field(default_factory=nothing, sa_type=JSON)  # first run
    chosen_stamp: str = ""  # action_ts of the newest choice: an older one changes nothing


class Win(Record, table=True):
    """Something that landed."""

    __table_args__ = (
        UniqueConstraint("workspace", "owner", "source"),
        UniqueConstraint("workspace", "owner", "number"),
        UniqueConstraint("workspace", "id"),
        Index("ix_win_owner_happened", "workspace", "owner", "happened"),
        Index("ix_win_place", "workspace", "place", "place_ts"),
    )
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    number: int  # short, per owner; never reused
    source: str  # view:<id> | command:<trigger> | message:<channel>:<ts> | praise:<public id>
    state: str = "kept"  # kept | draft
    text: str
    outcome: str = ""
    outcome_state: str = "not asked"  # found | asked | none | not asked
    asked: dict[str, str] = Field(
        default_factory=unnamed, sa_type=JSON
    )  # the coach's question -> asked | answered | none
    happened: date
    dimensions: list[str] = Field(default_factory=nothing, sa_type=JSON)  # the main one first
    because: dict[str, list[str]] = Field(
        default_factory=unnamed, sa_type=JSON
    )  # dimension -> words
    unsorted: list[str] = Field(default_factory=nothing, sa_type=JSON)  # #tags nobody knows
    credited: list[str] = Field(default_factory=nothing, sa_type=JSON)  # user ids
    links: list[str] = Field(default_factory=nothing, sa_type=JSON)
    figures: list[dict[str, Any]] = Field(default_factory=nothing, sa_type=JSON)  # Metric as dict
    place: str = ""  # channel id of the message it came from
    place_ts: str = ""
    permalink: str = ""
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None = None  # in the bin since
    version: int = 1


class WinVersion(Record, table=True):
    """What a win said before an edit."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "win_id"], ["win.workspace", "win.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("workspace", "win_id", "version"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str
    owner: str
    win_id: int
    version: int
    at: datetime
    said: dict[str, Any] = Field(sa_type=JSON)  # the whole row as it was


class Correction(Record, table=True):
    """A suggested dimension that the person changed, with the words it was suggested for."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "win_id"], ["win.workspace", "win.id"], ondelete="CASCADE"
        ),
    )
    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    win_id: int = Field(primary_key=True)
    moved_from: str = ""  # what was suggested; "" = nothing was
    moved_to: str
    words: list[str] = Field(default_factory=nothing, sa_type=JSON)  # folded, each once
    at: datetime


class Praise(Record, table=True):
    """Somebody's words about somebody else, as they stood."""

    __table_args__ = (
        UniqueConstraint("workspace", "channel", "ts", "owner"),
        Index("ix_praise_owner_state", "workspace", "owner", "state"),
        Index("ix_praise_message", "workspace", "channel", "ts"),
        ForeignKeyConstraint(["workspace", "win_id"], ["win.workspace", "win.id"]),
    )
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str  # the praised person
    author: str
    channel: str
    ts: str
    thread_ts: str = ""
    said_at: datetime
    quote: str  # Slack's own escaped form, exactly as it stood
    reason: str = ""  # what career.praise.read found
    digest: str = ""  # sha256 of the quote
    permalink: str = ""
    state: str = "draft"  # draft | kept | declined | withdrawn | removed
    win_id: int | None = None
    because: list[str] = Field(default_factory=nothing, sa_type=JSON)  # why that win
    kept_at: datetime | None = None
    edited_at: datetime | None = None  # the author changed the message since
    dimensions: list[str] = Field(default_factory=nothing, sa_type=JSON)
    newest: str = ""  # event_ts of the newest edit or deletion applied
    noticed_at: datetime
    updated_at: datetime


class Packet(Record, table=True):
    """One version of a promotion case: a draft is made anew from the book, a frozen one is kept."""

    __table_args__ = (
        UniqueConstraint("workspace", "owner", "case_key", "version"),
        Index("ix_packet_owner", "workspace", "owner", "updated_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    case_key: str  # the same period, target and opening: versions of one case
    title: str
    period: str  # its name
    first: date
    last: date
    target: str  # a level's id
    opening: str = ""  # what the opening is called; "" = a step up the ladder
    requirements: list[str] = Field(default_factory=nothing, sa_type=JSON)
    rubric_version: str = ""
    state: str = "draft"  # draft | frozen
    curation: dict[str, Any] = Field(default_factory=unnamed, sa_type=JSON)
    version: int = 1
    revision: int = 0  # counts the changes of the curation
    content: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # once frozen
    digest: str = ""  # sha256 of the content as frozen; "" once somebody took words back
    created_at: datetime
    updated_at: datetime


class Reaction(Record, table=True):
    """The newest word of one person's emoji on one message."""

    workspace: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)  # who reacted
    emoji: str = Field(primary_key=True)
    is_on: bool
    newest: str  # event_ts


class Tombstone(Record, table=True):
    """A message deleted in Slack, without its words: a late original stays dead."""

    workspace: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    at: datetime


class Why(Record, table=True):
    """What the person's last reaction did, or did not do."""

    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    at: datetime
    code: str
    about: dict[str, str] = Field(default_factory=unnamed, sa_type=JSON)


class Typed(Record, table=True):
    """Words typed into a form that could not be saved yet; the form opens with them again."""

    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    form: str = Field(primary_key=True)
    words: dict[str, Any] = Field(sa_type=JSON)
    at: datetime


class Event(Record, table=True):
    """The inbox: an event kept before it was acknowledged."""

    __tablename__ = "inbox"
    __table_args__ = (
        Index("ix_inbox_state", "state", "not_before"),
        Index("ix_inbox_message", "workspace", "channel", "ts"),
    )
    event_id: str = Field(primary_key=True)
    workspace: str
    kind: str
    received: datetime
    state: str = "new"  # new | busy | done | parked | dropped
    attempts: int = 0
    not_before: datetime
    token: str = ""
    lease_until: datetime | None = None
    error: str = ""  # class name only, never words
    channel: str = ""
    ts: str = ""  # of the message it is about
    body: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # erased when done


class Delivery(Record, table=True):
    """The outbox: one planned message. Ids and times; words are made when it is sent."""

    __table_args__ = (
        UniqueConstraint("workspace", "owner", "kind", "period"),
        UniqueConstraint("workspace", "owner", "month", "slot"),
        Index("ix_delivery_due", "state", "due"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace: str
    owner: str  # who gets it
    kind: str  # monthly | nudge | praise | kept | ...
    period: str  # local: "2026-03", "praise:<id>"
    about: list[str] = Field(default_factory=nothing, sa_type=JSON)  # public ids
    files: list[str] = Field(default_factory=nothing, sa_type=JSON)  # uploaded, not yet shown
    due: datetime
    expires: datetime
    month: str | None = None  # with `slot`: one of the two unasked messages of a local month
    slot: int | None = None
    state: str = "pending"  # pending|sending|unknown|sent|dropped|failed|abandoned
    token: str = ""
    lease_until: datetime | None = None
    attempts: int = 0
    after: str = ""  # newest ts known in the DM when claimed
    channel: str = ""
    ts: str = ""
    reason: str = ""
    revision: int = 0  # content changed since first planned
    shown: int = 0  # revision that Slack shows
    created_at: datetime
    sent_at: datetime | None = None


class RubricVersion(Record, table=True):
    """One version of an imported rubric; `owner` "" means that it is the whole workspace's."""

    __table_args__ = (
        UniqueConstraint("workspace", "owner", "key", "number"),
        UniqueConstraint("workspace", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str = ""
    key: str  # what stays the same across versions: a slug of its first name
    number: int = 0  # 1, 2, 3 per owner and key
    name: str
    version: str = ""  # what the file itself calls it
    source: str = ""
    licence: str = ""
    shape: str = ""
    file: str = ""
    digest: str  # sha256 of the file
    content: dict[str, Any] = Field(sa_type=JSON)  # career.ladders.as_data
    made_by: str = ""  # who imported it
    created_at: datetime


class RubricChoice(Record, table=True):
    """Which version a person is judged by; owner "" is what the workspace offers everybody."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "rubric_id"], ["rubricversion.workspace", "rubricversion.id"]
        ),
    )
    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    rubric_id: int | None = None  # None = the rubric that ships with Winbook
    branch: str = ""  # ic | pm, where the levels fork
    at: datetime


class RubricMapping(Record, table=True):
    """What a company's dimension means here; owner "" is what an admin said for everybody."""

    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    source: str = Field(primary_key=True)  # id of a dimension, or of a criterion without one
    dimension: str  # scope | ambiguity | influence | blast_radius | direction | none
    at: datetime


class SelfAssessment(Record, table=True):
    """A person's own word on one criterion."""

    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    criterion: str = Field(primary_key=True)
    number: int  # the version it was read in
    answer: str  # already | sometimes | never | not_applicable
    reason: str = ""
    at: datetime


class ManagerWords(Record, table=True):
    """What a manager said it takes, word for word, on a day."""

    __table_args__ = (UniqueConstraint("workspace", "owner", "source"),)
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    source: str  # view:<id>; the same form twice is one row
    text: str
    said_on: date
    key: str = ""  # the rubric whose level is meant
    level: str = ""  # with `dimension`: an expectation of the person's own
    dimension: str = ""
    created_at: datetime


# The people around the case: peers who confirm, a sponsor, plans, shares, decisions, the audit


def unheard() -> str:
    """A turn of a request that waits for nobody."""
    return public_id()


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
    grantee: str
    kind: str  # win | packet
    ref: str  # the thing's public id
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


class Audit(Record, table=True):
    """Who was refused, and who read somebody else's: verbs and marks, never words or names."""

    __table_args__ = (UniqueConstraint("workspace", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str
    number: int  # 1, 2, 3 per workspace
    at: datetime
    verb: str
    actor: str  # keyed hash of a user id
    thing: str  # keyed hash of what it was about
    seal: str  # over this row and the one before


class AuditSeal(Record, table=True):
    """The key of a workspace's audit, and its newest row: a cut tail shows."""

    workspace: str = Field(primary_key=True)
    key: str
    number: int = 0
    seal: str = ""


# Credentials: badges, what they count for, ladders, programmes, pathways, proofs


class Credential(Record, table=True):
    """A certificate, badge or course that a person holds; `steps` says what was checked."""

    __table_args__ = (
        UniqueConstraint("workspace", "owner", "source"),
        UniqueConstraint("workspace", "owner", "number"),
        UniqueConstraint("workspace", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    number: int = 0  # short, per owner; never reused
    source: str  # view:<id> | file:<sha256> | programme:<public id>
    title: str
    issuer: str = ""
    issuer_id: str = ""  # an IRI, from a badge
    issued: date | None = None
    expires: date | None = None  # its last day
    expires_at: datetime | None = None  # the moment, where a badge names one
    link: str = ""
    note: str = ""
    achievement: str = ""  # the badge's own id of what was achieved
    standard: str = ""  # 1.x | 2.0 | 3.0; "" = logged by form
    file: str = ""  # the name it was dropped under
    digest: str = ""  # sha256 of the file
    steps: list[dict[str, Any]] = Field(default_factory=nothing, sa_type=JSON)
    aims: list[str] = Field(default_factory=nothing, sa_type=JSON)  # its alignment
    dimensions: list[str] = Field(default_factory=nothing, sa_type=JSON)
    expectations: list[str] = Field(default_factory=nothing, sa_type=JSON)  # criterion ids
    shown_by: list[str] = Field(default_factory=nothing, sa_type=JSON)  # public ids of wins
    renews: str = ""  # public id of the one it follows
    retired_on: date | None = None
    created_at: datetime
    updated_at: datetime


class CredentialFile(Record, table=True):
    """The badge as it was dropped, byte for byte."""

    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace", "credential_id"], ["credential.workspace", "credential.id"]
        ),
    )
    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    credential_id: int = Field(primary_key=True)
    body: bytes = Field(sa_type=LargeBinary)


class Address(Record, table=True):
    """An address that a person says is theirs: badges are issued to addresses."""

    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    address: str = Field(primary_key=True)
    at: datetime


class TrustedKey(Record, table=True):
    """An issuer's public key; owner "" is what an admin said for everybody."""

    __table_args__ = (UniqueConstraint("workspace", "owner", "issuer", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    issuer: str
    key: str  # PEM, JWK or did:key
    made_by: str = ""
    at: datetime


class Programme(Record, table=True):
    """Something of several units in progress; finished, it becomes a credential."""

    __table_args__ = (UniqueConstraint("workspace", "owner", "source"),)
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    source: str  # view:<id>
    title: str
    provider: str = ""
    units: list[dict[str, Any]] = Field(sa_type=JSON)  # name, due, done (ISO days or None)
    target: date | None = None
    dimensions: list[str] = Field(default_factory=nothing, sa_type=JSON)
    state: str = "open"  # open | finished | dropped
    created_at: datetime
    updated_at: datetime


class CredentialLadder(Record, table=True):
    """A ladder or stack of credentials from a file; owner "" is the workspace's."""

    __table_args__ = (UniqueConstraint("workspace", "owner", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    key: str  # a slug of its name; the same name again replaces it
    name: str
    content: dict[str, Any] = Field(sa_type=JSON)
    file: str = ""
    digest: str = ""
    made_by: str = ""
    created_at: datetime


class Pathway(Record, table=True):
    """What a person chose to do about a thin expectation, by a day."""

    __table_args__ = (UniqueConstraint("workspace", "owner", "source"),)
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    source: str
    dimension: str
    work: str = ""
    credential: str = ""
    by: date
    state: str = "open"  # open | done | dropped
    created_at: datetime
    updated_at: datetime


class ProofConsent(Record, table=True):
    """Whether a corroborator agreed to be named in a badge about one win."""

    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    win: str = Field(primary_key=True)  # public id
    peer: str = Field(primary_key=True)
    answer: str = "asked"  # asked | yes | no
    asked_at: datetime
    answered_at: datetime | None = None


class Proof(Record, table=True):
    """A badge of a person's own record, signed by the workspace's key."""

    __table_args__ = (UniqueConstraint("workspace", "owner", "serial"),)
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    win: str  # public id
    number: int  # of the win
    serial: str  # urn:uuid, as in the badge
    kid: str
    token: str
    made_at: datetime
