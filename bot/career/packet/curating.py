"""What a person changed for one packet alone: pin, drop, reorder, rewrite. The book stays."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from bot.career import filing
from bot.career.metrics import find
from bot.errors import Refused
from storage.records import Win

LONGEST = 1000  # characters of a rewritten win
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class Curation:
    """Wins by their public ids. `order` sorts what is told, `words` replaces how it is told."""

    pinned: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    def pin(self, ref: str) -> Self:
        """Told in any case, first among the others."""
        return replace(self, pinned=(*_less(self.pinned, ref), ref)).restore(ref)

    def unpin(self, ref: str) -> Self:
        """Told only when it is strong enough."""
        return replace(self, pinned=_less(self.pinned, ref))

    def drop(self, ref: str) -> Self:
        """Not told in this packet, and no longer pinned."""
        return replace(self.unpin(ref), dropped=(*_less(self.dropped, ref), ref))

    def restore(self, ref: str) -> Self:
        """No longer dropped."""
        return replace(self, dropped=_less(self.dropped, ref))

    def move(self, among: Sequence[str], ref: str, by: int) -> Self:
        """`ref` so many places later (earlier: negative) among those told beside it."""
        if ref not in among:
            return self
        others = [one for one in among if one != ref]
        others.insert(max(0, among.index(ref) + by), ref)
        before = tuple(one for one in self.order if one not in among)
        return replace(self, order=(*before, *others))

    def reword(self, ref: str, words: str) -> Self:
        """Other words for this packet; "" tells the win as it stands in the book again."""
        kept = {one: said for one, said in self.words.items() if one != ref}
        return replace(self, words=kept | ({ref: words} if words else {}))

    def as_dict(self) -> dict[str, Any]:
        """As JSON keeps it; `from_dict` reads it back."""
        lists = {name: list(getattr(self, name)) for name in ("pinned", "dropped", "order")}
        return lists | {"words": dict(self.words)}

    @classmethod
    def from_dict(cls, said: Mapping[str, Any]) -> Self:
        """Reads what `as_dict` wrote; what is missing is empty."""
        lists = {name: tuple(said.get(name, ())) for name in ("pinned", "dropped", "order")}
        return cls(words=dict(said.get("words", {})), **lists)


def rewritten(typed: str, win: Win) -> str:
    """The words a person typed for this win, tidied; or Refused, naming the field `words`.

    Every figure of a packet can be traced, so a rewrite may bring in none that the win lacks.
    """
    words = filing.tidy(filing.clean(typed))
    if len(words) > LONGEST:
        said = f"That is {len(words):,} characters. Use at most {LONGEST:,} in a packet."
        raise Refused(said, "words")
    if strange := untraced(words, win):
        said = f"“{strange[0]}” is not in win {win.number}. Edit the win first, so that the figure"
        raise Refused(f"{said} can be traced.", "words")
    return words


def untraced(words: str, win: Win) -> list[str]:
    """Figures of these words, as typed, whose numbers are nowhere in the win."""
    told = f"{win.text}\n{win.outcome}"
    known = {value for figure in find(told) for value in _numbers(figure.as_dict())}
    known |= {float(number.replace(",", "")) for number in NUMBER.findall(told)}
    return [figure.text for figure in find(words) if _numbers(figure.as_dict()) - known]


def _numbers(figure: Mapping[str, Any]) -> set[float]:
    said = (figure.get(name) for name in ("before", "after", "value"))
    return {float(value) for value in said if value is not None}


def _less(refs: tuple[str, ...], ref: str) -> tuple[str, ...]:
    return tuple(one for one in refs if one != ref)
