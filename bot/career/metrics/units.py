"""Reads the unit behind a number: per cent, factor, currency, measure, or the noun it counts."""

from dataclasses import replace

from bot.career.metrics.compounds import compound, in_parts
from bot.career.metrics.money import coined
from bot.career.metrics.nouns import is_plural, noun_after
from bot.career.metrics.numbers import plain
from bot.career.metrics.quantity import Quantity, Reading, grown
from bot.career.metrics.rates import rated, tail_after
from bot.career.metrics.words import listed, table

SIMPLE_FRACTIONS = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5)}


def with_unit(reading: Reading, q: Quantity) -> Quantity:
    """The bare number `q` with whatever belongs to it behind it."""
    return _slash(reading, q) or as_range(reading, q) or _behind(reading, q)


def _behind(reading: Reading, q: Quantity) -> Quantity:
    for read in (_fraction, _special, coined, _measured):
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
    if reading.text_of(q.first).startswith("0") and len(reading.text_of(q.first)) == 2:
        return grown(reading, q, whole.past, "", "none")  # 03/11 is a day
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
    is_or = reading.low(q.past) == "or" and q.kind == "number"
    is_dash = reading.low(q.past) in ("-", "–", "‑") and reading.touches(q.past)
    if not is_or and not (is_dash and reading.touches(at)):
        return None
    if (
        reading.kind(at) != "number"
        or reading.tokens[q.first].is_word != reading.tokens[at].is_word
    ):
        return None
    upper = _behind(reading, plain(reading, at))
    if is_or and (upper.kind == "number" or reading.broken(at)):
        return None
    is_score = upper.kind == "number" or upper.kind == "count" and reading.low(q.past) == "-"
    if is_score and upper.value <= q.value and not is_or:
        return grown(reading, q, upper.past, "", "none")  # 747-400, 3-1, 9-1 grades
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
    share = replace(grown(reading, q, q.past + 1, "x", "share"), value=value)
    return part_of_unit(reading, share) or share


def part_of_unit(reading: Reading, share: Quantity) -> Quantity | None:
    """Three quarters of an hour, a quarter of a million: a part of one unit is an amount."""
    at = share.past
    if reading.low(at) != "of" or reading.low(at + 1) not in ("a", "an"):
        return None
    word = reading.low(at + 2)
    if word in listed("durations"):
        return rated(reading, grown(reading, share, at + 3, reading.text_of(at + 2), "duration"))
    if word not in table("scales"):
        return None
    number = grown(reading, share, at + 3, "", "number")
    return _behind(reading, replace(number, value=share.value * table("scales")[word]))


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
    if word in listed("factor") and not is_multiplied(reading, at):
        return grown(reading, q, at + 1, "x", "factor")
    if word == "times":
        return _times(reading, q, at)
    return None


def is_multiplied(reading: Reading, at: int) -> bool:
    """Whether the x at `at` stands between a count and a size: 3 x 40ft containers."""
    is_sign = reading.low(at) in ("x", "×") and not reading.touches(at)
    return is_sign and reading.kind(at + 1) in ("number", "name")


def _times(reading: Reading, q: Quantity, at: int) -> Quantity:
    """ "3 times faster" is a factor, "3 times a week" a rate."""
    tail = tail_after(reading, at + 1)
    if tail > at + 1:
        return rated(reading, grown(reading, q, at + 1, "times", "count"))
    return grown(reading, q, at + 1, "x", "factor")


def _measured(reading: Reading, q: Quantity) -> Quantity | None:
    at = q.past + (reading.low(q.past) in ("-", "°") and reading.touches(q.past))
    if reading.low(at) == "°":
        at += 1
    if reading.low(at) in listed("measure_openers") and not reading.broken(at + 1):
        return _square(reading, q, at)
    if reading.low(at) in listed("measure_signs") and reading.touches(at):
        return grown(reading, q, at + 1, reading.tokens[at].text, "measure")
    is_unit = reading.kind(at) in ("word", "name")
    if not is_unit or reading.broken(at) or not _is_measure(reading, q, at):
        return None
    kind = "duration" if reading.low(at) in listed("durations") else "measure"
    found = grown(reading, q, at + 1, reading.tokens[at].text, kind)
    if kind == "measure":
        found = in_parts(reading, replace(found, family=found.unit.lower()[-1:]))
    return rated(reading, compound(reading, found) if kind == "duration" else found)


def _square(reading: Reading, q: Quantity, at: int) -> Quantity | None:
    """6,000 sq ft, 300 cubic metres."""
    past = at + 1 + (reading.low(at + 1) == "." and reading.touches(at + 1))
    if reading.low(past) not in listed("measured_in"):
        return None
    unit = reading.text[reading.tokens[at].start : reading.tokens[past].end]
    return rated(reading, grown(reading, q, past + 1, unit, "measure"))


def _is_measure(reading: Reading, q: Quantity, at: int) -> bool:
    word, is_digit = reading.low(at), not reading.tokens[q.first].is_word
    if word not in listed("durations") | listed("measures"):
        return False
    if word in listed("time_before_nouns") and _is_noun(reading, at + 1) and at == q.past:
        return False
    if reading.tokens[at].text == "M" or _is_numbered(reading, at):
        return False
    if word in listed("measures_need_digits"):
        return (
            is_digit and reading.low(at + 1) not in ("/", "&") or is_digit and reading.touches(at)
        )
    return True


def _is_noun(reading: Reading, at: int) -> bool:
    word = reading.low(at)
    if word == "ends":  # three month ends
        return True
    no_nouns = listed("stops") | listed("verbs_with_s")
    return not reading.broken(at) and is_plural(word) and word not in no_nouns


def _is_numbered(reading: Reading, at: int) -> bool:
    """The Year of "8 Year 9 pupils" is no measure of time."""
    then = reading.low(at + 2)
    if not reading.text_of(at + 1).isdigit() or then in listed("durations") and then != "s":
        return False
    return reading.low(at) in listed("time_labels") and reading.kind(at + 2) == "word"


def counted(reading: Reading, q: Quantity) -> Quantity:
    """The number with the noun it counts: 14 flaky tests, 40 or so calls, 3 x 40ft containers."""
    or_so = 2 * ((reading.low(q.past), reading.low(q.past + 1)) == ("or", "so"))
    noun = noun_after(reading, q.past + or_so + is_multiplied(reading, q.past), q.value)
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
