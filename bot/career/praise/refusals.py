"""Where a trigger praises nobody: negated, asked for, wished for, in advance, or in a question."""

import re

from bot.career.praise.grammar import pattern

_CLAUSE = pattern(r"[,;:—–\(\)!]|\s-+\s|\bbut\b")
_NEGATED = pattern(r"\b{negations}( [\w']+|\s*{name}){0,6}\s*$")
_NOT_NEGATED = pattern(r"\b{not_negated}")
_LOSSLESS = pattern(r"{lossless}")
_SUPERLATIVE = pattern(r"[^.]{0,80}?\b{superlative}")
_ASKED = pattern(r"\b{asked}\b")
_NOT_ASKED = pattern(r"\b{not_asked}")
_PLEASE = pattern(r"\b{please}")
_WISHED = pattern(r"\b{wished}(\b|$)")
_WISHED_AFTER = pattern(r"\s*{wished_next}\b|((?!\bfor\b)[^.]){0,60}?\b{wished_later}\b")
_IF_AHEAD = pattern(r"\s*(if(?! any\w+ deserves)|when(?! i say))\b")
_IF_PAST = pattern(r"\bbut\b|\bwas\b|\bwere\b|\bhad\b|{not_worth}")
_WHEN_PAST = pattern(r"\s*when\b.*\b(was|were|had|{did})\b")
_IF_AFTER = pattern(r"\b(if|once) {persons_if} (all )?{manages}\b")
_IF_NEXT = pattern(r"[^,.]{0,60}?\bif {persons_if} (?!(did|had|was|were|really|\w+ed)\b)\w+")
_ADVANCE_NEXT = pattern(r"(\W|\b(so|very|much|a|lot|million|you|u|all|both|to)\b)*+{in_advance}\b")
_ADVANCE = pattern(r"\b{in_advance}\b")
_ADVANCE_DONE = pattern(
    r"\b(far|well|long|days|weeks|months) {in_advance}\b|\b\w{3,}ing ([\w']+ |{name}\s*){0,6}?"
    r"{in_advance} (about|of|that|so|and|what|how|where|which|who|when|why)\b"
)
_QUESTION = pattern(r"\W*((hey|hi|so|and|but|ok|okay|um|well|quick question)\W+)?{asks}\b")
_INVITES = pattern(r"\b{invites}\b")
_TAIL_QUESTION = pattern(
    r"([,;:—–\(]|\s-+\s|\bbut\b|\band\b)\s*({name}\W*)?((and|but|also|so|btw) )?{asking}\b"
)
RIDDLE = pattern(
    r"\W*((do )?(you|y'?all) know|guess|know) who (\w+ )?(deserves?|earned)\b"
    r"|\W*who save[ds]\b[^\ue000]*$"
)


def is_refused(before: str, rest: str, sentence: str) -> bool:
    """Negated, asked for, wished for, in advance, or only if. `before` is cut at a trigger."""
    clause = _CLAUSE.split(before)[-1]
    return (
        _is_negated(clause, rest)
        or bool(is_only_asked(clause) and not _SUPERLATIVE.match(rest))
        or bool(_WISHED.search(clause) or _WISHED_AFTER.match(rest))
        or _is_conditional(before, rest)
        or _is_in_advance(rest, sentence)
    )


def _is_negated(clause: str, rest: str) -> bool:
    if not _NEGATED.search(clause[-120:]):
        return False
    if _LOSSLESS.search(clause) and re.match(r"\s*(?:to\b|\ue000)", rest):
        return False
    return not (_NOT_NEGATED.search(clause) or _SUPERLATIVE.match(rest))


def _is_conditional(before: str, rest: str) -> bool:
    if _IF_AHEAD.match(before) and not (_IF_PAST.search(before) or _WHEN_PAST.match(before)):
        return True
    untold = re.split(r"\bfor\b", rest[:200])[0]
    return bool(_IF_AFTER.search(rest[:200]) or _IF_NEXT.match(untold))


def _is_in_advance(rest: str, sentence: str) -> bool:
    """Thanks before the deed; but a warning given in advance is a deed of its own."""
    if not _ADVANCE.search(sentence):
        return False
    return bool(_ADVANCE_NEXT.match(rest)) or not _ADVANCE_DONE.search(rest)


def is_asked_for(before: str) -> bool:
    """A "please" or "could you" ahead: thanks that follow are for what is still to be done."""
    return bool(_PLEASE.search(before)) and not _NOT_ASKED.search(before)


def is_only_asked(part: str) -> bool:
    """Does a sentence ask for something to be done, or say that it will be?"""
    return bool(_ASKED.search(part)) and not _NOT_ASKED.search(part)


def opens_question(part: str) -> bool:
    """Does a sentence begin as a question, with or without its mark?"""
    return bool(_QUESTION.match(part)) and not _INVITES.search(part)


def before_question(part: str, from_: int) -> int:
    """Where the question at the end of a sentence begins; 0 when all of it is one."""
    found = _TAIL_QUESTION.search(part, from_)
    return found.start() if found else 0
