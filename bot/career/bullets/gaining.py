"""Whether a person or a group who gained is named."""

from itertools import takewhile

from bot.career.bullets.clauses import JOINS, OTHERS, WRITER, Clause, clauses, is_past, listed
from bot.career.line import PERSON, STOPS, Line
from bot.career.phrases import is_number, lists, table

FAR = 4  # words between a verb and the people it does something with


def names_beneficiary(line: Line, *, has_outcome: bool, is_driven: bool) -> bool:
    """Who gained is named; the people one worked with, asked or reported to are not meant."""
    if table("bullets", "gained_surely").is_in(line):
        return True
    said = line.without(table("bullets", "not_gained").spans(line))
    if table("bullets", "gained").is_in(said):
        return True
    if (has_outcome or is_driven) and table("bullets", "gained_by_deed").is_in(said):
        return True
    return has_outcome and (table("bullets", "gained_by_outcome").is_in(said) or _are_meant(said))


def _are_meant(line: Line) -> bool:
    """Once it is said what changed: people who are neither its means nor the ones who did it."""
    found = clauses(line)
    acted = next((clause.verb for clause in found if clause.actor == WRITER), 0)
    by_team = max((c.verb for c in found[:1] if _is_done_by_team(line, c)), default=0)
    return any(
        word.endswith(PERSON) and at >= max(acted, by_team) and not _are_means(line.words, at)
        for at, word in enumerate(line.marked)
    )


def _is_done_by_team(line: Line, clause: Clause) -> bool:
    """ "The team cut the bill": they acted; of "parents changed their hours" it is the news."""
    subject = set(line.words[clause.first : clause.verb])
    return clause.actor == OTHERS and bool(subject & listed("own_team"))


def _are_means(words: list[str], at: int) -> bool:
    """ "Signed three dealers", "with the nurses", "after the vendor left": they did not gain."""
    piece = list(takewhile(lambda n: words[n] not in STOPS | JOINS, range(at - 1, -1, -1)))
    return any(_sets_apart(words, n) for n in piece) or any(
        words[n] in listed("means") and not (words[n] in ("of", "in") and is_number(words[n - 1]))
        for n in piece[: FAR + 1]
    )


def _sets_apart(words: list[str], at: int) -> bool:
    """Behind "so that", "that cut" and "that stops" stands what followed, and not the setting."""
    is_verb = is_past(words[at + 1]) or words[at + 1] in lists("end", "s")
    is_effect = words[at - 1] == "so" or words[at] in ("that", "which") and is_verb
    return words[at] in listed("sets_apart") and not is_effect
