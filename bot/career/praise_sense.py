"""What a sentence does with a trigger: for what it praises, or that it does not praise."""

import re

from bot.career import praise_patterns as patterns
from bot.career.praise_words import WORD, listed


def last_clause(before: str) -> str:
    """What stands before a trigger, from its last comma but one."""
    return re.split(r"[,;:—–()!]|\s-+\s", before.rstrip(" \t,;:—–-(!"))[-1]


def is_refused(before: str, rest: str, sentence: str) -> bool:
    """Negated, asked for, in advance, or only if."""
    clause = re.split(r"[,;:—–()!]|\s-+\s|\bbut\b", before)[-1]
    if patterns.NEGATED.search(clause[-120:]) and not (
        patterns.NOT_NEGATED.search(clause) or "enough" in rest[:80]
    ):
        return True
    if patterns.ASKED.search(clause) and not patterns.NOT_ASKED.search(clause):
        return True
    if re.match(r"\s*(?:if(?!\s+any)|when(?!\s+i\s+say))\b", before) and not re.search(
        r"\bbut\b|\bwas\b|\bwere\b", before
    ):
        return True
    return (
        bool(patterns.ADVANCE.search(sentence))
        or bool(patterns.IF.search(rest[:200]))
        or "for nothing" in rest
    )


def is_thing(word: str, before: str, rest: str) -> bool:
    """Props of a play or of a component, or kudos that somebody is still to write."""
    if re.search(r"\b(?:your|their)\s*$", before):
        return True
    if word != "props" or before.rstrip().endswith("all the"):
        return False
    if patterns.STAGE.search(before):
        return True
    return not is_free(before) and not patterns.TO_SOMEBODY.match(rest)


def is_free(before: str) -> bool:
    """Do the words before a trigger leave it standing as words of praise, not as an object?"""
    last = re.search(r"([\w']+)\s{0,2}$", before)
    said = listed()["filler"] | listed()["lead"] | listed()["link"] | {"so", "but", "with"}
    return last is None or last[1] in said or is_adverb(last[1])


def is_asked_for(before: str) -> bool:
    """A "please" or "could you" ahead: thanks that follow are for what is still to be done."""
    return bool(patterns.PLEASE.search(before)) and not patterns.NOT_ASKED.search(before)


def opens_question(part: str) -> bool:
    is_invitation = re.search(r"\bjoin\s+(?:me|us)\b", part)
    return bool(patterns.OPENS_QUESTION.match(part)) and not is_invitation


def before_question(part: str, from_: int) -> int:
    """Where the question at the end of a sentence begins; 0 when all of it is one."""
    found = patterns.TAIL_QUESTION.search(part, from_)
    return found.start() if found else 0


def count(words: str) -> int:
    return sum(1 for token in WORD.finditer(words) if token["name"] or token["word"])


def reason_of_thanks(rest: str, is_to: bool) -> tuple[int, int] | None:
    """Where in `rest` the reason of a thanks stands; None when there is none or a mere courtesy."""
    start = _past_filler(rest)
    opening = patterns.FOR.match(rest, start)
    if opening:
        return _weighed(rest, opening.end())
    warm = patterns.WARM.match(rest, start) or is_glad(rest[start:])
    if patterns.SLIGHT.match(rest, start) and not is_to and not warm:
        return None
    if is_to or warm:
        return _weighed(rest, start)
    late = patterns.LATE_FOR.match(rest, start)
    return _weighed(rest, late.end()) if late else None


def is_filler(rest: str) -> bool:
    """Nothing but a few words like "time" or "of the week"."""
    tokens = list(WORD.finditer(rest))
    return len(tokens) <= 6 and all(
        token["sign"] or token["word"] in listed()["filler"] for token in tokens
    )


def is_warm(part: str) -> bool:
    return bool(patterns.WARM.match(part)) and count(part) >= 3 or is_glad(part)


def is_glad(part: str) -> bool:
    """A statement of four words or more that says how good it was."""
    clause = re.split(r"[,;(]|\s-+\s|\bbut\b", part.lstrip(" \t,.;:!-–—"), maxsplit=1)[0]
    if count(clause) < 4 or patterns.CURT.match(clause) or patterns.NOT_GLAD.search(clause):
        return False
    return bool(patterns.GLAD.search(clause))


def is_courtesy(reason: str) -> bool:
    """Thanks for a message, a reply, one's patience: nothing was done."""
    words = reason.strip()
    if patterns.BORNE.match(words):
        return False
    if patterns.STRONG_ACK.match(words):
        return True
    found = patterns.ACK.match(words)
    if found is None or patterns.AND_MORE.match(words, found.end()):
        return False
    return count(words) <= patterns.ACK_LENGTH


def _weighed(rest: str, start: int) -> tuple[int, int] | None:
    tail = patterns.TAIL.search(rest, start)
    end = tail.start() if tail else len(rest)
    reason = rest[start:end]
    if count(reason) < 3 or is_courtesy(reason) or patterns.LATER.search(rest):
        return None
    return start, end


def _past_filler(rest: str) -> int:
    """Where the words begin that are more than "so much", "again" or "and team"."""
    end, filler = 0, listed()["filler"] | listed()["link"]
    for token in WORD.finditer(rest):
        if token["name"] or (token["word"] and token["word"] not in filler - patterns.STARTERS):
            return token.start()
        if token["word"]:
            end = token.end()
    return max(end, len(rest.rstrip()))


def is_adverb(word: str) -> bool:
    return word.endswith("ly") and len(word) > 4 or word in ("has", "have", "had", "who", "that")


def past_for(rest: str, start: int) -> int:
    opening = re.match(r"[\W]*(?:for|4|who|because|bc|on)\b", rest[start:])
    return start + opening.end() if opening else start
