"""Tells that bare numbers are times of day: half past nine, at six, the 1415, open 9 to 5."""

import re

from bot.career.metrics.nouns import is_plural
from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.words import listed

_TIME = re.compile(r"^\d{1,2}[:.]\d\d$|\d ?[ap]\.?m|o.clock$")
_HHMM = re.compile(r"(?:[01]\d|2[0-3])[0-5][05]")


def is_time(reading: Reading, q: Quantity) -> bool:
    """Whether a number is a time of day."""
    if _is_four_digits(reading, q):
        return True
    if q.kind == "range":
        return not q.unit and q.value <= 12 and _is_span(reading, q)
    if _is_train(reading, q):
        return True
    if q.kind not in ("number", "count") or q.value > 24 or q.value % 1:
        return False
    if _is_past_or_to(reading, q) or _is_hour_of_day(reading, q):
        return True
    return q.kind == "number" and (_is_beside_time(reading, q) or _is_hour(reading, q))


def _is_span(reading: Reading, q: Quantity) -> bool:
    """Open 9-11, 19 walk-ins between 9 and 11."""
    before = range(q.first - 5, q.first - 1)
    is_between = reading.low(q.first - 1) == "between"
    counted = is_between and any(reading.kind(i) == "number" for i in before)
    return counted or _has_hours_near(reading, q.first, q.past)


def _is_train(reading: Reading, q: Quantity) -> bool:
    """The 7.15 from Leeds, the 6.30 leaves."""
    is_clock = re.fullmatch(r"\d{1,2}\.[0-5]\d", reading.text_of(q.first))
    return bool(is_clock) and reading.low(q.first - 1) == "the" and q.kind in ("number", "count")


def is_opening_hours(reading: Reading, a: Quantity, b: Quantity) -> bool:
    """Held reception from 9 to 5, the 9 to 5 calls; but complaints fell from 9 to 5."""
    bare = a.kind == "number" and b.family == "number" and b.kind in ("number", "rate")
    if not bare or max(a.value, b.value) > 12 or a.value % 1 or b.value % 1:
        return False
    if reading.low(a.past) not in ("to", "till", "until", "til", "-", "–"):
        return False
    if _is_working_day(reading, a.first) and reading.low(a.first - 1) == "the":
        return True
    return _has_hours_near(reading, a.first, b.past)


def _has_hours_near(reading: Reading, first: int, past: int) -> bool:
    """Whether the words around tell of opening, covering or meeting, and none of a change."""
    before = [reading.low(i) for i in range(max(0, first - 8), first)]
    subject = before[-2:-1] if before[-1:] == ["from"] else before[-1:]
    if before[-1:] == ["from"] and _is_working_day(reading, first) and not _names(subject):
        return not set(before) & (listed("change_verbs") - {"from"})
    if set(before) & listed("change_verbs") - {"from"} or subject and _counts(subject[0]):
        return False
    is_value = bool(subject) and subject[0] in listed("bare_after")
    if listed("moved") & set(before) and before[-1:] == ["from"] and not is_value:
        return True
    after = [reading.low(i) for i in range(past, past + 4)]
    return bool(listed("hours_words") & {*before, *after})


def _is_working_day(reading: Reading, first: int) -> bool:
    """From 9 to 5, from 8 to 6."""
    ends = reading.tokens[first].value, reading.tokens[first + 2].value
    return "{:g} {:g}".format(*ends) in listed("working_days")


def _names(subject: list[str]) -> bool:
    """Whether the word in front of "from" may be what went from one number to another."""
    verbs = listed("past_verbs") | listed("stops")
    return bool(subject) and subject[0] not in verbs and not subject[0].endswith("ed")


def _counts(word: str) -> bool:
    return is_plural(word) and word not in listed("hours_words")


def _is_four_digits(reading: Reading, q: Quantity) -> bool:
    """The 1415 to York, by 1730, the 1430 briefing."""
    before, after = reading.low(q.first - 1), reading.low(q.first + 1)
    if not _HHMM.fullmatch(reading.tokens[q.first].text) or q.kind not in ("number", "count"):
        return False
    if before == "by" and reading.opens(q.first - 1):
        return True
    if after in listed("clock_nouns"):
        return before in listed("time_before") | {"the", "my", "our", "a", "to"}
    if q.kind != "number":
        return False
    if before == "by":
        said = reading.low(q.first - 2)
        return said not in listed("change_verbs") and not said.endswith(("ed", "ing"))
    return before in ("at", "until", "till") or before == "the" and after in ("to", "from")


def _is_past_or_to(reading: Reading, q: Quantity) -> bool:
    """Half past nine, ten past eight, quarter to six, at twenty to four."""
    before, then = (reading.low(q.first - 2), reading.low(q.first - 1)), reading.low(q.first + 1)
    if before[1] == "past" and q.value <= 12:
        return before[0] in ("half", "quarter") or reading.kind(q.first - 2) == "number"
    if before == ("quarter", "to"):
        return True
    is_to = then in ("past", "to") and q.value in (5, 10, 20, 25)
    if not is_to or not _is_hour_at(reading, q.first + 2):
        return before[1] == "to" and _opens_to(reading, q.first - 2)
    return then == "past" or before[1] in listed("minutes_before")


def _opens_to(reading: Reading, i: int) -> bool:
    """Whether token i is the "ten" of "at ten to six"."""
    is_minutes = reading.kind(i) == "number" and reading.tokens[i].value in (5, 10, 20, 25)
    return is_minutes and reading.low(i - 1) in listed("minutes_before")


def _is_hour_at(reading: Reading, i: int) -> bool:
    if reading.low(i) in listed("noons"):
        return True
    return reading.kind(i) == "number" and reading.tokens[i].value <= 12


def _is_beside_time(reading: Reading, q: Quantity) -> bool:
    """Noon to 3, 9 till midnight, 6:15 instead of 7, the 2 o'clock to 3."""
    tills = listed("tills")
    if reading.low(q.past) in tills and reading.low(q.past + 1) in listed("noons"):
        return True
    at = q.first - 1
    while at >= 0 and q.first - at < 5 and reading.low(at) in tills:
        at -= 1
    if at == q.first - 1:
        return False
    is_time_said = reading.kind(at) == "none" and bool(_TIME.search(reading.low(at)))
    return is_time_said or reading.low(at) in listed("noons") or _is_hour_said(reading, at)


def _is_hour_said(reading: Reading, at: int) -> bool:
    """The 8 of "open at 8 rather than 9"."""
    said = {reading.low(i) for i in range(max(0, at - 6), at - 1)}
    is_hour = reading.kind(at) == "number" and reading.low(at - 1) == "at"
    return is_hour and bool(said & listed("clock_verbs"))


def _is_hour_of_day(reading: Reading, q: Quantity) -> bool:
    """By seven in the morning, at 6 sharp, at 9 on Friday."""
    if reading.low(q.first - 1) not in listed("time_before"):
        return reading.low(q.first - 1) == "the" and reading.low(q.first + 1) == "sharp"
    after = " ".join(reading.low(q.first + n) for n in range(1, 4)).strip()
    return any(after.startswith(part) for part in listed("day_parts"))


def _is_hour(reading: Reading, q: Quantity) -> bool:
    """Closed at nine, at six we left, before 8."""
    before = reading.low(q.first - 1)
    if q.value <= 12 and before in _HOUR_FRAMES and _HOUR_FRAMES[before](reading, q):
        return True
    said = {reading.low(i) for i in range(max(0, q.first - 6), q.first - 1)}
    verbs = listed("clock_verbs") | listed("meetings")
    return before in ("at", "until", "till") and bool(said & verbs)


def _stands_alone(reading: Reading, q: Quantity) -> bool:
    """The six of "at six we left": an hour in letters, or one that opens the sentence."""
    return q.is_word or q.first == 1


def _has_no_partner(reading: Reading, q: Quantity) -> bool:
    """Until six; "8 till 6" is read as a pair."""
    return reading.kind(q.first - 2) != "number"


def _is_back_by(reading: Reading, q: Quantity) -> bool:
    """Home by 7, empty by 5, "by 9 we had sold out"; but "up by 7" says how much."""
    state = reading.low(q.first - 2)
    if state in listed("back_by") or reading.opens(q.first - 1):
        return True
    moved = listed("change_verbs") | listed("stops")
    is_state = reading.low(q.first - 3) in ("is", "are", "was", "were") and state not in moved
    return is_state and not state.endswith(("ed", "er"))


_HOUR_FRAMES = {
    "before": _has_no_partner,
    "until": _has_no_partner,
    "till": _has_no_partner,
    "since": _has_no_partner,
    "at": _stands_alone,
    "by": _is_back_by,
}
