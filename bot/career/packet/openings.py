"""What an opening asks for: its text taken apart, and each requirement laid beside the wins."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.career import dimensions, filing
from bot.career.matching import stems
from bot.career.tables import typed
from bot.errors import Refused
from storage.records import Win

LONGEST = 20_000  # characters of pasted text
MOST = 100  # requirements
LONG_LINE = 300  # characters, beyond which a line is prose and is read by sentences
TELLING = 4  # letters of a word that can speak for itself
SHOWN_WINS, PERHAPS_WINS = 3, 2  # told per requirement
BULLET = re.compile(r"^(?:[\s•·*▪◦‣⁃○●–—-]+|o\s|\(?\d{1,2}[.)]\s|[a-z][.)]\s)+", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_])")
PARTS = re.compile(r"\s*;\s+")
YEARS = re.compile(r"\b\d{1,2}\s?\+?\s?(?:-|–|to)?\s?\d{0,2}\+?\s?(?:years?|yrs)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A win for a requirement, and in words why."""

    win: Win
    because: str


@dataclass(frozen=True)
class Shown:
    """One requirement; `is_by_words` tells wins that share its words from a mere dimension."""

    requirement: str
    wins: tuple[Found, ...]
    is_by_words: bool
    asks_years: bool


def read(text: str) -> tuple[str, ...]:
    """The requirements of a pasted text, once each, in its order; or Refused, with the fix."""
    said = filing.clean(text)
    if len(said) > LONGEST:
        sentence = f"That is {len(said):,} characters. Paste at most {LONGEST:,}: the requirements"
        raise Refused(f"{sentence} alone are enough.", "requirements")
    found = list(dict.fromkeys(one for one in _lines(said) if _stems(one)))
    if not found:
        raise Refused("Paste what the opening asks for, one requirement a line.", "requirements")
    if len(found) > MOST:
        sentence = f"Those are {len(found)} requirements. Paste the ones that matter, at most"
        raise Refused(f"{sentence} {MOST}.", "requirements")
    return tuple(found)


def lay_beside(
    requirements: Sequence[str], wins: Sequence[Win], ranks: Mapping[str, tuple[int, ...]]
) -> list[Shown]:
    """Each requirement with its best wins. Two shared words show it, or one rare one.

    Where no words are shared, the strongest wins of the same dimension are only a perhaps.
    `ranks` decides between equals, smallest first.
    """
    told = {win.public_id: frozenset(stems(f"{win.text}\n{win.outcome}")) for win in wins}
    spread = Counter(stem for some in told.values() for stem in some)
    rare = max(2, len(wins) // 10)
    ordered = sorted(wins, key=lambda win: ranks[win.public_id])
    return [_shown(said, ordered, told, spread, rare) for said in requirements]


def _shown(
    requirement: str,
    wins: Sequence[Win],
    told: Mapping[str, frozenset[str]],
    spread: Mapping[str, int],
    rare: int,
) -> Shown:
    wanted, years = _stems(requirement), bool(YEARS.search(requirement))
    fits = [(win, [stem for stem in wanted if stem in told[win.public_id]]) for win in wins]
    good = [(win, shared) for win, shared in fits if _is_enough(shared, wanted, spread, rare)]
    good.sort(key=lambda fit: -sum(1 + 1 / spread[stem] for stem in fit[1]))
    if good:
        found = [Found(win, _words(shared, wanted)) for win, shared in good[:SHOWN_WINS]]
        return Shown(requirement, tuple(found), True, years)
    return Shown(requirement, tuple(_by_dimension(requirement, wins)), False, years)


def _is_enough(
    shared: Sequence[str], wanted: Mapping[str, str], spread: Mapping[str, int], rare: int
) -> bool:
    telling = [s for s in shared if len(wanted[s]) >= TELLING and spread[s] <= rare]
    return len(shared) >= 2 or bool(telling)


def _words(shared: Sequence[str], wanted: Mapping[str, str]) -> str:
    return f"shares {', '.join(f'“{wanted[stem]}”' for stem in shared[:5])}"


def _by_dimension(requirement: str, wins: Sequence[Win]) -> list[Found]:
    meant = dimensions.suggest(requirement)[:1]
    if not meant:
        return []
    key, words = meant[0].dimension, ", ".join(f"“{word}”" for word in meant[0].words)
    why = f"both are about {dimensions.TITLES[key].lower()} (the opening says {words})"
    return [Found(win, why) for win in wins if key in win.dimensions][:PERHAPS_WINS]


def _lines(text: str) -> list[str]:
    """Bullets and short lines as they are, prose by sentences; what is no requirement left out."""
    found: list[str] = []
    is_about_you = True
    for line in text.splitlines():
        said = " ".join(BULLET.sub("", line.strip()).split())
        heading = _heading(said)
        if heading:
            is_about_you = not any(heading.startswith(known) for known in _data("not_about_you"))
        elif said and is_about_you:
            found += [said] if len(said) <= LONG_LINE else SENTENCE.split(said)
    return [part[:LONG_LINE] for one in found for part in PARTS.split(one) if part]


def _heading(line: str) -> str:
    """The heading in small letters when the line is one, else ""."""
    bare = line.strip("#*_ ").rstrip(":").strip("*_ ").lower().replace("’", "'")
    is_known = bare in _data("headings") or bare in _data("not_about_you")
    is_short = line.rstrip("*_ ").endswith(":") and len(bare.split()) <= 8
    return bare if is_known or is_short else ""


def _stems(requirement: str) -> dict[str, str]:
    """Its words of substance: what every opening says is left out."""
    found = stems(YEARS.sub(" ", requirement))
    return {stem: word for stem, word in found.items() if stem not in _common()}


@cache
def _common() -> frozenset[str]:
    return frozenset(stem for word in _data("common") for stem in stems(word))


@cache
def _data(name: str) -> tuple[str, ...]:
    path = Path(__file__).parents[1] / "data" / "openings.yml"
    return tuple(typed(path)[name])
