"""Somebody points at words: whose are they, about whom, and what follows."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from slack_sdk import WebClient

from bot import people
from bot.career import offers
from bot.career import praise as rules
from bot.career.offers import Words
from bot.features.praise import keeping
from bot.settings import Settings
from bot.slack.text import mentioned, says_nothing
from storage import Store
from storage.records import Person, Praise, Principal


class Reading(NamedTuple):
    """A message, the people it praises, or the reason why nothing follows from it."""

    words: Words
    praised: list[str]
    fault: str = ""


class Deed(NamedTuple):
    """What came of it: a reason code for `/win why`, the person's own praise, whom it went to."""

    code: str
    praise: Praise | None = None
    people: tuple[str, ...] = ()


def read(
    workspace: str, channel: str, message: dict[str, Any], bot: str, parent: Callable[[], str]
) -> Reading:
    """The gesture counts for a trigger: without one, those mentioned are meant.

    `parent` says who wrote the message this one replies to; asked only when nobody is named.
    """
    words = words_of(workspace, channel, message)
    if message.get("bot_id") or words.author in ("", bot, "USLACKBOT"):
        return Reading(words, [], "bot")
    if says_nothing(words.quote):
        return Reading(words, [], "wordless")
    found = rules.read(words.quote, words.author, message.get("subtype"))
    named = list(found.praised) if found else mentioned(words.quote)
    reason = found.reason if found else ""
    praised = [user for user in named if user not in (words.author, bot)]
    if not praised and words.author in named:
        return Reading(words, [], "self")
    praised = praised or [user for user in (parent(),) if user not in ("", words.author, bot)]
    return Reading(words._replace(reason=reason), praised, "" if praised else "nobody")


def words_of(workspace: str, channel: str, message: dict[str, Any]) -> Words:
    return Words(
        workspace=workspace,
        channel=channel,
        ts=str(message["ts"]),
        author=str(message.get("user") or ""),
        quote=str(message.get("text") or ""),
        thread_ts=str(message.get("thread_ts") or ""),
        newest=str((message.get("edited") or {}).get("ts") or ""),
    )


def follow(
    store: Store, me: Principal, reading: Reading, now: datetime, settings: Settings, bot: str
) -> Deed:
    """By the praised person: kept at once. By anybody else: offered to those praised."""
    if reading.fault:
        return Deed(reading.fault)
    if me.user in reading.praised:
        return keep_own(store, me, reading.words, now, settings)
    return offer(store, reading.words, reading.praised, now, settings, bot)


def keep_own(store: Store, me: Principal, words: Words, now: datetime, settings: Settings) -> Deed:
    rows = store.praise.notice([offers.draft(words, me.user, now)], [])
    mine = next((row for row in rows if row.owner == me.user), None)
    if mine is None:
        return Deed("gone")  # deleted meanwhile: a late original stays dead
    if mine.state == "withdrawn":
        return Deed("withdrawn")
    if words.newest and mine.state == "draft" and mine.quote != words.quote:
        where = (words.workspace, words.channel, words.ts)
        store.praise.edited(*where, words.quote, words.newest, now, words.reason)
        mine = store.praise.get(me, mine.public_id) or mine
    day = keeping.day_of(store, me, mine, settings.zone)
    return Deed("kept", keeping.keep(store, me, mine, day, now))


def offer(
    store: Store, words: Words, praised: list[str], now: datetime, settings: Settings, bot: str
) -> Deed:
    known = who(store, words.workspace, praised)
    welcome = offers.welcome(praised, known, words.author, bot)
    if not welcome:
        return Deed("unreachable", people=tuple(praised))
    drafts = [offers.draft(words, user, now) for user in welcome]
    rows = store.praise.notice(drafts, offers.notices(drafts, known, now, settings.zone))
    if all(row.state == "withdrawn" for row in rows):
        return Deed("withdrawn" if rows else "gone")
    return Deed("offered", people=tuple(welcome))


def meet(
    client: WebClient, store: Store, me: Principal, reading: Reading, now: datetime, whom: str = ""
) -> None:
    """Learn who they are: a bot or somebody gone is offered nothing, and a draft names people."""
    users = [*reading.praised, *mentioned(reading.words.quote), *filter(None, [whom])]
    people.meet(client, store, me.workspace, users, now)


def unfit(store: Store, me: Principal, author: str, whom: str, bot: str) -> str:
    """Why words cannot be about the person somebody chose, as a reason of `why`; "" if they can."""
    person = store.people.get(Principal(me.workspace, whom))
    if whom == author:
        return "oneself"
    if whom == bot or (person is not None and person.is_bot):
        return "for a bot"
    return "left" if person is not None and person.is_gone else ""


def who(store: Store, workspace: str, users: list[str]) -> dict[str, Person | None]:
    return {user: store.people.get(Principal(workspace, user)) for user in users}
