"""Reads a bare number: digits with k or million behind them, or number words."""

from bot.career.metrics.quantity import Quantity, Reading, made
from bot.career.metrics.words import listed, table


def plain(reading: Reading, i: int) -> Quantity:
    """The bare number at token i: digits with a suffix, or number words."""
    value, past = reading.tokens[i].value, i + 1
    if not reading.tokens[i].is_word:
        value, past = _suffixed(reading, i, value, past)
    value, past = scaled(reading, value, past, reading.tokens[i].is_word)
    value, past = mixed(reading, value, past)
    if reading.low(past) in table("scales") and not reading.broken(past):  # two and a half million
        value, past = value * table("scales")[reading.low(past)], past + 1
    return made(reading, i, past, value)


def _suffixed(reading: Reading, i: int, value: float, past: int) -> tuple[float, int]:
    """Follows the k of 40k, the M of 1.2 M, the plus of 300+."""
    past += reading.low(past) == "+" and reading.touches(past)
    text = reading.text_of(past)
    is_near = reading.touches(past) or text in listed("spaced_suffixes")
    if reading.kind(past) == "word" and is_near and text in table("suffixes"):
        value, past = value * table("suffixes")[text], past + 1
    elif text == "m" and reading.touches(past) and _counts_millions(reading, i, past + 1):
        value, past = value * 1_000_000, past + 1
    return value, past + (reading.low(past) == "+" and reading.touches(past))


def _counts_millions(reading: Reading, i: int, at: int) -> bool:
    """1.2m pageviews, 8m users, 1.5m euros; but 200m cables are metres and 15m calls minutes."""
    near: list[str] = []
    while len(near) < 3 and reading.kind(at) == "word" and not reading.broken(at):
        near.append(reading.low(at))
        at += 1
    if near and near[0] in listed("millions_of"):
        return True
    for word in near:
        if word in listed("stops") or word in listed("metres_of"):
            return False
        if word in listed("millions_of"):
            return True
        if word.endswith("s"):
            return "." in reading.tokens[i].text or word not in listed("minutes_of")
    return False


def mixed(reading: Reading, value: float, past: int) -> tuple[float, int]:
    """Follows "two and a half", "2 1/2" and "one and three quarters"."""
    if value < 1 or reading.broken(past):
        return value, past
    words = [reading.low(past + n) for n in range(4)]
    if words[0] == "and" and words[1] in ("a", "one") and words[2] in listed("mixing"):
        return value + 1 / table("fractions")[words[2]], past + 3
    if words[:3] == ["and", "three", "quarters"]:
        return value + 0.75, past + 3
    parts = [reading.tokens[past + n].value for n in (0, 2) if reading.kind(past + n) == "number"]
    is_fraction = words[1] == "/" and reading.touches(past + 1) and reading.touches(past + 2)
    if is_fraction and len(parts) == 2 and 0 < parts[0] < parts[1] <= 8:
        return value + parts[0] / parts[1], past + 3
    return value, past


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
