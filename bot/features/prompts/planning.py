"""Whom to ask this month. Everybody is gone through at each tick."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.career import prompts
from storage import Store
from storage.records import Delivery, Person

Planner = Callable[[Sequence[Person], datetime, str], list[Delivery]]
AT_ONCE = 500  # people whose unanswered messages are looked at together


def questions(store: Store, now: datetime) -> list[Delivery]:
    return _planned(prompts.monthly, store, now)


def nudges(store: Store, now: datetime) -> list[Delivery]:
    return _planned(prompts.nudges, store, now)


def _planned(planner: Planner, store: Store, now: datetime) -> list[Delivery]:
    """Asked at each tick, about everybody: only what is not planned yet is looked at closely."""
    rows: list[Delivery] = []
    for workspace in store.workspaces.active():
        people = store.people.asking(workspace.id)
        new = store.deliveries.unplanned(workspace.id, planner(people, now, workspace.zone))
        known = {person.user: person for person in people}
        for first in range(0, len(new), AT_ONCE):
            rows += _welcome(store, workspace.id, known, new[first : first + AT_ONCE])
    return rows


def _welcome(
    store: Store, workspace: str, people: Mapping[str, Person], rows: Sequence[Delivery]
) -> list[Delivery]:
    """After two unanswered, one more says that it stops; then nothing until they act."""
    owners = {row.owner for row in rows}
    said = store.deliveries.planned_for(workspace, owners, prompts.EVERY_UNASKED)
    heard = {user: prompts.unanswered(people[user], said.get(user, [])) for user in owners}
    most = {prompts.MONTHLY: prompts.PATIENCE}
    return [row for row in rows if heard[row.owner] <= most.get(row.kind, 0)]
