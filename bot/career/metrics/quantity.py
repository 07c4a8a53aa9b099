"""The tokens of one text as they are read, and one quantity among them."""

from dataclasses import dataclass, replace

from bot.career.metrics.scan import Token

INNER_MARKS = ("-", "'", "’", "&", "/")  # marks that a sentence does not begin behind


class Reading:
    """A place among the tokens: what is said at, before and after each of them."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self._low = [token.text.lower() for token in tokens]
        words = [t.text for t in tokens if t.kind == "word" and len(t.text) > 3]
        capitals = sum(word[0].isupper() for word in words)
        self.is_title_case = len(words) > 2 and capitals == len(words)
        self.is_shouted = text.isupper()

    def low(self, i: int) -> str:
        return self._low[i] if 0 <= i < len(self._low) else ""

    def kind(self, i: int) -> str:
        return self.tokens[i].kind if 0 <= i < len(self.tokens) else ""

    def text_of(self, i: int) -> str:
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def opens(self, i: int) -> bool:
        """Whether token i opens a sentence."""
        if i <= 0 or self.broken(i):
            return True
        return self.kind(i - 1) in ("mark", "none") and self.low(i - 1) not in INNER_MARKS

    def touches(self, i: int) -> bool:
        """Whether token i stands directly behind the one before it."""
        return 0 < i < len(self.tokens) and self.tokens[i - 1].end == self.tokens[i].start

    def broken(self, i: int) -> bool:
        """Whether a line ends between token i and the one before it."""
        if not 0 < i < len(self.tokens):
            return True
        return "\n" in self.text[self.tokens[i - 1].end : self.tokens[i].start]


@dataclass(frozen=True)
class Quantity:
    """`first` and `past` are token positions; `is_weak` counts only as one side of a pair."""

    start: int
    end: int
    first: int
    past: int
    value: float
    unit: str = ""
    kind: str = "number"
    is_weak: bool = False
    is_word: bool = False
    family: str = ""  # what may be paired with what: a percentage with a percentage

    def unit_like(self, other: "Quantity") -> bool:
        """Whether both count the same thing, or one of them does not say."""
        if self.family != "count" or other.family != "count":
            return True
        return self.unit.lower().rstrip("s") == other.unit.lower().rstrip("s")


def made(
    reading: Reading, i: int, past: int, value: float, unit: str = "", kind: str = "number"
) -> Quantity:
    tokens = reading.tokens
    return Quantity(
        tokens[i].start,
        tokens[past - 1].end,
        i,
        past,
        value,
        unit,
        kind,
        family=kind,
        is_word=tokens[i].is_word or tokens[i].kind == "word",
    )


def grown(reading: Reading, q: Quantity, past: int, unit: str, kind: str) -> Quantity:
    end = reading.tokens[past - 1].end
    return replace(q, end=end, past=past, unit=unit, kind=kind, family=kind)
