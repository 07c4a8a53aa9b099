"""Put a packet together: the same book, choices and day give the same packet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from bot.career import dimensions, gaps
from bot.career.ladders import Level
from bot.career.packet import choosing, helping, questions, telling
from bot.career.packet.curating import Curation
from bot.career.packet.proof import credentials
from bot.career.packet.shape import Book, Evidence, Month, Packet, Section, Span, Totals
from bot.career.packet.summing import summary
from bot.career.rubric import Rubric
from storage.records import Person, Win

EVER = 1200  # months: the period has chosen already, so the window of coverage leaves nothing out


def build(
    book: Book,
    rubric: Rubric,
    person: Person,
    period: Span,
    target: Level,
    curation: Curation,
    today: date,
) -> Packet:
    """The strongest wins of the period per dimension, and honestly what is missing.

    Dropped wins are neither told nor counted. Without a win, `help` says what to do instead.
    """
    book = standing_by(book)
    wins = considered(book.wins, period, curation)
    ranks = choosing.ranked(wins, book.praise, today)
    cases = [
        questions.Case(_section(key, wins, book, rubric, target, period), _under(key, wins))
        for key in rubric.asked(target.id)
    ]
    told = [_told(case, book, curation, ranks, today) for case in cases]
    sections = told_once(told)
    packet = Packet(
        person=person.name,
        level=rubric.level(person.level_now).name,
        target=target.name,
        span=period,
        rubric=rubric.name,
        rubric_version=rubric.version,
        made=today,
        summary="",
        sections=sections,
        totals=totals(sections, wins, book, rubric),
    )
    return finished(packet, book, cases, today)


def finished(packet: Packet, book: Book, cases: Sequence[questions.Case], today: date) -> Packet:
    """With what follows from the rest: summary, questions, credentials, or help."""
    if packet.is_empty:
        return replace(packet, help=helping.words(packet, book), summary=summary(packet))
    asked = questions.expected(cases, book, packet.target)
    held = credentials(book.credentials, packet.told, today, book.shown_by)
    return replace(packet, questions=asked, credentials=held, summary=summary(packet))


def standing_by(book: Book) -> Book:
    """The book with kept words alone: withdrawn ones never count, whoever hands them in."""
    kept = {
        win_id: [row for row in rows if row.state == "kept"] for win_id, rows in book.praise.items()
    }
    return replace(book, praise=kept)


def considered(wins: Sequence[Win], period: Span, curation: Curation) -> list[Win]:
    """Kept wins of the period that were not dropped, oldest first."""
    found = [
        win
        for win in wins
        if period.first <= win.happened <= period.last
        and win.state == "kept"
        and win.deleted_at is None
        and win.public_id not in curation.dropped
    ]
    return sorted(found, key=lambda win: (win.happened, win.number))


def told_once(sections: Sequence[Section]) -> tuple[Section, ...]:
    """A win that stands under two titles is told in full under the first."""
    first: dict[str, str] = {}
    for section in sections:
        for evidence in section.evidence:
            first.setdefault(evidence.ref, section.title)
    return tuple(
        replace(section, evidence=tuple(_short(e, section, first) for e in section.evidence))
        for section in sections
    )


def totals(sections: Sequence[Section], wins: Sequence[Win], book: Book, rubric: Rubric) -> Totals:
    """Counts of the wins told, once each, and of all that were considered."""
    told = {e.ref: e for section in sections for e in section.evidence}
    behind = [
        gaps.corroborators(win, book.praise.get(win.id or 0, ()))
        for win in wins
        if win.public_id in told
    ]
    return Totals(
        wins=len(told),
        months=len({e.happened.replace(day=1) for e in told.values()}),
        corroborated=sum(bool(people) for people in behind),
        with_figures=sum(bool(e.figures) for e in told.values()),
        people=len({person for people in behind for person in people}),
        considered=len(wins),
        unsorted=sum(not set(win.dimensions) & set(rubric.dimensions) for win in wins),
    )


def _section(
    key: str, wins: Sequence[Win], book: Book, rubric: Rubric, target: Level, period: Span
) -> Section:
    [found] = gaps.coverage([key], wins, book.praise, period.last, EVER)
    mine = _under(key, wins)
    return Section(
        key=key,
        title=called(key, rubric),
        asks=rubric.asks(key, target.id).asks,
        standing=found.level,
        missing=found.missing,
        wins=found.wins,
        months=found.months,
        corroborated=found.corroborated,
        with_figures=found.with_figures,
        by_month=months(mine, book),
    )


def called(key: str, rubric: Rubric) -> str:
    """The dimension, and what the company calls those of its own that mean it."""
    own = rubric.names(key)
    return f"{title(key)} ({', '.join(own)})" if own else title(key)


def title(key: str) -> str:
    """A dimension's name; of one that is not ours, made from its key."""
    return dimensions.TITLES.get(key) or key.replace("_", " ").capitalize()


def months(wins: Sequence[Win], book: Book) -> tuple[Month, ...]:
    """Months with a win, oldest first; `wins` come oldest first."""
    by_month = groupby(wins, key=lambda win: win.happened.replace(day=1))
    counted = [(first, list(some)) for first, some in by_month]
    return tuple(Month(first, len(some), _backed(some, book)) for first, some in counted)


def _backed(wins: Sequence[Win], book: Book) -> int:
    return sum(gaps.is_corroborated(win, book.praise.get(win.id or 0, ())) for win in wins)


def _under(key: str, wins: Sequence[Win]) -> list[Win]:
    return [win for win in wins if key in win.dimensions]


def _told(
    case: questions.Case,
    book: Book,
    curation: Curation,
    ranks: Mapping[str, tuple[int, ...]],
    today: date,
) -> Section:
    key = case.section.key
    told = [
        telling.told(win, book, curation, today, _because(win, key))
        for win in choosing.chosen(case.wins, ranks, curation)
    ]
    return replace(case.section, evidence=tuple(told))


def _because(win: Win, key: str) -> str:
    """What put it under this dimension: its words, or the person."""
    words = ", ".join(f"“{word}”" for word in win.because.get(key, ()))
    return f"read from {words}" if words else "filed here by its owner"


def _short(evidence: Evidence, section: Section, first: Mapping[str, str]) -> Evidence:
    under = first[evidence.ref]
    return evidence if under == section.title else replace(evidence, told_under=under)
