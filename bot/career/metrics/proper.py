"""Tells by the words around it that a number is a name: a code, a version, a date, a label."""

import re

from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.words import listed

YEARS = range(1950, 2080)


def is_name(reading: Reading, q: Quantity) -> bool:
    """Whether the number names something, whichever figure it might be part of."""
    is_plain = q.kind in ("number", "count", "share") or q.kind == "range"
    return (
        q.kind == "none"
        or _is_coded(reading, q)
        or _is_code(reading, q)
        or q.is_word
        and q.kind == "duration"
        and _is_proper(reading, q)
        or is_plain
        and (
            _is_version(reading, q)
            or _is_port(reading, q)
            or _is_year(reading, q)
            or _is_month_day(reading, q)
            or _is_label(reading, q)
            or _is_proper(reading, q)
            or _is_address(reading, q)
        )
    )


def _is_code(reading: Reading, q: Quantity) -> bool:
    token = reading.tokens[q.first]
    if token.text not in listed("codes"):
        return False
    near = reading.low(q.first + 1)
    if near in listed("code_words") or near == "s" and reading.touches(q.first + 1):
        return True
    return q.kind == "number" and reading.low(q.first - 1) in listed("code_verbs")


def _is_coded(reading: Reading, q: Quantity) -> bool:
    """5S the method, 88412-B, the Year 2s, rule 12(b)(6)."""
    text, typed = reading.text, reading.text[q.start : q.end]
    if typed in ("5S", "8D") or re.fullmatch(r"\d+-[A-Z]{1,3}", typed):
        return True
    before = reading.tokens[q.first - 1].text if q.first else ""
    if typed.isdigit() and len(typed) > 2 and re.fullmatch("[A-HJ-Z][A-Z]", before):
        return q.kind == "number"  # BA 334
    if re.fullmatch(r"\d+s", typed) and before in ("Year", "Grade", "Level", "Band", "Tier"):
        return True
    is_inner = text[max(0, q.start - 2) : q.start] == ")("
    return q.kind == "number" and is_inner and text[q.end : q.end + 1] == ")"


def _is_version(reading: Reading, q: Quantity) -> bool:
    """Postgres 14 to 16, Node from 18 to 20, bumped the parser from 2 to 3."""
    if q.kind != "number" and reading.low(q.first - 1) not in listed("software"):
        return False
    if q.kind != "number" and reading.kind(q.past - 1) == "word":
        return q.unit in ("upgrades", "migrations", "features", "rollouts")
    near = [reading.low(q.first - n) for n in range(1, 5)]
    while near and (
        near[0] in ("from", "to", "->", "→", "-", ">") or near[0].replace(".", "").isdigit()
    ):
        near = near[1:]
    said = [reading.low(i) for i in range(max(0, q.first - 8), q.first)]
    is_pair = bool({"from", "to", "→"} & set(said[-2:])) or reading.low(q.past) in ("to", "→", "-")
    upgraded = is_pair and bool(listed("upgrades") & set(said))
    return upgraded or bool(near) and near[0].split(" ")[0] in listed("software")


def _is_port(reading: Reading, q: Quantity) -> bool:
    is_known = reading.tokens[q.first].text in listed("ports")
    return (
        is_known
        and q.kind == "number"
        and reading.low(q.first - 1) in ("on", "over", "tcp", "udp", ":", "via")
    )


def _is_year(reading: Reading, q: Quantity) -> bool:
    text = reading.tokens[q.first].text
    if not (len(text) == 4 and text.isdigit() and int(text) in YEARS):
        return False
    return not (int(text) % 1000 == 0 and q.kind == "count")


def _is_month_day(reading: Reading, q: Quantity) -> bool:
    """3 March, March 3, Friday 13; "in March 14 tickets" is a count."""
    if not reading.tokens[q.first].text.isdigit() or q.value > 31:
        return False
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


def _is_label(reading: Reading, q: Quantity) -> bool:
    """phase 2, tickets 4521 and 4522, tier 1 customers; but "top 5 accounts" is a count."""
    at = _label_before(reading, q.first)
    label = reading.low(at)
    is_strict = label in listed("labels_before_nouns")
    if reading.broken(q.first) or "." in reading.tokens[q.first].text and not is_strict:
        return False
    if reading.low(at - 1) in ("per", "each", "every"):
        return False
    if q.kind != "number":
        return is_strict
    is_list = at < q.first - 1 and reading.low(q.first - 1) != ":"
    is_list = is_list or reading.low(q.past) in ("and", "&", ",")
    plural = label.endswith("s") and label[:-1] in listed("labels")
    return label in listed("labels") or plural and is_list


def _label_before(reading: Reading, first: int) -> int:
    """The token that may name number `first`, past the other numbers of a list: chapters 3 & 4."""
    at = first - 1
    for _ in range(4):
        if reading.low(at) in ("&", "and", ",", "to", "or", "-", "–", "/") and at > 1:
            if reading.kind(at - 1) != "number":
                break
            at -= 2
    if reading.low(at) == ":":
        return at - 1 if reading.low(at - 1) in listed("labels_with_colon") else at
    return at - 1 if reading.low(at) in (".", "no", "#", "number") else at


def _is_proper(reading: Reading, q: Quantity) -> bool:
    """Django 4.2, Studio Seven: a capital in front, or a capitalised number word."""
    token = reading.tokens[q.first]
    before = reading.tokens[q.first - 1] if q.first else None
    opens = (
        before is None
        or before.kind == "mark"
        and before.text not in "'’&"
        or _starts(reading, q.first)
    )
    if token.is_word:
        return _is_title(reading, q.first, opens)
    if before is None or opens or before.kind != "word" or not before.text[0].isupper():
        return False
    if before.text.isupper() and (len(before.text) < 2 or q.first < 2 or len(before.text) <= 5):
        return False
    starts = _starts(reading, q.first - 1)
    return q.kind == "number" and not starts and not _is_followed_by_pair(reading, q)


def _is_followed_by_pair(reading: Reading, q: Quantity) -> bool:
    return reading.low(q.past) in listed("arrows") | {"to", "-", "–", "=", "%"}


def _starts(reading: Reading, i: int) -> bool:
    """Whether token i opens a sentence."""
    if i <= 0 or reading.broken(i):
        return True
    return reading.kind(i - 1) in ("mark", "none") and reading.low(i - 1) not in (
        "-",
        "'",
        "’",
        "&",
        "/",
    )


def _is_title(reading: Reading, i: int, opens: bool) -> bool:
    text = reading.tokens[i].text
    if reading.is_title_case:
        return False
    if not (text[0].isupper() and text[1:].islower()):
        return False
    then = reading.tokens[i + 1] if i + 1 < len(reading.tokens) else None
    capital = (
        then is not None
        and then.kind == "word"
        and then.text[0].isupper()
        and not reading.broken(i + 1)
    )
    if opens:
        return capital and not _plural_follows(reading, i + 2)
    before = reading.tokens[i - 1]
    return capital or before.kind == "word" and before.text[0].isupper()


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
    """221 Baker Street, 350 5th Ave."""
    words = [i for i in range(q.first + 1, q.first + 4) if reading.kind(i) == "word"]
    capitals = [i for i in words if reading.tokens[i].text[0].isupper()]
    is_named = reading.kind(q.first + 1) == "none" or q.first + 1 in capitals
    if not capitals or not is_named:
        return False
    return any(reading.low(i) in listed("streets") for i in capitals)
