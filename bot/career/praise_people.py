"""Who is named around a trigger: spoken to, spoken of, or only mentioned."""

import re
from collections.abc import Iterator

from bot.career import praise_patterns as patterns
from bot.career.praise_sense import is_adverb, is_asked_for, opens_question
from bot.career.praise_words import NAME, WORD, listed


def people_after(rest: str, offset: int, *, is_open: bool = False) -> tuple[list[int], int, bool]:
    """Names that a trigger is directly about: their places, where they end, and whether by "to"."""
    found, end, loose = list[int](), 0, 0
    tokens = list(WORD.finditer(patterns.ASIDE.sub(lambda aside: " " * len(aside[0]), rest)))
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else None
        if token["name"]:
            if _is_only_mentioned(token, following, is_open=bool(loose and not found)):
                break
            found.append(offset + token.start())
            end = token.end()
            if token["own"]:
                break
        elif token["sign"]:
            if token["sign"] == "," and not found and _is_subject(tokens[number + 1 :], loose):
                break
        elif found:
            if token["word"] not in listed()["link"]:
                break
        elif token["word"] in listed()["nobody"]:
            return [], 0, False
        elif _opens(token["word"], following, is_open=is_open):
            loose = 5 if token["word"] in ("my", "our") else loose
            is_open = True
        elif _leads_off(token["word"], following):
            break
        elif is_open or following and following.group() in ("and", "&", ","):
            loose += 1
            if loose > 8:
                break
        elif token["word"] not in listed()["filler"] | listed()["marker"] and set(
            token["word"]
        ) != {"x"}:
            break
    return (found, end, is_open) if found else ([], 0, is_open)


def _is_only_mentioned(
    name: re.Match[str], following: re.Match[str] | None, *, is_open: bool
) -> bool:
    """Somebody's team or dog, or the subject of what follows "thanks to the strike"."""
    word = following["word"] if following else None
    is_subject = is_open and word in ("is", "was", "has", "will")
    return is_subject or bool(name["own"]) and word in listed()["team"]


def _opens(word: str, following: re.Match[str] | None, *, is_open: bool) -> bool:
    """ "To", "from all of us", "my desk neighbour": any few words may come before the name."""
    if word in ("my", "our"):
        return not is_open
    is_from = word == "from" and following is not None and not following["name"]
    return word in ("to", "2") or is_from


def _leads_off(word: str, following: re.Match[str] | None) -> bool:
    """A "for" or "because" ends the names, but "in order" and "for <name>" do not."""
    if word not in listed()["marker"] or following is None:
        return word in listed()["marker"]
    if following.group() in ("and", "&", ","):
        return False
    is_in_order = word == "in" and following["word"] == "order"
    return not is_in_order and not (word in ("for", "4") and following["name"])


def _is_subject(tokens: list[re.Match[str]], loose: int) -> bool:
    """Does a comma end the thanks to a thing, and a name with its verb begin the statement?"""
    if not loose or not tokens or not tokens[0]["name"]:
        return loose > 5
    words = listed()
    verb = tokens[1]["word"] if len(tokens) > 1 else None
    is_verb = verb is not None and verb not in words["link"] | words["marker"] | words["filler"]
    return loose > 5 or is_verb


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
        elif token["word"] not in words["filler"] | words["lead"] and not is_adverb(token["word"]):
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


def spoken_of(part: str, offset: int) -> list[int]:
    """The people named on the way to a trigger, whatever they do there, unless they said it."""
    first = re.search(NAME, part)
    if first is None or patterns.REPORTED.search(part):
        return []
    is_met = patterns.MET.search(part[: first.start()]) and not patterns.LUCKY.search(part)
    if is_met or is_asked_for(part) or opens_question(part):
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
    return (
        last.endswith("ing")
        and not last.endswith("thing")
        and earlier in ("for", "and", "always", "also", "just", "")
    )


def first_named(part: str, offset: int) -> list[int]:
    first = re.search(NAME, part)
    return [offset + first.start()] if first else []
