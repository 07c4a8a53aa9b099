"""Where a trigger has no name or no reason in its own sentence: the sentences beside it."""

import re
from collections.abc import Iterator

from bot.career import praise_patterns as patterns
from bot.career import praise_people as people
from bot.career import praise_sense as sense
from bot.career.praise_words import NAME, Found, Message, Sentence


class Beside:
    """The sentences before and after one of a message, and who was praised before it."""

    def __init__(self, said: Message, number: int, earlier: list[int]) -> None:
        self.said, self.earlier = said, earlier
        self.own = said.sentences[number]
        self.part = said.part(self.own)
        self.previous = said.sentences[number - 1] if number else None
        self.following = said.sentences[number + 1 :]

    def named(self) -> list[int]:
        """Names in the sentence before or after one that is nothing but "Kudos!"."""
        if self.earlier:
            return self.earlier
        nearby = self.following[:1]
        starts = [s for s in nearby if patterns.BULLET.match(self.said.part(s)) and s.mark != "?"]
        return [name for s in starts for name in self._named(s)]

    def _named(self, sentence: Sentence) -> list[int]:
        part = self.said.part(sentence)
        return [*people.subject(part, sentence.start), *people.people_added(part, sentence.start)]

    def greeted(self, before: str) -> list[int]:
        """Happy birthday <name>! And thanks for …"""
        if "\ue000" in self.part or self.previous is None or sense.count(before) > 3:
            return []
        part = self.said.part(self.previous)
        is_call = re.search(rf"{NAME}\W*$", part) and sense.count(part) <= 5
        is_thanks = patterns.TRIGGER.search(part) is not None
        return self.earlier if is_call and self.previous.mark != "?" and not is_thanks else []

    def done_before(self, rest: str) -> list[Found]:
        """<name> came in on his day off. Thank you!"""
        if self.previous is None or "\ue000" in self.part or patterns.TO_ALL.search(self.part):
            return []
        part = self.said.part(self.previous)
        if self.previous.mark == "?" or sense.is_asked_for(part):
            return []
        reason = sense.reason_of_thanks(rest, is_to=False)
        if reason and not patterns.TRIGGER.search(part):
            begin = self.own.start + len(self.part) - len(rest)
            names = people.spoken_of(part, self.previous.start)
            if patterns.ASKED.search(part) and not patterns.NOT_ASKED.search(part):
                return []
            return [Found(names, (begin + reason[0], begin + reason[1]))] if names else []
        if not sense.is_filler(rest) or sense.count(part) < 5 or patterns.TRIGGER.search(part):
            return []
        names = people.doers(part, self.previous.start)
        if not names and any(map(sense.is_warm, re.split(r"[,–—:-]", part)[:4])):
            names = people.spoken_of(part, self.previous.start)
        return [Found(names, (self.previous.start, self.previous.end))] if names else []

    def done_after(self, names: list[int], rest: str) -> list[Found]:
        """Thanks to somebody, and the reason in the next sentence: "You rescued our demo"."""
        nearby = [s for s in self.following[:1] if s.mark != "?"]
        warm = [s for s in nearby if any(map(sense.is_warm, self.said.part(s).split(",")[:4]))]
        if not warm or sense.count(rest) > 3 or sense.is_asked_for(self.said.part(warm[0])):
            return []
        return [Found(names, (warm[0].start, warm[0].end))]

    def is_expected(self, rest: str) -> bool:
        """The sentence before asked for something, and these thanks are for doing it."""
        if self.previous is None:
            return False
        is_request = self.previous.mark == "?" or sense.is_asked_for(self.said.part(self.previous))
        return is_request and bool(patterns.COURTESY_NEXT.search(rest[:80]))

    def items(self) -> Iterator[Found]:
        """The lines of a list that this sentence heads: "Kudos to:" and a name on each line."""
        line = self.own.line
        for sentence in self.following:
            part = self.said.part(sentence)
            if sentence.line == line and not patterns.NEXT_ONE.match(part):
                continue
            is_next = (
                sentence.line <= line + 2
                and (patterns.BULLET.match(part) or patterns.NEXT_ONE.match(part))
                and sentence.mark != "?"
            )
            is_list = self.own.mark == ":" or re.match(r"\s*(?:[•\-–*]|\d{1,2}[.)])", part)
            is_list = is_list or patterns.NEXT_ONE.match(part)
            if not is_next or not is_list or sense.is_asked_for(part):
                return
            line = sentence.line
            begin = part.index("\ue000")
            names, end, _ = people.people_after(part[begin:], sentence.start + begin)
            yield Found(names, (sentence.start + sense.past_for(part, begin + end), sentence.end))
