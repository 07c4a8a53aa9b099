"""Reads one quantity wherever one begins: a number, money, or a word such as "doubled"."""

from dataclasses import replace

from bot.career.metrics.money import opens_money, sum_at
from bot.career.metrics.numbers import mixed, plain, scaled
from bot.career.metrics.quantity import Quantity, Reading, grown, made
from bot.career.metrics.rates import ends_phrase, rated, tail_after
from bot.career.metrics.units import as_range, part_of_unit, with_unit
from bot.career.metrics.words import listed, table


def quantity(reading: Reading, i: int) -> Quantity | None:
    """The quantity that begins at token i, or None."""
    if opens_money(reading, i):
        return _money(reading, sum_at(reading, i))
    if reading.kind(i) == "number":
        return _with_share(reading, with_unit(reading, plain(reading, i)))
    if reading.kind(i) == "word" or reading.low(i) == "×":
        return _in_words(reading, i)
    return None


def _money(reading: Reading, money: Quantity) -> Quantity:
    """A sum with its upper end or its tail: $1-2m, £2m+, £400 a month."""
    ranged = as_range(reading, money)
    if ranged:
        return replace(ranged, unit=money.unit)
    if reading.low(money.past) == "+" and reading.touches(money.past):
        money = grown(reading, money, money.past + 1, money.unit, "money")
    return rated(reading, money)


def _with_share(reading: Reading, q: Quantity) -> Quantity:
    """9 of 11 accounts, 9 out of 11, 1 in 5 calls, 3 of our five teams."""
    is_whole = q.kind in ("number", "count") or (q.kind == "duration" and _is_out_of(reading, q))
    if not is_whole or not (at := _share_opens(reading, q)):
        return q
    whole = with_unit(reading, plain(reading, at))
    if whole.kind not in ("number", "count") or whole.value < q.value:
        return q
    if q.value > 1 and reading.text_of(at).isdigit() and 1950 < whole.value < 2080:
        return q  # 9 in 2024
    unit = whole.unit or q.unit
    return replace(q, end=whole.end, past=whole.past, unit=unit, kind="share", family="share")


def _is_out_of(reading: Reading, q: Quantity) -> bool:
    return (reading.low(q.past), reading.low(q.past + 1)) == ("out", "of")


def _is_tally(reading: Reading, at: int) -> bool:
    """3 for 3 on audits: a number that counts nothing else."""
    is_small = reading.kind(at) == "number" and reading.tokens[at].value <= 20
    return is_small and ends_phrase(reading, at + 1)


def _share_opens(reading: Reading, q: Quantity) -> int:
    """The token of a share's second number, or 0."""
    at, words = q.past, (reading.low(q.past), reading.low(q.past + 1))
    if _is_out_of(reading, q):
        at += 2
    elif words[0] == "for" and q.kind == "number":
        return at + 1 if _is_tally(reading, at + 1) else 0
    elif (
        words[0] == "of" and q.kind == "number" or words[0] == "in" and q.value <= 10 and not q.unit
    ):
        at += 1
    else:
        return 0
    if reading.low(at) in ("the", "our", "my", "their", "its", "all", "every") and words[0] != "in":
        at += 1 + (reading.low(at + 1) in listed("ranked"))
    return at if reading.kind(at) == "number" and not reading.broken(at) else 0


def _in_words(reading: Reading, i: int) -> Quantity | None:
    word = reading.low(i)
    if word in table("verbs_of_factor"):
        return _verb(reading, i)
    if word in _READERS:
        return _READERS[word](reading, i)
    return None


def _verb(reading: Reading, i: int) -> Quantity | None:
    """Doubled, halved, tenfold; but "doubled down" and "doubled as" say nothing of how much."""
    if reading.low(i + 1) in listed("not_a_factor_before") and not _is_compared(reading, i + 1):
        return None
    return made(reading, i, i + 1, table("verbs_of_factor")[reading.low(i)], "x", "factor")


def _is_compared(reading: Reading, at: int) -> bool:
    """Doubled as well, halved as a result: no part that someone played."""
    two = (reading.low(at + 1), reading.low(at + 2))
    return reading.low(at) == "as" and (two[0] in listed("as_said") or two[1] == "result")


def _times(reading: Reading, i: int) -> Quantity | None:
    """x3, ×2."""
    if reading.kind(i + 1) != "number" or not reading.touches(i + 1):
        return None
    return made(reading, i, i + 2, reading.tokens[i + 1].value, "x", "factor")


def _factor_of(reading: Reading, i: int) -> Quantity | None:
    """By a factor of 10."""
    if reading.low(i + 1) != "of" or reading.kind(i + 2) != "number":
        return None
    number = plain(reading, i + 2)
    return made(reading, i, number.past, number.value, "x", "factor")


def _double(reading: Reading, i: int) -> Quantity | None:
    """Double the sign-ups, triple our output."""
    if reading.low(i + 1) not in ("the", "our", "my", "what"):
        return None
    return made(reading, i, i + 1, 2.0 if reading.low(i) == "double" else 3.0, "x", "factor")


def _half(reading: Reading, i: int) -> Quantity | None:
    """Half a dozen teams, half a million, half an hour a day, half of the team, in half."""
    then, third = reading.low(i + 1), reading.low(i + 2)
    if then in ("a", "an") and third in table("scales"):
        value, past = scaled(reading, 0.5, i + 2, True)
        return with_unit(reading, made(reading, i, past, value))
    if then in ("a", "an") and third in listed("durations"):
        return rated(reading, made(reading, i, i + 3, 0.5, third, "duration"))
    if reading.low(i - 1) in listed("half_not_after") or then == "past":
        return None
    is_after = reading.low(i - 1) in listed("half_after") and ends_phrase(reading, i + 1)
    if then in listed("half_before") or is_after:
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
    """A hundred users, a third of, a grand; "a week" only where it is saved or one of a pair."""
    word, then = reading.low(i + 1), reading.low(i + 2)
    if word in table("scales") or word == "half" and then in table("scales"):
        half = word == "half"
        start = 0.5 if half else 1.0
        value, past = scaled(reading, start, i + 1 + half, True)
        return _with_share(reading, with_unit(reading, made(reading, i, past, value)))
    if word in listed("grand") and ends_phrase(reading, i + 2):
        return rated(reading, made(reading, i, i + 2, 1000, word, "money"))
    if word in table("fractions") and word != "half":
        return _a_fraction(reading, i)
    if word in listed("durations") and len(word) > 2:
        return _a_while(reading, i)
    return None


def _a_fraction(reading: Reading, i: int) -> Quantity | None:
    """A third of our tickets, by a quarter, a quarter of an hour, a quarter of a million."""
    before, then = reading.low(i - 1), reading.low(i + 2)
    is_said = before in listed("fraction_after") and ends_phrase(reading, i + 2)
    if then != "of" and then not in listed("fraction_before") and not is_said:
        return None
    value = 1 / table("fractions")[reading.low(i + 1)]
    share = made(reading, i, i + 2, value, "x", "share")
    return part_of_unit(reading, share) or share


def _a_while(reading: Reading, i: int) -> Quantity:
    """An hour: weak, unless it is "an hour and a half", "an hour a day" or was saved."""
    value, past = mixed(reading, 1, i + 2)
    found = made(reading, i, past, value, reading.tokens[i + 1].text, "duration")
    rate = rated(reading, found)
    return replace(rate, is_weak=value == 1 and rate is found and not _is_gained(reading, i))


def _every(reading: Reading, i: int) -> Quantity | None:
    """Every hour: only one side of a pair, every 5 minutes instead of every hour."""
    if reading.low(i + 1) not in listed("durations") or len(reading.low(i + 1)) < 3:
        return None
    return replace(made(reading, i, i + 2, 1, reading.text_of(i + 1), "duration"), is_weak=True)


def _is_gained(reading: Reading, i: int) -> bool:
    """Knocked a day off, saved us an hour."""
    before = [reading.low(i - n) for n in (1, 2)]
    given = before[0] in listed("gained_by") and before[1] in listed("gains")
    return (before[0] in listed("gains") or given) and ends_phrase(reading, i + 2)


_READERS = {
    "half": _half,
    "twice": _twice,
    "once": _twice,
    "x": _times,
    "×": _times,
    "factor": _factor_of,
    "double": _double,
    "triple": _double,
    "a": _article,
    "an": _article,
    "every": _every,
}
