"""Tables about a person's copy of their data: imports that can be undone, and names they knew."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.records import public_id, unnamed


class BookImport(SQLModel, table=True):
    """One file brought in, and exactly which rows it added: what Undo takes out again."""

    __table_args__ = (UniqueConstraint("workspace", "owner", "source"),)
    id: int | None = Field(default=None, primary_key=True)
    public_id: str = Field(default_factory=public_id, unique=True)
    workspace: str
    owner: str
    source: str  # sha256 of the file; "" is added when it was undone, so that it may come again
    file: str  # its name, as the person gave it
    kind: str  # bundle | bragbit | bragdoc | json | csv | markdown
    added: dict[str, list[str]] = Field(default_factory=unnamed, sa_type=JSON)  # table -> rows
    before: dict[str, Any] = Field(default_factory=unnamed, sa_type=JSON)  # choices it replaced
    at: datetime


class Acquaintance(SQLModel, table=True):
    """How somebody was called in an imported book: shown where this workspace knows no name."""

    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    name: str


class Place(SQLModel, table=True):
    """Where a person's monthly copy goes. No secret of theirs is kept: a lock is a public key, and
    a key made from a passphrase lies under that passphrase, which is kept nowhere."""

    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    kind: str = "off"  # off | dm | mail | own | a name of COPY_PLACES
    address: str = ""  # of mail; of "own" the folder that was typed
    code: str = ""  # a hash of what was mailed to confirm the address; "" = confirmed
    code_until: datetime | None = None
    tries: int = 0  # wrong codes
    key_file: str = ""  # base64 of the key for `recipient`, locked by age with the passphrase
    waits_for_lock: bool = False  # that key is being made: nothing goes out before
    recipient: str = ""  # age1…: copies are locked to it; "" = not locked
    next_at: datetime | None = None
    good_at: datetime | None = None  # the last copy that arrived
    bad_at: datetime | None = None  # the newest failure since then
    error: str = ""  # of that failure, in words for the person
    failures: int = 0  # in a row
    chosen_at: datetime


class Erased(SQLModel, table=True):
    """A line of the ledger that this database has followed. It names nobody."""

    id: str = Field(primary_key=True)
    at: datetime
