"""Reads sums of money: a sign or code in front, a currency, "grand" or pence behind."""

import re
from dataclasses import replace
from functools import cache

from bot.career.metrics.numbers import plain
from bot.career.metrics.quantity import Quantity, Reading, grown, made
from bot.career.metrics.rates import ends_phrase, rated
from bot.career.metrics.words import listed, table


def opens_money(reading: Reading, i: int) -> bool:
    """Whether a sum with its currency in front begins at token i: $40, EUR 250k, R$ 1.200."""
    if reading.low(i) not in _openers():
        return False
    if reading.kind(i) == "mark":
        return reading.kind(i + 1) == "number" and not reading.tokens[i + 1].is_word
    if reading.kind(i) != "word":
        return False
    is_prefix = reading.low(i) in listed("currency_prefixes") and reading.touches(i + 1)
    if is_prefix and reading.low(i + 1) == "$":
        return reading.kind(i + 2) == "number"
    at = i + 1 + _is_abbreviated(reading, i)
    is_code = reading.tokens[i].text in listed("currency_codes")
    return is_code and reading.kind(at) == "number" and not reading.tokens[at].is_word


@cache
def _openers() -> frozenset[str]:
    codes = frozenset(code.lower() for code in listed("currency_codes"))
    return listed("currency_signs") | listed("currency_prefixes") | codes


def _is_abbreviated(reading: Reading, i: int) -> bool:
    return reading.low(i) == "rs" and reading.low(i + 1) == "." and reading.touches(i + 1)


def sum_at(reading: Reading, i: int) -> Quantity:
    """The sum at token i, where `opens_money` said that one begins."""
    at = i + 1 + (reading.low(i + 1) == "$" or _is_abbreviated(reading, i))
    unit = reading.text[reading.tokens[i].start : reading.tokens[at - 1].end]
    number = in_thousands(reading, plain(reading, at))
    value, past = _enlarged(reading, number.value, number.past)
    return made(reading, i, past, value, unit, "money")


def in_thousands(reading: Reading, q: Quantity) -> Quantity:
    """€12.000 is twelve thousand: no sum has three places behind its point."""
    is_grouped = re.fullmatch(r"\d{1,3}\.\d{3}", reading.tokens[q.first].text)
    return replace(q, value=q.value * 1000) if is_grouped else q


def _enlarged(reading: Reading, value: float, past: int) -> tuple[float, int]:
    """Follows the m of £3m, the grand of £20 grand."""
    word = reading.low(past)
    if word in listed("grand") and ends_phrase(reading, past + 1):
        return value * 1000, past + 1
    if reading.kind(past) == "word" and reading.touches(past) and word in table("money_suffixes"):
        return value * table("money_suffixes")[word], past + 1
    return value, past


def coined(reading: Reading, q: Quantity) -> Quantity | None:
    """40 euros, 3.5k€, 40k USD, forty grand, 20p."""
    word, past = reading.low(q.past), q.past + 1
    if reading.broken(q.past) or not _is_currency(reading, q.past):
        return None
    if reading.touches(past) and reading.kind(past) == "number":
        return None
    value = in_thousands(reading, q).value
    if word in listed("grand"):
        if not ends_phrase(reading, past):
            return None
        value = value * 1000
    found = grown(reading, q, past, reading.tokens[q.past].text, "money")
    return rated(reading, replace(found, value=value))


def _is_currency(reading: Reading, at: int) -> bool:
    word = reading.low(at)
    if word == "p":
        return reading.touches(at)
    return word in listed("currency_signs") | listed("currency_words") | listed("grand")
