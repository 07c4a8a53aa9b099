"""Medians, percentiles and rounds in which two sides take turns, so that noise strikes both."""

import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from statistics import median
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Pair(NamedTuple):
    """Medians of both sides, and the median of the ratio ours : theirs within each round."""

    ours: float
    theirs: float
    ratio: float


def progress(said: str) -> None:
    print(f"  {said}", file=sys.stderr, flush=True)


def pair(ours: Sequence[float], theirs: Sequence[float]) -> Pair:
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return Pair(median(ours), median(theirs), median(ratios))


def turns(name: str, count: int) -> Iterator[bool]:
    """For each round, whether ours goes first."""
    for turn in range(count):
        progress(f"{name}: round {turn + 1} of {count}")
        yield turn % 2 == 0


def side_by_side(
    name: str, count: int, ours: Callable[[], float], theirs: Callable[[], float]
) -> Pair:
    mine, others = list[float](), list[float]()
    for ours_first in turns(name, count):
        for side, found in _order(ours_first, (ours, mine), (theirs, others)):
            found.append(side())
    return pair(mine, others)


async def each_in_turn(
    name: str,
    count: int,
    ours: Callable[[], Awaitable[float]],
    theirs: Callable[[], Awaitable[float]],
) -> Pair:
    mine, others = list[float](), list[float]()
    for ours_first in turns(name, count):
        for side, found in _order(ours_first, (ours, mine), (theirs, others)):
            found.append(await side())
    return pair(mine, others)


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _order(ours_first: bool, ours: T, theirs: T) -> tuple[T, T]:
    return (ours, theirs) if ours_first else (theirs, ours)
