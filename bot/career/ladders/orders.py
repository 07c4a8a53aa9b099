"""One order out of several partial ones: levels as each dimension lists them."""

from collections.abc import Iterable, Sequence


def merged(sequences: Iterable[Sequence[str]]) -> list[str]:
    """Every name once, each sequence's order kept; where they disagree, the first met is first."""
    rows = [list(dict.fromkeys(row)) for row in sequences]
    waiting = list(dict.fromkeys(name for row in rows for name in row))
    return _sorted(waiting, _predecessors(rows))


def _predecessors(rows: list[list[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in rows:
        for first, second in zip(row, row[1:], strict=False):
            found.setdefault(second, set()).add(first)
    return found


def _sorted(waiting: list[str], before: dict[str, set[str]]) -> list[str]:
    done: list[str] = []
    while waiting:
        free = (name for name in waiting if before.get(name, set()) <= set(done))
        taken = next(free, waiting[0])
        waiting.remove(taken)
        done.append(taken)
    return done
