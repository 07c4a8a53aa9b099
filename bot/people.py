"""What we know of a person: our row, refreshed from Slack when it is old."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.career import window
from bot.slack.people import ask
from storage import Store
from storage.records import Person, Principal

FRESH = timedelta(days=1)


def known(client: WebClient, store: Store, me: Principal, now: datetime) -> Person:
    """Who acts, with a zone no older than a day; with what we had when Slack does not answer."""
    return fresh(client, store, me, now) or store.people.acted(me, now)


def fresh(client: WebClient, store: Store, me: Principal, now: datetime) -> Person | None:
    """The person as Slack describes them today; as we know them when Slack does not answer."""
    person = store.people.get(me)
    if person and person.profile_at and now - person.profile_at < FRESH:
        return person
    facts = ask(client, me.user, me.workspace)
    if facts is None:
        return person
    return learn(store, me, now, facts)


def learn(store: Store, me: Principal, now: datetime, facts: Mapping[str, Any]) -> Person:
    """Keep what Slack says of a person; of a status only whether and until when they are away."""
    kept = {name: fact for name, fact in facts.items() if name != "status"}
    if status := facts.get("status"):
        is_away = window.says_away(status.words, status.emoji)
        kept |= {"is_away": is_away, "away_until": status.until if is_away else None}
    return store.people.learn(me.workspace, me.user, now, **kept)


def names(
    client: WebClient, store: Store, workspace: str, users: Iterable[str], now: datetime
) -> dict[str, str]:
    """Display names; whoever Slack does not name either is left out."""
    wanted = set(users)
    found = store.people.names(workspace, wanted)
    for user in sorted(wanted - set(found)):
        facts = ask(client, user, workspace)
        if facts and facts.get("name"):
            learn(store, Principal(workspace, user), now, facts)
            found[user] = facts["name"]
    return found
