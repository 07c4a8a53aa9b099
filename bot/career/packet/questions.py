"""What a calibration committee will ask, so that the person hears it first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.career import gaps, independence
from bot.career.packet.shape import Book, Question, Section
from storage.records import Win

NOTHING, ONE_WIN, NO_COLLEAGUE = "nothing", "one win", "no corroborator"
NO_FIGURE, ONE_MONTH, ONE_PERSON = "no figure", "one month", "one corroborator"
MOSTLY_ONE, ONE_TEAM = "mostly one corroborator", "one team"
KINDS = (NOTHING, ONE_WIN, NO_COLLEAGUE, NO_FIGURE, ONE_MONTH, ONE_PERSON, MOSTLY_ONE, ONE_TEAM)
MANY, MOST = 4, 0.75  # that many corroborations, and the share that one person may not reach


@dataclass(frozen=True)
class Case:
    """A section and all wins of the period behind it, told or not."""

    section: Section
    wins: Sequence[Win]


def expected(cases: Sequence[Case], book: Book, target: str) -> tuple[Question, ...]:
    """The questions, section by section; what is true of the whole packet is asked once, last."""
    asked = [question for case in cases for question in _about(case, book, target)]
    everything = [win for case in cases for win in case.wins]
    whole = _one_voice("", "Every quote", everything, book)
    if whole:
        asked = [question for question in asked if question.kind != ONE_PERSON]
    return (*asked, *(whole or _leaning(everything, book)))


def _about(case: Case, book: Book, target: str) -> list[Question]:
    wins, key, title = case.wins, case.section.key, case.section.title
    what = title[:1].lower() + title[1:]
    if not wins:
        return [Question(NOTHING, key, f"What shows {what} at {target}?")]
    asked = (
        (ONE_WIN, len(wins) == 1, f"{title} rests on win {wins[0].number} alone: pattern or luck?"),
        (NO_COLLEAGUE, not case.section.corroborated, f"Who else saw the work under {what}?"),
        (NO_FIGURE, not case.section.with_figures, f"By how much? No figure under {what}."),
        (ONE_MONTH, _is_one_burst(case), f"All of {what} is from {_month(wins[0])}: one project?"),
    )
    found = [Question(kind, key, words) for kind, is_asked, words in asked if is_asked]
    return found + _one_voice(key, f"Every quote under {what}", wins, book)


def _is_one_burst(case: Case) -> bool:
    return len(case.wins) > 1 and case.section.months == 1


def _one_voice(key: str, whose: str, wins: Sequence[Win], book: Book) -> list[Question]:
    """Two or more backed wins, and one person behind them all."""
    unique = {win.public_id: win for win in wins}.values()
    behind = [gaps.corroborators(win, book.praise.get(win.id or 0, ())) for win in unique]
    backed = [people for people in behind if people]
    people = {person for some in backed for person in some}
    if len(backed) < 2 or len(people) != 1:
        return []
    name = book.names.get(people.pop(), "the same colleague")
    return [Question(ONE_PERSON, key, f"{whose} is by {name}. Who else would say so?")]


def _leaning(wins: Sequence[Win], book: Book) -> list[Question]:
    """One person behind most of it, or nobody from outside the team."""
    unique = {win.public_id: win for win in wins}.values()
    behind = [gaps.corroborators(win, book.praise.get(win.id or 0, ())) for win in unique]
    backed = [people for people in behind if people]
    counted = Counter(person for people in backed for person in people)
    if not counted:
        return []
    person, most = counted.most_common(1)[0]
    found, total = [], counted.total()
    if total >= MANY and most >= MOST * total:
        name = independence.called(book.names.get(person, "one colleague"), person, book.ties)
        said = f"{most} of {total} corroborations are from {name}. Who else would say so?"
        found = [Question(MOSTLY_ONE, "", said)]
    if independence.are_all_close(counted, book.ties):
        said = "Everybody who backs this is the sponsor or on the same team. Who else saw it?"
        found.append(Question(ONE_TEAM, "", said))
    return found


def _month(win: Win) -> str:
    return f"{win.happened:%B %Y}"
