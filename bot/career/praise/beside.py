"""Where a trigger has no name or no reason in its own sentence: the sentences beside it."""

import re
from collections.abc import Iterator

from bot.career.praise import people, reasons
from bot.career.praise.grammar import NAME, pattern
from bot.career.praise.refusals import is_asked_for, is_only_asked
from bot.career.praise.topics import Told
from bot.career.praise.triggers import TRIGGER
from bot.career.praise.words import Found, Message, Sentence, count

SEVERAL = pattern(r"[^\w\ue000]*(to )?(you )?(both|all|the two|the three|all \w+)\b")
_PRESENTS = pattern(
    r"\W*?({presents_ahead}\W+)*({presents}('s| (is|was|are|were|goes))?( of course)? (for |to )?)?"
    r"(our )?{name}"
)
_IT_WAS_YOU = pattern(r"\b(was|is|it's|that's|means) you\b[\s,–—-]*{name}\W*$")
_IT_IS = pattern(r"\W*(it|that)('s| is| was) (of course )?{name}(?!'s)")
_CHEERS = pattern(r"{deed}\b|{name}\W*($|[^\w\s\ue000]|{after_name}\b)")
_OUTCOME = pattern(r"\W*(the|our|my|all|every\w*) ([\w'-]+ ){1,4}?({did}|{has_done})\b")
_ERRAND = pattern(r"{name}\W*{errands}\b")
_HOWEVER = pattern(r"\W*(but|still|however|except|this once)\b")
_CALLED = pattern(r"[^\w\ue000]*(?P<names>{name})\s*,\s*")
_CALLS = pattern(r"{name}\W*$")
_TO_ALL = pattern(
    r"(\bthanks|\bthank\s?you|\bthx|\bhey|\bhi|,) {all_people}\b(?! of)|\b{all_people}\b\W*$"
)
_COURTESY = pattern(r"\b{courtesy_nouns}")


def is_to_all(part: str) -> bool:
    """Thanks, everyone: whoever was named before is not meant."""
    return _TO_ALL.search(part) is not None


class Beside:
    """The sentences before and after one of a message, and who was spoken of before it."""

    def __init__(self, said: Message, number: int, told: Told) -> None:
        self.said, self.number, self.told = said, number, told
        self.own = said.sentences[number]
        self.part = said.part(self.own)
        self.previous = said.sentences[number - 1] if number else None
        following = said.sentences[number + 1 : number + 2]
        self.following = following[0] if following and following[0].mark != "?" else None
        self.before = said.part(self.previous) if self.previous else ""
        self.after = said.part(self.following) if self.following else ""

    def named(self) -> list[int]:
        """Names in the sentence before or after one that is nothing but "Kudos!"."""
        if self.told.earlier():
            return self.told.earlier()
        is_cheer = _CHEERS.search(self.after) or reasons.is_warm(self.after)
        return self.presented() if is_cheer else []

    def presented(self) -> list[int]:
        """Whom the next sentence names: "Kudos to someone special. <name> stayed all night."."""
        found = _PRESENTS.match(self.after) or _IT_WAS_YOU.search(self.after)
        if self.following is None or found is None:
            return []
        if is_asked_for(self.after) or _ERRAND.search(self.after):
            return []
        names = people.mentioned(self.after, self.following.start)
        return [*names, *people.people_added(self.after, self.following.start)]

    def introduced(self) -> list[int]:
        """Kudos to our treasurer. <name>, the accounts have never been this clean."""
        called = _CALLED.match(self.after)
        if self.following and _IT_IS.match(self.after):
            return people.mentioned(self.after, self.following.start)
        if self.following is None or called is None:
            return []
        is_warm = reasons.is_warm(self.after[called.end() :])
        return [self.following.start + called.start("names")] if is_warm else []

    def however(self) -> list[int]:
        """I don't do shout-outs. But <name> carried the piano."""
        if self.following is None or not _HOWEVER.match(self.after):
            return []
        return people.doers(self.after, self.following.start)

    def greeted(self, before: str) -> list[int]:
        """Happy birthday <name>! And thanks for …"""
        if self.previous is None or NAME[0] in self.part or count(before) > 3:
            return []
        is_call = _CALLS.search(self.before) and count(self.before) <= 5
        if not is_call or self.previous.mark == "?":
            return []
        if TRIGGER.search(self.before) or is_to_all(self.part):
            return []
        return people.subject(self.before, self.previous.start)

    def done_before(self, rest: str) -> list[Found]:
        """<name> came in on his day off. Thank you!"""
        if NAME[0] in self.part or is_to_all(self.part):
            return []
        reason = reasons.after(rest, is_to=False)
        if reason:
            names = self._meant_before(several=SEVERAL.match(rest) is not None)
            begin = self.own.start + len(self.part) - len(rest)
            return [Found(names, (begin + reason[0], begin + reason[1]))] if names else []
        return self._told_before() if reasons.is_bare(rest) else []

    def _meant_before(self, *, several: bool) -> list[int]:
        """Whom the sentence before speaks of, unless it asks them for something."""
        for sentence in self._backwards():
            part = self.said.part(sentence)
            if is_only_asked(part):
                return []
            if NAME[0] in part and not several:
                return people.talked_about(part, sentence.start, sentence.mark)
            return self.told.earlier(several=several)
        return []

    def _told_before(self) -> list[Found]:
        """The deed, up to three sentences back: "<name> drove me home. I made it. Thank you!"."""
        for sentence in self._backwards():
            names = [] if sentence.mark == "?" else self._doers(sentence)
            if names:
                return [Found(names, (sentence.start, sentence.end))]
            if sentence.mark == "?" or NAME[0] in self.said.part(sentence):
                return []
        return []

    def _doers(self, sentence: Sentence) -> list[int]:
        """Who did something in a sentence, or was the good of it."""
        part = self.said.part(sentence)
        names = people.doers(part, sentence.start) if count(part) > 4 else []
        if names:
            return names
        is_warm = any(map(reasons.is_warm, re.split(r"[,–—:-]", part)[:4]))
        if NAME[0] in part:
            return people.spoken_of(part, sentence.start) if is_warm else []
        return self.told.earlier() if is_warm or people.opens_with_pronoun(part) else []

    def _backwards(self) -> Iterator[Sentence]:
        """Up to three sentences before this one, the nearest first, none that asks or thanks."""
        for sentence in self.said.sentences[max(0, self.number - 3) : self.number][::-1]:
            part = self.said.part(sentence)
            if is_asked_for(part) or TRIGGER.search(part):
                return
            yield sentence

    def deserved(self, names: list[int], *, is_said: bool) -> list[Found]:
        """You checked the pressure twice, so nobody was hurt. Thank you <name>!"""
        if self.previous is None or self.previous.mark == "?" or TRIGGER.search(self.before):
            return []
        is_reason = is_said or reasons.is_before(self.before) or reasons.is_spared(self.before)
        return [Found(names, (self.previous.start, self.previous.end))] if is_reason else []

    def done_after(self, names: list[int], rest: str) -> list[Found]:
        """Thanks to somebody, and the reason in the next sentence: "You rescued our demo"."""
        if self.following is None or count(rest) > 3 or is_asked_for(self.after):
            return []
        is_loud = self.said.masked[self.own.end : self.own.end + 2] == "!!"
        is_warm = any(map(reasons.is_warm, self.after.split(",")[:4]))
        if not (is_warm or is_loud and _OUTCOME.match(self.after)):
            return []
        return [Found(names, (self.following.start, self.following.end))]

    def told_of(self, names: list[int]) -> list[Found]:
        """I need to thank someone. <name> drove my wife to hospital."""
        if self.following is None or count(self.after) < 4:
            return []
        return [Found(names, (self.following.start, self.following.end))]

    def is_expected(self, rest: str) -> bool:
        """The sentence before asked for something, and these thanks are for doing it."""
        if self.previous is None:
            return False
        is_request = self.previous.mark == "?" or is_asked_for(self.before)
        return is_request and bool(_COURTESY.search(rest[:80]))
