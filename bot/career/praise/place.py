"""One trigger where it stands in its message: the words around it, and whom it is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.career.praise import people
from bot.career.praise.beside import SEVERAL, Beside
from bot.career.praise.grammar import pattern
from bot.career.praise.lists import items
from bot.career.praise.refusals import is_refused
from bot.career.praise.senses import is_another_sense
from bot.career.praise.topics import Told
from bot.career.praise.triggers import NEAR
from bot.career.praise.whom import Kind, Whom, whom
from bot.career.praise.words import Found, Message

_AFTER_COLON = pattern(r"[^:\ue000.]{0,120}?(:|\s[-–—])\s*(?=\ue000)")
_AFTER_COMMA = pattern(r"((?!\bfor\b)[^,:\ue000.]){0,120},\s*(?={name}\s*($|[^\w\s\ue000]))")
_APART = pattern(r"\s*[,\(]")
_AND_NAME = pattern(r" and {name}")
_JOINED = pattern(r"\band\b|&|\bplus\b")


@dataclass(frozen=True)
class Around:
    """A sentence with triggers in it. `told`: who was spoken of before it."""

    said: Message
    number: int
    part: str
    triggers: list[re.Match[str]]
    told: Told


class Place:
    """One trigger of a sentence, `order` being which, and the words on either side of it.

    `before` and `near` reach to the triggers next to it, `lead` and `rest` past them;
    `before_at` and `at` are where `before` and `near` begin in the message.
    """

    def __init__(self, around: Around, order: int, praised: list[int]) -> None:
        part, triggers = around.part, around.triggers
        self.around, self.order = around, order
        self.said, self.told, self.part = around.said, around.told, part
        self.praised = praised  # earlier in this sentence
        self.trigger = triggers[order]
        start, end = self.trigger.span()
        opening = max(triggers[order - 1].end() if order else 0, start - NEAR)
        following = triggers[order + 1].start() if order + 1 < len(triggers) else len(part)
        self.sentence = around.said.sentences[around.number]
        self.offset = self.sentence.start
        self.lead, self.before = part[max(0, start - NEAR) : start], part[opening:start]
        self.rest, self.near = part[end : end + NEAR], part[end : min(following, end + NEAR)]
        self.before_at, self.at = self.offset + opening, self.offset + end
        self.is_last = order + 1 == len(triggers)

    def following(self) -> "Place":
        """The next trigger of the sentence."""
        return Place(self.around, self.order + 1, self.praised)

    @cached_property
    def beside(self) -> Beside:
        """The sentences around this one."""
        return Beside(self.said, self.around.number, self.told)

    @cached_property
    def whom(self) -> Whom:
        """Whom the words after the trigger say it is for."""
        found = whom(self.near, self.at)
        is_apart = found.kind is Kind.NAMED and _APART.match(self.near)
        if is_apart and people.people_before(self.before, self.before_at):
            return Whom(Kind.UNSAID)  # "<name>, thank you, and …": the first is spoken to
        is_you = self.trigger[0].endswith(("you", " u")) and _AND_NAME.match(self.near)
        return Whom(Kind.YOU, found.names, found.end, True) if is_you else found

    def items(self) -> Iterator[Found]:
        """The lines of a list that this sentence heads."""
        return items(self.said, self.around.number)

    def is_refused(self) -> bool:
        """Negated, asked for, wished for, in advance or on a condition."""
        return is_refused(self.before, self.rest, self.lead + self.rest)

    def is_another_sense(self) -> bool:
        """Is the word no word of praise here, but a thing or a brand?"""
        return is_another_sense(self.trigger[0], self.before, self.rest)

    def until_end(self, start: int) -> tuple[int, int]:
        """From a place in `rest` to the end of the sentence, as places in the message."""
        return self.at + start, self.offset + len(self.part)

    def meant(self) -> list[int]:
        """The people that `whom` stands for."""
        found = self.whom
        if found.kind is Kind.NAMED:
            return found.names
        if found.kind is Kind.YOU:
            is_called = found.names and not _JOINED.search(self.near[: found.end])
            return found.names if is_called else [*self.spoken_to(), *found.names]
        if found.kind is Kind.THEM:
            return [*self.antecedents(), *found.names]
        if found.kind is Kind.SOMEONE:
            return self.presented()
        return []

    def spoken_to(self) -> list[int]:
        """Whom "you" means: those addressed in this sentence, or spoken of before it."""
        start = self.offset
        return (
            people.people_before(self.before, self.before_at)
            or people.people_addressed(self.part[: self.trigger.start()], start)
            or people.people_called(self.near, self.at)[0]
            or people.spoken_of(self.before, self.before_at)
            or self.praised
            or self.told.earlier(several=bool(SEVERAL.match(self.near)))
        )

    def antecedents(self) -> list[int]:
        """Whom "him", "her" or "both" means: the sentence's own people, or those before it."""
        own = people.doers(self.before, self.before_at)
        own = own or people.subject(self.before, self.before_at)
        own = own or people.spoken_of(self.before, self.before_at)
        several = bool(SEVERAL.match(self.near))
        earlier = self.told.earlier(several=several)
        return own if own and not several else earlier or own or self.told.mentioned

    def presented(self) -> list[int]:
        """Whom "someone" turns out to be: "to the quiet one in the corner: <name>"."""
        found = _AFTER_COLON.match(self.near) or _AFTER_COMMA.match(self.near)
        if found:
            return whom(self.near[found.end() :], self.at + found.end()).names
        return self.beside.presented()
