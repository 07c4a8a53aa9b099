"""Tables of credentials: badges, what they count for, ladders, programmes, pathways, proofs."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKeyConstraint, LargeBinary, UniqueConstraint
from sqlmodel import Field

from storage.records import Record, nothing, public_id


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
