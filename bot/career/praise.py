"""Who is praised in a message, and for what: a listed trigger, a named person, no courtesy."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.career import praise_sense as sense
from bot.career.praise_words import NAME, Message, Sentence, listed, message, one_of

READABLE = frozenset({None, "", "thread_broadcast", "me_message", "file_share"})
MOST = 40  # triggers read in one message: more is a wall of noise, and time stays linear
_MAYBE = re.compile(r"kudo|props|shout|\bhat|than|thx|save[ds]|without|\+\+", re.IGNORECASE)

_DAY = (
    r"(?:day|launch|release|demo|deal|week|weekend|sprint|project|event|show|quarter|night|morning"
    r"|afternoon|evening|presentation|conference|customer|client|shift|party|exam|meeting|deploy"
    r"|deployment|migration|rollout|trip|concert|season|game|match|wedding|class|lesson|campaign"
    r"|contract|account|harvest|order|production|prod|life|bacon|butt|ass|skin|neck|sanity|bum"
    r"|semester|grade|project|service|company|month|year)s?\b"
)
_TRIGGER = re.compile(
    r"(?P<kudos>\bkudo'?s?\b|\bprops\b|\bshout(?:-|\s*)outs?\b|\bhat'?s?\s+off\b)"
    r"|(?P<thanks>\bthank'?s\b(?:\s+in\s+(?:\w+\s+){0,3}(?:part|measure)(?=\s+to\b))?|\bthank\s*(?:you|u|ya)\b|\bthx+\b)"
    r"|(?P<thank>\bthank(?:ing)?\b)"
    rf"|(?P<missed>\bwithout\s+(?:you,?\s+)?{NAME}(?:[\w\s,']{{0,40}}?)could\s*n'?o?t\s*(?:have|of|'ve)\s+done)"
    r"|(?P<without>(?:\bcould\s*n'?o?t|\bno\s+way\s+\w+\s+could|\bcould\s+never|\bnever\s+could)\s*(?:'ve|ve|have|of|a|ever)?\s+"
    r"(?:(?:possibly|ever|have|never)\s+)?"
    r"(?:do|done|made|pulled|shipped|launched|finished|managed|delivered|gotten|got|hit)\b"
    r"[\w\s']{0,40}?\bwithout\b)"
    r"|(?P<saved>\bsave[ds]\s+(?:(?:us|everyone|everybody|all\s+of\s+us|me)\b"
    rf"|(?:my|our|the|this|today's|tonight's|yesterday's|your|his|her|their)\s+(?:\w+\s+){{0,2}}?{_DAY}))"
    rf"|(?P<plus>{NAME}\s*\+\++)"
)
_THANK_LEAD = re.compile(
    r"(?:want(?:ed)?|like(?:d)?|love|need|have|got|wish|gotta|wanna|must|can'?t|cannot|let\s+me|i'd|let's"
    r"|join\s+(?:me|us)\s+in|(?:^|\W)i|(?:^|\W)we)(?:\s+(?:to|just|also|really|publicly|personally"
    r"|sincerely|especially|first|all|truly|formally|even|quickly|specially|take\s+a\s+moment\s+to"
    r"|sincerly))*\s*$"
)
_MAY_BE = re.compile(
    r"\b(?:would|could|should|might|may|almost|nearly|if|hope|hopes|hoping|wish|nothing|nobody|can|will"
    r"|trying|tries|tried|help|to\s+have)\b"
)
_NOT_SAVED = re.compile(
    r"\s*(?:a|some|the)\s+(?:seat|slice|copy|spot|place|piece|chair|bit)\b|\s+as\b"
)
_I_SAVED = re.compile(r"\b(?:i|we|i've|we've)(?:\s+(?:have|just|also|already|only))*\s*$")
_ABOUT_THEM = re.compile(
    r"\W*(?:(?:to|for|2)\s+(?:you|u|him|her|them|that|this|it|both)(?:\s+(?:both|all|two))?)?"
    r"(?:\s*(?:all\s+round|again|indeed|everyone|!))*\W*$"
)
_COURTESY_NEXT = re.compile(
    r"\b(?:your|the|any|all|ur)\s+(?:\w+\s+)?(?:help|time|support|assist\w*|effort)"
)
_BULLET = re.compile(rf"[\s•\-–—*\d.):>]*{NAME}")
_THING = re.compile(rf"\s*-?(?:{one_of('things')})\b")
_STAGE = re.compile(rf"\b{one_of('props_are_things')}\s*$")


@dataclass(frozen=True)
class Praise:
    """`praised`: user ids, sorted, once each, never the author. `reason`: the message's own words."""

    praised: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Found:
    """One trigger's yield: where the names are, and where the reason is."""

    names: list[int]
    reason: tuple[int, int]


def may_be_praise(text: str) -> bool:
    """Cheap and never wrong by a no: whenever `read` finds something, this is True."""
    return "<@" in text and _MAYBE.search(text) is not None


def read(text: str, author: str, subtype: str | None) -> Praise | None:
    """Who is praised by the rules of docs (a listed trigger, a named person), or None."""
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
        triggers = list(_TRIGGER.finditer(part))[:left]
        left -= len(triggers)
        here = list[int]()
        for order, trigger in enumerate(triggers):
            place = _Place(said, number, part, triggers, order, before)
            for found in place.found():
                here += found.names
                yield found
        before = here or _subject(part, sentence.start)


def _statement(said: Message, sentence: Sentence) -> str:
    """The sentence without the question it ends in; nothing when all of it is a question."""
    part = said.part(sentence)
    first = _TRIGGER.search(part)
    if first is None:
        return part
    if sentence.mark == "?":
        part = part[: sense.before_question(part, first.end())]
    is_cheer = said.masked[sentence.end : sentence.end + 1] == "!"
    return "" if sense.opens_question(part) and not is_cheer else part


def _subject(part: str, offset: int) -> list[int]:
    """The people a sentence is about: named first, and not as an object."""
    first = re.search(NAME, part)
    if first is None or sense.is_asked_for(part) or sense.opens_question(part):
        return []
    ahead = re.search(r"([\w']+)\s*$", part[: first.start()])
    if ahead and ahead[1] in listed()["before_object"] - {"by", "from", "and"}:
        return []
    return sense.people_after(part[first.start() :], offset + first.start())[0]


class _Place:
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
        self.lead = part[max(0, trigger.start() - sense.NEAR) : trigger.start()]
        self.before_at = max(opening, trigger.start() - sense.NEAR)
        self.before = part[self.before_at : trigger.start()]
        self.near = part[trigger.end() : min(following, trigger.end() + sense.NEAR)]
        self.rest = part[trigger.end() : trigger.end() + sense.NEAR]
        self.after_at = self.offset + trigger.end()
        self.earlier, self.triggers, self.order = earlier, triggers, order

    def found(self) -> list[Found]:
        if sense.is_refused(self.before, self.rest, self.part):
            return []
        kind = self.trigger.lastgroup
        if kind == "kudos":
            return self._kudos()
        if kind == "plus":
            return self._plus()
        if kind == "saved":
            return self._saved()
        if kind == "missed":
            name = re.search(NAME, self.trigger[0])
            at = self.offset + self.trigger.start()
            return [Found([at + name.start()], (at, at))] if name else []
        if kind == "without":
            return self._without()
        return self._thanks() if kind == "thanks" or _THANK_LEAD.search(self.before) else []

    def _until_end(self, start: int) -> tuple[int, int]:
        return self.after_at + start, self.offset + len(self.part)

    def _kudos(self) -> list[Found]:
        if _THING.match(self.rest) or self._is_thing():
            return []
        names, end, _ = sense.people_after(self.near, self.after_at)
        if not names:
            names = sense.people_before(self.before, self.offset + self.before_at)
        if not names and re.match(r"\W*(?:for|4|on|to|at|all|every\w+|team|guys)\b", self.near):
            names, _ = sense.people_called(self.near, self.after_at)
        if not names and self.said.sentences[self.number].mark == ":":
            return list(self._items())
        if not names and (_ABOUT_THEM.match(self.rest) or sense.is_filler(self.rest)):
            names = _subject(self.before, self.offset + self.before_at) or self._next_door()
        names = [*names, *sense.people_added(self.near[end:], self.after_at + end)]
        if not names:
            return list(self._items())
        return [Found(names, self._until_end(_past_for(self.rest, end)))]

    def _is_thing(self) -> bool:
        """Props of a play or of a component, or kudos that somebody is still to write."""
        if re.search(r"\b(?:your|their)\s*$", self.before):
            return True
        if self.trigger[0] != "props" or self.before.rstrip().endswith("all the"):
            return False
        return bool(_STAGE.search(self.before))

    def _next_door(self) -> list[int]:
        """Names in the sentence before or after one that is nothing but "Kudos!"."""
        if sense.count(self.before) > 5:
            return []
        if self.earlier:
            return self.earlier
        nearby = self.said.sentences[self.number + 1 : self.number + 2]
        starts = [s for s in nearby if _BULLET.match(self.said.part(s)) and s.mark != "?"]
        return [name for s in starts for name in self._named(s)]

    def _named(self, sentence: Sentence) -> list[int]:
        part = self.said.part(sentence)
        return [*_subject(part, sentence.start), *sense.people_added(part, sentence.start)]

    def _thanks(self) -> list[Found]:
        if sense.is_asked_for(self.lead) or self._is_expected():
            return []
        names, end, is_to = sense.people_after(self.near, self.after_at)
        if not names:
            names = sense.people_before(self.before, self.offset + self.before_at)
            names = names or self._addressed() or self._called_before()
            end = 0
        if not names:
            return self._thanks_called() or list(self._items())
        if self._leads_on(end):
            return [Found(names, one.reason) for one in self._following()]
        reason = sense.reason_of_thanks(self.rest[end:], is_to)
        more = list(sense.people_added(self.near[end:], self.after_at + end))
        if reason:
            at = self.after_at + end
            return [Found([*names, *more], (at + reason[0], at + reason[1]))]
        if is_to and self._is_result():
            at = self.offset + self.before_at
            return [Found(names, (at, at + len(self.before)))]
        return self._thanks_then(names, self.rest[end:])

    def _addressed(self) -> list[int]:
        if sense.people_called(self.near, self.after_at)[0]:
            return []
        return sense.people_addressed(self.before, self.offset + self.before_at)

    def _called_before(self) -> list[int]:
        """Happy birthday <name>! And thanks for …"""
        if "\ue000" in self.part or not self.number or sense.count(self.before) > 3:
            return []
        previous = self.said.sentences[self.number - 1]
        part = self.said.part(previous)
        is_call = re.search(rf"{NAME}\W*$", part) and sense.count(part) <= 5
        is_thanks = _TRIGGER.search(part) is not None
        return self.earlier if is_call and previous.mark != "?" and not is_thanks else []

    def _leads_on(self, end: int) -> bool:
        """Thanks A, thanks B for …: the first has its reason from the next."""
        has_next = self.order + 1 < len(self.triggers)
        return has_next and not sense.count(self.near[end:].replace("and", ""))

    def _following(self) -> list[Found]:
        following = _Place(
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
        names, begin = sense.people_called(self.near, self.after_at) if opening else ([], 0)
        if opening is None:
            return []
        added = list(sense.people_added(self.near[opening.end() :], self.after_at + opening.end()))
        reason = sense.reason_of_thanks(self.near[: begin or None], opening[0].strip() == "to")
        if not (names or added) or reason is None:
            return []
        return [Found(names + added, (self.after_at + reason[0], self.after_at + reason[1]))]

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
        return is_request and bool(_COURTESY_NEXT.search(self.rest[:80]))

    def _plus(self) -> list[Found]:
        opening = re.match(
            rf"(?:\s|,|&|and\b|{NAME}\s*\+\++)*[,:-]?\s*(?:for|4)\s+(?=\S)", self.rest
        )
        if opening is None:
            return []
        at = self.offset + self.trigger.start()
        return [Found([at], self._until_end(opening.end()))]

    def _without(self) -> list[Found]:
        near = self.near if re.match(r"\s*(?:you|u|ya)\b", self.near) else self.near.split(",")[0]
        near = self.near if near.rstrip().endswith("\ue001") else near
        names, end, _ = sense.people_after(near, self.after_at, is_open=True)
        if not names and re.match(r"\s*(?:you|u|ya|your|him|her|them)\b", self.rest):
            names = sense.people_called(self.near, self.after_at)[0]
            names = names or _subject(self.before, self.offset + self.before_at) or self.earlier
        reason = self._until_end(end) if sense.count(self.rest[end:]) else (self.after_at,) * 2
        return [Found(names, reason)] if names else []

    def _saved(self) -> list[Found]:
        clause = re.split(r"[,;:]|\bbut\b|\band\b", self.before)[-1]
        if _MAY_BE.search(clause) or _I_SAVED.search(clause) or _NOT_SAVED.match(self.rest):
            return []
        names = sense.people_before(self.before, self.offset + self.before_at)
        names = names or _subject(self.before, self.offset + self.before_at)
        if not names:
            was = re.match(r"\s*(?:was|is|were)\s+", self.near)
            skip = was.end() if was else 0
            names = sense.people_after(self.near[skip:], self.after_at + skip)[0]
        names = names or sense.people_called(self.near, self.after_at)[0]
        if not names and re.search(r"\b(?:you|u|he|she|they|that|it)\b", self.before):
            names = self.earlier
        at = self.offset + self.trigger.start()
        return [Found(names, (at, self.offset + len(self.part)))] if names else []

    def _items(self) -> Iterator[Found]:
        """The lines of a list that this sentence heads: "Kudos to:" and a name on each line."""
        own = self.said.sentences[self.number]
        line = own.line
        for sentence in self.said.sentences[self.number + 1 :]:
            if sentence.line == line:
                continue
            part = self.said.part(sentence)
            is_next = sentence.line <= line + 2 and _BULLET.match(part) and sentence.mark != "?"
            is_list = own.mark == ":" or re.match(r"\s*[•\-–*]", part)
            if not is_next or not is_list or sense.is_asked_for(part):
                return
            line = sentence.line
            begin = part.index("\ue000")
            names, end, _ = sense.people_after(part[begin:], sentence.start + begin)
            yield Found(names, (sentence.start + _past_for(part, begin + end), sentence.end))


def _past_for(rest: str, start: int) -> int:
    opening = re.match(r"[\W]*(?:for|4|who|because|bc|on)\b", rest[start:])
    return start + opening.end() if opening else start
