"""Where a trigger has no name or no reason in its own sentence: the sentences beside it."""

import re
from collections.abc import Iterator

from bot.career import praise_patterns as patterns
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

    def _next_door(self) -> list[int]:
        """Names in the sentence before or after one that is nothing but "Kudos!"."""
        if sense.count(self.before) > 5:
            return []
        if self.earlier:
            return self.earlier
        nearby = self.said.sentences[self.number + 1 : self.number + 2]
        starts = [s for s in nearby if patterns.BULLET.match(self.said.part(s)) and s.mark != "?"]
        return [name for s in starts for name in self._named(s)]

    def _named(self, sentence: Sentence) -> list[int]:
        part = self.said.part(sentence)
        return [*sense.subject(part, sentence.start), *sense.people_added(part, sentence.start)]

    def _called_before(self) -> list[int]:
        """Happy birthday <name>! And thanks for …"""
        if "\ue000" in self.part or not self.number or sense.count(self.before) > 3:
            return []
        previous = self.said.sentences[self.number - 1]
        part = self.said.part(previous)
        is_call = re.search(rf"{NAME}\W*$", part) and sense.count(part) <= 5
        is_thanks = patterns.TRIGGER.search(part) is not None
        return self.earlier if is_call and previous.mark != "?" and not is_thanks else []

    def _thanks_after(self) -> list[Found]:
        """<name> came in on his day off. Thank you!"""
        if not self.number or "\ue000" in self.part or not sense.is_filler(self.rest):
            return []
        previous = self.said.sentences[self.number - 1]
        part = self.said.part(previous)
        is_deed = patterns.DEED.match(part) and previous.mark != "?" and sense.count(part) > 4
        is_alone = sense.count(self.before) <= 3 and not patterns.TRIGGER.search(part)
        ready = is_deed and is_alone and not sense.is_asked_for(part)
        return [Found(self.earlier, (previous.start, previous.end))] if ready else []

    def _thanks_then(self, names: list[int], rest: str) -> list[Found]:
        """Thanks to somebody, and the reason in the next sentence: "You rescued our demo"."""
        nearby = self.said.sentences[self.number + 1 : self.number + 2]
        warm = [s for s in nearby if s.mark != "?" and sense.is_warm(self.said.part(s))]
        if not warm or sense.count(rest) > 3 or sense.is_asked_for(self.said.part(warm[0])):
            return []
        return [Found(names, (warm[0].start, warm[0].end))]

    def _is_expected(self) -> bool:
        """The sentence before asked for something, and these thanks are for doing it."""
        if not self.number:
            return False
        previous = self.said.sentences[self.number - 1]
        is_request = previous.mark == "?" or sense.is_asked_for(self.said.part(previous))
        return is_request and bool(patterns.COURTESY_NEXT.search(self.rest[:80]))

    def _items(self) -> Iterator[Found]:
        """The lines of a list that this sentence heads: "Kudos to:" and a name on each line."""
        own = self.said.sentences[self.number]
        line = own.line
        for sentence in self.said.sentences[self.number + 1 :]:
            if sentence.line == line:
                continue
            part = self.said.part(sentence)
            is_next = (
                sentence.line <= line + 2 and patterns.BULLET.match(part) and sentence.mark != "?"
            )
            is_list = own.mark == ":" or re.match(r"\s*[•\-–*]", part)
            if not is_next or not is_list or sense.is_asked_for(part):
                return
            line = sentence.line
            begin = part.index("\ue000")
            names, end, _ = sense.people_after(part[begin:], sentence.start + begin)
            yield Found(names, (sentence.start + sense.past_for(part, begin + end), sentence.end))

    def _thanks_listed(self) -> list[Found]:
        return [
            one for one in self._items() if sense.count(self.said.masked[slice(*one.reason)]) > 2
        ]
