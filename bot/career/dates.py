"""The date at the end of a typed line, counted from the person's own day."""

import re
import unicodedata
from datetime import date, datetime
from typing import NamedTuple

from bot.career import asides, days
from bot.career.asides import Token
from bot.errors import Refused

JOINING = frozenset(days.WORDS["joining"])
BOUND = {kind: frozenset(words) for kind, words in days.WORDS["bound"].items()}
NAMES = frozenset(days.WORDS["names"])
AHEAD = frozenset(days.WORDS["ahead"])
FIGURES = frozenset({"slashed", "share", "figures"})
LONGEST_PHRASE = 6  # words: "the 3rd of November , 2025"
LONGEST_WORD = 40  # characters
LINK_SIGNS = re.compile(r"(?:\s[–—-]|[,;])+\Z")


class Found(NamedTuple):
    """A day, and the index of the first word that says it."""

    day: date
    first: int


def read(text: str, now: datetime, *, day_first: bool = False) -> tuple[date, str]:
    """The day a line ends with and the text without it; `now` is aware, in the person's own zone.

    Without a date: the local day of `now` and the text as it is. Raises Refused for a future day.
    """
    today = now.date()
    pieces = _end(text)
    found = _ending([_plain(piece.text) for piece in pieces], today, day_first)
    if found is None:
        return today, text.strip()
    if found.day > today:
        raise Refused(f"{days.spelled(found.day)} is in the future. Use today or an earlier date.")
    return found.day, _joined(text[: pieces[found.first].start], text[pieces[-1].end :])


def overlooked(text: str, now: datetime, *, day_first: bool = False) -> str:
    """The words at the end that look like a day and are none that `read` takes; "" for nothing.

    "tomorrow", "in 2030", "on Feb 30": they stay in the text, but were perhaps meant to file it.
    """
    pieces = _end(text)
    words = [_plain(piece.text) for piece in pieces]
    if _ending(words, now.date(), day_first) is not None:
        return ""
    for first in range(max(0, len(words) - LONGEST_PHRASE), len(words)):
        phrase, is_joined = _opened(" ".join(words[first:]))
        if not _looks_like_a_day(phrase, now.date(), day_first):
            continue
        start = first - (words[first - 1 : first] == ["on"])
        kind = "figures" if phrase[:1].isdecimal() else "date"
        if _is_bound(words, start, first, kind, is_joined or start < first):
            return ""
        return text[pieces[start].start : pieces[-1].end].rstrip(".,;!…")
    return ""


def _looks_like_a_day(phrase: str, today: date, is_day_first: bool) -> bool:
    said = days.said(phrase, today, is_day_first)
    is_impossible = said is not None and said.day is None and said.kind in ("date", "figures")
    return is_impossible or days.LIKE_A_DAY.fullmatch(phrase) is not None


def _end(text: str) -> list[Token]:
    """The last words of a line, without what stands aside behind them."""
    pieces = asides.tokens(text)
    return pieces[: asides.tail(pieces)][-3 * LONGEST_PHRASE :]


def _ending(words: list[str], today: date, is_day_first: bool) -> Found | None:
    """The date the words end with, with a weekday that agrees with it."""
    if words:
        words[-1] = words[-1].rstrip(".,;!…")
    found = _phrase(words, today, is_day_first)
    if found is None or not found.first:
        return found
    before = _phrase(_unpointed(words[: found.first]), today, is_day_first)
    if before is None:
        return found
    weekday = days.WEEKDAYS.get(words[found.first - 1].strip(".,;("))
    if found.day in (before.day, found.day if weekday == found.day.weekday() else None):
        return Found(found.day, before.first)
    return None  # two days make a range or a list: part of the sentence


def _phrase(words: list[str], today: date, is_day_first: bool) -> Found | None:
    for first in range(max(0, len(words) - LONGEST_PHRASE), len(words)):
        phrase, is_joined = _opened(" ".join(words[first:]))
        said = days.said(phrase, today, is_day_first)
        if said is None:
            continue
        is_joined = is_joined or words[first - 1 : first] == ["on"]
        start = first - 1 if _is_joining(words, first, said.kind) else first
        if said.day is None or _is_bound(words, start, first, said.kind, is_joined):
            return None
        return Found(said.day, start)
    return None


def _is_joining(words: list[str], first: int, kind: str) -> bool:
    """Does the word before go out together with the date?"""
    if not first or words[first - 1] not in JOINING:
        return False
    return words[first - 1] == "on" or kind not in FIGURES


def _is_bound(words: list[str], start: int, first: int, kind: str, is_joined: bool) -> bool:
    """Does what stands before make the date a part of the sentence?"""
    if not start:
        return False
    before = words[start - 1].lstrip("([\"'")
    if f"{before} {words[first]}" in NAMES or " ".join(words[max(0, start - 2) : start]) in AHEAD:
        return True
    if is_joined:
        return before in BOUND["joined"] or (kind == "span" and before.endswith("%"))
    kinds = ("any", kind, "slashed") if kind == "share" else ("any", kind)
    return any(before in BOUND.get(one, ()) for one in kinds)


def _opened(phrase: str) -> tuple[str, bool]:
    """The phrase out of its brackets, and whether an "on" stood inside them."""
    if phrase[:1] not in ("(", "[") or phrase[-1:] not in (")", "]"):
        return phrase, False
    inside = phrase[1:-1]
    return inside.removeprefix("on "), inside.startswith("on ")


def _unpointed(words: list[str]) -> list[str]:
    """The words without the comma or dash that leads to what follows."""
    while words and not words[-1].strip(",;–—-"):
        words = words[:-1]
    return [*words[:-1], words[-1].rstrip(".,;")] if words else words


def _plain(word: str) -> str:
    """The word as the tables have it: no capitals, no invisible signs, straight quotes."""
    if len(word) > LONGEST_WORD:
        return word
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKC", word).lower().replace("’", "'").replace("‐", "-")
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")


def _joined(before: str, after: str) -> str:
    """Both sides of what was taken out, without the comma or dash that led to it."""
    head, end = before.rstrip()[:-200], before.rstrip()[-200:]
    whole = f"{head}{LINK_SIGNS.sub('', end)} {after}"
    return re.sub(r"[^\S\n]+", " ", whole).strip()
