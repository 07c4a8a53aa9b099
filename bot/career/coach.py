"""The coach: the one question a tired reader would ask of a win, and what became of it."""

from typing import Any, NamedTuple

from bot.career import bullets, phrases, wins
from bot.career.bullets import Reading
from bot.errors import Refused
from storage.records import Win

CHANGE, GAINED, DROVE, SCOPED = ORDER = ("change", "gained", "drove", "scoped")
ASKED, ANSWERED, NONE = "asked", "answered", "none"  # what is kept of a question in Win.asked
CHANGED = "What changed, by how much?"
QUESTIONS = {
    CHANGE: CHANGED,
    GAINED: "Who gained from it?",
    DROVE: "What did you drive yourself?",
    SCOPED: "Had anyone scoped it before you?",
}
BY_HOW_MUCH = "By how much did it change?"
# Where the words of an answer go: what changed and for whom is the outcome, the rest is the deed.
PLACES = {CHANGE: "outcome", GAINED: "outcome", DROVE: "text", SCOPED: "text"}


class Question(NamedTuple):
    """`stumbled` are the exact words of the win that made a reader stop; it may be empty."""

    key: str
    text: str
    stumbled: tuple[str, ...] = ()


def next_question(reading: Reading, win: Win) -> Question | None:
    """The first question that is open, in a fixed order; None when the win can stand.

    What was answered or dismissed is never asked again. Who had scoped it is only asked of
    somebody who has answered before, and only while nothing points to a dimension: a win that
    says the other three needs no fourth question.
    """
    open_ones = (_of(key, reading, win) for key in ORDER if not is_settled(win, key))
    return next((question for question in open_ones if question is not None), None)


def about(win: Win) -> Question | None:
    """The next question about a win, by its words as they stand."""
    return next_question(bullets.read(wins.words_of(win)), win)


def is_settled(win: Win, key: str) -> bool:
    """Answered, or said to be none."""
    is_none = key == CHANGE and win.outcome_state == NONE
    return is_none or win.asked.get(key) in (ANSWERED, NONE)


def noted(win: Win, key: str) -> dict[str, Any]:
    """What to keep once a question was put; nothing when that is known already."""
    if is_settled(win, key) or win.asked.get(key) == ASKED:
        return {}
    return _marked(win, key, ASKED)


def dismissed(win: Win, key: str) -> dict[str, Any]:
    """What to keep when there is nothing to add."""
    return {} if is_settled(win, key) else _marked(win, key, NONE)


def answered(win: Win, key: str, words: str) -> dict[str, Any]:
    """What an answer changes: the person's words are added, theirs stay. Refused: nothing said."""
    said = words.strip()
    if not any(sign.isalnum() for sign in said):
        raise Refused("Write a few words, or close this and press Nothing to Add.", "answer")
    place = PLACES[key]
    before = str(getattr(win, place))
    after = Win(**{**win.model_dump(), place: "\n".join(filter(None, [before, said]))})
    wins.fits(getattr(after, place), "answer")
    changes = {place: getattr(after, place), **_marked(win, key, ANSWERED), **wins.reread(after)}
    if not win.dimensions and not win.unsorted:
        changes["dimensions"], changes["because"] = wins.suggested(wins.words_of(after))
    return changes


def _of(key: str, reading: Reading, win: Win) -> Question | None:
    if key == CHANGE and reading.has_outcome:
        return None if reading.has_figure else Question(CHANGE, BY_HOW_MUCH)
    is_said = {
        CHANGE: False,
        GAINED: reading.names_beneficiary,
        DROVE: reading.owns,
        SCOPED: bool(win.dimensions or reading.dimensions) or ANSWERED not in win.asked.values(),
    }
    if is_said[key]:
        return None
    return Question(key, QUESTIONS[key], _stumbled(key, reading, win))


def _stumbled(key: str, reading: Reading, win: Win) -> tuple[str, ...]:
    """The weak words; where nobody knows who did it, "we" is one of them."""
    if key == CHANGE:
        return tuple(reading.weak_phrases)
    if key != DROVE:
        return ()
    line = phrases.read(wins.words_of(win))
    names = ("blurs_who", "weak_part")
    spans = sorted(span for name in names for span in phrases.table("bullets", name).spans(line))
    return tuple(dict.fromkeys(line.typed(*span) for span in spans))


def _marked(win: Win, key: str, state: str) -> dict[str, Any]:
    marks: dict[str, Any] = {"asked": {**win.asked, key: state}}
    if key == CHANGE and state in (ASKED, NONE) and win.outcome_state != "found":
        marks["outcome_state"] = state
    return marks
