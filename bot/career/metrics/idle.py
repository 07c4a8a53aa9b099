"""Tells that a number alone says nothing: time only spent, a period, an idiom, a loose word."""

import re

from bot.career.metrics.nouns import is_plural
from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.words import listed


def is_idle(reading: Reading, q: Quantity) -> bool:
    """Whether a quantity on its own says nothing: time spent, a period, "the two of us"."""
    if q.is_weak:
        return True
    if q.kind == "duration" and q.is_word and q.value == 1 and q.unit in ("day", "night"):
        return reading.low(q.first - 1) not in ("in", "within", "to", "under", "by", "saved", "of")
    if q.kind == "duration":
        return _is_window(reading, q) or _is_effort(reading, q)
    if q.kind == "number" and (_is_tagged(reading, q) or _is_clock(reading, q)):
        return True
    if q.kind == "percent":
        return _is_share_of_time(reading, q) or _is_idiom(reading, q)
    if q.is_word and q.kind == "rate" and q.value == 1 and q.family == "number":
        return True  # "down from one a week"
    if q.is_word and q.kind in ("number", "count", "range", "share"):
        return _is_loose_word(reading, q)
    return False


def _is_tagged(reading: Reading, q: Quantity) -> bool:
    """Witness 2, turned 40: a bare number right behind a noun is its label or an age."""
    word, typed = reading.low(q.first - 1), reading.text[q.start : q.end]
    if word in listed("age_before"):
        return True
    if not typed.isdigit() or reading.kind(q.first - 1) != "word" or reading.broken(q.first):
        return False
    open_words = listed("stops") | listed("bare_after") | listed("effort_between")
    is_noun = word.isalpha() and len(word) > 2 and not is_plural(word) and word not in open_words
    is_lower = reading.tokens[q.first - 1].text.islower()
    return is_noun and is_lower and not word.endswith(("ed", "ing", "ly"))


def _is_clock(reading: Reading, q: Quantity) -> bool:
    """Took the 7.15 from Leeds."""
    typed = reading.text[q.start : q.end]
    return reading.low(q.first - 1) == "the" and bool(re.fullmatch(r"\d{1,2}\.[0-5]\d", typed))


def _is_window(reading: Reading, q: Quantity) -> bool:
    """The last 3 months, three weeks ago: periods, as dates are."""
    near = reading.low(q.first - 1)
    if near in listed("window_before"):
        return True
    at = q.past + (reading.low(q.past) in ("-", "or"))
    return reading.low(at) in listed("window_after") and reading.low(at + 1) != "to"


def _is_effort(reading: Reading, q: Quantity) -> bool:
    """Spent three days, took me 2 weeks, after a month of digging."""
    if reading.low(q.past) in listed("effort_not_before"):
        return False
    i = q.first - 1
    while i >= 0 and q.first - i < 6 and reading.low(i) in listed("effort_between"):
        if f"{reading.low(i - 1)} {reading.low(i)}" in listed("effort"):
            return True
        i -= 1
    word, two = reading.low(i), f"{reading.low(i - 1)} {reading.low(i)}"
    if word == "after":
        return reading.low(q.past) == "of"
    if word in ("work", "works") and not reading.low(i - 1):
        return False
    if word in listed("effort") or two in listed("effort"):
        return True
    if reading.low(q.first - 1) == "for" and reading.low(i - 1) in ("worked", "working"):
        return True
    rest = reading.text[q.end : q.end + 20].lower().strip()
    return any(rest.startswith(noun) for noun in listed("effort_nouns_after"))


def _is_share_of_time(reading: Reading, q: Quantity) -> bool:
    """Spent 20 % of my time."""
    after = [reading.low(q.past + n) for n in range(3)]
    return (
        after[0] == "of" and after[2] in ("time", "effort", "energy") and after[1] in ("my", "our")
    )


def _is_idiom(reading: Reading, q: Quantity) -> bool:
    """Gave 110 %; a hundred percent behind you."""
    if q.value == 110 and reading.low(q.first - 1) not in (
        "to",
        "by",
        "of",
        "from",
        "at",
        "hit",
        "reached",
    ):
        return True
    near = {reading.low(q.first - n) for n in (1, 2, 3)}
    gives = {"give", "gave", "giving", "gives", "given"}
    return q.value >= 100 and bool(near & gives)


def _is_loose_word(reading: Reading, q: Quantity) -> bool:
    """ "one" is a pronoun unless it measures; other number words need a noun or a verb."""
    before = reading.low(q.first - 1)
    if q.value == 1 and q.kind in ("number", "count"):
        return True
    return q.kind == "number" and (before in listed("reference") or q.value < 2 and q.value > 0)
