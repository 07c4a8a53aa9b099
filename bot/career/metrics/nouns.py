"""Finds the noun that a count counts, with no grammar but word lists."""

from bot.career.metrics.quantity import Reading
from bot.career.metrics.words import listed

LONGEST_PHRASE = 6


def noun_after(reading: Reading, at: int, number: float) -> tuple[int, str] | None:
    """The position past the head noun that follows, and the noun; None when there is none."""
    hyphened = reading.low(at) in ("-", "‑") and reading.touches(at) and reading.touches(at + 1)
    if hyphened:
        return _hyphened(reading, at + 1)
    past = _of_the(reading, at)
    words = _phrase(reading, past)
    for n, i in enumerate(words):
        if _is_plural_at(reading, i) and not _describes(reading, words, n):
            return i + 1, reading.tokens[i].text
    if past == at and (number == 1 or _is_rate(reading, at)) and words:
        return _singular(reading, words)
    return None


def is_plural(word: str) -> bool:
    if word in listed("no_s"):
        return True
    if word in listed("describing") or len(word) < 3:
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))


def _is_plural_at(reading: Reading, i: int) -> bool:
    text = reading.tokens[i].text
    return is_plural(text.lower()) or len(text) > 2 and text[:-1].isupper() and text[-1] == "s"


def _of_the(reading: Reading, at: int) -> int:
    """ "3 of our biggest accounts" counts accounts."""
    is_of = reading.low(at) == "of"
    return at + 2 if is_of and reading.low(at + 1) in ("the", "our", "my", "their", "its") else at


def _phrase(reading: Reading, at: int) -> list[int]:
    """The token positions of the noun phrase at `at`."""
    words: list[int] = []
    while len(words) < LONGEST_PHRASE and at < len(reading.tokens) and not reading.broken(at):
        word, kind = reading.low(at), reading.kind(at)
        if kind == "mark" and words and _joins_adjectives(reading, at, words):
            at += 1
            continue
        if word == "/" and words and reading.touches(at) and _goes_on(reading, at + 1, words):
            at += 1
            continue
        if kind not in ("word", "name"):
            break
        if word in ("and", "or", "&") and words and _joins_adjectives(reading, at, words):
            at += 1
            continue
        if (
            word in listed("stops")
            and reading.low(at + 1) != "/"
            and not (_opens(reading, at) and not _has_plural(reading, words))
        ):
            break
        if word in listed("verbs_with_s") and words:
            break
        if kind == "name" and not _is_plain_name(reading.tokens[at].text):
            break
        words.append(at)
        at += 1
    return words


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
    """Whether plural word n only describes a later one: sales reps, systems engineers."""
    return (
        n + 1 < len(words) and words[n + 1] == words[n] + 1 and is_plural(reading.low(words[n + 1]))
    )


def _is_rate(reading: Reading, at: int) -> bool:
    """40 req/s: a slash that touches makes any word a unit."""
    return reading.low(at + 1) == "/" and reading.touches(at + 1) and reading.touches(at + 2)


def _singular(reading: Reading, words: list[int]) -> tuple[int, str] | None:
    """ "1 production incident": all the words of the phrase, verbs in -ed aside."""
    kept = [i for n, i in enumerate(words[:2]) if n == 0 or not reading.low(i).endswith("ed")]
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
