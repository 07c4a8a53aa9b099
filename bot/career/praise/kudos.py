"""Kudos, props, shout-outs and hats off: praise that needs no reason, only somebody to get it."""

from bot.career.praise import people, reasons
from bot.career.praise.grammar import NAME, pattern
from bot.career.praise.place import Place
from bot.career.praise.senses import may_follow, stands
from bot.career.praise.whom import Kind, whom
from bot.career.praise.words import Found, count

SOON = pattern(
    r"\s*(next|tomorrow|later|tonight|(on|this) (mon|tues|wednes|thurs|fri)day"
    r"|(at|in|during) (the|our) (next|retro|all[\s-]*hands|stand-?up|meeting|dinner|party))\b"
)
HEADED = pattern(r"[^:\ue000.,]{0,40}:\s*(?=\ue000)")
SOMEBODY = pattern(r"\b(somebody|someone|one (person|of (you|us))|there's one)\b")
_APART = pattern(r"\s*,\s*{name}")
_WHOEVER = pattern(r"\b(whoever|whichever|(the )?(first|next) (person|one|team|to))\b")
_TO_GIVE = pattern(r"\bto (give|say)\b")
_WROTE = pattern(r"\s*(wrote|gave|posted|sent|left|got|received|shared|made|asked)\b")
_CALLING = pattern(r"\W*(for|4|on|at|all|every\w+|team|guys)\b")
_GOES_ON = pattern(
    r"\s*,|\s*(for|from|on|4|at|because|all (a)?round)\b"
    r"|\s*(doesn't|don't|can't) (even )?(begin|cover|do|come)\b"
)
_DISCLAIMED = pattern(
    r"[^.]*?\bbut\b\W*((here'?s|this) (one|another)('s| is| goes)? (for|to) (?=\ue000)"
    r"|(?={deed}\b))"
)
_DISLIKED = pattern(r"\b(hate|don't|do not|never|rarely|seldom|hardly|not|no fan|avoid)\b")


def found(place: Place) -> list[Found]:
    """The praise of one such word: at most one finding, or the lines of a list."""
    if place.is_another_sense():
        return []
    if _DISLIKED.search(place.before):
        despite = _despite(place)
        if despite:
            return despite
    return [] if place.is_refused() else _given(place)


def _given(place: Place) -> list[Found]:
    if place.whom.kind is Kind.NOBODY or _WHOEVER.search(reasons.last_clause(place.before)):
        return []
    if _TO_GIVE.search(place.before) and SOON.match(place.rest):
        return []
    if place.whom.kind is Kind.NAMED and _APART.match(place.near) and not stands(place.before):
        return []
    names, end = place.meant(), place.whom.end
    if place.whom.kind is Kind.UNSAID:
        names, end = _unsaid(place)
    if place.before.rstrip().endswith("the") and _WROTE.match(place.near, end):
        return []
    if place.whom.kind is Kind.OTHERS and not names:
        names = place.beside.introduced()
    names = [*names, *people.people_added(place.near[end:], place.at + end)]
    if not names:
        return list(place.items())
    return [Found(names, place.until_end(reasons.past_for(place.rest, end)))]


def _unsaid(place: Place) -> tuple[list[int], int]:
    """The people of a trigger that nobody is named after, and where in `near` they end."""
    names = people.people_before(place.before, place.before_at) if may_follow(place.rest) else []
    if not names and not stands(place.before):
        return [], 0
    if not names and _CALLING.match(place.near):
        names, _ = people.people_called(place.near, place.at)
    if names or place.sentence.mark == ":":
        return names, 0
    headed = HEADED.match(place.near)
    if headed:
        named = whom(place.near[headed.end() :], place.at + headed.end())
        return named.names, headed.end() + named.end
    return _alone(place), 0


def _alone(place: Place) -> list[int]:
    """Kudos that name nobody themselves: those the sentence is about, or the one beside it."""
    is_alone = reasons.is_filler(place.rest)
    is_more = _GOES_ON.match(place.rest)
    if not (is_alone or is_more) or any(place.items()):
        return []
    if SOMEBODY.search(place.before):
        return place.beside.presented()
    if people.is_given(reasons.last_clause(place.before)):
        return []
    names = people.subject(place.before, place.before_at)
    names = names or people.spoken_of(place.before, place.before_at)
    if names or NAME[0] in place.part or count(place.before) > 5:
        return names
    return place.beside.named()


def _despite(place: Place) -> list[Found]:
    """I hate shout-outs, but here's one for <name>."""
    found = _DISCLAIMED.match(place.near)
    if found is None:
        names = place.beside.however() if reasons.is_filler(place.rest) else []
        return [Found(names, (place.at, place.at))] if names else []
    named = whom(place.near[found.end() :], place.at + found.end())
    return [Found(named.names, place.until_end(found.end() + named.end))] if named.names else []
