"""Thanks for a message, a reply, one's patience, or for what is still to be done: no praise."""

from bot.career.praise.grammar import pattern
from bot.career.praise.words import count

LENGTH = 7  # words; longer than this, "for sharing …" is about more than the message

_ACK = pattern(
    r"(({ack_adjectives} )*+((?!\w+ing\b|{praising} (notes?|feedback|input|details)\b)\w+ )?"
    r"{ack_nouns}"
    r"|(so |always )?(quickly |kindly |also )?(?P<deed>{ack_deeds}))\b"
)
_EFFORT = pattern(r"\b{effort}\b|[\"“]")
_STRONG_ACK = pattern(r"{strong_acks}\b")
_PATIENCE = pattern(r"{patience_borne}\b")
_AND_MORE = pattern(r"\W+{and_more}")
_LATER = pattern(r"\b{later}\b")
_FORBIDS = pattern(r"\s*(not|never) {forbidden}\b")


def is_courtesy(reason: str) -> bool:
    """Was nothing done but to write, to answer, to wait or to come?"""
    words = reason.strip()
    if _PATIENCE.match(words):
        return False
    if _STRONG_ACK.match(words):
        return True
    found = _ACK.match(words)
    if found is None or _AND_MORE.match(words, found.end()):
        return False
    if found["deed"] and _EFFORT.search(words):
        return False
    return count(words) <= LENGTH


def is_still_to_do(reason: str, rest: str) -> bool:
    """Thanks that are a request, or a rule of the house: "by Friday", "for not smoking"."""
    return bool(_LATER.search(rest) or _FORBIDS.match(reason))
