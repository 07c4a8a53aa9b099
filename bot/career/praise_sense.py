"""What a sentence does with a trigger: whom it names, for what, or that it does not praise."""

import re
from collections.abc import Iterator

from bot.career.praise_words import NAME, WORD, listed, one_of

NEAR = 600  # characters looked at on either side of a trigger: keeps long messages linear

_NEGATED = re.compile(
    r"\b(?:no|not|never|nobody|none|hardly|zero|nor|neither|without|instead|rather|stop|quit|refuse"
    r"|isn't|isnt|wasn't|wasnt|ain't|aint|don't|dont|didn't|didnt|doesn't|doesnt|won't|wont|cannot"
    r"|can't|cant|wouldn't|shouldn't|couldn't|haven't|hasn't)(?:\s+[\w']+|\s*"
    + NAME
    + r"){0,6}\s*$"
)
_NOT_NEGATED = re.compile(
    r"gonna\s+lie|\blie\b|can'?t\s+(?:even\s+)?(?:say|give)|only|kidding|\benough\b|(?:can'?t|cannot)\s*$"
)
_ASKED = re.compile(
    r"\b(?:please|pls+|plz|remember\s+to|forget\s+to|forgot\s+to|make\s+sure|feel\s+free"
    r"|remind\s+\w+|should|shall|(?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone|ya)"
    r"|i'll|i\s+will|we'll|we\s+will|will|gonna\s+(?:give|send|do)|going\s+to\s+(?:give|send|do)"
    r"|if|whether|until|unless|in\s+case|waiting\s+for|deserves?\s+no|how\s+to|tell|ask)\b"
)
_NOT_ASKED = re.compile(
    r"join\s+(?:me|us)|let\s+me|let's|not\s+sure\s+if|don't\s+know\s+if|please\s+accept|as\s+if"
    r"|idk\s+if|wonder\s+if|help\s+me\s+(?:give|thank)"
)
_PLEASE = re.compile(
    r"\b(?:please|pls+|plz|(?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone)"
    r"|would\s+appreciate|need\s+you\s+to|don't\s+forget)\b"
)
_ADVANCE = re.compile(
    r"\bin\s+advance\b|\bahead\s+of\s+time\b|\bbeforehand\b|\bin\s+anticipation\b"
)
_LATER = re.compile(
    r"\b(?:asap|when(?:ever)?\s+(?:you|u|ya)\s+(?:get|have|can|are|find)|if\s+(?:you|u)\s+c(?:an|ould)"
    r"|by\s+(?:eod|eow|cob|tomorrow|tonight|noon|end\s+of|the\s+end|monday|tuesday|wednesday|thursday"
    r"|friday|next)|before\s+(?:eod|tomorrow|noon|friday|monday)|for\s+nothing)\b"
)
_IF = re.compile(r"\b(?:if|once)\s+(?:you|u|he|she|they|it|we|someone|anyone|\ue000)")
_OPENS_QUESTION = re.compile(
    r"\W*(?:(?:hey|hi|so|and|but|ok|okay|um|well|quick\s+question)\W+)?"
    r"(?:did|does|do\s+(?:you|we|i|they)|has\s+(?:anyone|someone|anybody|somebody)|should"
    r"|(?:can|could|would|will)\s+(?:you|u|someone|somebody|anyone|anybody|they)"
    r"|have\s+(?:you|we)|who\s+(?:gave|said|thanked|saved|wants|will|can|should|is)"
    r"|how\s+(?:do|can|to|does|many|much)|why\s+(?:did|does|do|is|are|no)|where\s+(?:do|can|is)"
    r"|what\s+(?:do|did|is|are|does)|anyone|anybody)\b"
)
_ASKING = (
    r"(?:can|could|would|will|do|does|did|is|are|any|anyone|when|what|how|where|who|why|shall|should"
    r"|may|might|have|has|right|ok|okay|or|isn't|aren't|don't|didn't|mind|want|wanna|are)"
)
_TAIL_QUESTION = re.compile(
    rf"(?:[,;:—–(]|\s-+\s|\bbut\b|\band\b)\s*(?:{NAME}\W*)?(?:(?:and|but|also|so|btw)\s+)?{_ASKING}\b"
)
_TAIL = re.compile(
    r"(?:\s*[,;–—(]\s*|\s+-+\s+|\s+(?:and|but|so)\s+)(?:(?:and|but|so|also|now|btw)\s+)?"
    r"(?:i'll|ill|i\s+will|we'll|we\s+will|will|let\s+me|gonna|i'm\s+going|i\s+am\s+going|can\s+(?:you|we|i)"
    r"|could\s+(?:you|we|i)|would\s+you|please|pls|looking|checking|on\s+it|noted|got\s+it|let's|do\s+you"
    r"|have\s+you|is\s+(?:it|there|that)|what|how|where|any|much\s+appreciated|appreciated|see\s+you"
    r"|talk\s+soon|cheers)\b"
)
_FOR = re.compile(r"\s*(?:for|4|because|bc|cause|cos|cuz|who|when|on|in|at|re)\b")
_LATE_FOR = re.compile(r"[^,;]{0,60}?\bfor\b")
_WARM = re.compile(
    r"\W*(?:(?:you(?:r|'re|'ve)?|u|ur)\s+(?!can\b|could\b|should\b|might\b|may\b|will\b|would\b|need\b"
    r"|right\b|are\s+right|too\b|guys\b|all\b|know\b|mean\b|want\b|have\s+to|again\b|both\b|do\b|say)"
    r"|(?:really\s+|such\s+|truly\s+|absolutely\s+|a\s+)?" + one_of("warm") + r"\b"
    r"|(?:that|this|it)(?:'s|\s+was|\s+is)?\s+(?:really\s+|so\s+|totally\s+|truly\s+)?"
    r"(?:" + one_of("warm") + r"|helped|saved|unblocked|made|rescued|means\s+a)\b"
    r"|without\s+(?:you|u)\b|we\s+would(?:n't|\s+not|\s+never)|i\s+would(?:n't|\s+not|\s+never)"
    r"|for\b|(?:the|our|my|your|everything|all)\s+(?:[\w'-]+\s+){0,4}?(?:went|was|were|looks?|looked|came|is|are"
    r"|works?|worked|turned|ran|tasted|sounded|sounds)\s+(?:[\w'-]+\s+){0,2}?(?:"
    + one_of("warm")
    + r"|great\w*|perfect\w*|smooth\w*|well|fine|gorgeous|a\s+hit|a\s+success|flawless\w*|delicious)\b)"
)
_ADJ = one_of("ack_adjectives")
_ACK = re.compile(
    rf"(?:(?:{_ADJ}\s+)*+(?:\w+\s+)?{one_of('ack_nouns')}"
    rf"|(?:so\s+|always\s+)?(?:quickly\s+|kindly\s+|also\s+)?{one_of('ack_deeds')})\b"
)
_STRONG_ACK = re.compile(
    r"(?:letting\s+(?:me|us|everyone)\s+know"
    r"|(?:your|the|all\s+your|any)\s+(?:\w+\s+)?"
    r"(?:understanding|patience|cooperation|attention|consideration|reminder|heads[\s-]*up|ping|nudge))\b"
)
_AND_MORE = re.compile(
    r"\W+(?:(?:we|i|they|it|everyone|all)\s+(?:all\s+|really\s+)?(?:loved|learn|enjoyed|saved|helped|made|got)"
    r"|you|super|very|so\s|really)"
)
_ADDRESS = re.compile(
    rf"(?:\W|hey|hi(?!y)|hello|dear|and|good|morning){{0,9}}?{NAME}(?:(?:\s|,|&|\band\b)*+{NAME})*\s*[,:—–-]"
)
_ACK_LENGTH = 7  # words; longer than this, "for sharing …" is about more than the message
_SLIGHT = re.compile(
    r"\s*(?:i|i'm|i'll|i've|we|we'll|ok|okay|got|will|noted|on\s+it|makes|that|this|it|it's|that's|see|talk"
    r"|yes|yeah|yep|no|sure|can|could|please|pls|let|what|how|where|when|cool|perfect|sounds|looks|works"
    r"|done|agreed|have)\b"
)


def people_after(rest: str, offset: int, *, is_open: bool = False) -> tuple[list[int], int, bool]:
    """Names that a trigger is directly about: their places, where they end, and whether by "to"."""
    words, found, end, loose = listed(), list[int](), 0, 0
    tokens = list(WORD.finditer(rest))
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if token["name"]:
            if token["own"] and following and following["word"] in words["team"]:
                break
            found.append(offset + token.start())
            end = token.end()
            if token["own"]:
                break
        elif token["sign"]:
            continue
        elif found:
            if token["word"] not in words["link"]:
                break
        elif token["word"] in words["nobody"]:
            return [], 0, False
        elif token["word"] in ("to", "2"):
            is_open = True
        elif token["word"] in words["marker"]:
            if not (token["word"] in ("for", "4") and following and following["name"]):
                break
        elif is_open:
            loose += 1
            if loose > 8:
                break
        elif token["word"] not in words["filler"] and set(token["word"]) != {"x"}:
            break
    return (found, end, is_open) if found else ([], 0, is_open)


def people_before(before: str, offset: int) -> list[int]:
    """Names addressed just before a trigger: "<name>, thanks", "give <name> a big shout-out"."""
    words, found = listed(), list[int]()
    for token in reversed(list(WORD.finditer(before))):
        if token["name"]:
            found.append(offset + token.start())
        elif token["sign"]:
            continue
        elif found:
            if token["word"] in words["link"] - {"to"}:
                continue
            is_object = token["word"] in words["before_object"] - {"give", "giving", "gave"}
            return [] if is_object else found[::-1]
        elif token["word"] not in words["filler"] | words["lead"] and not _is_adverb(token["word"]):
            return []
    return found[::-1]


def people_called(rest: str, offset: int) -> tuple[list[int], int]:
    """Names addressed within or behind the reason, and where they begin: "for the talk, <name>"."""
    first = re.search(NAME, rest)
    if first is None:
        return [], 0
    lead = list(WORD.finditer(rest[: first.start()]))
    tail = rest[first.start() :]
    if _is_object(lead):
        return [], 0
    found, end, _ = people_after(tail, offset + first.start())
    after = tail[end:].lstrip()
    is_free = not after or not (after[0].isalnum() or after[0] == "'")
    is_free = is_free or re.match(r"(?:and|for|too|as|you|so|both|team|again|from)\b", after)
    return (found, first.start()) if is_free else ([], 0)


def people_addressed(part: str, offset: int) -> list[int]:
    """Names a sentence opens with and then speaks to: "<name>, on behalf of us all: thanks …"."""
    opening = _ADDRESS.match(part)
    return people_after(opening[0], offset)[0] if opening else []


def people_added(rest: str, offset: int) -> Iterator[int]:
    """More names praised inside a reason: "… and <name> for …", "especially <name>"."""
    more = re.compile(
        rf"\b(?:especially|particularly|notably|namely|including|above\s+all|in\s+particular)"
        rf"(?:\s+(?:to|our|my))?[\s,:]*(?P<list>{NAME}(?:(?:\s|,|&|\+|\band\b)*{NAME})*)"
        rf"|(?:,|&|\+|\band|\bplus|\balso)\s*(?:also\s+|then\s+)?(?:to\s+)?(?P<one>{NAME})"
        rf"(?=\s+(?:for|who|too|as\s+well)\b)"
        rf"|(?:,|&|\band|\bplus)\s*(?:also\s+)?to\s+(?P<to>{NAME})"
    )
    for found in more.finditer(rest):
        group = found.lastgroup or "one"
        for name in re.finditer(NAME, found[group]):
            yield offset + found.start(group) + name.start()


def is_refused(before: str, rest: str, sentence: str) -> bool:
    """Negated, asked for, in advance, or only if."""
    clause = re.split(r"[,;:—–()!]|\s-+\s|\bbut\b", before)[-1]
    if _NEGATED.search(clause[-120:]) and not _NOT_NEGATED.search(clause):
        return True
    if _ASKED.search(clause) and not _NOT_ASKED.search(clause):
        return True
    if re.match(r"\s*(?:if|when)\b", before) and not re.search(r"\bbut\b|\bwas\b|\bwere\b", before):
        return True
    return bool(_ADVANCE.search(sentence)) or bool(_IF.search(rest[:200])) or "for nothing" in rest


def is_asked_for(before: str) -> bool:
    """A "please" or "could you" ahead: thanks that follow are for what is still to be done."""
    return bool(_PLEASE.search(before)) and not _NOT_ASKED.search(before)


def opens_question(part: str) -> bool:
    return bool(_OPENS_QUESTION.match(part))


def before_question(part: str, from_: int) -> int:
    """Where the question at the end of a sentence begins; 0 when all of it is one."""
    found = _TAIL_QUESTION.search(part, from_)
    return found.start() if found else 0


def count(words: str) -> int:
    return sum(1 for token in WORD.finditer(words) if token["name"] or token["word"])


def reason_of_thanks(rest: str, is_to: bool) -> tuple[int, int] | None:
    """Where in `rest` the reason of a thanks stands; None when there is none or a mere courtesy."""
    start = _past_filler(rest)
    opening = _FOR.match(rest, start)
    if opening:
        return _weighed(rest, opening.end())
    if _SLIGHT.match(rest, start) and not is_to and not _WARM.match(rest, start):
        return None
    if is_to or _WARM.match(rest, start):
        return _weighed(rest, start)
    late = _LATE_FOR.match(rest, start)
    return _weighed(rest, late.end()) if late else None


def is_filler(rest: str) -> bool:
    """Nothing but a few words like "time" or "of the week"."""
    tokens = list(WORD.finditer(rest))
    return len(tokens) <= 6 and all(
        token["sign"] or token["word"] in listed()["filler"] for token in tokens
    )


def is_warm(part: str) -> bool:
    return bool(_WARM.match(part)) and count(part) >= 3


def is_courtesy(reason: str) -> bool:
    """Thanks for a message, a reply, one's patience: nothing was done."""
    words = reason.strip()
    if _STRONG_ACK.match(words):
        return True
    found = _ACK.match(words)
    if found is None or _AND_MORE.match(words, found.end()):
        return False
    return count(words) <= _ACK_LENGTH


def _weighed(rest: str, start: int) -> tuple[int, int] | None:
    tail = _TAIL.search(rest, start)
    end = tail.start() if tail else len(rest)
    reason = rest[start:end]
    if count(reason) < 3 or is_courtesy(reason) or _LATER.search(rest):
        return None
    return start, end


def _past_filler(rest: str) -> int:
    """Where the words begin that are more than "so much", "again" or "and team"."""
    end, filler = 0, listed()["filler"] | listed()["link"]
    for token in WORD.finditer(rest):
        if token["name"] or (token["word"] and token["word"] not in filler - _STARTERS):
            return token.start()
        if token["word"]:
            end = token.end()
    return max(end, len(rest.rstrip()))


_STARTERS = {"you", "u", "your", "on", "great", "the", "at", "our", "my"}


def _is_object(lead: list[re.Match[str]]) -> bool:
    """Is the name that follows these words spoken about rather than spoken to?"""
    if not lead or lead[-1]["sign"]:
        return False
    words = [token["word"] or "" for token in lead[-3:]]
    last, earlier = words[-1], words[-2] if len(words) > 1 else ""
    if last in listed()["before_object"]:
        return not (last == "to" and earlier in ("go", "goes", "going", "due"))
    if earlier == "to" and last in listed()["infinitives"]:
        return True
    return last.endswith("ing") and earlier in ("for", "and", "always", "also", "just", "")


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4 or word in ("has", "have", "had", "who", "that")
