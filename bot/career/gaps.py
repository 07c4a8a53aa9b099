"""Coverage: per dimension, what the file shows, why, and what is thin."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.career import periods
from storage.records import Person, Praise, Win

CONSISTENT, SOMETIMES, NEVER = "consistent", "sometimes", "never"
WINS, MONTHS = 3, 3  # once can be a fluke
WINDOW = 12  # months


@dataclass(frozen=True)
class Standing:
    """One dimension. `missing` says what consistent would still need; `last` is the newest ever."""

    dimension: str
    level: str
    wins: int
    months: int
    corroborated: int
    with_figures: int
    last: date | None
    missing: tuple[str, ...]

    @property
    def is_thin(self) -> bool:
        return self.level != CONSISTENT


def coverage(
    dimensions: Sequence[str],
    wins: Sequence[Win],
    backing: Mapping[int, Sequence[Praise]],
    today: date,
    months: int = WINDOW,
) -> list[Standing]:
    """A standing per dimension over the last `months`, in the rubric's order.

    Consistent is 3 or more wins in 3 or more calendar months, one of them corroborated by somebody
    else and one with a figure; sometimes is at least one win; never is none.
    """
    first = since(today, months)
    told = [win for win in wins if win.happened <= today]
    return [_standing(dimension, told, first, backing) for dimension in dimensions]


@dataclass(frozen=True)
class Quarter:
    """Wins of one calendar quarter by dimension; `is_over` is False for the one that runs."""

    name: str  # Q3 2026
    wins: Mapping[str, int]
    total: int
    is_over: bool


def trend(wins: Sequence[Win], today: date, quarters: int = 4) -> list[Quarter]:
    """The last quarters up to the one that runs, oldest first; a win counts in each dimension."""
    found = []
    at = periods.quarter(today.year, (today.month - 1) // 3 + 1)
    for _ in range(quarters):
        here = [win for win in wins if at.first <= win.happened <= min(at.last, today)]
        by_dimension = Counter(key for win in here for key in win.dimensions)
        found.append(Quarter(at.name, by_dimension, len(here), at.last < today))
        before = at.first - timedelta(days=1)
        at = periods.quarter(before.year, (before.month - 1) // 3 + 1)
    return found[::-1]


def of_this_file(wins: Sequence[Win], person: Person) -> list[Win]:
    """Wins since the last promotion: the earlier ones argued for that."""
    start = person.file_since
    return [win for win in wins if start is None or win.happened > start]


def since(today: date, months: int = WINDOW) -> date:
    """The day the window opens: the same day so many months back, or that month's last."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    for day in range(today.day, 0, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")


def thin(standings: Sequence[Standing]) -> list[Standing]:
    """The thin dimensions, the barest and longest bare first."""
    bare = [standing for standing in standings if standing.is_thin]
    return sorted(bare, key=lambda s: (s.wins, s.last or date.min))


def is_corroborated(win: Win, praises: Sequence[Praise]) -> bool:
    """Somebody other than the owner stands behind it."""
    return any(praise.author not in ("", win.owner) for praise in praises)


def corroborators(win: Win, praises: Sequence[Praise]) -> list[str]:
    """The distinct people other than the owner."""
    return sorted({p.author for p in praises} - {win.owner, ""})


def _standing(
    dimension: str, wins: Sequence[Win], first: date, backing: Mapping[int, Sequence[Praise]]
) -> Standing:
    ever = [win for win in wins if dimension in win.dimensions]
    mine = [win for win in ever if win.happened >= first]
    months = {(win.happened.year, win.happened.month) for win in mine}
    backed = sum(1 for win in mine if is_corroborated(win, backing.get(win.id or 0, ())))
    figures = sum(1 for win in mine if win.figures)
    missing = _missing(len(mine), len(months), backed, figures)
    level = NEVER if not mine else SOMETIMES if missing else CONSISTENT
    last = max((win.happened for win in ever), default=None)
    return Standing(dimension, level, len(mine), len(months), backed, figures, last, missing)


def _missing(wins: int, months: int, backed: int, figures: int) -> tuple[str, ...]:
    needs = (
        (wins < WINS, _more(WINS - wins, "win")),
        (wins >= WINS and months < MONTHS, _more(MONTHS - months, "month") + " with a win"),
        (not backed, "a colleague's words"),
        (not figures, "a figure"),
    )
    return tuple(words for is_needed, words in needs if is_needed)


def _more(number: int, noun: str) -> str:
    return f"{number} more {noun}{'' if number == 1 else 's'}"
