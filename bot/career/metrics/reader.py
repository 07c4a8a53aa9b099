"""Reads figures out of text: cut it, read quantities, join pairs, leave out what is no figure."""

from math import isfinite

from bot.career.metrics.clock import is_opening_hours
from bot.career.metrics.idle import is_idle
from bot.career.metrics.metric import Metric
from bot.career.metrics.pairs import Pair, direction, pair
from bot.career.metrics.proper import is_name
from bot.career.metrics.quantities import quantity
from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.scan import scan


def find(text: str) -> list[Metric]:
    """The figures of `text` in order, each in the exact words typed. Never raises; linear time."""
    reading = Reading(text, scan(text))
    quantities = _quantities(reading)
    found: list[Metric] = []
    at = 0
    while at < len(quantities):
        first, at = quantities[at], at + 1
        joined = pair(reading, first, quantities[at]) if at < len(quantities) else None
        while joined:
            at += 1
            longer = _longer(reading, joined, quantities[at]) if at < len(quantities) else None
            if not longer:
                break
            joined = longer
        if joined and is_opening_hours(reading, joined.before, joined.after):
            continue
        if joined:
            found.append(_pair_metric(text, joined))
        elif not is_idle(reading, first):
            found.append(_metric(text, first))
    return found


def _quantities(reading: Reading) -> list[Quantity]:
    found: list[Quantity] = []
    at = 0
    while at < len(reading.tokens):
        found_here = quantity(reading, at)
        if found_here and isfinite(found_here.value) and not is_name(reading, found_here):
            found.append(found_here)
        at = found_here.past if found_here else at + 1
    return found


def _longer(reading: Reading, joined: Pair, third: Quantity) -> Pair | None:
    """40 → 20 → 9 min is one figure: from its first number to its last."""
    if joined.end != joined.after.end:
        return None
    more = pair(reading, joined.after, third)
    if more is None or more.after is not third:
        return None
    return Pair(joined.start, third.end, joined.before, third)


def _pair_metric(text: str, joined: Pair) -> Metric:
    before, after = joined.before, joined.after
    return Metric(
        text=text[joined.start : joined.end],
        before=_signed(text, before),
        after=_signed(text, after),
        unit=after.unit or before.unit,
        kind="from-to",
        direction=direction(before, after),
    )


def _signed(text: str, q: Quantity) -> float:
    """The number with the minus that stands in front of it, outside the figure."""
    front, sign = text[max(0, q.start - 2) : q.start - 1], text[q.start - 1 : q.start]
    is_minus = q.start > 1 and sign in ("-", "−") and not front.strip()
    return float(-q.value if is_minus else q.value)


def _metric(text: str, q: Quantity) -> Metric:
    kind = "count" if q.kind == "number" else q.kind
    return Metric(text=text[q.start : q.end], value=float(q.value), unit=q.unit, kind=kind)
