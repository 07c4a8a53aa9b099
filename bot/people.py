"""What we know of a person: our row, refreshed from Slack when it is old."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from slack_sdk import WebClient

from bot.slack.people import ask
from storage import Store
from storage.records import Person, Principal

FRESH = timedelta(days=1)


def known(client: WebClient, store: Store, me: Principal, now: datetime) -> Person:
    """Who acts, with a zone no older than a day; with what we had when Slack does not answer."""
    person = store.people.lately(me, now)
    if person is not None and _is_fresh(person, now):
        return person
    return fresh(client, store, me, now) or store.people.acted(me, now)


def fresh(client: WebClient, store: Store, me: Principal, now: datetime) -> Person | None:
    """The person as Slack describes them today; as we know them when Slack does not answer."""
    person = store.people.get(me)
    if person is not None and _is_fresh(person, now):
        return person
    facts = ask(client, me.user, me.workspace)
    if facts is None:
        return person
    return store.people.learn(me.workspace, me.user, now, **facts)


def names(
    client: WebClient, store: Store, workspace: str, users: Iterable[str], now: datetime
) -> dict[str, str]:
    """Display names; whoever Slack does not name either is left out."""
    wanted = set(users)
    found = store.people.names(workspace, wanted)
    for user in sorted(wanted - set(found)):
        facts = ask(client, user, workspace)
        if facts and facts.get("name"):
            store.people.learn(workspace, user, now, **facts)
            found[user] = facts["name"]
    return found


def _is_fresh(person: Person, now: datetime) -> bool:
    return person.profile_at is not None and now - person.profile_at < FRESH
