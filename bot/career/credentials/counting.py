"""What a credential counts for. It supports a skill; it never stands in for work."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.career.credentials import steps
from bot.career.matching import shared_words
from bot.career.rubric import Rubric
from storage.records import Win
from storage.records_credentials import Credential

THROUGH_WINS = frozenset({"scope", "influence", "direction"})  # only work in use shows these
WRONG = frozenset({steps.SIGNATURE, steps.RECIPIENT, steps.REVOCATION})  # a no there is a no
ENOUGH = 4  # letters of a word that says what a credential is about
COUNTS, WAITS = "counts", "waits for a win that shows it in use"
BRIDGED = {
    (True, True): "work and a credential",
    (True, False): "work",
    (False, True): "a credential alone: find work that uses it",
    (False, False): "neither",
}


def is_current(one: Credential, now: datetime, today: date) -> bool:
    """Not retired, not expired, not found wrong: its last day ends at midnight of one's own day."""
    if is_wrong(one):
        return False
    if one.retired_on is not None and one.retired_on <= today:
        return False
    is_over = one.expires_at is not None and one.expires_at <= now
    return not is_over and (one.expires is None or today <= one.expires)


def is_wrong(one: Credential) -> bool:
    """Changed, about somebody else, or taken back; what was not checked is not wrong."""
    return any(step["name"] in WRONG and step["verdict"] == steps.NO for step in one.steps)


def current(held: Iterable[Credential], now: datetime, today: date) -> list[Credential]:
    return [one for one in held if is_current(one, now, today)]


def in_use(one: Credential, wins: Iterable[Win], dimension: str = "") -> list[Win]:
    """The wins that its owner said show it in use; of one dimension, where one is named."""
    shown = [win for win in wins if win.public_id in one.shown_by]
    return [win for win in shown if not dimension or dimension in win.dimensions]


def counts(one: Credential, dimension: str, wins: Iterable[Win]) -> bool:
    """Toward scope, influence and direction only through a win under that dimension."""
    if dimension not in one.dimensions:
        return False
    return dimension not in THROUGH_WINS or bool(in_use(one, wins, dimension))


def likely(one: Credential, wins: Iterable[Win]) -> list[Win]:
    """Wins whose words it shares: offered, never counted until their owner says so."""
    return [win for win in wins if _shares(one.title, f"{win.text} {win.outcome}")]


@dataclass(frozen=True)
class Row:
    """One expectation. `credentials` are (title, whether it counts)."""

    dimension: str
    asks: str
    wins: int
    people: int
    credentials: tuple[tuple[str, bool], ...]

    @property
    def bridge(self) -> str:
        """What bridges it: work, a credential that counts, both, or neither."""
        return BRIDGED[bool(self.wins), any(does for _, does in self.credentials)]


def matrix(
    rubric: Rubric,
    level: str,
    wins: Sequence[Win],
    people: dict[str, Collection[str]],
    held: Sequence[Credential],
) -> list[Row]:
    """Expectations of the target level × wins, corroborators and current credentials.

    `people` are the distinct corroborators per dimension. A credential that names expectations
    stands only in their rows, else in every row of its dimensions.
    """
    rows = []
    for dimension in rubric.asked(level):
        mine = [win for win in wins if dimension in win.dimensions]
        asked = rubric.asks(dimension, level).criteria
        for id_, text in [(one.id, one.text) for one in asked] or [("", "")]:
            about = [one for one in held if _is_about(one, dimension, id_)]
            told = tuple((one.title, counts(one, dimension, wins)) for one in about)
            backed = len(people.get(dimension, ()))
            rows.append(Row(dimension, text, len(mine), backed, told))
    return rows


def _is_about(one: Credential, dimension: str, criterion: str) -> bool:
    if one.expectations:
        return dimension in one.dimensions and criterion in one.expectations
    return dimension in one.dimensions


def _shares(title: str, words: str) -> bool:
    return any(len(word) >= ENOUGH for word in shared_words(title, words))
