"""Who is praised in a message, and for what: a listed trigger, a named person, no courtesy."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.career.praise import kudos, people, saved, thanks
from bot.career.praise.place import Around, Place
from bot.career.praise.refusals import RIDDLE, before_question, opens_question
from bot.career.praise.topics import Told
from bot.career.praise.triggers import THANKING, TRIGGER
from bot.career.praise.words import Found, Message, Sentence, message

READABLE = frozenset({None, "", "thread_broadcast", "me_message", "file_share"})
MOST = 40  # triggers read in one message: more is a wall of noise, and time stays linear
_HINT = re.compile(  # not "\bhat": Slack writes italics as "_hats off_"
    r"kudo|props|shout|(?<![a-z])hat|than|thx|save[ds]|without|w/o|\+\+", re.IGNORECASE
)


@dataclass(frozen=True)
class Praise:
    """`praised`: user ids, sorted, once each, never the author. `reason`: its own words."""

    praised: tuple[str, ...]
    reason: str


def may_be_praise(text: str) -> bool:
    """Cheap and never wrong by a no: whenever `read` finds something, this is True."""
    return "<@" in text and _HINT.search(text) is not None


def read(text: str, author: str, subtype: str | None) -> Praise | None:
    """Who is praised, and for what, or None. `text` is Slack's own, escapes and all."""
    if subtype not in READABLE:
        return None
    said = message(text)
    found = [one for one in _all(said) if _others(said, one, author)]
    praised = {user for one in found for user in _others(said, one, author)}
    if not praised:
        return None
    reasons = dict.fromkeys(said.words(*one.reason) for one in found)
    return Praise(tuple(sorted(praised)), "; ".join(reason for reason in reasons if reason))


def _others(said: Message, found: Found, author: str) -> set[str]:
    return {said.people[name] for name in found.names if name in said.people} - {author}


def _all(said: Message) -> Iterator[Found]:
    left, told, was_praise = MOST, Told(), False
    last = _last_hint(said)
    for number, sentence in enumerate(said.sentences if last >= 0 else []):
        if sentence.start > last and not was_praise:
            return
        part, triggers = _statement(said, sentence)
        told.hear(part)
        here = list[int]()
        around = Around(said, number, part, triggers[: max(left, 0)], told)
        for order in range(len(around.triggers)):
            for found in _found(Place(around, order, here)):
                here = [*here, *found.names]
                yield found
        if was_praise and not here:
            here = people.also_named(part, sentence.start)
            yield Found(here, (sentence.start, sentence.start))
        left, was_praise = left - len(triggers), bool(here)
        if sentence.end <= last:
            told.remember(said.part(sentence), sentence, here)


def _last_hint(said: Message) -> int:
    """Where the last word stands that may be a trigger; -1 when there is none, or no name."""
    hints = [hint.start() for hint in _HINT.finditer(said.masked)] if said.people else []
    return hints[-1] if hints else -1


def _found(place: Place) -> list[Found]:
    kind = place.trigger.lastgroup or ""
    if kind == "thank":
        return thanks.found(place) if THANKING.search(place.before) else []
    return _KINDS[kind](place)


_KINDS: dict[str, Callable[[Place], list[Found]]] = {
    "kudos": kudos.found,
    "thanks": thanks.found,
    "saved": saved.saved,
    "without": saved.without,
    "missed": saved.missed,
    "plus": saved.plus,
}


def _statement(said: Message, sentence: Sentence) -> tuple[str, list[re.Match[str]]]:
    """The sentence without the question it ends in, and its triggers; none in a question."""
    part = said.part(sentence)
    triggers = list(TRIGGER.finditer(part)) if _HINT.search(part) else []
    if triggers and sentence.mark == "?" and not RIDDLE.match(part):
        part = part[: before_question(part, triggers[0].end())]
    is_cheer = said.masked[sentence.end : sentence.end + 1] == "!"
    if triggers and opens_question(part) and not (is_cheer or RIDDLE.match(part)):
        return "", []
    return part, [trigger for trigger in triggers if trigger.end() <= len(part)]
