"""How a figure is shown: before → after where both are known, else in the words as typed."""

import re
from collections.abc import Mapping
from typing import Any

MONEY = ("$", "€", "£", "¥")
UNIT = re.compile(r"\d\s?([^\W\d_]+)")
NO_UNITS = frozenset({"to", "from", "and", "now", "was", "down", "instead", "before", "after", "k"})


def pair(found: Mapping[str, Any]) -> tuple[str, str] | None:
    """`("40 minutes", "9 minutes")` for a stored figure; None where it is no pair in one unit."""
    before, after, unit = found.get("before"), found.get("after"), str(found.get("unit") or "")
    said = str(found.get("text", ""))
    if before is None or after is None or not _is_one_unit(said, unit):
        return None
    return amount(before, unit), amount(after, unit)


def figure(found: Mapping[str, Any]) -> str:
    """A pair in one unit as before → after; anything else in the exact words."""
    both = pair(found)
    return f"{both[0]} → {both[1]}" if both else str(found.get("text", ""))


def amount(value: float, unit: str) -> str:
    """`9 minutes`, `30%`, `$21K`: rounded from ten thousand on."""
    if unit.startswith(MONEY):
        return f"{unit[0]}{short(value)}{unit[1:]}"
    return f"{short(value)}{unit}" if unit in ("%", "x", "") else f"{short(value)} {unit}"


def short(value: float) -> str:
    """9, 0.25, 1,200, 21K, 1.2M."""
    if abs(value) >= 1_000_000:
        return f"{value / 1_000_000:,.1f}M".replace(".0M", "M")
    return f"{value / 1000:,.0f}K" if abs(value) >= 10_000 else f"{round(value, 2):,g}"


def _is_one_unit(said: str, unit: str) -> bool:
    """The two sides of "11 minutes instead of 2 hours" may not be shown in one unit."""
    found = {word.lower() for word in UNIT.findall(said)} - NO_UNITS
    return found <= set(unit.lower().split())
