"""What we know of a person: our row, refreshed from Slack when it is old."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient

from bot.career import window
from bot.slack.people import ask
from storage import Store
from storage.records import Person, Principal

FRESH = timedelta(days=1)
MOST = 8  # people asked about for one message


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
    return learn(store, me, now, facts)


def learn(store: Store, me: Principal, now: datetime, facts: Mapping[str, Any]) -> Person:
    """Keep what Slack says of a person; of a status only whether and until when they are away."""
    kept = {name: fact for name, fact in facts.items() if name != "status"}
    if status := facts.get("status"):
        is_away = window.says_away(status.words, status.emoji)
        kept |= {"is_away": is_away, "away_until": status.until if is_away else None}
    return store.people.learn(me.workspace, me.user, now, **kept)


def meet(
    client: WebClient, store: Store, workspace: str, users: Iterable[str], now: datetime
) -> dict[str, Person]:
    """These people with facts no older than a day, as far as they are known or Slack says."""
    held = {user: store.people.lately(Principal(workspace, user), now) for user in users}
    known = {user: person for user, person in held.items() if person is not None}
    new = [user for user in held if user not in known or not _is_fresh(known[user], now)]
    for user, facts in _asked(client, workspace, new).items():
        known[user] = learn(store, Principal(workspace, user), now, facts)
    return known


def names(
    client: WebClient, store: Store, workspace: str, users: Iterable[str], now: datetime
) -> dict[str, str]:
    """Display names; whoever Slack does not name either is left out."""
    wanted = set(users)
    found = store.people.names(workspace, wanted)
    for user, facts in _asked(client, workspace, sorted(wanted - set(found))).items():
        if facts.get("name"):
            learn(store, Principal(workspace, user), now, facts)
            found[user] = facts["name"]
    return found


def _asked(client: WebClient, workspace: str, users: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Slack's facts about each, asked at the same time: somebody waits for the answer."""
    if not users:
        return {}
    with ThreadPoolExecutor(min(len(users), MOST)) as pool:
        answers = pool.map(lambda user: ask(client, user, workspace), users[:MOST])
        return {user: facts for user, facts in zip(users, answers, strict=False) if facts}


def _is_fresh(person: Person, now: datetime) -> bool:
    return person.profile_at is not None and now - person.profile_at < FRESH
