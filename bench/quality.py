"""Precision and recall of the five readers, on all labelled sentences and on those held out."""

from collections.abc import Callable, Sequence
from typing import Any

from bench import (
    bullets_quality,
    dates_quality,
    decisions_quality,
    metrics_quality,
    praise_quality,
)
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
        *_both(
            "decisions", decisions_quality.labelled(), _is_held_out, decisions_quality.measure, 0.9
        ),
        *_bullets(),
    ]


def _bullets() -> list[Figure]:
    """A dimension is right or wrong, so that precision and recall are the same figure."""
    found = []
    for part, rows in bullets_quality.parts(bullets_quality.labelled()).items():
        if part == "seen":
            continue
        for label in bullets_quality.LABELS:
            q, aim = bullets_quality.quality(rows, label), bullets_quality.aim_of(label)
            told = {"precision": q.precision, "recall": q.recall}
            told = {"right at first place": q.precision} if label == "dimension" else told
            found += [
                Figure(
                    f"bullets, {part}: {label}, {word}", value, aim=aim, seen=f"{len(rows)} bullets"
                )
                for word, value in told.items()
            ]
    return found


def _both(
    name: str,
    rows: Sequence[Any],
    is_held_out: Callable[[Any], bool],
    measure: Callable[[list[Any]], tuple[float, float]],
    aim: float = AIM,
) -> list[Figure]:
    held_out = [row for row in rows if is_held_out(row)]
    found = []
    for part, chosen in (("all", list(rows)), ("held out", held_out)):
        for word, value in zip(("precision", "recall"), measure(chosen), strict=True):
            seen = f"{len(chosen)} sentences"
            found.append(Figure(f"{name}, {part}: {word}", value, aim=aim, seen=seen))
    return found


def _is_held_out(row: dict[str, Any]) -> bool:
    return bool(row.get("held_out"))


def _figures_read(rows: list[dict[str, Any]]) -> tuple[float, float]:
    said = metrics_quality.quality(rows)
    return said.precision, said.recall


def _praise_read(rows: list[dict[str, Any]]) -> tuple[float, float]:
    said = praise_quality.quality(rows)
    return said.precision, said.recall
