"""Whom a message speaks of as it goes on, for "kudos to him" and for a bare "Thank you!"."""

from bot.career.praise import people
from bot.career.praise.words import Sentence

_FADES = 4  # sentences after which "Kudos!" no longer means those who were named


class Told:
    """`topics`: the people of the last two sentences that spoke of somebody, the newest last."""

    def __init__(self) -> None:
        self.topics: list[list[int]] = []
        self.mentioned: list[int] = []  # named last, but only in passing
        self._company: list[int] = []  # all who were named in the last sentence that named any
        self._since = 0

    def earlier(self, *, several: bool = False) -> list[int]:
        """Whom the sentences before speak of; for "both" all of one, or those of the last two."""
        last = self.topics[-1] if self.topics else []
        if not several or len(last) > 1:
            return last
        if len(self._company) > 1:
            return self._company
        return [name for one in self.topics for name in one]

    def hear(self, part: str) -> None:
        """Before a sentence is read: "She …" makes whoever was only mentioned the topic."""
        if self.mentioned and people.opens_with_pronoun(part):
            self.topics = [*self.topics[-1:], self.mentioned]
            self.mentioned = []

    def remember(self, part: str, sentence: Sentence, praised: list[int]) -> None:
        """After a sentence was read: those praised in it, or else those it is about."""
        self._company = people.all_named(part, sentence.start) or self._company
        here = praised or people.talked_about(part, sentence.start, sentence.mark)
        self._since = 0 if here else self._since + 1
        if here:
            self.topics, self.mentioned = [*self.topics[-1:], here], []
            return
        self.topics = self.topics if self._since < _FADES else []
        self.mentioned = people.last_mentioned(part, sentence.start) or self.mentioned
