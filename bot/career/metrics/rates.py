"""Reads the tail of a rate: a week, per agent, /s, annually."""

from dataclasses import replace

from bot.career.metrics.nouns import noun_after
from bot.career.metrics.numbers import plain
from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.words import listed


def rated(reading: Reading, q: Quantity) -> Quantity:
    past = tail_after(reading, tail_after(reading, q.past))  # per person per week
    if past == q.past:
        return q
    tail = reading.text[q.end : reading.tokens[past - 1].end]
    return replace(
        q, end=reading.tokens[past - 1].end, past=past, unit=(q.unit + tail).strip(), kind="rate"
    )


def tail_after(reading: Reading, at: int) -> int:
    """Past the words "a week", "per agent", "/s", "per 1,000 bed days" at token `at`, if any."""
    word, then = reading.low(at), reading.low(at + 1)
    if reading.broken(at) or reading.broken(at + 1) and word not in listed("tail_adverbs"):
        return at
    if word in ("a", "an", "each", "every", "the", "p"):
        is_time = then.rstrip("s") in listed("tail_units") and word != "the"
        return at + 2 if is_time and reading.kind(at + 1) == "word" else at
    if word == "/" and reading.kind(at + 1) == "word":
        return at + 2
    if word == "per":
        return _per(reading, at + 1)
    if word in listed("tail_adverbs") and _ends_phrase(reading, at + 1):
        return at + 1
    return at


def _per(reading: Reading, at: int) -> int:
    if reading.kind(at) == "number":
        number = plain(reading, at)
        noun = noun_after(reading, number.past, number.value)
        return noun[0] if noun else number.past
    if reading.kind(at) not in ("word", "name"):
        return at - 1
    more = reading.low(at + 1) in ("day", "days", "hour", "week", "month", "year", "member")
    return at + 1 + (more and reading.low(at) not in listed("durations"))


def _ends_phrase(reading: Reading, at: int) -> bool:
    return reading.kind(at) != "word" or reading.low(at) in listed("stops") or reading.broken(at)
