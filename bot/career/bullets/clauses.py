"""Cuts a folded line into clauses, and says of each whether the writer or somebody else acts."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from bot.career import phrases
from bot.career.line import BLOT, NAME, PERSON, STOPS, Line
from bot.career.phrases import data, is_number, lists, spelled

JOINS = frozenset({",", "and", "then", "but", "so"})
LEADS = 6  # words in front of the verb that opens a clause, at most
FAR = 8  # words between the head of a clause and its verb, at most
PREFIXES = ("re", "over")  # redrew, overtook
WRITER, OTHERS = "writer", "others"


class Clause(NamedTuple):
    """Word positions: where it begins, its verb, its end; and who acts."""

    first: int
    verb: int
    past: int
    actor: str


def clauses(line: Line) -> list[Clause]:
    """The clauses that have a verb. The one who acts is the writer where nobody else is said."""
    words, found = line.words, list[Clause]()
    for first, past in _pieces(words):
        clause = _clause(line, first, past)
        if clause is None:
            continue
        is_joined = first > 0 and words[first - 1] in ("and", "then")
        if is_joined and found and clause.verb == clause.first and found[-1].actor == OTHERS:
            clause = clause._replace(actor=OTHERS)
        found.append(clause)
    return found


def consequences(line: Line) -> list[Clause]:
    """Clauses in which somebody or something else acts after the writer did."""
    every, found = clauses(line), list[Clause]()
    has_acted = bool(every) and every[0].first > 0 and not _is_lead_in(line, every[0])
    for clause in every:
        if clause.actor == WRITER:
            has_acted = True
        elif has_acted and _is_effect(line, clause):
            found.append(clause)
    return found


def is_verb(words: list[str], at: int) -> bool:
    """A past, a verb of driving in -ing, or in its plain form before an object or behind "I"."""
    if at >= len(words):
        return False
    word, behind = words[at], words[at + 1] if at + 1 < len(words) else ""
    if is_past(word):
        return not _describes(words, at)
    has_object = behind in listed("objects") or is_number(behind) or words[at - 1 : at] == ["i"]
    return word in driving("ing") | listed("plain") or has_object and word in driving("")


def is_past(word: str) -> bool:
    is_made = word.endswith("ed") and len(word) > 3 and word not in listed("not_past")
    bare = next((word[len(p) :] for p in PREFIXES if word.startswith(p)), word)
    return is_made or word in _pasts() or bare in _pasts()


def verb_after(words: list[str], at: int) -> int:
    """Past the words that may stand in front of a verb: "in March", "also", "successfully"."""
    stop = min(at + LEADS, len(words))
    while at < stop and (words[at] in listed("leads_in") or words[at].isdigit()):
        at += 1
    return at


@cache
def listed(name: str) -> frozenset[str]:
    return frozenset(phrases.listed(data("bullets")[name]))


@cache
def driving(form: str) -> frozenset[str]:
    """The verbs of driving in one form, each by its first word."""
    return frozenset(spelled(verb).split()[0] for verb in lists("drive", form))


@cache
def _pasts() -> frozenset[str]:
    irregular: dict[str, str] = data("words")["irregular"]
    return frozenset(past.split()[0] for pasts in irregular.values() for past in pasts.split("/"))


def _pieces(words: list[str]) -> Iterator[tuple[int, int]]:
    edges = [at for at, word in enumerate(words) if word in STOPS or word in JOINS]
    for before, after in zip([-1, *edges], [*edges, len(words)], strict=True):
        if before + 1 < after:
            yield before + 1, after


def _clause(line: Line, first: int, past: int) -> Clause | None:
    words, opening = line.words, verb_after(line.words, first)
    if opening >= past or words[opening] in listed("binds"):
        return None
    if words[opening] == "i":
        after = verb_after(words, opening + 1)
        return Clause(first, after, past, WRITER) if after < past else None
    if is_verb(words, opening):
        return Clause(opening, opening, past, WRITER)
    return _of_others(line, first, past)


def _of_others(line: Line, first: int, past: int) -> Clause | None:
    """Its verb: any that is surely one; a past only where the subject is surely somebody."""
    words = line.words
    is_somebody = words[first] in listed("subjects") or is_number(words[first])
    for at in range(first + 1, min(past, first + FAR)):
        is_person = line.folded[line.places[at] - 2] in (PERSON, NAME)
        is_somebody = is_somebody or is_person
        if words[at] in listed("finite") or is_somebody and is_past(words[at]):
            return Clause(first, at, past, OTHERS)
        if words[at] in listed("binds"):
            return None
        if is_person and words[at].isalpha() and words[at] not in listed("behind_people"):
            return Clause(first, at, past, OTHERS)
    return None


def _is_effect(line: Line, clause: Clause) -> bool:
    """Not the setting: behind "is" a state that was reached, behind "was" what was done to it."""
    verb, behind = line.words[clause.verb], line.words[clause.verb + 1 : clause.past][:1]
    if verb in ("was", "were"):
        return any(is_past(word) and word not in listed("no_effect") for word in behind)
    if verb in ("is", "are") and line.words[clause.first - 1] != "and":
        return any(is_past(word) or is_number(word) or word in listed("reached") for word in behind)
    return not verb.startswith(BLOT) and verb not in listed("no_effect")


def _describes(words: list[str], at: int) -> bool:
    """ "Abandoned calls are down": a past before a noun and its verb only describes it."""
    if at > 0 and words[at - 1] not in STOPS:
        return False
    near = words[at + 1 : at + 4]
    return (
        near[:1] != []
        and near[0] not in listed("objects")
        and any(word in listed("states") for word in near[1:])
    )


def _is_lead_in(line: Line, clause: Clause) -> bool:
    """The first clause begins late only because of "in March," or the like."""
    return clause.first == verb_after(line.words, 0)
