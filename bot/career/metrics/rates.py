"""Reads the tail of a rate: a week, per agent, /s, annually, pcm."""

from dataclasses import replace

from bot.career.metrics.nouns import noun_after
from bot.career.metrics.numbers import plain
from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.words import listed


def rated(reading: Reading, q: Quantity) -> Quantity:
    """`q` with the tail that makes it a rate, "per person per week" too; `q` where none follows."""
    past = tail_after(reading, tail_after(reading, q.past))
    if past == q.past and q.kind in ("money", "duration", "measure"):
        past = _loose_tail(reading, q)
    if past == q.past:
        return q
    tail = reading.text[q.end : reading.tokens[past - 1].end]
    return replace(
        q, end=reading.tokens[past - 1].end, past=past, unit=(q.unit + tail).strip(), kind="rate"
    )


def _loose_tail(reading: Reading, q: Quantity) -> int:
    """25 minutes a trip, £3 a box, £950 pcm: behind time and money any noun makes a rate."""
    at = q.past
    word, noun = reading.low(at), reading.text_of(at + 1)
    if reading.broken(at):
        return at
    if q.kind == "money" and (word in listed("money_tails") or word == "p"):
        return _abbreviated(reading, at)
    if word == "-" and reading.touches(at) and reading.touches(at + 1):
        return _hyphened(reading, at + 1)
    if word not in ("a", "an", "each", "every") or reading.kind(at + 1) != "word":
        return at
    is_noun = noun.islower() and len(noun) > 1 and noun not in listed("no_tails") | listed("stops")
    is_noun = is_noun and not noun.endswith(("ed", "ly")) and not _is_other(reading, at + 1)
    return at + 2 if is_noun and ends_phrase(reading, at + 2) else at


def _abbreviated(reading: Reading, at: int) -> int:
    """pcm, p.a., p/w."""
    if reading.low(at) != "p":
        return at + 1
    if reading.low(at + 1) not in (".", "/") or len(reading.low(at + 2)) != 1:
        return at
    return at + 3 + (reading.low(at + 1) == "." == reading.low(at + 3))


def _hyphened(reading: Reading, at: int) -> int:
    """The tail of "a £3m-a-year contract", whose word the scanner leaves whole."""
    word = reading.low(at)
    is_tail = word.startswith(("a-", "an-", "per-")) and word.count("-") == 1
    return at + 1 if is_tail and word.split("-")[1] in listed("tail_units") else at - 1


def tail_after(reading: Reading, at: int) -> int:
    """Past the words "a week", "per agent", "/s", "per 1,000 bed days" at token `at`, if any."""
    word, then = reading.low(at), reading.low(at + 1)
    if reading.broken(at) or reading.broken(at + 1) and word not in listed("tail_adverbs"):
        return at
    if word in ("a", "an", "each", "every", "p"):
        units = listed("tail_units") if _takes_things(reading, at) else listed("tail_times")
        is_unit = then.rstrip("s") in units and not _is_other(reading, at + 1)
        return at + 2 if is_unit and reading.kind(at + 1) == "word" else at
    if word == "/" and reading.kind(at + 1) == "word":
        is_unit = then.rstrip("s") in listed("tail_units") | listed("measures")
        return at + 2 if is_unit or reading.touches(at + 1) else at
    if word == "per":
        return _per(reading, at + 1)
    if word in listed("tail_adverbs") and ends_phrase(reading, at + 1):
        return at + 1
    return at


def _takes_things(reading: Reading, at: int) -> bool:
    """4 errors a page, 2 bins a floor; but "gave 12 patients a room" is no rate."""
    return reading.low(at - 1) not in listed("persons")


def _is_other(reading: Reading, at: int) -> bool:
    """The second of "20 minutes a second nurse can use", the year of "12 a year ago"."""
    if reading.low(at + 1) in ("ago", "hence"):
        return True
    return reading.low(at) == "second" and not ends_phrase(reading, at + 1)


def _per(reading: Reading, at: int) -> int:
    if reading.kind(at) == "number":
        number = plain(reading, at)
        noun = noun_after(reading, number.past, number.value)
        return noun[0] if noun else number.past
    if reading.kind(at) not in ("word", "name"):
        return at - 1
    more = reading.low(at + 1) in ("day", "days", "hour", "week", "month", "year", "member")
    more = more and reading.low(at) not in listed("durations")
    return at + 1 + (more or reading.low(at) in listed("measure_openers"))


def ends_phrase(reading: Reading, at: int) -> bool:
    """Whether no noun goes on at token `at`: the end, a mark, a preposition, an adverb."""
    if reading.kind(at) != "word" or reading.broken(at):
        return reading.kind(at) not in ("number", "name")
    return reading.low(at) in listed("stops") - listed("subject_verbs")
