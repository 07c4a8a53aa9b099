"""Tells that a number alone says nothing: time only spent, a period, an idiom, a loose word."""

from bot.career.metrics.nouns import is_plural
from bot.career.metrics.quantity import Quantity, Reading
from bot.career.metrics.words import listed

MOST_TRIES = 60  # nobody tries more often; more of them is a count


def is_idle(reading: Reading, q: Quantity) -> bool:
    """Whether a quantity on its own says nothing: time spent, a period, "the two of us"."""
    if q.is_weak or _is_race(reading, q):
        return True
    if q.kind in _IDLE_KINDS and _IDLE_KINDS[q.kind](reading, q):
        return True
    return q.is_word and q.kind in _LOOSE_KINDS and _is_loose_word(reading, q)


def _is_idle_duration(reading: Reading, q: Quantity) -> bool:
    if q.is_word and q.value == 1 and q.unit in ("day", "night"):
        before = reading.low(q.first - 1)
        return before not in listed("gains") | listed("gained_by") | listed("one_day_after")
    return _is_window(reading, q) or _is_effort(reading, q)


def _is_idle_count(reading: Reading, q: Quantity) -> bool:
    """After 5 attempts, took 4 tries, after 12 calls, worked two 12-hour shifts."""
    verb = reading.low(_before_hedges(reading, q.first))
    if q.value > MOST_TRIES:
        return False
    nouns = {reading.low(i) for i in range(q.first + 1, q.past)}
    if verb == "after" and reading.low(q.first + 1) in listed("failed"):
        return True
    for key in ("attempts", "contacts", "stints"):
        if nouns & listed(key):
            is_past = verb in listed(f"{key}_after") or reading.low(q.past) == "later"
            return is_past or _took_it(reading, q.first)
    return False


def _took_it(reading: Reading, first: int) -> bool:
    """It took us nine emails."""
    at = _before_hedges(reading, first)
    return reading.low(at) in ("took", "takes") and reading.low(at - 1) in ("it", "that", "which")


def _is_idle_rate(reading: Reading, q: Quantity) -> bool:
    """Spent 6 hours a week on it; down from one a week."""
    if q.family == "duration":
        return reading.low(_before_hedges(reading, q.first)) in listed("effort_of_rates")
    return q.is_word and q.value == 1 and q.family == "number"


def _is_race(reading: Reading, q: Quantity) -> bool:
    """Ran the city 10k, a 5k fun run."""
    if reading.text[q.start : q.end].lower() not in listed("distances"):
        return False
    if listed("races") & {reading.low(q.past), reading.low(q.past + 1)}:
        return True
    said = {reading.low(q.first - n) for n in range(2, 5)}
    return q.kind != "count" and bool(said & listed("runs"))


def _is_tagged(reading: Reading, q: Quantity) -> bool:
    """Witness 2, turned 40: a bare number right behind a noun is its label or an age."""
    word, typed = reading.low(q.first - 1), reading.text[q.start : q.end]
    if word in listed("age_before"):
        return True
    if not typed.isdigit() or reading.kind(q.first - 1) != "word" or reading.broken(q.first):
        return False
    is_lower = reading.tokens[q.first - 1].text.islower()
    return _is_plain_noun(word) and (is_lower or _is_first_noun(reading, q))


def _is_plain_noun(word: str) -> bool:
    open_words = listed("stops") | listed("bare_after") | listed("effort_between")
    is_noun = word.isalpha() and len(word) > 2 and not is_plural(word) and word not in open_words
    return is_noun and not word.endswith(("ed", "ing", "ly"))


def _is_first_noun(reading: Reading, q: Quantity) -> bool:
    """Fahrenheit 451 sold out: the sentence's first word, unless it is a verb of the past."""
    word, then = reading.low(q.first - 1), reading.low(q.past)
    is_named = q.first == 1 and word not in listed("past_verbs") | listed("openers")
    return is_named and len(word) > 2 and then.isalpha() and not reading.text[:2].isupper()


def _is_window(reading: Reading, q: Quantity) -> bool:
    """The last 3 months, three weeks ago: periods, as dates are."""
    near = reading.low(q.first - 1)
    if near in listed("window_before"):
        return True
    at = q.past + (reading.low(q.past) in ("-", "or"))
    return reading.low(at) in listed("window_after") and reading.low(at + 1) != "to"


def _before_hedges(reading: Reading, first: int) -> int:
    """The token in front of number `first`, past words such as "me", "about" and "another"."""
    at = first - 1
    while at >= 0 and first - at < 6 and reading.low(at) in listed("effort_between"):
        if f"{reading.low(at - 1)} {reading.low(at)}" in listed("effort"):
            return at
        at -= 1
    return at


def _is_effort(reading: Reading, q: Quantity) -> bool:
    """Spent three days, took me 2 weeks, after a month of digging."""
    if reading.low(q.past) in listed("effort_not_before"):
        return False
    at = _before_hedges(reading, q.first)
    word, two = reading.low(at), f"{reading.low(at - 1)} {reading.low(at)}"
    if two in listed("effort"):
        return True
    if word == "after":
        return reading.low(q.past) == "of"
    if word in ("work", "works") and not reading.low(at - 1):
        return False
    if word in listed("effort") or _worked_for(reading, q.first, at):
        return True
    rest = reading.text[q.end : q.end + 20].lower().strip()
    return any(rest.startswith(noun) for noun in listed("effort_nouns_after"))


def _worked_for(reading: Reading, first: int, at: int) -> bool:
    """Worked nights for three weeks."""
    return reading.low(first - 1) == "for" and reading.low(at - 1) in ("worked", "working")


def _is_share_of_time(reading: Reading, q: Quantity) -> bool:
    """Spent 20 % of my time."""
    after = [reading.low(q.past + n) for n in range(3)]
    return (
        after[0] == "of" and after[2] in ("time", "effort", "energy") and after[1] in ("my", "our")
    )


def _is_idiom(reading: Reading, q: Quantity) -> bool:
    """Gave 110 %; a hundred percent behind you."""
    if reading.low(q.past) == "of" and reading.low(q.past + 1) in listed("targets"):
        return False
    if q.value == 110 and reading.low(q.first - 1) not in (
        "to",
        "by",
        "of",
        "from",
        "at",
        "hit",
        "reached",
    ):
        return True
    if q.value >= 100 and reading.low(q.past) in listed("wholly"):
        return True
    near = {reading.low(q.first - n) for n in (1, 2, 3)}
    gives = {"give", "gave", "giving", "gives", "given"}
    return q.value >= 100 and bool(near & gives)


def _is_loose_word(reading: Reading, q: Quantity) -> bool:
    """ "one" is a pronoun unless it measures; other number words need a noun or a verb."""
    before = reading.low(q.first - 1)
    if (reading.low(q.past), reading.low(q.past + 1)) == ("of", "us"):
        return True
    if q.value == 1 and q.kind in ("number", "count"):
        return True
    return q.kind == "number" and (before in listed("reference") or q.value < 2 and q.value > 0)


def _is_idle_percent(reading: Reading, q: Quantity) -> bool:
    return _is_share_of_time(reading, q) or _is_idiom(reading, q)


_LOOSE_KINDS = ("number", "count", "range", "share")
_IDLE_KINDS = {
    "duration": _is_idle_duration,
    "number": _is_tagged,
    "count": _is_idle_count,
    "rate": _is_idle_rate,
    "percent": _is_idle_percent,
}
