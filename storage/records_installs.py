"""Tables about where the bot is installed. Tokens are sealed before they come here."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.records import Record


class Installation(Record, table=True):
    """One installation of one app: in a workspace, or in a whole organisation."""

    __table_args__ = (UniqueConstraint("app", "enterprise", "team"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace: str = Field(foreign_key="workspace.id", index=True)  # whose books: team, else org
    app: str
    enterprise: str = ""  # the organisation, when it is installed for all of it
    team: str = ""  # the workspace, when it is installed in one
    token: str = ""  # sealed; "" = deleted
    refresh: str = ""  # sealed; "" = the token does not expire, or it was deleted
    expires_at: datetime | None = None
    refreshing_until: datetime | None = None  # somebody fetches the next pair until then
    refresher: str = ""  # who
    scopes: str = ""  # what was agreed to, separated by commas
    installed_at: datetime


class Begun(Record, table=True):
    """An installation that was begun in a browser and came back: it may not come back again."""

    id: str = Field(primary_key=True)
    at: datetime
