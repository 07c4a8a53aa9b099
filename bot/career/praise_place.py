"""One trigger where it stands in its message: who is praised by it, and where the reason is."""

import re

from bot.career import praise_patterns as patterns
from bot.career import praise_people as people
from bot.career import praise_sense as sense
from bot.career.praise_beside import Beside
from bot.career.praise_words import NAME, Found, Message, listed


class Place:
    """One trigger where it stands: the words before it, the words after it, and who was named."""

    def __init__(
        self,
        said: Message,
        number: int,
        part: str,
        triggers: list[re.Match[str]],
        order: int,
        earlier: list[int],
    ) -> None:
        trigger = triggers[order]
        following = triggers[order + 1].start() if order + 1 < len(triggers) else len(part)
        opening = triggers[order - 1].end() if order else 0
        self.said, self.number, self.part, self.trigger = said, number, part, trigger
        self.offset = said.sentences[number].start
        self.lead = part[max(0, trigger.start() - patterns.NEAR) : trigger.start()]
        self.before_at = max(opening, trigger.start() - patterns.NEAR)
        self.before = part[self.before_at : trigger.start()]
        self.near = part[trigger.end() : min(following, trigger.end() + patterns.NEAR)]
        self.rest = part[trigger.end() : trigger.end() + patterns.NEAR]
        self.after_at = self.offset + trigger.end()
        self.earlier, self.triggers, self.order = earlier, triggers, order
        self.beside = Beside(said, number, earlier)

    def found(self) -> list[Found]:
        kind = self.trigger.lastgroup
        if sense.is_refused(self.before, self.rest, self.lead + self.rest):
            return []
        if kind == "kudos":
            return self._kudos()
        if kind == "plus":
            return self._plus()
        if kind == "saved":
            return self._saved()
        if kind == "missed":
            at = self.offset + self.trigger.start()
            names = people.first_named(self.trigger[0], at)
            names = names or people.people_before(self.before, self.offset + self.before_at)
            return [Found(names, (at, at))] if names else []
        if kind == "without":
            return self._without()
        return self._thanks() if kind == "thanks" or patterns.THANK_LEAD.search(self.before) else []

    def _until_end(self, start: int) -> tuple[int, int]:
        return self.after_at + start, self.offset + len(self.part)

    def _kudos(self) -> list[Found]:
        if patterns.THING.match(self.rest) or sense.is_thing(
            self.trigger[0], self.before, self.rest
        ):
            return []
        if patterns.WHOEVER.search(sense.last_clause(self.before)):
            return []
        if patterns.TO_GIVE.search(self.before) and patterns.SOON.match(self.rest):
            return []
        names, end, _ = people.people_after(self.near, self.after_at)
        if not names:
            names = people.people_before(self.before, self.offset + self.before_at)
        if not names and re.match(r"\W*(?:for|4|on|to|at|all|every\w+|team|guys)\b", self.near):
            names, _ = people.people_called(self.near, self.after_at)
        if not names and self.said.sentences[self.number].mark == ":":
            return list(self.beside.items())
        headed = patterns.HEADED.match(self.near)
        if not names and headed:
            end = headed.end()
            names, past, _ = people.people_after(self.near[end:], self.after_at + end)
            end += past
        names = names or self._kudos_alone()
        if self.before.rstrip().endswith("the") and patterns.WROTE.match(self.near, end):
            return []
        names = [*names, *people.people_added(self.near[end:], self.after_at + end)]
        if not names:
            return list(self.beside.items())
        return [Found(names, self._until_end(sense.past_for(self.rest, end)))]

    def _kudos_alone(self) -> list[int]:
        """Kudos that name nobody themselves: those the sentence is about, or the one beside it."""
        is_alone = patterns.ABOUT_THEM.match(self.rest) or sense.is_filler(self.rest)
        is_for = patterns.KUDOS_FOR.match(self.rest) and sense.is_free(self.before)
        if not is_alone and not is_for or any(True for _ in self.beside.items()):
            return []
        names = people.subject(self.before, self.offset + self.before_at)
        if is_for:
            names = names or people.spoken_of(self.before, self.offset + self.before_at)
        if names or NAME[0] in self.part or sense.count(self.before) > 5:
            return names
        return self.beside.named()

    def _thanks(self) -> list[Found]:
        if sense.is_asked_for(self.lead) or self.beside.is_expected(self.rest):
            return []
        names, end, is_to = people.people_after(self.near, self.after_at)
        if not names:
            names = people.people_before(self.before, self.offset + self.before_at)
            names = names or self._addressed() or self.beside.greeted(self.before)
            end = 0
        if not names:
            return self._thanks_unnamed()
        if self._leads_on(end):
            return [Found(names, one.reason) for one in self._following()]
        if self.trigger.lastgroup == "thank" and patterns.SOON.match(self.rest[end:]):
            return []
        reason = sense.reason_of_thanks(self.rest[end:], is_to)
        more = list(people.people_added(self.near[end:], self.after_at + end))
        if reason:
            at = self.after_at + end
            return [Found([*names, *more], (at + reason[0], at + reason[1]))]
        if is_to and self._is_result():
            at = self.offset + self.before_at
            return [Found(names, (at, at + len(self.before)))]
        if sense.count(self.rest[end:]) <= 3 and sense.is_glad(sense.last_clause(self.lead)):
            at = self.after_at - len(self.trigger[0])
            return [Found(names, (at - len(self.lead), at))]
        return self.beside.done_after(names, self.rest[end:])

    def _addressed(self) -> list[int]:
        if people.people_called(self.near, self.after_at)[0]:
            return []
        return people.people_addressed(self.before, self.offset + self.before_at)

    def _leads_on(self, end: int) -> bool:
        """Thanks A, thanks B for …: the first has its reason from the next."""
        has_next = self.order + 1 < len(self.triggers)
        return has_next and not sense.count(self.near[end:].replace("and", ""))

    def _following(self) -> list[Found]:
        following = Place(
            self.said, self.number, self.part, self.triggers, self.order + 1, self.earlier
        )
        return following.found() if following.trigger.lastgroup == "thanks" else []

    def _is_result(self) -> bool:
        """The launch went fine, thanks to …"""
        words = re.findall(r"[\w']+", self.before)
        loose = (listed()["filler"] | listed()["lead"]) - {"today", "day", "out", "week", "back"}
        return len(words) >= 3 and words[-1] not in loose

    def _thanks_called(self) -> list[Found]:
        opening = re.match(r"(?:\s*\w+){0,3}?\s*\b(?:for|4|because)\b|\W*to\b", self.near)
        names, begin = people.people_called(self.near, self.after_at) if opening else ([], 0)
        if opening is None:
            return []
        added = list(people.people_added(self.near[opening.end() :], self.after_at + opening.end()))
        reason = sense.reason_of_thanks(self.near[: begin or None], opening[0].strip() == "to")
        if names and reason is None and sense.is_warm(self._past_names(begin)):
            return [Found(names, self._until_end(begin))]
        if names and reason is None:
            return self.beside.done_after(names, "")
        if not (names or added) or reason is None:
            return []
        return [Found(names + added, (self.after_at + reason[0], self.after_at + reason[1]))]

    def _past_names(self, begin: int) -> str:
        return self.rest[begin + people.people_after(self.rest[begin:], 0)[1] :]

    def _thanks_unnamed(self) -> list[Found]:
        return (
            self._thanks_called()
            or self._thanks_listed()
            or self._thanks_done()
            or self._thanks_led()
        )

    def _thanks_led(self) -> list[Found]:
        """Here's to <name>: thank you for …"""
        reason = sense.reason_of_thanks(self.rest, is_to=False)
        if sense.is_filler(self.rest) and sense.is_glad(sense.last_clause(self.lead)):
            reason = (0, 0)
        if reason is None or patterns.TO_ALL.search(self.rest):
            return []
        names = people.spoken_of(self.before, self.offset + self.before_at)
        at = self.after_at
        return [Found(names, (at + reason[0], at + reason[1]))] if names else []

    def _thanks_listed(self) -> list[Found]:
        return [
            one
            for one in self.beside.items()
            if sense.count(self.said.masked[slice(*one.reason)]) > 2
        ]

    def _thanks_done(self) -> list[Found]:
        names = people.doers(self.before, self.offset + self.before_at)
        if names and sense.is_filler(self.rest):
            at = self.offset + self.before_at
            return [Found(names, (at, at + len(self.before)))]
        return self.beside.done_before(self.rest) if sense.count(self.before) <= 3 else []

    def _plus(self) -> list[Found]:
        opening = re.match(
            rf"(?:\s|,|&|and\b|{NAME}\s*\+\++)*[,:-]?\s*(?:for|4)\b:?\s+(?=\S)", self.rest
        )
        if opening is None:
            return []
        at = self.offset + self.trigger.start()
        return [Found([at], self._until_end(opening.end()))]

    def _without(self) -> list[Found]:
        near = self.near if re.match(r"\s*(?:you|u|ya)\b", self.near) else self.near.split(",")[0]
        near = self.near if near.rstrip().endswith("\ue001") else near
        names, end, _ = people.people_after(near, self.after_at, is_open=True)
        if not names and re.match(r"\s*(?:you|u|ya|your|him|her|them)\b", self.rest):
            names = people.people_called(self.near, self.after_at)[0]
            names = (
                names
                or people.first_named(self.before, self.offset + self.before_at)
                or self.earlier
            )
        reason = self._until_end(end) if sense.count(self.rest[end:]) else (self.after_at,) * 2
        return [Found(names, reason)] if names else []

    def _saved(self) -> list[Found]:
        clause = re.split(r"[,;:]|\bbut\b|\band\b", self.before)[-1]
        if (
            patterns.MAY_BE.search(clause)
            or patterns.I_SAVED.search(clause)
            or patterns.NOT_SAVED.match(self.rest)
        ):
            return []
        names = people.people_before(self.before, self.offset + self.before_at)
        names = names or people.subject(self.before, self.offset + self.before_at)
        if not names:
            was = re.match(r"\s*(?:was|is|were)\s+", self.near)
            skip = was.end() if was else 0
            names = people.people_after(self.near[skip:], self.after_at + skip)[0]
        names = names or people.people_called(self.near, self.after_at)[0]
        is_left_out = not sense.count(self.before)
        if not names and (is_left_out or patterns.THEY.search(self.before)):
            names = self.earlier
        at = self.offset + self.trigger.start()
        return [Found(names, (at, self.offset + len(self.part)))] if names else []
