"""Whom a trigger says it is for: names, "you", "them", somebody still to be named, or others."""

from dataclasses import dataclass, field
from enum import Enum

from bot.career.praise.grammar import NAME, listed, pattern
from bot.career.praise.words import WORD

LOOSE = 8  # words that may stand between "to" and the name


class Kind(Enum):
    """What stands where a name would: "kudos to <name>", "to you", "to him", "to someone", …"""

    NAMED, YOU, THEM, SOMEONE, OTHERS, NOBODY, UNSAID = range(7)


@dataclass(frozen=True)
class Whom:
    """`names` are places in the message; `end` is where they end in the text that was read.

    `is_to`: joined by "to", so that whatever follows says what for. `is_sure`: the words between
    speak of a person, so "the server <name>" is not one.
    """

    kind: Kind
    names: list[int] = field(default_factory=list)
    end: int = 0
    is_to: bool = False
    is_sure: bool = True


_ASIDE = pattern(
    r"\([^\(\)\ue000]{1,40}\)|\bin the world\b|\bfrom the bottom of (my|our) hearts?\b"
    r"|\bthat is (?=\ue000)|\bfrom ([\w']+ ){1,8}?(?=to \ue000)"
    r"|(?<=\ue001) (in|at|from|on) (the )?\w+ (?=(and|&) \ue000)"
    r"|(?<=\ue001)\s*\([^\(\)]{0,40}?{name}(?! of course)[^\(\)\ue000]*?\w[^\(\)\ue000]*\)"
)
_YOU = pattern(
    r"[^\w\ue000]*((both|all (\w+ )?|the (two|three|both)) of |all \w+ of )?"
    r"(you|u|ya)( (both|all|two|three|guys|too|again|sir|mate))?\b(?!\s*')"
)
_YOURS = pattern(r"\s*your (?!{team}\b)[\w\s'-]{1,40}(,\s*)?{name}(?!\s*\w)")
_THEM = pattern(
    r"[^\w\ue000]*(both|(both|all|(the |all )?(two|three|four)) of them|all (two|three|four|five)"
    r"|the (two|three)|the (pair|lot) of (them|you)|him|her|them|that|those two|these two"
    r"|that (man|woman|guy|girl|lady|one))\b"
    r"(?=\W*($|[^\w\s\ue000]|and\b|{after_them}\b))"
)
_PLAIN_LIST = pattern(r",\s*([\w'-]+ ){1,3}?(and|&|,|plus) (also )?\ue000")
_NAME_LIST = pattern(r",\s*{name}\s*(,\s*|and\b\s*|&\s*)+{name}")
_APPOSED = pattern(r",\s*{also_called} \ue000")
_PLACED = pattern(r"(in|at|on) ([\w'-]+ ){1,3}{name}")
_WITH_ME = pattern(r"\s*and i \w+")
_NEXT_WORD = pattern(r"\s*(and i\b|(?P<word>[\w']+))")


def _is_most(word: str) -> bool:
    """ "The quietest of us": a superlative is one person, though not yet named."""
    return word.endswith("est") and word not in ("rest", "west", "guest", "forest", "request")


def whom(rest: str, offset: int, *, is_open: bool = False) -> Whom:
    """Read the words after a trigger. `is_open`: they are its object without a "to"."""
    return _Reading(rest, offset).whom(is_open=is_open)


class _Reading:
    """The words after a trigger, one after the other."""

    def __init__(self, rest: str, offset: int) -> None:
        self.text = _ASIDE.sub(lambda aside: " " * len(aside[0]), rest)
        self.tokens = list(WORD.finditer(self.text))
        self.offset = offset

    def whom(self, *, is_open: bool) -> Whom:
        """What the words say; "somebody's own" praise that names nobody is left unsaid."""
        at, join = (0, "to") if is_open else self._opening()
        if at >= len(self.tokens) or join == "":
            return Whom(Kind.UNSAID)
        if join == "name":
            return self._named(at)
        if join == "by":
            return Whom(Kind.OTHERS)
        found = (join == "to" and self._pronoun(self.tokens[at].start())) or self._phrase(at, join)
        is_owned = join in ("our", "from") and found.kind is not Kind.NAMED
        return Whom(Kind.UNSAID) if is_owned else found

    def _at(self, index: int) -> str:
        return self.tokens[index].group() if 0 <= index < len(self.tokens) else ""

    def _is_name(self, index: int) -> bool:
        return self._at(index)[:1] == NAME[0]

    def _opening(self) -> tuple[int, str]:
        """Where somebody begins to be named, and what joins them to the trigger."""
        for at, token in enumerate(self.tokens):
            if token["name"]:
                return at, "name"
            if not token["sign"] and not self._is_passed(at, token["word"]):
                return self._joined(at, token["word"])
        return len(self.tokens), ""

    def _is_passed(self, at: int, word: str) -> bool:
        """A word that leads on to a name: "so much", "in order", "Ben" in "Ben and <name>"."""
        before, following = self._at(at - 1), self._at(at + 1)
        if following in ("and", "&") or (word, following) == ("in", "order"):
            return True
        if following == "," and _PLAIN_LIST.match(self.text, self.tokens[at + 1].start()):
            return True
        if before in ("and", "&") and following in ("to", "for"):
            return True
        if word in listed("persons") and self._is_name(at + 1):
            return True
        if word in listed("marker") or word in ("my", "our"):
            return False
        is_plain = word in listed("filler", "above_others") or set(word) == {"x"}
        return is_plain or word.endswith("ly")

    def _joined(self, at: int, word: str) -> tuple[int, str]:
        if word in ("to", "2", "than"):
            return (at, "") if self._at(at + 1) in ("give", "say") else (at + 1, "to")
        is_titled = self._at(at + 1) in listed("persons") and self._is_name(at + 2)
        if word in ("for", "4", "at") and (self._is_name(at + 1) or is_titled):
            return at + 1, "for"
        if word in ("someone", "somebody"):
            return at, "to"
        if word == "from":
            return self._past_source(at)
        return (at, "our") if word in ("my", "our") else (at, "")

    def _past_source(self, at: int) -> tuple[int, str]:
        """ "From all of us in Leeds to …", "from the warehouse: …": where that ends."""
        for index in range(at + 1, min(at + 10, len(self.tokens))):
            if self._at(index) in ("to", ":"):
                return index + 1, "to"
        return (at, "by") if self._is_name(at + 1) else (at + 1, "from")

    def _pronoun(self, start: int) -> Whom | None:
        if _YOURS.match(self.text, start):
            return Whom(Kind.YOU, [], start, True)
        for pronoun, kind in ((_YOU, Kind.YOU), (_THEM, Kind.THEM)):
            found = pronoun.match(self.text, start)
            if found:
                return self._with_more(kind, found.end())
        return None

    def _with_more(self, kind: Kind, end: int) -> Whom:
        """ "To you and <name>": the names that follow are of one list with the pronoun."""
        at = next((n for n, token in enumerate(self.tokens) if token.start() >= end), -1)
        while at >= 0 and self._at(at) in ("and", "&", "plus", ",", "to", "also"):
            at += 1
        if not self._is_name(at):
            return Whom(kind, [], end, True)
        named = self._named(at)
        return Whom(kind, named.names, named.end, True)

    def _phrase(self, at: int, join: str) -> Whom:
        """The noun phrase after "to": up to a name, or to the end of it."""
        loose, is_sure, index = 0, join == "our", at
        while index < len(self.tokens) and loose <= LOOSE and not self._is_end(index, is_sure):
            word = self.tokens[index]["word"] or ""
            if self._is_name(index):
                is_sure = is_sure or not loose or self._at(index - 1) in listed("ties")
                return self._named(index, is_to=join == "to", is_sure=is_sure, loose=loose)
            if word in listed("nobody"):
                return Whom(Kind.NOBODY)
            is_sure = is_sure or word in listed("persons") or word in ("my", "our")
            loose += word != "" and word not in listed("filler")
            index += 1
        kind = Kind.SOMEONE if self._is_someone(at, index) else Kind.OTHERS
        return Whom(kind, [], 0, join == "to")

    def _is_end(self, index: int, is_sure: bool) -> bool:
        """Does the phrase end here, so that a name that follows is spoken to or begins anew?"""
        word, start = self._at(index), self.tokens[index].start()
        if word == ",":
            if any(one.match(self.text, start) for one in (_PLAIN_LIST, _NAME_LIST, _APPOSED)):
                return False
            return not (is_sure and self._is_name(index + 1))
        if word in listed("formalities"):
            return True
        if word not in listed("marker") or self._at(index + 1) in ("and", "&", ","):
            return False
        return not (is_sure and _PLACED.match(self.text, start))

    def _is_someone(self, at: int, end: int) -> bool:
        said = {self._at(index) for index in range(at, min(end + 1, at + 7))}
        if {"unknown", "anonymous", "whole", "entire"} & said:
            return False
        return bool(said & listed("someone")) or any(map(_is_most, said))

    def _named(self, at: int, *, is_to: bool = False, is_sure: bool = True, loose: int = 0) -> Whom:
        names, end = self._list(at)
        is_other = _WITH_ME.match(self.text, end) or not is_sure and self._begins_anew(end)
        if loose and is_other:
            return Whom(Kind.OTHERS, [], 0, is_to)
        is_sure = is_sure or self._at(at - 1) == ","
        return Whom(Kind.NAMED, names, end, is_to, is_sure) if names else Whom(Kind.UNSAID)

    def _list(self, at: int) -> tuple[list[int], int]:
        """The names from here on that belong together, and where they end."""
        names, end = list[int](), 0
        for index in range(at, len(self.tokens)):
            token = self.tokens[index]
            if token["name"]:
                if token["own"] and self._at(index + 1) in listed("team"):
                    break
                names.append(self.offset + token.start())
                end = token.end()
            if token["own"] or names and token["sign"] == ":":
                break
            if token["word"] and not self._is_link(token["word"]):
                break
        return names, end

    def _is_link(self, word: str) -> bool:
        return word in listed("link") or set(word) == {"x"}

    def _begins_anew(self, end: int) -> bool:
        """ "Thanks to the strike <name> is stuck": the name is the subject of what follows."""
        following = _NEXT_WORD.match(self.text, end)
        if following is None:
            return False
        word = following["word"]
        return word is None or word not in listed("marker", "link", "begins")
