"""What a sentence does with a trigger: whom it names, for what, or that it does not praise."""

import re
from collections.abc import Iterator

from bot.career import praise_patterns as patterns
from bot.career.praise_words import NAME, WORD, listed


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
            if token["sign"] == "," and not found and loose > 5:
                break  # "thanks to the rain the picnic moved inside, <name> knows the room"
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
    if not is_free:
        is_free = bool(re.match(r"(?:and|for|too|as|you|so|both|team|again|from)\b", after))
    return (found, first.start()) if is_free else ([], 0)


def people_addressed(part: str, offset: int) -> list[int]:
    """Names a sentence opens with and then speaks to: "<name>, on behalf of us all: thanks …"."""
    opening = patterns.ADDRESS.match(part)
    return people_after(opening[0], offset)[0] if opening else []


def subject(part: str, offset: int) -> list[int]:
    """The people a sentence is about: named first, and not as an object."""
    first = re.search(NAME, part)
    if first is None or is_asked_for(part) or opens_question(part):
        return []
    ahead = re.search(r"([\w']+)\s*$", part[: first.start()])
    is_object = ahead and ahead[1] in listed()["before_object"] - {"by", "from", "and"}
    if is_object and not patterns.CHEERED.search(part[: first.start()]):
        return []
    return people_after(part[first.start() :], offset + first.start())[0]


def doers(part: str, offset: int) -> list[int]:
    """The people a sentence says did something: "… and <name> took an hour to show me"."""
    deed = patterns.DEED.search(part)
    if deed is None or is_asked_for(part) or opens_question(part):
        return []
    return [offset + deed.start() + name.start() for name in re.finditer(NAME, deed[0])]


def people_added(rest: str, offset: int) -> Iterator[int]:
    """More names praised inside a reason: "… and <name> for …", "especially <name>"."""
    for found in patterns.MORE.finditer(rest):
        group = found.lastgroup or "one"
        for name in re.finditer(NAME, found[group]):
            yield offset + found.start(group) + name.start()


def is_refused(before: str, rest: str, sentence: str) -> bool:
    """Negated, asked for, in advance, or only if."""
    clause = re.split(r"[,;:—–()!]|\s-+\s|\bbut\b", before)[-1]
    if patterns.NEGATED.search(clause[-120:]) and not patterns.NOT_NEGATED.search(clause):
        return True
    if patterns.ASKED.search(clause) and not patterns.NOT_ASKED.search(clause):
        return True
    if re.match(r"\s*(?:if(?!\s+any)|when)\b", before) and not re.search(
        r"\bbut\b|\bwas\b|\bwere\b", before
    ):
        return True
    return (
        bool(patterns.ADVANCE.search(sentence))
        or bool(patterns.IF.search(rest[:200]))
        or "for nothing" in rest
    )


def is_thing(word: str, before: str) -> bool:
    """Props of a play or of a component, or kudos that somebody is still to write."""
    if re.search(r"\b(?:your|their)\s*$", before):
        return True
    if word != "props" or before.rstrip().endswith("all the"):
        return False
    if patterns.STAGE.search(before):
        return True
    return not is_free(before)


def is_free(before: str) -> bool:
    """Do the words before a trigger leave it standing as words of praise, not as an object?"""
    last = re.search(r"([\w']+)\s{0,2}$", before)
    said = listed()["filler"] | listed()["lead"] | listed()["link"] | {"so", "but", "with"}
    return last is None or last[1] in said or _is_adverb(last[1])


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


def past_for(rest: str, start: int) -> int:
    opening = re.match(r"[\W]*(?:for|4|who|because|bc|on)\b", rest[start:])
    return start + opening.end() if opening else start


def first_named(part: str, offset: int) -> list[int]:
    first = re.search(NAME, part)
    return [offset + first.start()] if first else []
