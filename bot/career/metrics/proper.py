"""Tells by the words around it that a number is a name: a code, a version, a date, a label."""

import re

from bot.career.metrics.clock import is_time
from bot.career.metrics.labels import is_label, is_numbered
from bot.career.metrics.nouns import is_plural
from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.scan import Token
from bot.career.metrics.words import codes, listed

_TO_AND_FROM = ("from", "to", "for", "→", "->", "-", ">")
LONGEST_STEP = 6  # no upgrade leaves out more versions
YEARS = range(1950, 2080)


def is_name(reading: Reading, q: Quantity) -> bool:
    """Whether the number names something, whichever figure it might be part of."""
    if q.kind == "none" or _is_coded(reading, q) or _is_code(reading, q):
        return True
    if q.is_word and q.value == 1 and reading.low(q.first - 1) in listed("one_after"):
        return True
    if q.is_word and q.kind in ("duration", "measure") and _is_proper(reading, q):
        return True
    if q.kind in ("duration", "points", "measure") and is_numbered(reading, q):
        return True
    is_plain = q.kind in ("number", "count", "share", "range")
    return is_plain and any(says(reading, q) for says in _SIGNS)


def _is_code(reading: Reading, q: Quantity) -> bool:
    """404 pages, returned 502, the 911 desk, the 1099 run; but 404 duplicate records."""
    typed = reading.tokens[q.first].text
    near, before = reading.low(q.first + 1), reading.low(q.first - 1)
    for coded in codes():
        if typed in coded.numbers:
            is_plural_code = near == "s" and reading.touches(q.first + 1)
            if near in coded.after or is_plural_code:
                return True
            return q.kind == "number" and before in coded.before and not _other(reading, q)
    return False


def _is_coded(reading: Reading, q: Quantity) -> bool:
    """5S the method, 88412-B, the Year 2s, rule 12(b)(6)."""
    text, typed = reading.text, reading.text[q.start : q.end]
    if typed in ("5S", "8D") or re.fullmatch(r"\d+-[A-Z]{1,3}", typed):
        return True
    if re.fullmatch(r"\d+[A-HJ-Z]", typed) and reading.low(q.first - 1) in listed("labels"):
        return True
    if typed == "3M" and q.kind == "number":
        return reading.opens(q.first) or reading.low(q.first - 1) in listed("beside_names")
    if re.fullmatch(r"\d+s", typed) and reading.low(q.first - 1) in listed("labels_with_s"):
        return True
    is_inner = text[max(0, q.start - 2) : q.start] == ")("
    return q.kind == "number" and is_inner and text[q.end : q.end + 1] == ")"


def _is_version(reading: Reading, q: Quantity) -> bool:
    """Postgres 14 to 16, Node from 18 to 20, bumped the parser from 2 to 3."""
    if _is_released(reading, q):
        return True
    named_by = reading.low(q.first - 1)
    if q.kind != "number" and named_by not in listed("software"):
        return False
    if q.kind != "number" and reading.kind(q.past - 1) == "word":
        return named_by in listed("devices") or q.unit in ("upgrades", "migrations", "rollouts")
    near = [reading.low(q.first - n) for n in range(1, 5)]
    while near and (near[0] in _TO_AND_FROM or near[0].replace(".", "").isdigit()):
        near = near[1:]
    is_next = reading.kind(q.first - 1) == "none"  # Windows 11 is a name already
    named_by = near[0].split(" ")[0] if near and not is_next else ""
    return _is_upgraded(reading, q) or named_by in listed("software")


def _is_released(reading: Reading, q: Quantity) -> bool:
    """Shipped 0.9, the 4.2 release."""
    near = reading.low(q.first - 1) in listed("releases") and q.kind == "number"
    is_decimal = re.fullmatch(r"\d+\.\d+", reading.tokens[q.first].text)
    return bool(is_decimal) and (near or reading.low(q.first + 1) in listed("released"))


def _is_upgraded(reading: Reading, q: Quantity) -> bool:
    """Upgraded the parser from 2 to 3; but bumped coverage from 60 to 85, upgraded 4 to 6 lanes."""
    said = [reading.low(i) for i in range(max(0, q.first - 8), q.first)]
    opens = reading.low(q.past) in ("to", "→", "-", "->")
    if not (opens or {"from", "to", "→"} & set(said[-2:])) or not listed("upgrades") & set(said):
        return False
    last = q.past + 1 if opens else q.first
    measures = reading.kind(last + 1) == "word" and reading.low(last + 1) not in listed("stops")
    changed = [word for word in said if word not in _TO_AND_FROM and not word.isdigit()]
    other = _other(reading, q)
    is_step = not other or abs(other.value - q.value) <= LONGEST_STEP
    is_thing = not is_plural(changed[-1]) and changed[-1] not in listed("bare_after")
    return q.value < 40 and not measures and is_thing and is_step


def _is_port(reading: Reading, q: Quantity) -> bool:
    is_known = reading.tokens[q.first].text in listed("ports")
    return is_known and q.kind == "number" and reading.low(q.first - 1) in listed("beside_ports")


def _is_year(reading: Reading, q: Quantity) -> bool:
    text = reading.tokens[q.first].text
    if not (len(text) == 4 and text.isdigit() and int(text) in YEARS):
        return False
    is_round = int(text) % 1000 == 0 and q.kind == "count"
    if reading.low(q.first - 1) in ("in", "since", "during", "by"):
        return not is_round
    other = _other(reading, q)
    return not is_round and (not other or int(other.value) in YEARS)


def _other(reading: Reading, q: Quantity) -> Token | None:
    """The other number of a pair that `q` may be one side of: from 404 to 3, 2000, was 1430."""
    between = listed("arrows") | listed("between_pairs")
    for step, at in ((1, q.past), (-1, q.first - 1)):
        words: list[str] = []
        while len(words) < 5 and reading.low(at) in between | {",", ";"}:
            words.append(reading.low(at))
            at += step
        if between & set(words) - {"from"} and reading.kind(at) == "number":
            return reading.tokens[at]
    return None


def _is_month_day(reading: Reading, q: Quantity) -> bool:
    """3 March, March 3, Friday 13; "in March 14 tickets" is a count."""
    if not reading.tokens[q.first].text.isdigit() or q.value > 31:
        return False
    if reading.low(q.first - 2) == "on" and reading.low(q.first - 1) in listed("months"):
        return True
    before, after = reading.tokens[q.first - 1] if q.first else None, reading.low(q.first + 1)
    if after in listed("months") and (
        after not in ("may", "march", "mar", "sat", "sun")
        or reading.tokens[q.first + 1].text[0].isupper()
    ):
        return True
    if before is None or before.low not in listed("months") | listed("weekdays"):
        return False
    return (
        before.text[0].isupper()
        and q.kind == "number"
        or before.low != "may"
        and q.kind == "number"
    )


def _is_proper(reading: Reading, q: Quantity) -> bool:
    """Django 4.2, Studio Seven: a capital in front, or a capitalised number word."""
    if reading.tokens[q.first].is_word:
        return _is_title(reading, q.first)
    before = reading.text_of(q.first - 1)
    if reading.opens(q.first) or reading.kind(q.first - 1) != "word" or not before[0].isupper():
        return False
    if q.kind != "number" or _is_followed_by_pair(reading, q):
        return False
    if before.isupper() and len(before) <= 5:
        return _is_lettered(reading, q, before)
    return not reading.opens(q.first - 1)


def _is_lettered(reading: Reading, q: Quantity, before: str) -> bool:
    """NHS 24, NG 12: letters and a number are a name, unless the letters measure (NPS 41)."""
    is_whole = reading.text[q.start : q.end].isdigit() and len(before) > 1
    is_measure = before.lower() in listed("measured_letters") or is_plural(before.lower())
    return is_whole and not is_measure and not reading.is_shouted


def _is_followed_by_pair(reading: Reading, q: Quantity) -> bool:
    """Whether a second number follows behind an arrow or "to"."""
    if reading.low(q.past) == "to":
        return (
            reading.kind(q.past + 1) in ("number", "mark") or reading.kind(q.past + 2) == "number"
        )
    return reading.low(q.past) in listed("arrows") | {"-", "–", "=", "%"}


def _is_title_behind(reading: Reading, q: Quantity) -> bool:
    """The 40 Club, the 73 bus: "the", a number that counts nothing, and a name."""
    then = reading.text_of(q.past)
    if then in listed("lines") and q.kind == "number" and not q.is_word:
        return True
    is_the = reading.low(q.first - 1) == "the" and q.kind == "number" and not q.is_word
    return is_the and then[:1].isupper() and then[1:].islower() and not reading.is_title_case


def _is_rank(reading: Reading, q: Quantity) -> bool:
    """Finished 4th of 212."""
    place = reading.text_of(q.first - 2)
    return reading.low(q.first - 1) == "of" and place[:1].isdigit() and place[-1:].isalpha()


def _is_title(reading: Reading, i: int) -> bool:
    """Seven Oaks, to Three: a number word that has a capital where no sentence begins."""
    text = reading.tokens[i].text
    if reading.is_title_case or not (text[0].isupper() and text[1:].islower()):
        return False
    then = reading.text_of(i + 1)
    is_named = reading.kind(i + 1) == "word" and then[0].isupper() and not reading.broken(i + 1)
    opens = i == 0 or reading.kind(i - 1) == "mark" and reading.low(i - 1) not in "'’&"
    if opens or reading.opens(i):
        return is_named and not _plural_follows(reading, i + 2)
    return True


def _plural_follows(reading: Reading, i: int) -> bool:
    return any(
        reading.low(n).endswith("s")
        and reading.kind(n) == "word"
        and reading.tokens[n].text.islower()
        and reading.low(n) not in listed("stops")
        for n in (i, i + 1)
        if n < len(reading.tokens)
    )


def _is_address(reading: Reading, q: Quantity) -> bool:
    """221 Baker Street, 350 5th Ave, Chapel Road 14-20."""
    if reading.low(q.first - 1) in listed("streets") and q.kind in ("number", "range"):
        return reading.text_of(q.first - 1)[0].isupper() and not reading.opens(q.first - 1)
    words = [i for i in range(q.first + 1, q.first + 4) if reading.kind(i) == "word"]
    capitals = [i for i in words if reading.tokens[i].text[0].isupper()]
    is_named = reading.kind(q.first + 1) == "none" or q.first + 1 in capitals
    if not capitals or not is_named:
        return False
    return any(reading.low(i) in listed("streets") for i in capitals if i > q.first + 1)


_SIGNS = (
    _is_version,
    _is_port,
    _is_year,
    _is_month_day,
    is_label,
    is_time,
    _is_proper,
    _is_title_behind,
    _is_rank,
    _is_address,
)
