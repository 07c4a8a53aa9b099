"""Whether it is clear what the writer drove."""

from bot.career.bullets.clauses import JOINS, WRITER, Clause, clauses, is_past, is_verb, verb_after
from bot.career.line import PART, PERSON, STOPS, Line
from bot.career.phrases import table

PARTICIPLES = ("en", "wn")  # once I had rewritten, drawn
NEAR = 4  # words behind "my" in which a word for people makes it theirs: my team, my year 9 class


def owns(line: Line) -> bool:
    """ "I led", "led", "my design": the writer did it. "We led", "helped", "was led": not clear."""
    return (
        table("bullets", "owned").is_in(line)
        or any(_is_driven(line, clause) for clause in clauses(line) if clause.actor == WRITER)
        or any(_says_i(line, at) or _says_my(line, at) for at in range(len(line.words)))
    )


def _is_driven(line: Line, clause: Clause) -> bool:
    blurred = ("not_driving", "weak_part")
    return not any(table("bullets", name).is_at(line, line.places[clause.verb]) for name in blurred)


def _says_i(line: Line, at: int) -> bool:
    """ "The form I rewrote": wherever it stands."""
    if line.words[at] != "i":
        return False
    after = verb_after(line.words, at + 1)
    if line.words[after : after + 1] in (["had"], ["have"]) and after + 1 < len(line.words):
        return is_past(line.words[after + 1]) or line.words[after + 1].endswith(PARTICIPLES)
    return is_verb(line.words, after) and _is_driven(line, Clause(at, after, after, WRITER))


def _says_my(line: Line, at: int) -> bool:
    """ "My checklist is used": at the head of a clause, and not of people."""
    if line.words[at] != "my" or at > 0 and line.words[at - 1] not in JOINS | STOPS:
        return False
    behind = line.marked[at + 1 : at + NEAR]
    return bool(behind) and not any(word[-1] in (PERSON, PART) for word in behind)
