"""Whether a text says what changed because of it, which is more than what was done."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from bot.career.bullets.clauses import consequences, is_past, listed
from bot.career.line import BLOT, STOPS, Line
from bot.career.metrics import Metric
from bot.career.phrases import Found, table

# Kinds of figures that measure a change by themselves; a mere count may only size the effort.
CHANGES = frozenset({"from-to", "percent", "points", "factor", "money", "share"})
RIGHT_BEHIND = 4  # characters: cut 3 steps, shaved off 2 days
NEAR = 60  # characters of the folded line between a verb and what was won


def has_outcome(line: Line, figures: Sequence[Metric]) -> bool:
    """What changed is said; an aim ("worked on reducing", "would cut") is none."""
    said = line.without(table("bullets", "no_outcome").spans(line))
    return (
        table("bullets", "outcome").is_in(said)
        or bool(consequences(said))
        or any(_says_which(said.words, at) for at in range(1, len(said.words) - 1))
        or any(word[0] in "+-" and word[1:2].isdigit() for word in said.words)
        or _is_measured(said, _Measured(said, figures))
        or any(_follows(said, one) for one in table("bullets", "outcome_following").within(said))
    )


def _is_measured(line: Line, measured: "_Measured") -> bool:
    """A figure says it alone, or a verb of change beside what it changed."""
    asked: dict[str, Callable[[Found], bool]] = {
        "outcome_measured": measured.is_beside,
        "outcome_carried": measured.is_by_figure,
        "outcome_gathered": measured.is_by_count,
        "outcome_earned": measured.is_by_money,
    }
    return measured.says_change() or any(
        is_so(verb) for name, is_so in asked.items() for verb in table("bullets", name).within(line)
    )


class _Measured:
    """What in a line can be measured, and which verb it stands beside."""

    def __init__(self, line: Line, figures: Sequence[Metric]) -> None:
        self._line = line
        self._at = dict(_placed(line, figures))
        self._ends = [place for place in line.places if line.folded[place] in STOPS]

    def says_change(self) -> bool:
        """From–to, and a percentage that is not a share of something ("40% of our alerts")."""
        return any(
            figure.kind == "from-to"
            or figure.kind in ("percent", "points")
            and not self._line.text.split(figure.text, 1)[1].startswith(" of")
            for figure in self._at.values()
        )

    def is_beside(self, verb: Found) -> bool:
        """A figure of change or a rate in its sentence, or any right behind it: "cut 3 steps"."""
        is_right_behind = any(0 <= place - verb.past < RIGHT_BEHIND for place in self._at)
        rates = any(figure.kind == "rate" for figure in self._in_sentence(verb))
        return is_right_behind or rates or self.is_by_figure(verb)

    def is_by_figure(self, verb: Found) -> bool:
        return any(figure.kind in CHANGES for figure in self._in_sentence(verb))

    def is_by_count(self, verb: Found) -> bool:
        return any(0 <= place - verb.past < NEAR for place in self._at)

    def is_by_money(self, verb: Found) -> bool:
        return any(figure.kind == "money" for figure in self._in_sentence(verb))

    def _in_sentence(self, verb: Found) -> Iterable[Metric]:
        first, past = self._sentence(verb)
        return [figure for place, figure in self._at.items() if first <= place < past]

    def _sentence(self, verb: Found) -> tuple[int, int]:
        ends = [0, *self._ends, len(self._line.folded)]
        behind = bisect_right(ends, verb.first)
        return ends[behind - 1], ends[min(behind, len(ends) - 1)]


def _says_which(words: list[str], at: int) -> bool:
    """ ", which showed me who was lost": what the deed did, unless it only describes the thing."""
    verb = words[at + 1]
    is_verb = (is_past(verb) or verb in listed("finite")) and verb not in listed("describe")
    return words[at] == "which" and words[at - 1] == "," and is_verb


def _follows(line: Line, found: Found) -> bool:
    """ ", cutting the wait": a result hangs on what stands before the comma."""
    return line.folded[max(0, found.first - 6) : found.first].endswith((" , ", " and ", " thus "))


def _placed(line: Line, figures: Sequence[Metric]) -> Iterable[tuple[int, Metric]]:
    """Each figure with its place in `folded`, those inside an aim left out."""
    begins, at = [first for first, _ in line.spans], 0
    for figure in figures:
        at = line.text.index(figure.text, at)
        word = max(0, bisect_right(begins, at) - 1)
        at += len(figure.text)
        if line.places and line.folded[line.places[word]] != BLOT:
            yield line.places[word], figure
