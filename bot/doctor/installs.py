"""Workspaces that installed us by OAuth: their tokens, the keys they lie under, the address."""

from collections.abc import Iterator
from datetime import datetime

from bot.doctor.finding import Finding, good, look, wrong
from bot.errors import Refused
from bot.settings import Settings
from bot.tokens import ACCESS, WANTS, Keys, Misplaced, Unreadable, keys_of
from storage import HEAD, Store, Unusable, prepare
from storage.engine import Database
from storage.migrating import revision_of
from storage.records_installs import Installation


def installations(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Nothing is made or changed, and Slack is not asked."""
    if not settings.is_oauth:
        if settings.client_id:
            said = "SLACK_BOT_TOKEN is set, so no workspace can install Winbook by itself."
            missing = "SLACK_CLIENT_ID is set, but SLACK_CLIENT_SECRET is not."
            has_token = bool(settings.bot_token.get_secret_value())
            yield look(said if has_token else missing, "See .env.example.")
        return
    if not settings.public_url:
        yield wrong("There is no PUBLIC_URL.", "Set it to the address people reach Winbook at.")
    elif settings.mode == "socket" and not settings.health_port:
        yield look("Nobody can open the page to install Winbook.", "Set HEALTH_PORT.")
    try:
        keys = keys_of(settings)
    except Refused as refused:
        sentence = refused.sentence.partition(". ")
        yield wrong(f"{sentence[0].rstrip('.')}.", sentence[2] or WANTS)
        return
    yield from _held(settings, keys, now)


def _held(settings: Settings, keys: Keys, now: datetime) -> Iterator[Finding]:
    file = settings.database_file
    if file is not None and not file.exists():
        return
    try:
        prepare(settings.database_url)
        if revision_of(settings.database_url) != HEAD:
            return
    except Unusable:
        return  # said by the check of the database
    store = Store(Database(settings.database_url))
    try:
        rows, shut = store.installations.all(), store.workspaces.closed()
    finally:
        store.close()
    again = f"Let it install Winbook again, at {settings.public_url}/slack/install."
    for team in shut:
        yield wrong(f"{team} is closed: its token was deleted here.", again)
    for row in rows:
        yield from _one(keys, row, now, again)
    if old := sum(not keys.is_newest(row) for row in rows):
        yield look(f"{old} tokens lie under an older key.", "`winbook tokens rotate`")
    yield good(f"{len(rows)} workspaces have installed Winbook.")


def _one(keys: Keys, row: Installation, now: datetime, again: str) -> Iterator[Finding]:
    try:
        keys.open(row, ACCESS)
    except Misplaced:
        yield wrong(f"The token of {row.workspace} was sealed for another place.", again)
    except Unreadable:
        fix = "Put the key it was sealed with back into TOKEN_KEYS, after a comma."
        yield wrong(f"No key opens the token of {row.workspace}.", fix)
    if row.expires_at is not None and row.expires_at <= now:
        yield wrong(f"The token of {row.workspace} has expired.", again)
