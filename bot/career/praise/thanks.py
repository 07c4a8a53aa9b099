"""Thanks: praise when they come with a reason of three words or more, before, after or beside."""

from bot.career.praise import people, reasons
from bot.career.praise.beside import is_to_all
from bot.career.praise.grammar import listed, pattern
from bot.career.praise.kudos import HEADED, SOMEBODY, SOON
from bot.career.praise.place import Place
from bot.career.praise.refusals import is_asked_for
from bot.career.praise.whom import Kind, whom
from bot.career.praise.words import WORD, Found, count

_EMPHATIC = pattern(
    r"\b(huge|massive|enormous|big|biggest|endless|heartfelt|sincere|thousand|million|mega|so so"
    r"|enough)\b"
)
_THATS_YOU = pattern(r"\bthat('s| is| was) you\b")
_CALLING = pattern(r"(\s*\w+){0,3}?\s*\b(for|4|because)\b|\W*to\b")


def found(place: Place) -> list[Found]:
    """The praise of one thanks: usually one finding, more under a heading."""
    if place.is_another_sense() or place.is_refused():
        return []
    if is_asked_for(place.lead) or place.beside.is_expected(place.rest):
        return []
    if place.whom.kind is Kind.NOBODY or place.whom.is_to and not place.whom.is_sure:
        return []
    if place.whom.kind is Kind.UNSAID:
        return _headed(place) or _thanked(place, _called(place), 0)
    names = place.meant()
    if place.whom.kind is Kind.SOMEONE and names and count(place.rest) < 5:
        return place.beside.told_of(names)
    return _thanked(place, names, place.whom.end)


def _headed(place: Place) -> list[Found]:
    """One thank you has to be said out loud: <name> …"""
    heading = HEADED.match(place.near)
    if heading is None or _CALLING.match(place.near):
        return []
    named = whom(place.near[heading.end() :], place.at + heading.end())
    end = heading.end() + named.end
    if count(place.rest[end:]) < 3:
        return []
    return [Found(named.names, place.until_end(reasons.past_for(place.rest, end)))]


def _thanked(place: Place, names: list[int], end: int) -> list[Found]:
    return _weighed(place, names, end) if names else _unnamed(place)


def _called(place: Place) -> list[int]:
    """Whom thanks that name nobody are said to."""
    if SOMEBODY.search(place.before):
        return place.beside.presented()
    names = people.people_before(place.before, place.before_at)
    return names or _addressed(place) or place.beside.greeted(place.before)


def _addressed(place: Place) -> list[int]:
    if people.people_called(place.near, place.at)[0]:
        return []
    return people.people_addressed(place.before, place.before_at)


def _weighed(place: Place, names: list[int], end: int) -> list[Found]:
    """Thanks to these people, if a reason is found anywhere."""
    if _leads_on(place, end):
        return [Found(names, one.reason) for one in _following(place)]
    rest = place.rest[end:]
    if place.trigger.lastgroup == "thank" and SOON.match(rest):
        return []
    reason = reasons.after(rest, is_to=place.whom.is_to)
    if reason is None and _EMPHATIC.search(place.before + place.near[: end + len(" enough")]):
        reason = reasons.told(rest)
    if reason:
        names = [*names, *people.people_added(place.near[end:], place.at + end)]
        at = place.at + end
        return [Found(names, (at + reason[0], at + reason[1]))]
    return _earned(place, names, rest) or place.beside.done_after(names, rest)


def _earned(place: Place, names: list[int], rest: str) -> list[Found]:
    """The reason stands before the thanks: what they did, or what came of it."""
    at = place.at - len(place.trigger[0])
    if place.whom.is_to and _is_result(place.before):
        return [Found(names, (place.before_at, at))]
    if count(rest) > 3:
        return []
    lead = place.lead
    if reasons.is_glad(reasons.last_clause(lead)) or reasons.is_before(lead):
        return [Found(names, (at - len(lead), at))]
    if count(place.before) > 3 and not _THATS_YOU.search(lead):
        return []
    return place.beside.deserved(names, is_said=_THATS_YOU.search(lead) is not None)


def _leads_on(place: Place, end: int) -> bool:
    """Thanks A, thanks B for …: the first has its reason from the next."""
    return not place.is_last and not count(place.near[end:].replace("and", ""))


def _following(place: Place) -> list[Found]:
    following = place.following()
    return found(following) if following.trigger.lastgroup == "thanks" else []


def _is_result(before: str) -> bool:
    """The launch went fine, thanks to …"""
    said = reasons.last_clause(before)
    words = listed("filler", "lead")
    return count(before) >= 3 and any(
        token["name"] or token["word"] not in words
        for token in WORD.finditer(said)
        if not token["sign"]
    )


def _unnamed(place: Place) -> list[Found]:
    return _named_late(place) or _listed(place) or _done(place) or _led(place)


def _named_late(place: Place) -> list[Found]:
    """Thanks for the brilliant workshop, <name>."""
    opening = _CALLING.match(place.near)
    if opening is None:
        return []
    names, begin = list[int](), 0
    if place.whom.kind is Kind.UNSAID:
        names, begin = people.people_called(place.near, place.at)
    is_to = opening[0].strip() == "to"
    added = list(people.people_added(place.near[opening.end() :], place.at + opening.end()))
    reason = reasons.after(place.near[: begin or None], is_to=is_to)
    reason = reason or reasons.after(_without_call(place.near, begin), is_to=is_to)
    if names and reason is None:
        if reasons.is_warm(_past_names(place, begin)):
            return [Found(names, place.until_end(begin))]
        return place.beside.done_after(names, "")
    if not (names or added) or reason is None:
        return []
    return [Found(names + added, (place.at + reason[0], place.at + reason[1]))]


def _without_call(near: str, begin: int) -> str:
    """Thank you for everything, <name>, especially for …"""
    end = begin + whom(near[begin:], 0).end
    is_enclosed = begin and near[:begin].rstrip().endswith(",") and near[end:].startswith(",")
    return near[:begin] + " " * (end - begin) + near[end:] if is_enclosed else ""


def _past_names(place: Place, begin: int) -> str:
    return place.rest[begin + whom(place.rest[begin:], 0).end :]


def _listed(place: Place) -> list[Found]:
    return [one for one in place.items() if count(place.said.masked[slice(*one.reason)]) > 2]


def _done(place: Place) -> list[Found]:
    """<name> took an hour to show me everything, thank you!"""
    names = people.doers(place.before, place.before_at)
    if names and reasons.is_bare(place.rest):
        return [Found(names, (place.before_at, place.before_at + len(place.before)))]
    return place.beside.done_before(place.rest) if count(place.before) <= 3 else []


def _led(place: Place) -> list[Found]:
    """Here's to <name>: thank you for …"""
    reason = reasons.after(place.rest, is_to=False)
    if reasons.is_filler(place.rest) and reasons.is_glad(reasons.last_clause(place.lead)):
        reason = (0, 0)
    if reason is None or is_to_all(place.rest):
        return []
    names = people.spoken_of(place.before, place.before_at)
    return [Found(names, (place.at + reason[0], place.at + reason[1]))] if names else []
