"""What somebody is thanked for: a reason of three words or more, after the thanks or before."""

import re
from functools import cache

from bot.career.praise.courtesies import is_courtesy, is_still_to_do
from bot.career.praise.grammar import listed, pattern
from bot.career.praise.words import WORD, count

_STARTERS = frozenset(("you", "u", "your", "on", "great", "the", "at", "our", "my"))
_WARM = pattern(r"\W*({times}\W+)?{warmly}")
_GLAD = pattern(r"\b{glad}\b")
_NOT_GLAD = pattern(r"\b{not_glad}\b")
_CURT = pattern(r"\W*{curt}")
_MUCH = pattern(r"\W*{much} ([\w'%-]+ ){1,8}[\w'%-]+\W*$")
_ACHIEVED = pattern(r"\b{achieved}\b")
_UNFINISHED = pattern(r"\b{unfinished}\b")
_REQUESTED = pattern(r"\b{requests}\b")
_YOU_DID = pattern(
    r"(^|[,;:—–\(]|\b{you_did_after}\b)\W*(you|u) "
    r"(\w+ly |just |even |always |all |never |still |really |also |both )?"
    r"(?!{mere_deeds}\b){you_deeds}\b"
)
_FOR_DEEDS = pattern(r"\W*(and )?{for_deeds}\W+\w+\W+\w+")
_SOMEBODY_WHO = pattern(r"\b{somebody_who}")
_EARNEST = pattern(r"\W*(and )?{earnest}[^,–—:]{0,40}[,–—:]\s*")
_FOR_THAT = pattern(r"\W*{for_that}\W*")
_BECAUSE = pattern(r"\s*{because}\b")
_LATE_FOR = pattern(r"([^,;]{0,60}?|\s*,?[^,;]{3,40},\s*)\bfor\b")
_SLIGHT = pattern(r"\s*{slight}\b")
_TAIL = pattern(r"(\s*[,;–—\(]\s*|\s+-+\s+| (and|but|so) )((and|but|so|also|now|btw) )?{tails}\b")
_BLAMED = pattern(
    r"\W*(we|i|they|everyone|the \w+|my \w+|our \w+) ((all|have|has|had|just) )*{blamed}\b"
)
_TRAILER = pattern(r"(\W*\b(though|tho|btw|lol|haha|too|mate|man|bro|again))+\W*$")
_STATEMENT = pattern(r"[,;\(]|\s-+\s|\bbut\b")
_CLAUSE = pattern(r"[,;:—–\(\)!]|\s-+\s")


def is_filler(rest: str) -> bool:
    """Nothing but a few words like "time" or "of the week"."""
    tokens = list(WORD.finditer(rest))
    return len(tokens) <= 6 and all(
        token["sign"] or token["word"] in listed("filler") for token in tokens
    )


def is_bare(rest: str) -> bool:
    """A thanks whose reason was told before: nothing follows, or "for that", "for staying"."""
    if is_filler(rest) or _FOR_THAT.fullmatch(rest):
        return True
    short = re.fullmatch(r"\s*for\s+(\w+ing(?:\s+\w+)?)\W*", rest)
    return short is not None and not is_courtesy(short[1])


def last_clause(before: str) -> str:
    """What stands before a trigger, from its last comma but one."""
    return _CLAUSE.split(before.rstrip(" \t,;:—–-(!"))[-1]


def after(rest: str, *, is_to: bool) -> tuple[int, int] | None:
    """Where in `rest` the reason of a thanks stands; None when there is none or a mere courtesy."""
    earnest = _EARNEST.match(rest)
    start = earnest.end() if earnest else _past_filler(rest)
    opening = _BECAUSE.match(rest, start)
    if opening:
        return _weighed(rest, opening.end())
    warm = _WARM.match(rest, start) or is_glad(rest[start:])
    if _SLIGHT.match(rest, start) and not is_to and not warm:
        return None
    if is_to and _BLAMED.match(rest, start):
        return None
    if is_to or warm or rest.lstrip()[:1] == ":" and not _REQUESTED.search(rest):
        return _weighed(rest, start)
    late = _LATE_FOR.match(rest, start)
    return _weighed(rest, late.end()) if late else None


def told(rest: str) -> tuple[int, int] | None:
    """After emphatic thanks any statement says what for: "the shelter is dry"."""
    start = _past_filler(rest)
    statement = _STATEMENT.split(rest[start:], maxsplit=1)[0]
    if count(statement) < 4 or _SLIGHT.match(rest, start) or _NOT_GLAD.search(statement):
        return None
    return _weighed(rest, start)


def is_before(clauses: str) -> bool:
    """Do the words before a "thanks <name>" say what for: a deed of theirs, or what came of it?"""
    said = clauses.rstrip(" \t,;:—–-(!")
    if count(said) < 3 or _REQUESTED.search(said):
        return False
    is_deed = count(said) > 3 and _YOU_DID.search(said)
    is_told = _FOR_DEEDS.match(said) or _SOMEBODY_WHO.search(said)
    return bool(is_deed or is_told) or _is_achieved(last_clause(said))


def is_spared(part: str) -> bool:
    """ "Without you I'd have failed", or a sentence on how well it went that is not about "it"."""
    return is_glad(part) and not re.match(r"\W*(?:i|i'm|it|it's|that|that's|this)\b", part)


def is_warm(part: str) -> bool:
    """A statement that says what somebody did, or how good it was."""
    is_deed = _YOU_DID.search(part) and not _REQUESTED.search(part)
    return bool(_WARM.match(part) or is_deed) and count(part) >= 3 or is_glad(part)


def is_glad(part: str) -> bool:
    """A statement of four words or more that says how good it was."""
    clause = _STATEMENT.split(part.lstrip(" \t,.;:!-–—"), maxsplit=1)[0]
    if count(clause) < 4 or _CURT.match(clause) or _NOT_GLAD.search(clause):
        return False
    return bool(_GLAD.search(clause))


def past_for(rest: str, start: int) -> int:
    """Where the reason itself begins, after its "for"."""
    opening = re.match(r"[\W]*(?:for|4|who|because|bc|on)\b", rest[start:])
    return start + opening.end() if opening else start


def _is_achieved(clause: str) -> bool:
    """ "All 60 laptops imaged by lunch": how much, and that it was done or in how short a time."""
    is_much = _MUCH.match(clause) and _ACHIEVED.search(clause)
    return bool(is_much) and not _UNFINISHED.search(clause)


def _weighed(rest: str, start: int) -> tuple[int, int] | None:
    tail = _TAIL.search(rest, start)
    end = tail.start() if tail else len(rest)
    reason = rest[start:end]
    if count(_TRAILER.sub("", reason)) < 3 or is_courtesy(reason) or is_still_to_do(reason, rest):
        return None
    return start, end


@cache
def _filler() -> frozenset[str]:
    return listed("filler", "link") - _STARTERS


def _past_filler(rest: str) -> int:
    """Where the words begin that are more than "so much", "again" or "and team"."""
    end, filler = 0, _filler()
    for token in WORD.finditer(rest):
        if token["name"] or (token["word"] and token["word"] not in filler):
            return token.start()
        if token["word"]:
            end = token.end()
    return max(end, len(rest.rstrip()))
