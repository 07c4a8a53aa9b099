"""Tells that a number is the label of the word in front of it: phase 2, BS 7671, Year 7 parents."""

from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.words import listed

_LISTING = frozenset({"&", "and", ",", "to", "or", "-", "–", "/"})


def is_label(reading: Reading, q: Quantity) -> bool:
    """phase 2, tickets 4521 and 4522, tier 1 customers; but "top 5 accounts" is a count."""
    at = _labelled_by(reading, q.first)
    if reading.broken(q.first) or reading.low(at - 1) in ("per", "each", "every"):
        return False
    if "." in reading.tokens[q.first].text and not _names_nouns(reading, at):
        return False
    if q.kind == "number" or q.kind == "range" and not q.unit:
        return _names_numbers(reading, q, at)
    return at == q.first - 1 and names_what_follows(reading, at) or _is_extension(reading, at)


def is_numbered(reading: Reading, q: Quantity) -> bool:
    """Rule 26 points, Ward 7 hours: a label holds its number in front of a unit too."""
    at, unit = q.first - 1, q.first + 1
    is_apart = not reading.touches(unit) and reading.text_of(q.first).isdigit()
    return is_apart and reading.low(at) in listed("labels") and names_what_follows(reading, at)


def names_what_follows(reading: Reading, at: int) -> bool:
    """Whether the word at `at` keeps its number in front of a noun too: tier 1 customers."""
    word = reading.low(at)
    if word in listed("time_labels"):
        return _is_time_label(reading, at)
    return _names_nouns(reading, at) or _is_named_place(reading, at)


def _names_nouns(reading: Reading, at: int) -> bool:
    return reading.low(at) in listed("labels_before_nouns") | listed("standards")


def _is_extension(reading: Reading, at: int) -> bool:
    """Ext. 4417 rings: an abbreviation with its full stop."""
    return reading.low(at) in ("ext", "extension", "tel", "ref") and reading.low(at + 1) == "."


def _is_named_place(reading: Reading, at: int) -> bool:
    """Gate 22 crews, Dock 4 drivers: a label with a capital, unless it opens as a verb may."""
    text, word = reading.text_of(at), reading.low(at)
    if word not in listed("labels") or not text[:1].isupper() or reading.is_title_case:
        return False
    return not reading.opens(at) or word not in listed("labels_that_act")


def _is_time_label(reading: Reading, at: int) -> bool:
    """Year 7 parents, week 3 sales; but "last year 14 staff left" and "on open day 500 came"."""
    if not reading.tokens[at + 1].text.isdigit() or len(reading.tokens[at + 1].text) > 2:
        return False
    before = reading.low(at - 1)
    if reading.low(at) == "day" and not reading.opens(at):
        return before in listed("before_days")
    return before not in listed("before_periods") and reading.kind(at - 1) != "number"


def _names_numbers(reading: Reading, q: Quantity, at: int) -> bool:
    label = reading.low(at)
    if label == "form" and reading.low(q.past) in ("to", "→", "->"):
        return False  # from, misspelt
    goes_on = reading.low(q.past) in ("and", "&", ",") and reading.kind(q.past + 1) == "number"
    is_list = at < q.first - 1 and reading.low(q.first - 1) != ":"
    is_list = is_list or q.kind == "range" or goes_on
    plural = len(label) > 3 and label.endswith("s") and label[:-1] in listed("labels")
    if plural and is_list and _is_changed(reading, at) or _measures(reading, at):
        return False
    return label in listed("labels") | listed("standards") or plural and is_list


def _is_changed(reading: Reading, at: int) -> bool:
    """Cut errors 40 to 9: a list of labels counts upwards, and nothing has changed in it."""
    first = reading.tokens[at + 1]
    is_to = reading.low(at + 2) in listed("arrows") | {"to"}
    if not is_to or first.kind != "number" or reading.kind(at + 3) != "number":
        return False
    before = {reading.low(at - n) for n in (1, 2, 3)}
    falls = reading.low(at + 2) != "to" or reading.tokens[at + 3].value <= first.value
    return falls or bool(before & listed("change_verbs") - {"from"})


def _measures(reading: Reading, at: int) -> bool:
    """Noise level 80 → 60, call volume 310 to 200: a noun in front makes some labels a measure."""
    before = [reading.low(at - n) for n in (1, 2, 3)]
    is_to = reading.low(at + 2) in listed("arrows") | {"to"} and reading.kind(at + 3) == "number"
    if not is_to or reading.low(at) not in listed("labels_that_measure"):
        return False
    if before[0] in ("the", "our", "my"):
        return bool(set(before) & listed("change_verbs") - {"from"})
    return reading.kind(at - 1) == "word" and before[0] not in listed("stops")


def _labelled_by(reading: Reading, first: int) -> int:
    """The token that may name number `first`, past the other numbers of a list: chapters 3 & 4."""
    at = first - 1
    for _ in range(4):
        if reading.low(at) in _LISTING | listed("arrows") and at > 1:
            if reading.kind(at - 1) != "number":
                break
            at -= 2
    if reading.low(at) == ":":
        return at - 1 if reading.low(at - 1) in listed("labels_with_colon") else at
    is_number_sign = reading.low(at) in (".", "no", "#", "number") and at > 0
    return at - 1 if is_number_sign and reading.kind(at - 1) == "word" else at
