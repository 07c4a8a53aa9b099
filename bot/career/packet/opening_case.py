"""A packet for an opening: a section per requirement instead of one per dimension."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.career import gaps
from bot.career.packet import building, choosing, helping, openings, questions, telling
from bot.career.packet.curating import Curation
from bot.career.packet.proof import credentials
from bot.career.packet.shape import Book, Packet, Question, Section, Span
from bot.career.packet.summing import PERHAPS, SHOWN, UNPROVEN, summary
from bot.career.rubric import Rubric
from storage.records import Person

NO_YEARS = "wins cannot show how many years"
NO_WORDS = "no win shares its words"
ONLY_LIKELY = "these wins are only about the same dimension"


def build_for_opening(
    book: Book,
    rubric: Rubric,
    person: Person,
    opening: str,
    requirements: Sequence[str],
    curation: Curation,
    today: date,
) -> Packet:
    """Every requirement, what shows it and why, and what is unproven; from the whole book.

    `opening` is what the person calls it. Dropped wins are neither told nor counted.
    """
    book = building.standing_by(book)
    period = whole_book(book, today)
    wins = building.considered(book.wins, period, curation)
    ranks = choosing.ranked(wins, book.praise, today)
    shown = openings.lay_beside(requirements, wins, ranks)
    sections = building.told_once(
        [_section(f"r{at}", one, book, curation, today) for at, one in enumerate(shown, 1)]
    )
    packet = Packet(
        person=person.name,
        level=rubric.level(person.level_now).name,
        target=opening,
        span=period,
        rubric=rubric.name,
        rubric_version=rubric.version,
        made=today,
        summary="",
        sections=sections,
        totals=building.totals(sections, wins, book, rubric),
        opening=opening,
    )
    held = credentials(book.credentials, packet.told, today)
    asked = tuple(_question(section) for section in sections if section.standing == UNPROVEN)
    packet = replace(packet, questions=asked, credentials=held, summary=summary(packet))
    return replace(packet, help=helping.words(packet, book), questions=()) if not wins else packet


def whole_book(book: Book, today: date) -> Span:
    """From the first win to today: an opening asks for all of a working life."""
    first = min((win.happened for win in book.wins), default=today)
    return Span(min(first, today), today, "the whole book")


def _section(
    key: str, shown: openings.Shown, book: Book, curation: Curation, today: date
) -> Section:
    told = tuple(
        telling.told(found.win, book, curation, today, found.because) for found in shown.wins
    )
    missing = [NO_YEARS] if shown.asks_years else []
    missing += [] if shown.is_by_words else [ONLY_LIKELY if told else NO_WORDS]
    standing = UNPROVEN if not told else PERHAPS if missing else SHOWN
    return Section(
        key=key,
        title=shown.requirement[:1].upper() + shown.requirement[1:],
        asks="",
        standing=standing,
        evidence=told,
        missing=tuple(missing),
        wins=len(told),
        months=len({found.win.happened.replace(day=1) for found in shown.wins}),
        corroborated=sum(
            gaps.is_corroborated(found.win, book.praise.get(found.win.id or 0, ()))
            for found in shown.wins
        ),
        with_figures=sum(bool(e.figures) for e in told),
        by_month=building.months(
            sorted((found.win for found in shown.wins), key=lambda win: win.happened), book
        ),
    )


def _question(section: Section) -> Question:
    return Question(questions.NOTHING, section.key, f"What shows this: {section.title}")
