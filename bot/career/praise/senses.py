"""The trigger words in their other senses: stage props, bare heads, a brand, a saved file."""

import re
from functools import cache

from bot.career.praise.grammar import listed, pattern
from bot.career.praise.words import WORD, is_adverb

_KUDOS_THING = pattern(r"(?!\s*{due})\s*-?{things}\b")
_THANKS_THING = pattern(r"\s*-?{thanks_things}\b")
_TO_SOMEBODY = pattern(
    r"\s*(((must|should) )?(go(es)? )?(out )?(to|for) (my|our|both|you|also|him|her|them|{name})"
    r"|{name})"
)
_TO_NAME = pattern(r"\s*((go(es)? )?(out )?to\b|{name})")
_TO = pattern(r"\s*(go(es)? )?to\b")
_STAGE = pattern(r"\b{handled}\s*$|\b{props_are_things}\s*$")
_HOLDS_UP = pattern(r"\s*(up|open|the|her|his|it|its|my|our|your|against)\b")
_PART_OF = pattern(r"\s*{of_no_time}\b")
_BARE_HEAD = pattern(r"\s*{bare_head}\b")
_HEADWEAR = pattern(r"\b{headwear}\s*$")
_CALLS_OUT = pattern(r"\s*{calls_out}\b")
_POSSESSED = pattern(r"\b(your|their|her|his|its) (\w+ )?$")
_TITLED = pattern(r"\b{titled}[^\w\ue000]*$")
_RELAYED = pattern(r"\b(forward\w*|relay\w*|pass(ed|es)? on) (the|a|all|some)\s*$")
_OWNED = pattern(r"\bhas ((the|a|so|too|most|more|many|much|all|no|lots of|\d+) )*$")
_COUNTED = pattern(r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|twenty) $")
_CLAUSE = pattern(r"[,;:—–\(\)!.]|\s-+\s|\s{3,}|\bbut\b")
_NOUN = pattern(r"\s*(?P<noun>[^\W\d_][\w'-]*)")
_FILED = pattern(
    r"[^,;]{0,60}?\b{filed_as}\b|[^,;]{0,30}?\bover (yours|mine|it|the old|\w+ \d)"
    r"|\s*(all |both )?(as|under) [\"“]|\s*from (her|his|their|my|your) (old )?{files}\b"
    r"|\s*for (last|later|tomorrow|lunch|dinner|dessert|afters)\b|\s*(it )?as (?!{always}\b)"
)
_NONE_SAVED = pattern(r"\s*{none_saved}\b")
_OCCASION = pattern(r"{occasions}s?")


def is_another_sense(word: str, before: str, rest: str) -> bool:
    """Is the trigger word a thing, a brand or a verb here? `word` as in the masked message."""
    if _TITLED.search(before) or _RELAYED.search(before):
        return True
    if word.startswith("hat") and (_HEADWEAR.search(before) or _COUNTED.search(before)):
        return not _TO.match(rest)
    if _TO_NAME.match(rest) and not _POSSESSED.search(before) and word != "props":
        return False
    if word.startswith(("thank", "thx")):
        return bool(_THANKS_THING.match(rest) or _is_their_own(before, rest))
    if _KUDOS_THING.match(rest) or _is_their_own(before, rest):
        return True
    if word.startswith("hat"):
        return word.startswith("hat ") or bool(_BARE_HEAD.match(rest))
    if word.startswith("shout"):
        return bool(_CALLS_OUT.match(rest)) and " " in word
    if word == "props":
        return _are_on_stage(before, rest)
    return bool(_COUNTED.search(before) or _OWNED.search(before))


def _is_their_own(before: str, rest: str) -> bool:
    """ "Sends her thanks", "write your kudos for …": theirs to give, not given here."""
    whose = _POSSESSED.search(before)
    if whose is None:
        return False
    return whose[0].startswith("your") or not _TO.match(rest)


def _are_on_stage(before: str, rest: str) -> bool:
    """Props of a play, of a component, of a roof; or somebody props something up."""
    if before.rstrip().endswith("all the"):
        return False
    if _STAGE.search(before) or _HOLDS_UP.match(rest) and before.rstrip().endswith("\ue001"):
        return True
    if _TO_SOMEBODY.match(rest):
        return False
    return bool(_PART_OF.match(rest)) or not is_free(before) or not may_follow(rest)


def is_free(before: str) -> bool:
    """Do the words before a trigger leave it standing as words of praise, not as an object?"""
    last = re.search(r"([\w']+)\s{0,2}$", before)
    return last is None or _may_lead(last[1])


def stands(before: str) -> bool:
    """Is the trigger a sentence's own word of praise: "so, a big …", not "I'd kill for a …"?"""
    clause = _CLAUSE.split(before)[-1]
    words = [token["word"] for token in WORD.finditer(clause) if token["word"]]
    return all(map(_may_lead, words))


def _may_lead(word: str) -> bool:
    return word in listed("filler", "lead", "link", "leads") or is_adverb(word)


def may_follow(rest: str) -> bool:
    """Can these words go on after a word of praise? "Kudos Software" and "props wobble" cannot."""
    following = _NOUN.match(rest)
    if following is None or following.start() and rest.lstrip()[:1] in ",:;-–—":
        return True
    said = listed("filler", "marker", "link", "lead", "goes_on")
    return (
        following["noun"] in said or set(following["noun"]) == {"x"} or is_adverb(following["noun"])
    )


def is_put_aside(trigger: str, rest: str) -> bool:
    """Saved as a file is, or a seat: "saved us two chairs", "saved my day planner as a draft"."""
    if _FILED.match(rest) or _NONE_SAVED.match(rest):
        return True
    is_person = trigger.endswith((" us", "me", "everyone", "everybody"))
    return _is_kept(rest) if is_person else _is_compound(rest)


def _is_kept(rest: str) -> bool:
    """ "Saved us two chairs": a thing was kept; "saved us two hours" is spared time or trouble."""
    ends = _ends_of_things()
    things = list[str]()
    for token in WORD.finditer(rest[:80]):
        if not token["word"] or token["word"] in ends:
            break
        things.append(token["word"])
    plain = listed("filler", "numbers")
    things = [word for word in things if word not in plain and not _is_measure(word)]
    return bool(things) and not listed("spared") & set(things)


@cache
def _ends_of_things() -> frozenset[str]:
    return listed("after_occasion", "marker", "to_place") - listed("numbers", "articles")


def _is_measure(word: str) -> bool:
    return word[0].isdigit() or is_adverb(word) or _is_doing(word)


def _is_doing(word: str) -> bool:
    return word.endswith("ing") and word not in ("pudding", "seating", "morning", "evening")


def _is_compound(rest: str) -> bool:
    """The occasion only describes a thing: "the launch *checklist*", "my day *planner*"."""
    following = _NOUN.match(rest)
    if rest.startswith("'s"):
        return True
    if following is None or rest[:1] not in " -":
        return False
    word = following["noun"]
    if word in listed("after_occasion", "marker", "filler"):
        return False
    return not is_adverb(word) and not _OCCASION.fullmatch(word)
