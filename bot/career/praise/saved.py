"""Saved us, not without <name>, <name>++: praise by what the words themselves say was done."""

from bot.career.praise import people
from bot.career.praise.grammar import NAME, pattern
from bot.career.praise.kudos import HEADED
from bot.career.praise.place import Place
from bot.career.praise.senses import is_put_aside
from bot.career.praise.whom import Kind, Whom, whom
from bot.career.praise.words import Found, count

_CLAUSE = pattern(r"[,;:]|\bbut\b|\band\b")
_THING_CLAUSE = pattern(r"[,;:\(]|\bbut\b|\band (?!\ue000)")
_MAY_BE = pattern(r"\b{may_be}\b")
_CLAIMED = pattern(
    r"\b(claims?|claimed|pretends?|thinks?|says?|said|saying|believes?)( that)? (he|she|they)\b"
)
_I_SAVED = pattern(r"\b(i|we|i've|we've)( (have|just|also|already|only))*\s*$")
_WHO = pattern(r"(^|\bguess )\W*who\s*$")
_BY_NAME = pattern(r"(?P<names>{names})\W*(\s*,?\s*{on_the_way}\b)*\W*$")
_BY_YOU = pattern(r"\b(you|u|ya)\b(\s*,?\s*{on_the_way}\b)*\s*$")
_BY_THEM = pattern(r"\b(he|she|they|it|that|this)\b(\s*,?\s*{on_the_way}\b)*\s*$")
_BY_ONE = pattern(r"(^|\band|\bthen)\s*(\w+ly\s*)?$")
_WITH_YOU = pattern(r"\b(you|u) (and|&)\s*$")
_THEIRS = pattern(
    r"{name}'s?\b|\b(from|by|of) {name}|\w {name} (?!(the|an?|my|our|your|this|that)\b)\w+"
)
_YOURS = pattern(
    r"\b(your|ur|(of|from|by) yours?|(that )?you \w+)\b|^\s*(\w+\W+)?(that|this|those|these) \w+"
)
_WAS = pattern(r"\s*(was|is|were) (?={name})")
_YOU = pattern(r"\s*(you|u|ya)\b")
_PRONOUN = pattern(r"\s*(you|u|ya|your|him|her|them)\b")
_PLUS_FOR = pattern(r"(\s|,|&|and\b|{name}\s*\+\++)*[,:-]?\s*(for|4)\b:? (?=\S)")


def saved(place: Place) -> list[Found]:
    """<name> saved us, the script <name> wrote saved us, you saved us <name>."""
    clause = _CLAUSE.split(place.before)[-1]
    if (
        _MAY_BE.search(clause)
        or _CLAIMED.search(clause)
        or _I_SAVED.search(clause)
        or place.is_refused()
    ):
        return []
    if is_put_aside(place.trigger[0], place.rest):
        return []
    names = _savers(place)
    at = place.offset + place.trigger.start()
    return [Found(names, (at, place.offset + len(place.part)))] if names else []


def _savers(place: Place) -> list[int]:
    before, at = place.before, place.before_at
    if _WHO.search(before) and NAME[0] not in place.part:
        return place.beside.presented()
    if _WAS.match(place.near):
        return _after(place)
    named = _BY_NAME.search(before)
    if named:
        names = whom(named["names"], at + named.start("names")).names
        is_with_you = _WITH_YOU.search(before[: named.start()])
        return [*names, *_you(place)] if is_with_you else names
    if _BY_YOU.search(before):
        return _called(place) or place.told.earlier()
    if _BY_THEM.search(before) or _BY_ONE.search(before):
        own = people.doers(before, at) or people.subject(before, at) or _after(place)
        return own or _called(place) or place.told.earlier()
    return _owners(place)


def _owners(place: Place) -> list[int]:
    """Whose the thing is that saved us: nobody's, when it is the rain."""
    clause = _THING_CLAUSE.split(place.before)[-1]
    start = place.before_at + len(place.before) - len(clause)
    theirs = list(_THEIRS.finditer(clause))
    if theirs:
        begin = clause.index(NAME[0], theirs[-1].start())
        return whom(clause[begin:], start + begin).names
    return _called(place) if _YOURS.search(clause) else []


def _after(place: Place) -> list[int]:
    """What saved us was <name>; saved us again: <name>."""
    opening = _WAS.match(place.near) or HEADED.match(place.near)
    skip = opening.end() if opening else 0
    return whom(place.near[skip:], place.at + skip).names if opening else []


def _called(place: Place) -> list[int]:
    """Whom the sentence speaks to."""
    names = people.people_addressed(place.before, place.before_at)
    names = names or people.people_before(place.before, place.before_at)
    return names or people.people_called(place.near, place.at)[0] or _first(place)


def _you(place: Place) -> list[int]:
    called = people.people_called(place.near, place.at)[0]
    return called or people.people_addressed(place.before, place.before_at)


def _first(place: Place) -> list[int]:
    return people.first_named(place.before, place.before_at)


def without(place: Place) -> list[Found]:
    """We couldn't have done it without <name>."""
    if place.is_refused():
        return []
    near = place.near if _YOU.match(place.near) else place.near.split(",")[0]
    near = place.near if near.rstrip().endswith("\ue001") else near
    found = whom(near, place.at, is_open=True)
    names = _needed(place, found)
    is_more = count(place.rest[found.end :])
    reason = place.until_end(found.end) if is_more else (place.at,) * 2
    return [Found(names, reason)] if names else []


def _needed(place: Place, found: Whom) -> list[int]:
    if found.kind is Kind.NAMED:
        return found.names if found.is_sure else []
    if found.kind is Kind.SOMEONE:
        return place.beside.presented()
    if _PRONOUN.match(place.rest):
        names = people.people_called(place.near, place.at)[0]
        own = people.first_named(place.before, place.before_at)
        return [*(names or own or place.told.earlier()), *found.names]
    return []


def missed(place: Place) -> list[Found]:
    """Without <name> we couldn't have done it."""
    if place.is_refused():
        return []
    at = place.offset + place.trigger.start()
    names = people.first_named(place.trigger[0], at)
    names = names or people.people_before(place.before, place.before_at)
    return [Found(names, (at, at))] if names else []


def plus(place: Place) -> list[Found]:
    """<name>++ for …"""
    opening = _PLUS_FOR.match(place.rest)
    if opening is None or place.is_refused():
        return []
    at = place.offset + place.trigger.start()
    return [Found([at], place.until_end(opening.end()))]
