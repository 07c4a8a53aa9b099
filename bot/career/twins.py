"""Two wins that are perhaps one, told twice."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

NEAR = timedelta(days=14)


class Told(Protocol):
    """What we need to know of a win to say that it is told twice."""

    @property
    def public_id(self) -> str: ...
    @property
    def happened(self) -> date: ...
    @property
    def figures(self) -> list[dict[str, Any]]: ...


T = TypeVar("T", bound=Told)


def twin(win: Told, others: Sequence[T]) -> T | None:
    """A win at most `NEAR` away with the same figures: perhaps the same one, told twice."""
    figures = [found.get("text") for found in win.figures]
    for other in others if figures else ():
        is_another = other.public_id != win.public_id
        is_near = abs(other.happened - win.happened) <= NEAR
        if is_another and is_near and figures == [found.get("text") for found in other.figures]:
            return other
    return None
