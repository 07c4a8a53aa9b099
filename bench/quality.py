"""Precision and recall of the three readers, on all labelled sentences and on those held out."""

from collections.abc import Callable, Sequence
from typing import Any

from bench import dates_quality, metrics_quality, praise_quality
from bench.figures import Figure

AIM = 0.95


def figures() -> list[Figure]:
    dates, numbers, praise = (
        dates_quality.lines(),
        metrics_quality.labelled(),
        praise_quality.labelled(),
    )
    return [
        *_both("dates", dates, lambda row: row.is_held_out, dates_quality.measure),
        *_both("figures", numbers, _is_held_out, _figures_read),
        *_both("praise", praise, _is_held_out, _praise_read),
    ]


def _both(
    name: str,
    rows: Sequence[Any],
    is_held_out: Callable[[Any], bool],
    measure: Callable[[list[Any]], tuple[float, float]],
) -> list[Figure]:
    held_out = [row for row in rows if is_held_out(row)]
    found = []
    for part, chosen in (("all", list(rows)), ("held out", held_out)):
        for word, value in zip(("precision", "recall"), measure(chosen), strict=True):
            seen = f"{len(chosen)} sentences"
            found.append(Figure(f"{name}, {part}: {word}", value, aim=AIM, seen=seen))
    return found


def _is_held_out(row: dict[str, Any]) -> bool:
    return bool(row.get("held_out"))


def _figures_read(rows: list[dict[str, Any]]) -> tuple[float, float]:
    said = metrics_quality.quality(rows)
    return said.precision, said.recall


def _praise_read(rows: list[dict[str, Any]]) -> tuple[float, float]:
    said = praise_quality.quality(rows)
    return said.precision, said.recall
