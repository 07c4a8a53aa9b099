"""Finds the noun that a count counts, with no grammar but word lists."""

import re

from bot.career.metrics.quantity import Reading
from bot.career.metrics.words import listed

LONGEST_PHRASE = 6


def noun_after(reading: Reading, at: int, number: float) -> tuple[int, str] | None:
    """The position past the head noun that follows, and the noun; None when there is none."""
    hyphened = reading.low(at) in ("-", "‑") and reading.touches(at) and reading.touches(at + 1)
    if hyphened:
        return _hyphened(reading, at + 1)
    if reading.low(at) in listed("sizes") and _goes_on_singular(reading, at + 1):
        return _hyphened(reading, at)
    sized = _past_size(reading, at)
    past = sized if sized > at else _of_the(reading, at)
    words = _phrase(reading, past)
    for n, i in enumerate(words):
        if _is_plural_at(reading, i) and not _describes(reading, words, n):
            return i + 1, _head(reading, i)
    if words and number > 1 and _is_lettered_unit(reading, words[0]):
        return words[0] + 1, reading.tokens[words[0]].text
    if past == at and (number in (0, 1) or _is_rate(reading, at)) and words:
        return _singular(reading, words)
    return None


def _goes_on_singular(reading: Reading, at: int) -> bool:
    """Whether "report" goes on behind "40 page"."""
    word = reading.low(at)
    if reading.kind(at) != "word" or reading.broken(at) or not reading.text_of(at).islower():
        return False
    return word not in listed("stops") | listed("past_verbs") and not word.endswith("ed")


def _is_lettered_unit(reading: Reading, i: int) -> bool:
    """40 TEU, 12 MWe: capital letters count where no noun goes on behind them."""
    text, then = reading.text_of(i), reading.low(i + 1)
    is_letters = text.isupper() and 2 <= len(text) <= 4 and not reading.is_shouted
    goes_on = reading.kind(i + 1) in ("word", "number", "name") and then not in listed("stops")
    return is_letters and (not goes_on or reading.broken(i + 1))


def _past_size(reading: Reading, at: int) -> int:
    """Past the size in "40 2-bed flats", "30 10kg bags", "8 £500 grants"; `at` where none is."""
    is_money = reading.low(at) in listed("currency_signs")
    number = at + is_money
    if reading.kind(number) != "number" or reading.broken(number):
        return at
    is_glued = reading.kind(number + 1) == "word" and reading.touches(number + 1)
    if is_money or is_glued:
        return number + 1 + is_glued
    is_hyphened = reading.low(number + 1) == "-" and reading.touches(number + 2)
    return number + 3 if is_hyphened and reading.touches(number + 1) else at


def is_plural(word: str) -> bool:
    if word in listed("no_s"):
        return True
    if word in listed("describing") or len(word) < 3:
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


def _is_plural_at(reading: Reading, i: int) -> bool:
    text = reading.tokens[i].text
    if text == "s" and reading.kind(i - 1) == "number":
        return reading.touches(i)  # 8 Canon 2520s
    return is_plural(text.lower()) or len(text) > 2 and text[:-1].isupper() and text[-1] == "s"


def _head(reading: Reading, i: int) -> str:
    """The head noun at token i, which of "8 Canon 2520s" is 2520s."""
    text = reading.text_of(i)
    return reading.text_of(i - 1) + text if text == "s" else text


def _of_the(reading: Reading, at: int) -> int:
    """ "3 of our biggest accounts" counts accounts."""
    is_of = reading.low(at) == "of"
    return at + 2 if is_of and reading.low(at + 1) in ("the", "our", "my", "their", "its") else at


def _phrase(reading: Reading, at: int) -> list[int]:
    """The token positions of the noun phrase at `at`."""
    words: list[int] = []
    while len(words) < LONGEST_PHRASE and at < len(reading.tokens) and not reading.broken(at):
        if words and _joins(reading, at, words):
            at += 1
            continue
        if not _belongs(reading, at, words):
            break
        words.append(at)
        at += 1
    return words


def _joins(reading: Reading, at: int, words: list[int]) -> bool:
    """Whether the comma, slash or "and" at `at` holds the phrase together."""
    word = reading.low(at)
    if reading.kind(at) != "mark" and word not in ("and", "or"):
        return False
    if word == "/" and reading.touches(at) and _goes_on(reading, at + 1, words):
        return True
    return _joins_adjectives(reading, at, words)


def _belongs(reading: Reading, at: int, words: list[int]) -> bool:
    """Whether the token at `at` may be one of the phrase."""
    kind, word = reading.kind(at), reading.low(at)
    if kind == "number":
        return _is_labelled(reading, at, words)
    if kind == "none":
        return _is_spelt(reading.tokens[at].text)
    if kind == "name":
        return _is_plain_name(reading.tokens[at].text)
    if kind != "word" or words and _is_verb(reading, at) or _is_when(reading, at):
        return False
    if word not in listed("stops") or reading.low(at + 1) == "/" or _is_noun_too(reading, at):
        return True
    return _opens(reading, at) and not _has_plural(reading, words)


def _is_verb(reading: Reading, at: int) -> bool:
    """Whether a word in -s is a verb; "month ends" are none."""
    is_end = reading.low(at) == "ends" and reading.low(at - 1) in listed("time_labels")
    return reading.low(at) in listed("verbs_with_s") and not is_end


def _is_noun_too(reading: Reading, at: int) -> bool:
    """The takes of "in 3 takes": nothing is taken behind it."""
    is_first = reading.kind(at - 1) == "number" and reading.low(at) in listed("nouns_too")
    is_first = is_first and reading.low(at - 2) not in listed("labels")
    then = reading.low(at + 1)
    is_last = reading.kind(at + 1) != "word" or then in listed("stops") - listed("determiners")
    return is_first and is_last and reading.kind(at + 1) != "number"


def _is_when(reading: Reading, at: int) -> bool:
    """The "last year" of "12 last year" is no part of what is counted."""
    is_near = reading.low(at) in ("last", "next", "previous", "prior")
    return is_near and reading.low(at + 1) in listed("durations") | listed("time_labels")


def _is_labelled(reading: Reading, at: int, words: list[int]) -> bool:
    """The second number of "8 Year 9 pupils", "12 iPhone 15 handsets": a part of a name."""
    if not words or words[-1] != at - 1 or not reading.tokens[at].text.isdigit():
        return False
    before = reading.tokens[at - 1]
    if before.low in listed("months") | listed("weekdays"):
        return False
    return before.text != before.low or before.low in listed("labels") | listed("standards")


def _is_spelt(text: str) -> bool:
    """5 B2B deals, 2 five-star reviews: a name or compound, but no link and no date."""
    return bool(re.fullmatch(r"(?!\d+\w*$)[\w][\w '’:-]*", text)) and any(map(str.isalpha, text))


def _goes_on(reading: Reading, at: int, words: list[int]) -> bool:
    """3 A/B tests, 4 CI/CD pipelines: the slash is part of a name."""
    then = reading.kind(at + 1) == "word" and is_plural(reading.low(at + 1))
    return reading.touches(at) and then and not _has_plural(reading, words)


def _has_plural(reading: Reading, words: list[int]) -> bool:
    return any(is_plural(reading.low(i)) for i in words)


def _is_plain_name(text: str) -> bool:
    return len(text) <= 8 and not text[0].isdigit()


def _joins_adjectives(reading: Reading, at: int, words: list[int]) -> bool:
    """Whether "slow, flaky tests" or "slow and flaky tests" goes on behind a comma or "and"."""
    if _has_plural(reading, words) or reading.low(at) not in (",", "and", "&", "/"):
        return False
    then = reading.low(at + 1)
    if reading.kind(at + 1) != "word" or then in listed("stops"):
        return False
    return is_plural(reading.low(at + 2)) or reading.low(at) != "," and is_plural(then)


def _opens(reading: Reading, at: int) -> bool:
    """ "300 weekly users": an adverb elsewhere, an adjective here."""
    if reading.low(at) not in listed("openers"):
        return False
    near = [reading.low(at + n) for n in (1, 2) if not reading.broken(at + n)]
    return bool(near) and near[0] not in listed("stops") and any(is_plural(w) for w in near)


def _describes(reading: Reading, words: list[int], n: int) -> bool:
    """Whether plural word n only describes a later one: sales reps, IFRS 16 workshops."""
    if n + 1 >= len(words) or words[n + 1] != words[n] + 1:
        return False
    return reading.kind(words[n + 1]) == "number" or is_plural(reading.low(words[n + 1]))


def _is_rate(reading: Reading, at: int) -> bool:
    """40 req/s: a slash that touches makes any word a unit."""
    return reading.low(at + 1) == "/" and reading.touches(at + 1) and reading.touches(at + 2)


def _singular(reading: Reading, words: list[int]) -> tuple[int, str] | None:
    """ "1 production incident": all the words of the phrase, verbs in -ed aside."""
    most = 2 + sum(reading.low(i) in listed("adverbs") for i in words)
    kept = [i for n, i in enumerate(words[:most]) if n == 0 or not reading.low(i).endswith("ed")]
    return kept[-1] + 1, reading.tokens[kept[-1]].text


def _hyphened(reading: Reading, at: int) -> tuple[int, str] | None:
    """ "40-page handbook", "12-person team": the hyphen makes the next noun the head."""
    if reading.kind(at) != "word":
        return None
    words = _phrase(reading, at + 1)
    if not words or words[0] != at + 1:
        return at + 1, reading.tokens[at].text
    head = next((i for i in words if is_plural(reading.low(i))), words[0])
    if reading.low(head).endswith("ed"):
        head = at
    return head + 1, reading.tokens[head].text
