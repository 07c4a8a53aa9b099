"""Reads a bare number: digits with k or million behind them, or number words."""

from bot.career.metrics.quantity import Quantity, Reading, made
from bot.career.metrics.words import listed, table


def plain(reading: Reading, i: int) -> Quantity:
    """The bare number at token i: digits with a suffix, or number words."""
    value, past = reading.tokens[i].value, i + 1
    if not reading.tokens[i].is_word:
        if reading.low(past) == "+" and reading.touches(past):
            past += 1
        text = reading.tokens[past].text if past < len(reading.tokens) else ""
        is_near = reading.touches(past) or text in listed("spaced_suffixes")
        if reading.kind(past) == "word" and is_near and text in table("suffixes"):
            value, past = value * table("suffixes")[text], past + 1
        if reading.low(past) == "+" and reading.touches(past):
            past += 1
    value, past = scaled(reading, value, past, reading.tokens[i].is_word)
    return made(reading, i, past, value)


def scaled(reading: Reading, value: float, past: int, is_word: bool) -> tuple[float, int]:
    """Follows "two hundred and fifty thousand" as far as it goes."""
    scales, total = table("scales"), 0.0
    while past < len(reading.tokens) and not reading.broken(past):
        word, token = reading.low(past), reading.tokens[past]
        if word in scales:
            scale = scales[word]
            total, value = (total + value * scale, 0.0) if scale >= 1000 else (total, value * scale)
            past, is_word = past + 1, True
        elif is_word and token.is_word and _continues(reading, value + total, token.value, past):
            value, past = value + token.value, past + 1
        elif (
            is_word
            and word == "and"
            and reading.low(past - 1) in ("hundred", "thousand")
            and past + 1 < len(reading.tokens)
            and reading.tokens[past + 1].is_word
            and reading.tokens[past + 1].value < 100
        ):
            past += 1
        else:
            break
    return total + value, past


def _continues(reading: Reading, value: float, more: float, past: int) -> bool:
    if reading.low(past - 1) in (*table("scales"), "and"):
        return True
    return 20 <= value < 100 and value % 10 == 0 and 0 < more < 10
