"""A person's own wins: found again, kept, begun with, and what their corrections taught."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from bot.career import coach, dimensions, learning, periods, twins, wins
from bot.errors import Missing, Refused
from bot.features.wins import card, remarks, tips
from bot.features.wins.card import NO_TIP
from bot.settings import Settings
from bot.slack.blocks import cut
from bot.slack.messages import Message
from bot.slack.text import escape, unescape
from storage import Store
from storage.records import Person, Principal, Win
from storage.wins import Changed, Near

GONE = "That is no longer here. `/win list` shows what is."
NUMBER = re.compile(r"\d{1,6}")
QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”')
TAG = re.compile(r"#([\w-]+)")


def mine(store: Store, me: Principal, public_id: str) -> Win:
    """This person's win, or the same answer whether it is missing, binned or somebody else's."""
    win = store.wins.get(me, public_id)
    if win is None or win.deleted_at is not None:
        raise Missing(GONE)
    return win


def owned(store: Store, me: Principal, public_id: str) -> Win:
    """As `mine`, and what lies in the bin as well."""
    win = store.wins.get(me, public_id)
    if win is None:
        raise Missing(GONE)
    return win


def named(store: Store, me: Principal, words: str, command: str) -> Win:
    """The win a person means by its number or `last`."""
    number = NUMBER.search(words)
    win = store.wins.numbered(me, int(number.group())) if number else store.wins.last(me)
    if win is not None and win.deleted_at is not None:
        raise Refused(
            f"Win {win.number} is in the bin. `{command} redo {win.number}` brings it back."
        )
    if win is None and number and store.wins.last(me):
        said = f"There is no win {number.group()} in your book."
        raise Refused(f"{said} `{command} list` shows the numbers.")
    if win is None:
        said = "There is no win yet in your book. Log the first in one line, like"
        raise Refused(f"{said} `{command} {wins.EXAMPLE}`.")
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
    """Save it; the card says what was saved, and at most one thing more.

    The question is chosen first, so that it is noted with the win and costs no second commit. What
    cannot wait comes before it: then the monthly question begins with the next win, which says so.
    """
    urgent = remarks.urgent(win, person, now, settings, hint)
    is_first = not urgent and person.rhythm == "unset"
    plain = NO_TIP if urgent or is_first else tips.question(win)
    notes = coach.noted(win, plain.question) if plain.question else {}

    def noted(around: Sequence[Near]) -> dict[str, Any]:
        return {} if twins.twin(win, around) else notes  # a double is asked about first

    added = store.wins.add(me, win, twins.NEAR if win.figures else None, noted)
    known = (store, me, added.win, settings, added.around)
    said = tips.of(*known, urgent=urgent, is_first=is_first)
    if is_first:
        begin(store, me, person, now)
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


def taught(store: Store, me: Principal, now: datetime) -> learning.Taught:
    """What this person's own corrections say about words and dimensions."""
    return learning.lessons(store.corrections.lately(me, now))


def changed(
    store: Store,
    me: Principal,
    win: Win,
    version: Any,
    changes: dict[str, Any],
    now: datetime,
    field: str,
) -> Win:
    """The win with its changes; Refused under `field` when its form was opened on older words."""
    opened = version if isinstance(version, int) else 0
    try:
        return store.wins.change(me, win.public_id, opened, now, **changes)
    except Changed:
        raise Refused(
            f"Win {win.number} was changed since you opened this form. Copy your words, press "
            "Cancel and open it again.",
            field,
        ) from None


def learn(store: Store, me: Principal, win: Win, chosen: list[str], now: datetime) -> None:
    """Remember that a suggestion was changed to what was chosen; `win` is as it was before."""
    if not chosen or win.id is None:
        return
    before = store.corrections.about(me, win.id)
    correction = learning.corrected(win, chosen[0], before, now)
    if correction is not None:
        store.corrections.keep(me, correction)
    elif before is not None:
        store.corrections.drop(me, win.id)


def nearest(win: Win) -> list[str]:
    """The two dimensions most like a #tag nobody knows."""
    return dimensions.nearest(win.unsorted[0]) if win.unsorted else []


def begin(store: Store, me: Principal, person: Person, now: datetime) -> bool:
    """With the first win the monthly question begins; True when this was the moment."""
    if person.rhythm != "unset":
        return False
    store.people.choose(me, now, rhythm="monthly")
    return True


def orphaned(store: Store, win: Win) -> str:
    """The tip that comes before all others, once the message behind a win is gone."""
    is_gone = win.place and store.praise.is_deleted(win.workspace, win.place, win.place_ts)
    return "Its message was deleted. Undo takes the win out of your book, too." if is_gone else ""


def verb(outcome: str) -> str:
    """What was done, for an outcome of `store.wins.add`."""
    return "Updated" if outcome == "updated" else "Saved"


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
