"""Reads one quantity wherever one begins: a number, money, or a word such as "doubled"."""

from dataclasses import replace

from bot.career.metrics.numbers import plain, scaled
from bot.career.metrics.quantity import Quantity, Reading, made
from bot.career.metrics.rates import rated, tail_after
from bot.career.metrics.units import as_range, counted, with_unit
from bot.career.metrics.words import listed, table


def quantity(reading: Reading, i: int) -> Quantity | None:
    """The quantity that begins at token i, or None."""
    if _opens_money(reading, i):
        return _money(reading, i)
    if reading.kind(i) == "number":
        return _with_share(reading, with_unit(reading, plain(reading, i)))
    if reading.kind(i) == "word":
        return _in_words(reading, i)
    return None


def _with_share(reading: Reading, q: Quantity) -> Quantity:
    """9 of 11 accounts, 9 out of 11, 1 in 5 calls, 3 of our five teams."""
    if q.kind not in ("number", "count") or not (at := _share_opens(reading, q)):
        return q
    whole = with_unit(reading, plain(reading, at))
    if whole.kind not in ("number", "count") or whole.value < q.value:
        return q
    unit = whole.unit or q.unit
    return replace(q, end=whole.end, past=whole.past, unit=unit, kind="share", family="share")


def _share_opens(reading: Reading, q: Quantity) -> int:
    """The token of a share's second number, or 0."""
    at, words = q.past, (reading.low(q.past), reading.low(q.past + 1))
    if words == ("out", "of"):
        at += 2
    elif (
        words[0] == "of" and q.kind == "number" or words[0] == "in" and q.value <= 10 and not q.unit
    ):
        at += 1
    else:
        return 0
    if reading.low(at) in ("the", "our", "my", "their", "its", "all", "every") and words[0] != "in":
        at += 1
    return at if reading.kind(at) == "number" and not reading.broken(at) else 0


def _opens_money(reading: Reading, i: int) -> bool:
    if reading.kind(i) == "mark" and reading.low(i) in listed("currency_signs"):
        return reading.kind(i + 1) == "number" and not reading.tokens[i + 1].is_word
    is_code = reading.kind(i) == "word" and reading.tokens[i].text in listed("currency_codes")
    is_prefix = reading.low(i) in (
        "us",
        "a",
        "c",
        "ca",
        "au",
        "nz",
        "hk",
        "s",
        "r",
    ) and reading.touches(i + 1)
    if is_prefix and reading.low(i + 1) == "$":
        return reading.kind(i + 2) == "number"
    return is_code and reading.kind(i + 1) == "number" and not reading.tokens[i + 1].is_word


def _money(reading: Reading, i: int) -> Quantity:
    at = i + 1 + (reading.low(i + 1) == "$")
    unit = reading.text[reading.tokens[i].start : reading.tokens[at - 1].end]
    number = plain(reading, at)
    value, past = number.value, number.past
    if (
        reading.kind(past) == "word"
        and reading.touches(past)
        and reading.low(past) in table("money_suffixes")
    ):
        value, past = value * table("money_suffixes")[reading.low(past)], past + 1
    money = made(reading, i, past, value, unit, "money")
    ranged = as_range(reading, money)
    if ranged:
        return replace(ranged, unit=unit)
    if reading.low(past) == "+" and reading.touches(past):
        money = made(reading, i, past + 1, value, unit, "money")
    return rated(reading, money)


def _in_words(reading: Reading, i: int) -> Quantity | None:
    word = reading.low(i)
    if word in table("verbs_of_factor"):
        if reading.low(i + 1) in listed("not_a_factor_before"):
            return None
        return made(reading, i, i + 1, table("verbs_of_factor")[word], "x", "factor")
    if word == "half":
        return _half(reading, i)
    if word in ("twice", "once"):
        return _twice(reading, i)
    if word == "x" and reading.kind(i + 1) == "number" and reading.touches(i + 1):
        return made(reading, i, i + 2, reading.tokens[i + 1].value, "x", "factor")
    if word == "factor" and reading.low(i + 1) == "of" and reading.kind(i + 2) == "number":
        number = plain(reading, i + 2)
        return made(reading, i, number.past, number.value, "x", "factor")
    if word == "double" and reading.low(i + 1) in ("the", "our", "my", "what"):
        return made(reading, i, i + 1, 2, "x", "factor")
    if word in ("a", "an"):
        return _article(reading, i)
    return None


def _half(reading: Reading, i: int) -> Quantity | None:
    then = reading.low(i + 1)
    if then == "a" and reading.low(i + 2) == "dozen":
        return counted(reading, made(reading, i, i + 3, 6))
    if then in ("a", "an") and reading.low(i + 2) in listed("durations"):
        return rated(reading, made(reading, i, i + 3, 0.5, reading.low(i + 2), "duration"))
    if reading.low(i - 1) in listed("half_not_after"):
        return None
    if then in listed("half_before") or reading.low(i - 1) in listed("half_after"):
        return made(reading, i, i + 1, 0.5, "x", "factor")
    return None


def _twice(reading: Reading, i: int) -> Quantity | None:
    value = 2.0 if reading.low(i) == "twice" else 1.0
    past = tail_after(reading, i + 1)
    if past > i + 1:
        rate = made(reading, i, past, value, "times", "rate")
        return replace(rate, is_weak=value == 1, family="count")
    if value == 2 and reading.low(i + 1) in ("as", "the", "our", "my"):
        return made(reading, i, i + 1, 2, "x", "factor")
    return None


def _article(reading: Reading, i: int) -> Quantity | None:
    """ "a hundred users", "a third of"; "a week" only as one side of a pair."""
    word, then = reading.low(i + 1), reading.low(i + 2)
    if word in table("scales") or word == "half" and then in table("scales"):
        half = word == "half"
        start = 0.5 if half else 1.0
        value, past = scaled(reading, start, i + 1 + half, True)
        return _with_share(reading, with_unit(reading, made(reading, i, past, value)))
    if (
        word in table("fractions")
        and word != "half"
        and (then == "of" or reading.low(i - 1) == "by")
    ):
        return made(reading, i, i + 2, 1 / table("fractions")[word], "x", "share")
    if word in listed("durations") and len(word) > 2:
        weak = made(reading, i, i + 2, 1, reading.tokens[i + 1].text, "duration")
        return replace(rated(reading, weak), is_weak=True)
    return None
