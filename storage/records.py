"""The tables, as plain data. No relationships, so reading a record never runs a query.

Every table that belongs to a person carries `workspace` and `owner` (or `user`). Times are aware
and UTC. Text is stored as people typed it, decoded from Slack's escapes, unless a comment says so.
"""

import secrets
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import JSON, ForeignKeyConstraint, Index, UniqueConstraint, text
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


STALE = text("state = 'sent' AND revision > shown")  # shows something old: to be drawn again


class Delivery(Record, table=True):
    """The outbox: one planned message. Ids and times; words are made when it is sent."""

    __table_args__ = (
        UniqueConstraint("workspace", "owner", "kind", "period"),
        UniqueConstraint("workspace", "owner", "month", "slot"),
        Index("ix_delivery_due", "state", "due"),
        Index("ix_delivery_stale", "state", sqlite_where=STALE, postgresql_where=STALE),
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


# What was refused, and who read what


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
