"""A text cut into folded words, so that phrases can be looked for and found as typed."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

# Marks behind a word: it means people; it is written like a name; it only describes a thing.
PERSON, NAME, PART = "°", "^", "¨"
MARKS = PERSON + NAME + PART
BLOT = "~"
STOPS = frozenset(".;?!")
_TOKEN = re.compile(
    r"@[\w.-]*\w|(?:https?://|www\.)\S+|[$€£¥+-]?\d(?:[\w.,:/%]*[\w%])?|[^\W\d_][^\W_]*(?:['’`][^\W\d_]+)*|[.;:,!?()\n–—-]"
)
_MARKS = {"\n": ".", "!": ".", "–": ",", "—": ",", "(": ",", ")": ",", ":": ",", "-": ","}
_SPELLED_Z = re.compile(r"(?<=\w{3})iz(?=e[drs]?$|ing$|ation$|er$)")
LEAST_SLIPPED = 5  # letters a word must have before one of them may be wrong


@dataclass(frozen=True)
class Words:
    """What the tables know: every word in them, common slips, and the words that mean people."""

    known: frozenset[str] = frozenset()
    slips: Mapping[str, str] = field(default_factory=dict)
    right_too: frozenset[str] = frozenset()  # none of ours, and no slip of one
    people: frozenset[str] = frozenset()
    singular: frozenset[str] = frozenset()
    follow: frozenset[str] = frozenset()  # what may stand behind people: their verb, a preposition

    def right(self, word: str) -> str:
        """The word as the tables spell it, or unchanged."""
        word = _SPELLED_Z.sub("is", self.slips.get(word, word))
        if len(word) < LEAST_SLIPPED or word in self.known or word in self.right_too:
            return word
        return next((other for other in _slipped(word) if other in self.known), word)


@dataclass(frozen=True)
class Line:
    """`folded` is " word word . word ": lower case, one blank around each word or mark.

    `places` has, per word, where it begins in `folded`; `spans` where it stands in `text`.
    """

    text: str
    folded: str
    places: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def marked(self) -> list[str]:
        """The folded words with their marks."""
        return self.folded.split()

    @cached_property
    def words(self) -> list[str]:
        """The folded words without their marks."""
        return [word.rstrip(MARKS) for word in self.marked]

    def without(self, spans: Iterable[tuple[int, int]]) -> "Line":
        """The line with some of its words blotted out, each in its place."""
        folded = self.folded
        for first, past in spans:
            blot = "".join(" " if sign == " " else BLOT for sign in folded[first:past])
            folded = folded[:first] + blot + folded[past:]
        return replace(self, folded=folded)

    def typed(self, first: int, past: int) -> str:
        """The exact words between two places of `folded`, without a mark at either end."""
        inside = self.spans[bisect_left(self.places, first) : bisect_left(self.places, past)]
        return self.text[inside[0][0] : inside[-1][1]] if inside else ""


def cut(text: str, words: Words) -> Line:
    """Lower case, slips put right, hyphens apart, people and names marked; linear time."""
    found = [match for match in _TOKEN.finditer(text) if not _is_hyphen(text, match)]
    is_title = _is_title_case(found)
    pieces, opens = [""], True
    for match in found:
        word = _folded(match[0], words, is_name=not opens and not is_title)
        opens = word in STOPS or word == ","
        if _describes(pieces[-1], word, words):
            pieces[-1] = pieces[-1][:-1] + PART
        pieces.append(word)
    return Line(text, " ".join([*pieces, ""]), _places(pieces), tuple(m.span() for m in found))


def _folded(typed: str, words: Words, *, is_name: bool) -> str:
    if typed in _MARKS:
        return _MARKS[typed]
    if not typed[0].isalpha():
        return f"person{PERSON}" if typed[0] == "@" else typed.lower()
    low = words.right(typed.lower().replace("’", "'").replace("`", "'"))
    mark = PERSON if low in words.people else PART if low.removesuffix("'s") in words.people else ""
    if not mark and is_name and len(typed) > 1 and typed[0].isupper() and typed[1:].islower():
        mark = NAME
    return low + mark


def _describes(word: str, behind: str, words: Words) -> bool:
    """ "Customer data", "team revenue": the first says whose, and nobody is meant."""
    is_one = word.endswith(PERSON) and word[:-1] in words.singular
    return is_one and behind.isalpha() and not (behind in words.follow or behind.endswith("ed"))


def _places(pieces: list[str]) -> tuple[int, ...]:
    return tuple(accumulate(len(piece) + 1 for piece in pieces[:-1]))


def _is_hyphen(text: str, match: re.Match[str]) -> bool:
    """Between letters it joins, so end-to-end is end to end; elsewhere it is a dash."""
    at = match.start()
    return match[0] == "-" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _is_title_case(found: list[re.Match[str]]) -> bool:
    words = [match[0] for match in found if match[0][0].isalpha() and len(match[0]) > 3]
    return len(words) > 2 and all(word[0].isupper() for word in words)


def _slipped(word: str) -> Iterator[str]:
    """What may have been meant: two letters inside swapped, or one doubled or single by mistake."""
    for at in range(1, len(word) - 2):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(1, len(word)):
        yield word[:at] + word[at - 1] + word[at:]
        if word[at] == word[at - 1]:
            yield word[:at] + word[at + 1 :]
