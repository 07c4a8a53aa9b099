"""Joins two quantities into one from–to figure where the words between them say so."""

import re
from dataclasses import dataclass
from functools import cache

from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.words import arrow, joins, listed, seconds

_MISSPELT = re.compile(r"\b(?:frm|fom|fron|fromm|form)\b")
# When the first figure held, right behind it: 40 (Jan) → 9, 40% in 2023 → 12%.
_PERIOD = "|".join(
    ["(?:19|20)\\d\\d", "q[1-4]", "h[12]", *sorted(listed("months") | listed("seasons"))]
)
_WHEN = re.compile(rf"^(?:\([^()]{{1,15}}\) ?|(?:in|during|on|by|last|this) (?:{_PERIOD}) )")
LONGEST_GAP = 60  # characters of talk inside one figure


@dataclass(frozen=True)
class Pair:
    """Two quantities in order of time, and the span of the words that hold both."""

    start: int
    end: int
    before: Quantity
    after: Quantity


def pair(reading: Reading, first: Quantity, second: Quantity) -> Pair | None:
    """The pair of two neighbouring quantities, or None when they stand on their own."""
    gap = _gap(reading, first, second)
    if gap is None or "none" in (first.kind, second.kind):
        return None
    opened = _opening_from(reading, first)
    if second.kind == "range" and first.kind != "range" and opened is None:
        return None
    if _is_forward(reading, gap, first, second, opened is not None):
        start = first.start if opened is None else opened
        return Pair(start, second.end, first, second)
    if _is_backward(reading, gap, first, second) or _is_said_earlier(reading, gap, first, second):
        return Pair(first.start, second.end, second, first)
    return _around_a_noun(gap, first, second)


def _is_said_earlier(reading: Reading, gap: str, a: Quantity, b: Quantity) -> bool:
    """9 min (40 before), 7 clinics, 3 when I started, 74% (61% in 2023)."""
    if not joins("light").fullmatch(gap) or not _agree(a, b) or a.family == "factor":
        return False
    behind = reading.text[b.end : b.end + 20].lower().lstrip()
    return behind.startswith(tuple(listed("earlier_behind")))


def _around_a_noun(gap: str, a: Quantity, b: Quantity) -> Pair | None:
    """ "12% churn vs 18%", "2s on mobile, was 9s": more words behind the first unit."""
    words = re.findall(r"[\w'’.&-]*\w|[^\w\s]+", gap)
    is_plain = a.family == b.family and a.family not in ("number", "count", "factor")
    for n in range(1, min(6, len(words))):
        if not words[n - 1][0].isalpha() or not _agree(a, b):
            return None
        rest = " ".join(words[n:]) + " "
        is_plain = is_plain and (words[n - 1] == "of" or words[n - 1] not in listed("stops"))
        if is_plain and (joins("to").fullmatch(rest) or _is_arrow(rest)):
            return Pair(a.start, b.end, a, b)
        if joins("backward").fullmatch(rest):
            return Pair(a.start, b.end, b, a)
        if joins("forward").fullmatch(rest) and re.search(
            r"\b(now|today|currently|became|becomes)\b", rest
        ):
            return Pair(a.start, b.end, a, b)
    return None


def _gap(reading: Reading, first: Quantity, second: Quantity) -> str | None:
    """The words between, in lower case with single spaces; None when they are too many."""
    if second.start - first.end > LONGEST_GAP:
        return None
    between = re.sub(r"[*_`“”‘\"]+", "", reading.text[first.end : second.start])
    if "\n" in between.strip(" \t"):
        return None
    between = re.sub(r"!+", ".", between)
    said = re.sub(r"\s+", " ", between).strip().lower().replace("vs.", "vs") + " "
    return _WHEN.sub("", _MISSPELT.sub("from", said))


def _opening_from(reading: Reading, first: Quantity) -> int | None:
    """Where "from" or "from about" in front of the first number begins."""
    for back in range(1, 5):
        word = reading.low(first.first - back)
        at = first.first - back
        if _is_from(reading, at) and not reading.broken(at + 1):
            return reading.tokens[at].start
        if word not in _hedge_words():
            return None
    return None


def _is_from(reading: Reading, at: int) -> bool:
    """From, frm, and form where a verb of change stands before it: dropped form 40 to 9."""
    if reading.low(at) == "form":
        return reading.low(at - 1) in listed("change_verbs") | {"it", "them", "this"}
    return reading.low(at) in listed("from_words")


@cache
def _hedge_words() -> frozenset[str]:
    words = {part for hedge in listed("hedges") for part in hedge.split()}
    return frozenset(words | {"~", "<", ">", "-", "+", "≈", "a"})


def _is_forward(reading: Reading, gap: str, a: Quantity, b: Quantity, opened: bool) -> bool:
    if _is_arrow(gap):
        return _agree(a, b) or a.kind == b.kind
    if opened and _ends_in_to(gap):
        is_bare = a.kind == "percent" and b.kind == "number"  # from 61 per cent to 74
        return _agree(a, b) or a.family == b.family == "count" or is_bare
    if joins("to").fullmatch(gap) or joins("to").fullmatch(gap.strip()):
        return _agree(a, b) and _may_change(reading, a, b)
    if _is_dash(gap):
        return (
            a.family == b.family and a.kind != "count" or a.kind == "number" and a.value > b.value
        )
    if joins("forward").fullmatch(gap):
        return _agree(a, b) or a.family == b.family
    if joins("forward_after_not").fullmatch(gap):
        return _agree(a, b) and reading.low(a.first - 1) in ("not", "longer")
    if joins("forward_after_was").fullmatch(gap):
        return _agree(a, b) and _was_before(reading, a)
    return False


def _is_backward(reading: Reading, gap: str, a: Quantity, b: Quantity) -> bool:
    if joins("backward").fullmatch(gap):
        is_bare = a.kind == "percent" and b.kind == "number"  # 2 percent instead of 6
        return _agree(a, b) or a.family == b.family or is_bare
    if joins("weak_backward").fullmatch(gap) and not _goes_on(reading, b):
        return _agree(a, b) and b.family in ("number", a.family) and a.unit_like(b)
    return False


def _goes_on(reading: Reading, b: Quantity) -> bool:
    """14 volunteers from 9 to 5: the second number begins a pair of its own."""
    is_to = reading.low(b.past) in listed("arrows") | {"to", "till", "until"}
    return is_to and reading.kind(b.past + 1) == "number"


def _is_arrow(gap: str) -> bool:
    return bool(arrow().fullmatch(gap) or arrow().fullmatch(gap.strip()))


def _is_dash(gap: str) -> bool:
    return gap.strip() in ("-", "–", "—", "‑", "--")


def _ends_in_to(gap: str) -> bool:
    """ "40 minutes per deploy to 9": talk in between is fine after "from", a clause is not."""
    if re.search(r"[.;!?] ", gap):
        return False
    last = re.search(
        r"(?:^|.*[ )])((?:(?:all the way |right |back )?(?:down |up )?(?:to|into|onto|→|->) ).*)",
        gap,
    )
    return bool(last and (joins("to").fullmatch(last[1]) or _is_arrow(last[1])))


def _agree(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities measure the same sort of thing."""
    if "number" in (a.family, b.family):
        bare, other = (a, b) if a.family == "number" else (b, a)
        if bare.kind == "rate" and other.kind == "duration":
            return False
        if other.family == "count" and bare.value % 1 and not other.value % 1:
            return False  # 118 guests, up from 8.9
        return other is b or other.family not in ("percent", "factor", "points")
    return a.family == b.family and (a.family != "count" or a.unit_like(b))


def _may_change(reading: Reading, a: Quantity, b: Quantity) -> bool:
    before = [reading.low(a.first - n) for n in range(1, 3)]
    if before[0] in listed("not_a_start"):
        return False
    return a.kind != "percent" or b.kind == "percent"


def _was_before(reading: Reading, a: Quantity) -> bool:
    words = " ".join(reading.low(a.first - n) for n in range(6, 0, -1))
    return any(re.search(rf"\b{re.escape(was)}\b", words) for was in listed("was"))


def direction(before: Quantity, after: Quantity) -> str:
    """ "up" or "down", "" where nothing moved or the units cannot be compared."""
    one, other = before.value, after.value
    if before.kind == after.kind == "duration" and before.unit != after.unit:
        sizes = seconds(before.unit), seconds(after.unit)
        if not all(sizes):
            return ""
        one, other = one * sizes[0], other * sizes[1]
    return "" if one == other else "up" if other > one else "down"
