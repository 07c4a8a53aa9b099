"""The record of one figure: the words as typed and the numbers in them."""

from dataclasses import asdict, dataclass, fields
from typing import Any, Self


@dataclass(frozen=True)
class Metric:
    """One figure. A pair has `before` and `after`, in order of time; anything else has `value`.

    Numbers have k, m and the like expanded, so "$1.2k" is 1200. Where the two sides of a pair have
    units of their own ("11 minutes instead of 2 hours") each number stays in its own unit and
    `unit` is that of `after`. `unit` is the unit as typed, except "%" for percentages, the sign
    for money and "x" for factors; for a count it is the head noun. A share's `value` is its first
    part. `direction` is "up" or "down" for a pair, "" where that cannot be told.
    """

    text: str
    before: float | None = None
    after: float | None = None
    value: float | None = None
    unit: str = ""
    kind: str = "count"
    direction: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Self:
        """Reads what `as_dict` wrote; fields it does not know are left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in stored.items() if name in known})
