"""The forms of English verbs, so that a list holds each verb once."""

from collections.abc import Mapping

VOWELS = frozenset("aeiou")
DOUBLED = (
    "label",
    "model",
    "travel",
    "cancel",
    "channel",
    "refer",
    "defer",
    "transfer",
    "rol",
    "mit",
    "debug",
)


def forms(verb: str, form: str, irregular: Mapping[str, str]) -> list[str]:
    """`bring down` as brought down (ed), bringing down (ing), brings down (s); all four for `*`.

    `irregular` has the past where it is not made with -ed; several are parted by a slash.
    """
    head, _, rest = verb.partition(" ")
    made = {
        "": [head],
        "ed": irregular[head].split("/") if head in irregular else [_past(head)],
        "ing": [_continuous(head)],
        "s": [plural(head)],
    }
    wanted = [word for words in made.values() for word in words] if form == "*" else made[form]
    return [f"{word} {rest}".strip() for word in dict.fromkeys(wanted)]


def plural(noun: str) -> str:
    """`branches`, `families`, `teams`; a verb's third person is made the same way."""
    if noun.endswith(("s", "x", "z", "ch", "sh", "go", "do")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if _ends_in_y(noun) else f"{noun}s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if _ends_in_y(verb) else f"{_doubled(verb)}ed"


def _continuous(verb: str) -> str:
    is_mute = verb.endswith("e") and not verb.endswith(("ee", "oe", "ye"))
    return f"{verb[:-1] if is_mute else _doubled(verb)}ing"


def _ends_in_y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in VOWELS


def _doubled(verb: str) -> str:
    """One vowel, then one consonant: planned, stopped; not opened, fixed, showed."""
    bare = verb.removeprefix("un").removeprefix("re")
    is_short = len(bare) > 2 and sum(sign in VOWELS for sign in bare) == 1
    ends = verb[-1] not in VOWELS | set("wxy") and verb[-2:-1] in VOWELS
    return verb + verb[-1] if ends and (is_short or verb.endswith(DOUBLED)) else verb
