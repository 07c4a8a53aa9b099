"""Reads the unit behind a number: per cent, factor, currency, measure, or the noun it counts."""

from dataclasses import replace

from bot.career.metrics.nouns import is_plural, noun_after
from bot.career.metrics.numbers import plain
from bot.career.metrics.quantity import Quantity, Reading, grown
from bot.career.metrics.rates import rated, tail_after
from bot.career.metrics.words import listed, seconds, table

SIMPLE_FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5)}


def with_unit(reading: Reading, q: Quantity) -> Quantity:
    """The bare number `q` with whatever belongs to it behind it."""
    return _slash(reading, q) or as_range(reading, q) or _behind(reading, q)


def _behind(reading: Reading, q: Quantity) -> Quantity:
    for read in (_fraction, _special, _coined, _measured):
        if found := read(reading, q):
            return found
    return counted(reading, q)


def _slash(reading: Reading, q: Quantity) -> Quantity | None:
    """9/11 checks, 4.8/5; any other pair of numbers with a slash is a date or a name."""
    if not (
        reading.low(q.past) == "/"
        and reading.kind(q.past + 1) == "number"
        and reading.touches(q.past + 1)
    ):
        return None
    whole = plain(reading, q.past + 1)
    if (q.value, whole.value) in SIMPLE_FRACTIONS and reading.low(q.first - 1) != "on":
        return replace(grown(reading, q, whole.past, "x", "share"), value=q.value / whole.value)
    noun = noun_after(reading, whole.past, whole.value)
    is_score = whole.value in (5, 10) or whole.value > 31 or q.value % 1 > 0
    past = noun[0] if noun else whole.past
    kind = "share" if (noun or is_score) and q.value <= whole.value else "none"
    return grown(reading, q, past, noun[1] if noun else "", kind)


def as_range(reading: Reading, q: Quantity) -> Quantity | None:
    """15-20 minutes is one figure; 40–12 % falls, so it is a pair and is left to the pairs."""
    at = q.past + 1
    if (reading.low(q.first - 1), reading.low(q.past)) == ("between", "and"):
        upper = _behind(reading, plain(reading, at)) if reading.kind(at) == "number" else q
        return replace(upper, start=q.start, first=q.first, kind="range")
    if reading.low(q.past) not in ("-", "–", "‑") or not (
        reading.touches(q.past) and reading.touches(at)
    ):
        return None
    if (
        reading.kind(at) != "number"
        or reading.tokens[q.first].is_word != reading.tokens[at].is_word
    ):
        return None
    upper = _behind(reading, plain(reading, at))
    if upper.kind == "number" and upper.value <= q.value:
        return grown(reading, q, upper.past, "", "none")  # 747-400, 3-1
    if upper.value <= q.value or upper.kind == "none":
        return None
    return replace(upper, start=q.start, first=q.first, kind="range", value=upper.value)


def _fraction(reading: Reading, q: Quantity) -> Quantity | None:
    """two thirds, two-thirds, three quarters of: they take no noun."""
    if q.is_word and 0 < q.value < 1:
        return replace(q, kind="share", family="share", unit="x")
    word = reading.low(q.past)
    if word not in table("fractions") or word == "half" or reading.broken(q.past) or not q.is_word:
        return None
    if word.startswith("quarter") and reading.low(q.past + 1) != "of":
        return None
    value = q.value / table("fractions")[word]
    return replace(grown(reading, q, q.past + 1, "x", "share"), value=value)


def _special(reading: Reading, q: Quantity) -> Quantity | None:
    """Percentages, points and factors: they end at their sign or word."""
    at = q.past + (reading.low(q.past) == "-" and reading.touches(q.past))
    word = reading.low(at)
    if reading.broken(at) or not word:
        return None
    if word in listed("percent") or (word, reading.low(at + 1)) == ("per", "cent"):
        past = at + 1 + (word == "per")
        if reading.low(past) in ("points", "point", "pts") and not reading.broken(past):
            return grown(reading, q, past + 1, "pp", "points")
        return grown(reading, q, past, "%", "percent")
    if word in ("percentage", "basis") and reading.low(at + 1) in ("points", "point"):
        return grown(reading, q, at + 2, "pp" if word == "percentage" else "bps", "points")
    if word in listed("points") or word == "point":
        return grown(reading, q, at + 1, reading.tokens[at].text, "points")
    if word in listed("factor"):
        return grown(reading, q, at + 1, "x", "factor")
    if word == "times":
        return _times(reading, q, at)
    return None


def _times(reading: Reading, q: Quantity, at: int) -> Quantity:
    """ "3 times faster" is a factor, "3 times a week" a rate."""
    tail = tail_after(reading, at + 1)
    if tail > at + 1:
        return rated(reading, grown(reading, q, at + 1, "times", "count"))
    return grown(reading, q, at + 1, "x", "factor")


def _coined(reading: Reading, q: Quantity) -> Quantity | None:
    """40 euros, 3.5k€, 40k USD."""
    word = reading.low(q.past)
    if reading.broken(q.past) or word not in listed("currency_signs") | listed("currency_words"):
        return None
    if reading.touches(q.past + 1) and reading.kind(q.past + 1) == "number":
        return None
    found = grown(reading, q, q.past + 1, reading.tokens[q.past].text, "money")
    return rated(reading, found)


def _measured(reading: Reading, q: Quantity) -> Quantity | None:
    at = q.past + (reading.low(q.past) in ("-", "°") and reading.touches(q.past))
    is_word = reading.kind(at) == "word" or reading.low(at) in ("m2", "m3", "km2")
    if not is_word or reading.broken(at) or not _is_measure(reading, q, at):
        return None
    kind = "duration" if reading.low(at) in listed("durations") else "measure"
    found = grown(reading, q, at + 1, reading.tokens[at].text, kind)
    if kind == "measure":
        found = replace(found, family=found.unit.lower()[-1:])
    return rated(reading, _compound(reading, found) if kind == "duration" else found)


def _is_measure(reading: Reading, q: Quantity, at: int) -> bool:
    word, is_digit = reading.low(at), not reading.tokens[q.first].is_word
    if word not in listed("durations") | listed("measures"):
        return False
    if word in listed("time_before_nouns") and _is_noun(reading, at + 1) and at == q.past:
        return False
    if reading.tokens[at].text == "M":
        return False
    if word in listed("measures_need_digits"):
        return (
            is_digit and reading.low(at + 1) not in ("/", "&") or is_digit and reading.touches(at)
        )
    return True


def _is_noun(reading: Reading, at: int) -> bool:
    word = reading.low(at)
    no_nouns = listed("stops") | listed("verbs_with_s")
    return not reading.broken(at) and is_plural(word) and word not in no_nouns


def _compound(reading: Reading, q: Quantity) -> Quantity:
    """2h 30m, 1 hour and 20 minutes: one duration, valued in its first unit."""
    at = q.past + (reading.low(q.past) == "and")
    if reading.kind(at) != "number" or reading.kind(at + 1) != "word" or reading.broken(at):
        return q
    small, large = seconds(reading.low(at + 1)), seconds(q.unit)
    if (
        not small
        or not large
        or small >= large
        or reading.low(at - 1) == "and"
        and small * 60 < large
    ):
        return q
    value = q.value + reading.tokens[at].value * small / large
    return replace(q, end=reading.tokens[at + 1].end, past=at + 2, value=value)


def counted(reading: Reading, q: Quantity) -> Quantity:
    noun = noun_after(reading, q.past, q.value)
    if not noun:
        return rated(reading, q)
    past, head = noun
    if (reading.low(past), reading.low(past + 1)) == ("of", "magnitude"):
        past, head = past + 2, f"{head} of magnitude"
    kind = "duration" if head.lower() in listed("durations") else "count"
    if head.lower() in ("points", "point"):
        kind = "points"
    found = grown(reading, q, past, head, kind)
    return rated(reading, replace(found, family="count" if kind == "count" else kind))
