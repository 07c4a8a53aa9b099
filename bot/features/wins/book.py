"""A person's own wins: found again, begun with, and the one tip that may stand on a card."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from bot.career import dimensions, periods, prompts, wins
from bot.errors import Refused
from bot.features.wins import card
from bot.settings import Settings
from bot.slack.blocks import cut
from bot.slack.messages import Message
from bot.slack.text import day, escape, unescape
from storage import Store
from storage.records import Person, Principal, Win
from storage.wins import Near

GONE = "That is no longer here. The list of your wins shows what is."
NUMBER = re.compile(r"\d{1,6}")
QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”')
TAG = re.compile(r"#([\w-]+)")


def mine(store: Store, me: Principal, public_id: str) -> Win:
    """This person's win, or the same answer whether it is missing, binned or somebody else's."""
    win = store.wins.get(me, public_id)
    if win is None or win.deleted_at is not None:
        raise Refused(GONE)
    return win


def owned(store: Store, me: Principal, public_id: str) -> Win:
    """As `mine`, and what lies in the bin as well."""
    win = store.wins.get(me, public_id)
    if win is None:
        raise Refused(GONE)
    return win


def named(store: Store, me: Principal, words: str, command: str) -> Win:
    """The win a person means by its number or `last`."""
    number = NUMBER.search(words)
    win = store.wins.numbered(me, int(number.group())) if number else store.wins.last(me)
    if win is not None and win.deleted_at is not None:
        raise Refused(
            f"Win {win.number} is in the bin. `{command} redo {win.number}` brings it back."
        )
    if win is None:
        which = f"no win {number.group()}" if number else "no win yet"
        raise Refused(f"There is {which} in your book. `{command} list` shows the numbers.")
    return win


def in_bin(store: Store, me: Principal, words: str, command: str) -> Win:
    """The win put into the bin last, or the one with this number."""
    number = NUMBER.search(words)
    binned = store.wins.binned(me)
    if not binned:
        raise Refused("Nothing is in the bin.")
    for win in binned:
        if number is None or win.number == int(number.group()):
            return win
    raise Refused(f"That is not in the bin. `{command} list bin` shows what is.")


def keep(
    store: Store,
    me: Principal,
    person: Person,
    win: Win,
    settings: Settings,
    now: datetime,
    hint: str = "",
) -> Message:
    """Save it; the card says what was saved, and at most one thing more."""
    added = store.wins.add(me, win, within=wins.NEAR if win.figures else None)
    is_first = begin(store, me, person, now)
    said = tip(store, me, added.win, settings, added.around, hint=hint, is_first=is_first)
    return card.saved(added.win, said, nearest(added.win), verb(added.outcome))


def meant(store: Store, me: Principal, win: Win, now: datetime) -> Win:
    """Saved on purpose: out of the bin, and no draft any more."""
    if win.deleted_at is not None:
        win = store.wins.restore(me, win.public_id, now) or win
    if win.state == "draft":
        win = store.wins.change(me, win.public_id, win.version, now, state="kept")
    return win


def kept(store: Store, me: Principal, win: Win, now: datetime) -> Win:
    """A draft that counts from now on; the first one begins the monthly question."""
    begin(store, me, store.people.get(me) or store.people.acted(me, now), now)
    return meant(store, me, win, now)


def nearest(win: Win) -> list[str]:
    """The two dimensions most like a #tag nobody knows."""
    return dimensions.nearest(win.unsorted[0]) if win.unsorted else []


def begin(store: Store, me: Principal, person: Person, now: datetime) -> bool:
    """With the first win the monthly question begins; True when this was the moment."""
    if person.rhythm != "unset":
        return False
    store.people.choose(me, now, rhythm="monthly")
    return True


def around(store: Store, me: Principal, win: Win) -> list[Near]:
    """The wins so near to this one that it may be one of them, told twice."""
    return store.wins.around(me, win.happened, wins.NEAR)


def tip(
    store: Store,
    me: Principal,
    win: Win,
    settings: Settings,
    around: Sequence[Near],
    *,
    hint: str = "",
    is_first: bool = False,
) -> str:
    """At most one: the new rhythm, a command that was perhaps meant, a double, a missing figure."""
    if is_first:
        return rhythm(store.people.get(me), settings)
    if hint:
        return f"Did you mean `{settings.win_command} {hint}`? If so: Undo."
    if other := wins.twin(win, around):
        return f"Looks like win {other.number} of {day(other.happened)}. Same one? Then Undo."
    return "" if win.figures else "What changed, by how much? Edit adds a figure."


def verb(outcome: str) -> str:
    """What was done, for an outcome of `store.wins.add`."""
    return "Updated" if outcome == "updated" else "Saved"


def rhythm(person: Person | None, settings: Settings) -> str:
    if person is None:
        return ""
    when = prompts.said(person.ask_day)
    zone = prompts.zone_of(person, settings.zone).key
    return (
        f"{when[0].upper()}{when[1:]} at {person.ask_time} ({zone}) I ask once for new wins. "
        f"Change or stop it: `{settings.win_command} remind`."
    )


class Asked(NamedTuple):
    """What a list was asked for, as `/win list` reads it."""

    period: periods.Period | None
    tags: list[str]
    words: list[str]
    state: str  # kept | draft | bin


def asked(line: str, today: date) -> Asked:
    """Q3 #scope "deploy": a period, dimensions and quoted words, in any order."""
    said = unescape(line)
    words = [one or two for one, two in QUOTED.findall(said)]
    rest = QUOTED.sub(" ", said)
    tags = TAG.findall(rest)
    left = " ".join(TAG.sub(" ", rest).lower().split()).rstrip(".!?")
    state = "draft" if left.startswith("draft") else "bin" if left in ("bin", "deleted") else "kept"
    return Asked(periods.read(left, today), tags, words, state)


def is_state(line: str, state: str) -> bool:
    """Whether a list was asked for these: kept, draft or bin."""
    return asked(line, date.max).state == state


def search(store: Store, me: Principal, line: str, today: date) -> list[Win]:
    """The wins of a period, in a dimension, with these words in them; newest first."""
    wanted = asked(line, today)
    if wanted.state == "bin":
        return store.wins.binned(me)
    first, last = wanted.period[:2] if wanted.period else (None, None)
    found = store.wins.of(me, since=first, until=last, states=(wanted.state,))
    keys = [_dimension(tag) for tag in wanted.tags]
    return [win for win in found if _fits(win, keys, wanted.words)]


def _dimension(tag: str) -> str:
    key = dimensions.by_tag(tag)
    if key is None:
        known = ", ".join(f"#{name.partition('_')[0]}" for name in dimensions.KEYS)
        raise Refused(f"There is no dimension #{escape(cut(tag, 40))}. There are {known}.")
    return key


def _fits(win: Win, keys: list[str], words: list[str]) -> bool:
    said = f"{win.text}\n{win.outcome}".lower()
    return set(keys) <= set(win.dimensions) and all(word.lower() in said for word in words)
