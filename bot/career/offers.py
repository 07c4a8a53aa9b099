"""Praise on its way to the person praised: a draft of the words, and the message that offers it."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.career.prompts import zone_of
from storage.records import Delivery, Person, Praise

FORGOTTEN = timedelta(days=30)  # a draft nobody kept


class Words(NamedTuple):
    """One message as it stands: whose words, where, and the praise found in them."""

    workspace: str
    channel: str
    ts: str
    author: str
    quote: str  # Slack's own escaped form
    thread_ts: str = ""
    reason: str = ""
    permalink: str = ""
    newest: str = ""  # event_ts of the edit these words come from
    dimensions: tuple[str, ...] = ()


def said_at(ts: str) -> datetime:
    """When a message was written, in whole seconds: its id begins with the time."""
    return datetime.fromtimestamp(int(ts.partition(".")[0]), UTC)


def digest(quote: str) -> str:
    return hashlib.sha256(quote.encode()).hexdigest()


def draft(words: Words, owner: str, now: datetime) -> Praise:
    """The words as one praised person may keep them, unsaved."""
    return Praise(
        workspace=words.workspace,
        owner=owner,
        author=words.author,
        channel=words.channel,
        ts=words.ts,
        thread_ts=words.thread_ts,
        said_at=said_at(words.ts),
        quote=words.quote,
        reason=words.reason,
        digest=digest(words.quote),
        permalink=words.permalink,
        dimensions=list(words.dimensions),
        newest=words.newest,
        noticed_at=now,
        updated_at=now,
    )


def planned(
    words: Words,
    praised: list[str],
    people: Mapping[str, Person | None],
    bot_user: str,
    now: datetime,
    zone: str,
) -> tuple[list[Praise], list[Delivery]]:
    """A draft for each person who may be told, and the message that offers it."""
    drafts = [draft(words, user, now) for user in welcome(praised, people, words.author, bot_user)]
    return drafts, notices(drafts, people, now, zone)


def welcome(
    users: Iterable[str], people: Mapping[str, Person | None], author: str, bot_user: str
) -> list[str]:
    """Those who may be offered praise: no bots, not its author, nobody who said never."""
    return [user for user in users if user not in (author, bot_user) and _wants(people.get(user))]


def notices(
    drafts: Iterable[Praise], people: Mapping[str, Person | None], now: datetime, zone: str
) -> list[Delivery]:
    """The message that offers each draft: at once, or next Monday morning."""
    return [_notice(praise, people.get(praise.owner), now, zone) for praise in drafts]


def next_monday(now: datetime, zone: ZoneInfo) -> datetime:
    """The next Monday, 09:00 on their own clock, in UTC."""
    here = now.astimezone(zone)
    monday = here.date() + timedelta(days=-here.weekday() % 7)
    due = datetime.combine(monday, time(9), zone)
    later = due if due > here else datetime.combine(monday + timedelta(days=7), time(9), zone)
    return later.astimezone(UTC)


def message(
    owner: tuple[str, str], kind: str, period: str, about: list[str], now: datetime
) -> Delivery:
    """A message to (workspace, user) that is due now and pointless once drafts are forgotten."""
    workspace, user = owner
    return Delivery(
        workspace=workspace,
        owner=user,
        kind=kind,
        period=period,
        about=about,
        due=now,
        expires=now + FORGOTTEN,
        created_at=now,
    )


def _wants(person: Person | None) -> bool:
    return person is None or not (
        person.is_bot or person.is_gone or person.praise_notices == "never"
    )


def _notice(praise: Praise, person: Person | None, now: datetime, zone: str) -> Delivery:
    owner = (praise.workspace, praise.owner)
    row = message(owner, "praise", f"praise:{praise.public_id}", [praise.public_id], now)
    if person is not None and person.praise_notices == "weekly":
        row.due = next_monday(now, zone_of(person, zone))
    return row
