"""Phrases that a team can edit, kept as data: how they are written, and where they occur."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from bot.career.line import MARKS, NAME, PERSON, Line, Words, cut
from bot.career.tables import worded
from bot.career.verbs import forms, plural

DATA = Path(__file__).parent / "data"
REMEMBERED = 4096  # words by their phrases, per table
SMALL = ("binds", "finite", "subjects", "leads_in", "objects", "not_driving")
NUMBER, PEOPLE, NAMED = "<number>", "<people>", "<name>"
_MARK = f"[{MARKS}]?"
_LIST = re.compile(r"\{(\w+)(?::([\w*]+))?\}")
_WORD = re.compile(r"(?<![<{:\w])[^\W\d_](?:[^\W\d_]|['-])*(?![}>:\w])")
# Words that do not stand between "the" and the people: "to 95% and parents" is not about parents.
_APART = (
    r"(?:[.;,]|and|or|but|so|that|which|who|is|are|was|were|to|for|with|by|from|of|in|on|at|as|can"
    r"|now|no|not|then|i|we|they|he|she|it)"
)
# What may stand in a phrase besides words; the head of words.yml explains each to its editors.
_SLOTS = {
    "_": r"(?![.;,] )\S+ ",
    "...": r"(?:(?![.;] )\S+ ){0,5}?",
    "<rest>": r"(?:(?![.;,] )\S+ )*",
    "<ing>": r"\w+ing ",
    NAMED: rf"(?:\S+\{NAME}|person{PERSON}) ",
    "<ed>": r"\w+ed ",
    PEOPLE: rf"(?:(?!{_APART} )\S+ ){{0,3}}?\S+{PERSON} ",
}


class Found(NamedTuple):
    """A phrase in a line: where it begins and ends in `folded`, and what the table says of it."""

    first: int
    past: int
    worth: int


def _past(found: Found) -> int:
    return found.past


class Phrases:
    """Many phrases, each with a worth; at a word only those that begin like it are tried."""

    def __init__(self, rows: Iterable[tuple[str, int]]) -> None:
        self._whole: dict[str, list[tuple[str, int]]] = {}
        self._begun: dict[str, list[tuple[str, int]]] = {}
        for phrase, worth in rows:
            for start in _starts(spelled(phrase).split()[0]):
                home = self._begun if start.endswith("*") else self._whole
                home.setdefault(start.removesuffix("*"), []).append((spelled(phrase), worth))
        self._lengths = sorted({len(start) for start in self._begun})
        self._beginning = lru_cache(REMEMBERED)(self._found_by_start)

    def within(self, line: Line, best: Callable[[Found], Any] = _past) -> list[Found]:
        """Every phrase of the line in its order; of those that begin together the best: longest."""
        found = []
        for place, word in zip(line.places, line.marked, strict=True):
            if here := self._at(line.folded, place, word):
                found.append(max(here, key=best))
        return found

    def is_in(self, line: Line) -> bool:
        folded = line.folded
        return any(
            self._at(folded, place, word)
            for place, word in zip(line.places, line.marked, strict=True)
        )

    def is_at(self, line: Line, place: int) -> bool:
        """Whether a phrase begins at this place of `folded`."""
        folded = line.folded
        return bool(self._at(folded, place, folded[place : folded.index(" ", place)]))

    def spans(self, line: Line) -> list[tuple[int, int]]:
        return [(found.first, found.past) for found in self.within(line)]

    def _at(self, folded: str, place: int, word: str) -> Sequence[Found]:
        rows = self._beginning(word)
        if not rows:  # nearly every word in nearly every table
            return ()
        return [
            Found(place, match.end(), worth)
            for phrase, worth in rows
            if (match := _pattern(phrase).match(folded, place))
        ]

    def _found_by_start(self, marked: str) -> tuple[tuple[str, int], ...]:
        """The phrases that may begin with this word."""
        word = marked.rstrip(MARKS)
        rows = list(self._whole.get(word, ()))
        for length in self._lengths:
            rows += self._begun.get(word[:length], ()) if len(word) >= length else ()
        rows += self._whole.get(NUMBER, ()) if is_number(word) else ()
        rows += self._whole.get(PEOPLE, ()) if marked[-1] == PERSON else ()
        rows += self._whole.get(NAMED, ()) if marked[-1] in (NAME, PERSON) else ()
        return tuple(rows)


def read(text: str) -> Line:
    """The text cut into words as the tables spell them."""
    return cut(text, _words())


@cache
def table(file: str, name: str) -> Phrases:
    """All phrases of one list in a data file, worth the same."""
    blocks = _leaves(data(file)[name])
    return Phrases((phrase, 1) for block in blocks for phrase in listed(block))


def listed(block: str) -> list[str]:
    """The phrases of a block of text, parted by commas and line ends."""
    return [phrase.strip() for phrase in re.split(r"[,\n]", block) if phrase.strip()]


@cache
def data(name: str) -> dict[str, Any]:
    """One data file; everything in it stays a string: "no", "on" and "off" are words here."""
    loaded: dict[str, Any] = worded(DATA / f"{name}.yml")
    return loaded


@cache
def lists(name: str, form: str = "") -> tuple[str, ...]:
    """A named list of words.yml; verbs in the form asked for: ed, ing, s, or * for all of them."""
    words = data("words")
    if name not in words["verbs"]:
        return tuple(listed(words[name]))
    every = (forms(verb, form, words["irregular"]) for verb in listed(words["verbs"][name]))
    return tuple(dict.fromkeys(word for made in every for word in made))


def is_number(word: str) -> bool:
    return any(sign.isdigit() for sign in word) or word in _numbers()


@cache
def spelled(phrase: str) -> str:
    """A phrase as folded lines spell it."""
    return " ".join(phrase.lower().replace("-", " ").replace("’", "'").split())


@cache
def general() -> frozenset[str]:
    """Words that say nothing of a topic: small words, people, verbs of doing, parts of idioms."""
    words = data("words")
    every = [word for name in words["verbs"] for word in lists(name, "*")]
    every += [word for name in ("follow", "numbers", "durations") for word in lists(name)]
    every += [past for pasts in words["irregular"].values() for past in pasts.split("/")]
    every += [word for name in SMALL for word in listed(data("bullets")[name])]
    every += [p for block in _leaves(data("dimensions")) for p in listed(block) if " " in p]
    return frozenset(word for p in every for word in _WORD.findall(p)) | _words().people


@cache
def _numbers() -> frozenset[str]:
    return frozenset(lists("numbers"))


@cache
def _words() -> Words:
    """What the tables know of words, for cutting a text."""
    words = data("words")
    singular = listed(words["people"])
    people = frozenset(singular) | {plural(word) for word in singular}
    verbs = [word for name in ("end", "move", "carry") for word in lists(name, "*")]
    verbs += [past for pasts in words["irregular"].values() for past in pasts.split("/")]
    return Words(
        known=_known() | people,
        slips=words["slips"],
        right_too=frozenset(listed(words["right_too"])),
        people=people,
        singular=frozenset(singular) - frozenset(listed(words["always_many"])),
        follow=frozenset(verbs) | frozenset(listed(words["follow"])),
    )


def _known() -> frozenset[str]:
    """Every word of the data files: what a slip may be put right to."""
    told = {k: v for k, v in data("words").items() if k not in ("slips", "verbs", "right_too")}
    every = [verb for name in data("words")["verbs"] for verb in lists(name, "*")]
    every += [leaf for one in (told, data("bullets"), data("dimensions")) for leaf in _leaves(one)]
    return frozenset(word for phrase in every for word in _WORD.findall(spelled(phrase)))


def _leaves(found: Any) -> list[str]:
    """All strings of nested lists and tables."""
    if isinstance(found, str):
        return [found]
    inside: Sequence[Any] = list(found.values()) if isinstance(found, dict) else found
    return [leaf for one in inside for leaf in _leaves(one)]


@cache
def _starts(slot: str) -> tuple[str, ...]:
    """The words with which a phrase that begins with this slot may begin."""
    found: list[str] = []
    for choice in slot.split("/"):
        named = _LIST.fullmatch(choice)
        every = lists(named[1], named[2] or "") if named else (choice,)
        found += [spelled(one).split()[0] for one in every]
    return tuple(dict.fromkeys(found))


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as a pattern over the folded line."""
    return re.compile("".join(_slot(slot) for slot in phrase.split()))


def _slot(slot: str) -> str:
    if slot.startswith("("):
        return f"(?:{_slot(slot[1:-1])})?"
    return f"(?:{'|'.join(_choice(one) for one in slot.split('/'))})"


def _choice(slot: str) -> str:
    if slot == NUMBER:
        return rf"(?:\S*\d\S*|{'|'.join(sorted(_numbers()))}){_MARK} "
    if slot in _SLOTS:
        return _SLOTS[slot]
    if named := _LIST.fullmatch(slot):
        inside = sorted({spelled(one) for one in lists(named[1], named[2] or "")}, key=len)
        return f"(?:{'|'.join(_literal(one) for one in reversed(inside))})"
    return _literal(slot)


def _literal(words: str) -> str:
    """Plain words, each with the mark it may carry; * is any ending."""
    return "".join(
        re.escape(word).replace(r"\*", rf"[^\s{MARKS}]*") + f"{_MARK} " for word in words.split()
    )
