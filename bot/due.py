"""What a feature wants sent later: a kind of message, its planner and its renderer."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bot import rubrics
from bot.career.rubric import Rubric
from bot.settings import Settings
from bot.slack.messages import Message
from storage import Store
from storage.records import Delivery, Person, Praise, Principal, Win

Names = Callable[[list[str]], Mapping[str, str]]


class Sending(NamedTuple):
    """All a renderer may look at."""

    delivery: Delivery
    person: Person
    me: Principal  # the receiver
    store: Store
    now: datetime
    settings: Settings
    names: Names  # user ids -> display names


class Due(NamedTuple):
    """`render` makes the words when it is time, or returns None when nothing is left to say."""

    kind: str
    render: Callable[[Sending], Message | None]
    plan: Callable[[Store, datetime], list[Delivery]] | None = None  # None: listeners plan it
    any_hour: bool = False  # answers something the receiver did a moment ago
    unasked: bool = False  # one of the two unasked messages a month
    discreet: str = "There is something for you in Winbook"  # all that a discreet notification says


class Visiting(NamedTuple):
    """All a feature's part of Home may look at."""

    person: Person
    me: Principal
    store: Store
    now: datetime
    settings: Settings
    wins: list[Win]  # kept ones, newest happened first
    drafts: list[Win]
    backing: dict[int, list[Praise]]  # kept praise by the win it backs
    rubric: Rubric  # what the person is judged by


def visit(
    person: Person, me: Principal, store: Store, now: datetime, settings: Settings
) -> Visiting:
    """Read the book once for all the parts."""
    book = store.wins.of(me, states=("kept", "draft"))
    wins = [win for win in book if win.state == "kept"]
    drafts = [win for win in book if win.state == "draft"]
    backing = store.praise.backing(me, [win.id for win in wins if win.id])
    return Visiting(person, me, store, now, settings, wins, drafts, backing, rubrics.of(store, me))


HomeBlocks = list[dict[str, Any]]
