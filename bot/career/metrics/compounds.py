"""Joins the parts of one stretch of time: 2h 30m, 1 hour and 20 minutes, 2h10, 3 min 20."""

from dataclasses import replace

from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.words import listed, seconds, table


def compound(reading: Reading, q: Quantity) -> Quantity:
    """The duration `q` with a smaller one behind it, valued in the first unit; else `q`."""
    at = q.past + (reading.low(q.past) == "and")
    if reading.kind(at) != "number" or reading.broken(at) or not seconds(q.unit):
        return q
    if not seconds(reading.low(at + 1)) or reading.kind(at + 1) != "word":
        return _without_unit(reading, q, at)
    small, large = seconds(reading.low(at + 1)), seconds(q.unit)
    if small >= large or reading.low(at - 1) == "and" and small * 60 < large:
        return q
    return _joined(reading, q, at, at + 2, small / large)


def _without_unit(reading: Reading, q: Quantity, at: int) -> Quantity:
    """2h10, 1hr 20, 3 min 20: the unit of the second part is understood."""
    typed, then = reading.text_of(at), reading.low(at + 1)
    is_part = typed.isdigit() and len(typed) == 2 and int(typed) < 60 and at == q.past
    if not is_part or q.unit.lower() not in listed("clock_units"):
        return q
    is_last = reading.kind(at + 1) != "word" or then in ("to", "now", "was", "and", "from", "vs")
    if not reading.touches(at) and (not is_last or then in ("/", "%", "-")):
        return q
    return _joined(reading, q, at, at + 1, 1 / 60)


def _joined(reading: Reading, q: Quantity, at: int, past: int, share: float) -> Quantity:
    value = q.value + reading.tokens[at].value * share
    return replace(q, end=reading.tokens[past - 1].end, past=past, value=value)


def in_parts(reading: Reading, q: Quantity) -> Quantity:
    """4lb 2oz, 6 ft 2 in: one measure in two units, valued in the first; else `q`."""
    parts = table("parts").get(f"{q.unit.lower()} {reading.low(q.past + 1)}")
    if not parts or reading.kind(q.past) != "number" or reading.broken(q.past):
        return q
    return _joined(reading, q, q.past, q.past + 2, 1 / parts)
