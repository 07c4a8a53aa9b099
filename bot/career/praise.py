"""Who is praised in a message, and for what: a listed trigger, a named person, no courtesy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.career import praise_patterns as patterns
from bot.career import praise_people as people
from bot.career import praise_sense as sense
from bot.career.praise_place import Place
from bot.career.praise_words import Found, Message, Sentence, message

READABLE = frozenset({None, "", "thread_broadcast", "me_message", "file_share"})
MOST = 40  # triggers read in one message: more is a wall of noise, and time stays linear
_MAYBE = re.compile(r"kudo|props|shout|\bhat|than|thx|save[ds]|without|w/o|\+\+", re.IGNORECASE)


@dataclass(frozen=True)
class Praise:
    """`praised`: user ids, sorted, once each, never the author. `reason`: its own words."""

    praised: tuple[str, ...]
    reason: str


def may_be_praise(text: str) -> bool:
    """Cheap and never wrong by a no: whenever `read` finds something, this is True."""
    return "<@" in text and _MAYBE.search(text) is not None


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
    left, before = MOST, list[int]()
    for number, sentence in enumerate(said.sentences):
        part = _statement(said, sentence)
        triggers = list(patterns.TRIGGER.finditer(part))[:left]
        left -= len(triggers)
        here = list[int]()
        for order in range(len(triggers)):
            place = Place(said, number, part, triggers, order, before)
            for found in place.found():
                here += found.names
                yield found
        here = here or people.subject(part, sentence.start)
        before = here if here or sense.count(part) > 4 else before


def _statement(said: Message, sentence: Sentence) -> str:
    """The sentence without the question it ends in; nothing when all of it is a question."""
    part = said.part(sentence)
    first = patterns.TRIGGER.search(part)
    if first is None:
        return part
    if sentence.mark == "?" and not patterns.RIDDLE.match(part):
        part = part[: sense.before_question(part, first.end())]
    is_cheer = said.masked[sentence.end : sentence.end + 1] == "!"
    return "" if sense.opens_question(part) and not is_cheer else part
