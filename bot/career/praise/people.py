"""The people named in a sentence: spoken to, spoken of, or only mentioned."""

import re
from collections.abc import Iterator

from bot.career.praise.grammar import NAME, listed, pattern
from bot.career.praise.refusals import is_asked_for, opens_question
from bot.career.praise.whom import whom
from bot.career.praise.words import WORD, is_adverb

_ADDRESS = pattern(
    r"(\W|hey|hi(?!y)|hello|dear|and|good|morning){0,9}?{name}((\s|,|&|\band\b)*+{name})*"
    r"\s*([,:—–-]|(?=\s(you|u|your)\b))"
)
_FREE_AFTER = pattern(r"{free_after}\b")
_LAST_CALL = pattern(r"(?<!\ue001),\s*(?P<names>{names})\W*$")
_DEED = pattern(r"{deed}\b")
_REPORTED = pattern(r"{name} {reports}\b")
_MET = pattern(r"\b{met}\s*$")
_LUCKY = pattern(r"\b{lucky}\b")
_WONDERS = pattern(r"\b{wonders}\b")
_CHEERED = pattern(r"\b{cheered} (to have |to|for|of)\s*$")
_PRONOUN = pattern(r"\W*((and|but|then) )?(he|she|they)\b")
_ALSO = pattern(
    r"\W*(oh\W+)?(and|also|plus)\W+(also\W+)?(you too\W+|(to|for) )?(?P<names>{names})"
    r"\W*(too|also|as well|of course|obviously|naturally)?\W*"
)
_MORE = pattern(
    r"\b{above_all}( (to|our|my))?[\s,:]*(?P<list>{names})"
    r"|(,|&|\+|\band|\bplus|\balso)\s*(also |then |of course )?(to )?(?P<one>{name})"
    r"(?=,? {added}\b)"
    r"|(,|&|\band|\bplus|\bbut)\s*(also )?(?P<most>{names})"
    r"(?=,? (especially|in particular|above all)\b)"
    r"|(,|&|\band|\bplus)\s*(also )?to (?P<to>{name})"
    r"|(&|\band|\bplus) (to )?(his|her|their|my|our|your) (\w+ ){1,4}(?P<kin>{name})"
)
_GIVING = ("give", "giving", "gave")
_DONE_BY = ("by", "from", "and", "is", "was")


def people_before(before: str, offset: int) -> list[int]:
    """Names addressed just before a trigger: "<name>, thanks", "give <name> a big shout-out"."""
    found, crossed = list[int](), list[str]()
    for token in reversed(list(WORD.finditer(before))):
        if token["name"]:
            found.append(offset + token.start())
        elif token["sign"]:
            continue
        elif found:
            if token["word"] in listed("link") and token["word"] != "to":
                continue
            is_object = token["word"] in listed("before_object") and token["word"] not in _GIVING
            return [] if is_object else _unless_givers(found, crossed)
        elif token["word"] not in listed("filler", "lead") and not is_adverb(token["word"]):
            return []
        else:
            crossed.append(token["word"])
    return _unless_givers(found, crossed)


def is_given(clause: str) -> bool:
    """ "<name> gave me …": the named give the praise themselves."""
    name = re.search(NAME, clause)
    if name is None:
        return False
    said = {token["word"] for token in WORD.finditer(clause, name.end())}
    return bool(listed("givers") & said) and not {"i", "we", "i'd", "we'd"} & said


def _unless_givers(found: list[int], crossed: list[str]) -> list[int]:
    """Nobody where the named give the praise themselves: "<name> sends her thanks"."""
    is_theirs = listed("givers") & set(crossed) and not {"i", "we", "i'd", "we'd"} & set(crossed)
    return [] if is_theirs else found[::-1]


def people_called(rest: str, offset: int) -> tuple[list[int], int]:
    """Names addressed within or behind the reason, and where they begin: "for the talk, <name>"."""
    past = 0
    for first in re.finditer(NAME, rest):
        if first.start() < past:
            continue
        found = whom(rest[first.start() :], offset + first.start())
        past = first.start() + found.end
        if _is_object(list(WORD.finditer(rest[: first.start()]))):
            continue
        after = rest[past:].lstrip()
        is_free = not after or not (after[0].isalnum() or after[0] == "'")
        if found.names and (is_free or _FREE_AFTER.match(after)):
            return found.names, first.start()
        return [], 0
    return [], 0


def people_addressed(part: str, offset: int) -> list[int]:
    """Names a sentence opens with and then speaks to: "<name>, on behalf of us all: thanks …"."""
    opening = _ADDRESS.match(part)
    return whom(opening[0], offset).names if opening else []


def subject(part: str, offset: int) -> list[int]:
    """The people a sentence is about: named first, and not as an object."""
    first = re.search(NAME, part)
    if first is None or is_asked_for(part) or opens_question(part):
        return []
    ahead = re.search(r"([\w']+)\s*$", part[: first.start()])
    is_object = ahead and ahead[1] in listed("before_object") and ahead[1] not in _DONE_BY
    if is_object and not _CHEERED.search(part[: first.start()]):
        return []
    return whom(part[first.start() :], offset + first.start()).names


def spoken_of(part: str, offset: int) -> list[int]:
    """The people named on the way to a trigger, whatever they do there, unless they said it."""
    first = re.search(NAME, part)
    if first is None or _REPORTED.search(part):
        return []
    is_met = _MET.search(part[: first.start()]) and not _LUCKY.search(part)
    if is_met or is_asked_for(part) or opens_question(part):
        return []
    return whom(part[first.start() :], offset + first.start()).names


def doers(part: str, offset: int) -> list[int]:
    """The people a sentence says did something: "… and <name> took an hour to show me"."""
    if is_asked_for(part) or opens_question(part):
        return []
    return [
        offset + deed.start() + name.start()
        for deed in _DEED.finditer(part)
        for name in re.finditer(NAME, deed[0])
    ]


def talked_about(part: str, offset: int, mark: str) -> list[int]:
    """Whom a sentence leaves as the ones spoken of: called, doing something, or just named."""
    if NAME[0] not in part or is_asked_for(part):
        return []
    if mark == "?" or opens_question(part):
        return _wondered_at(part, offset)
    last = _LAST_CALL.search(part)
    if last:
        return whom(last["names"], offset + last.start("names")).names
    return doers(part, offset) or subject(part, offset) or spoken_of(part, offset)


def _wondered_at(part: str, offset: int) -> list[int]:
    """A question that is none: "Have you seen what <name> did?", "Where would we be without …?"."""
    if not _WONDERS.search(part):
        return []
    names = list(re.finditer(NAME, part))
    return whom(part[names[-1].start() :], offset + names[-1].start()).names


def opens_with_pronoun(part: str) -> bool:
    """Does a sentence go on about somebody: "She even wrote the manual"?"""
    return _PRONOUN.match(part) is not None


def all_named(part: str, offset: int) -> list[int]:
    """Every name of a sentence, in order."""
    return [offset + name.start() for name in re.finditer(NAME, part)]


def mentioned(part: str, offset: int) -> list[int]:
    """The first people a sentence names, in whatever part."""
    first = part.find(NAME[0])
    return whom(part[first:], offset + first).names if first >= 0 else []


def last_mentioned(part: str, offset: int) -> list[int]:
    """The last one a sentence names: "could you add <name> to the list?"."""
    last = part.rfind(NAME[0])
    return [offset + last] if last >= 0 else []


def also_named(part: str, offset: int) -> list[int]:
    """A sentence that is only "And you too, <name>", after one that praised somebody else."""
    found = _ALSO.fullmatch(part)
    return whom(found["names"], offset + found.start("names")).names if found else []


def people_added(rest: str, offset: int) -> Iterator[int]:
    """More names praised inside a reason: "… and <name> for …", "especially <name>"."""
    for found in _MORE.finditer(rest):
        group = found.lastgroup or "one"
        for name in re.finditer(NAME, found[group]):
            yield offset + found.start(group) + name.start()


def first_named(part: str, offset: int) -> list[int]:
    """The first name of a sentence alone; nobody when it names none."""
    first = re.search(NAME, part)
    return [offset + first.start()] if first else []


def _is_object(lead: list[re.Match[str]]) -> bool:
    """Is the name that follows these words spoken about rather than spoken to?"""
    if not lead or lead[-1]["sign"]:
        return False
    words = [token["word"] or "" for token in lead[-3:]]
    last, earlier = words[-1], words[-2] if len(words) > 1 else ""
    if last in listed("before_object"):
        return not (last == "to" and earlier in ("go", "goes", "going", "due"))
    if earlier == "to" and last in listed("infinitives"):
        return True
    return (
        last.endswith("ing")
        and not last.endswith("thing")
        and earlier in ("for", "and", "always", "also", "just", "")
    )
