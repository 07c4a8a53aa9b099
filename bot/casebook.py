"""A person's case: what is stored of it, and the packet made of it just now."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from bot import around, holding, rubrics
from bot.career import confirming, packet, periods, prompts
from bot.career.ladders import Level
from bot.career.packet import asking, choosing
from bot.career.packet.building import considered, standing_by
from bot.career.packet.opening_case import whole_book
from bot.career.rubric import Rubric
from bot.errors import Missing, Refused
from bot.settings import Settings
from bot.slack import text
from storage import Store
from storage.records import Packet, Person, Praise, Principal, Win
from storage.wins import Changed

GONE = "That is no longer here. Type `/win packet` to make a packet."
FROZEN = "This version is frozen. `/win packet` opens the next one."
TRIES = 3  # times a choice is made again on what somebody chose in between
Names = Callable[[list[str]], Mapping[str, str]]


class Case(NamedTuple):
    """`row` is what is stored, `packet` what it says now, `book` what it was made of just now."""

    row: Packet
    packet: packet.Packet
    book: packet.Book | None = None  # None: frozen


class Reader(NamedTuple):
    """Who looks, and when."""

    store: Store
    me: Principal
    person: Person
    now: datetime
    settings: Settings
    rubric: Rubric

    @property
    def today(self) -> date:
        return prompts.today(self.person, self.now, self.settings.zone)


def reader(store: Store, me: Principal, now: datetime, settings: Settings) -> Reader:
    return reader_of(store, me, store.people.get(me) or store.people.acted(me, now), now, settings)


def reader_of(
    store: Store, me: Principal, person: Person, now: datetime, settings: Settings
) -> Reader:
    """Somebody who is known already."""
    return Reader(store, me, person, now, settings, rubrics.of(store, me))


def asked(who: Reader, period: str = "", target: str = "") -> Case:
    """The draft for this period and target, as they were typed; made when there is none."""
    span = _since_promotion(who, asking.span(period, who.today))
    level = asking.level(target, who.rubric, who.person.level_next)
    return _opened(who, f"{level.id}|{span.name}", span, level)


def latest(who: Reader) -> Case:
    """The draft this person had in hand last, as of today; the usual one when there is none."""
    row = who.store.packets.newest(who.me)
    if row is None:
        return asked(who)
    if row.opening or periods.read(row.period, who.today) is None:
        return made(who, row)
    return asked(who, row.period, who.rubric.level(row.target).name)


def for_opening(who: Reader, opening: str, requirements: tuple[str, ...]) -> Case:
    """The draft for an opening; asked again under the same name, it has the newer requirements."""
    level = asking.level("", who.rubric, who.person.level_next)
    wins, _ = who.store.packets.material(who.me)
    span = whole_book(packet.Book(wins), who.today)
    return _opened(who, f"opening|{opening}", span, level, opening, requirements)


def mine(who: Reader, public_id: str) -> Case:
    """This person's case, or the same answer whether it is missing or somebody else's."""
    row = who.store.packets.get(who.me, public_id)
    if row is None:
        raise Missing(GONE)
    return made(who, row)


def made(who: Reader, row: Packet, names: Names | None = None) -> Case:
    """What it says: a frozen version as it was frozen, a draft anew from the book."""
    if row.content is not None:
        return Case(row, packet.from_dict(row.content))
    book = book_of(who, row, names)
    return Case(row, _built(who, row, book), book)


def choose(who: Reader, public_id: str, change: Callable[[Case], packet.Curation]) -> Case:
    """Make a choice, on what was chosen last; Refused once the version is frozen."""
    for _ in range(TRIES):
        case = mine(who, public_id)
        if case.row.state == "frozen":
            raise Refused(FROZEN)
        chosen = change(case).as_dict()
        try:
            row = who.store.packets.curate(who.me, public_id, case.row.revision, chosen, who.now)
        except Changed:
            continue
        return made(who, row)
    raise Refused("This packet was changed elsewhere just now. Try again.")


def freeze(who: Reader, public_id: str) -> Case:
    """Keep it as it is now; a second time changes nothing."""
    case = mine(who, public_id)
    if case.packet.is_empty:
        raise Refused("There is nothing to freeze yet. Log a win first.")
    if case.row.state == "frozen":
        return case
    content = packet.as_dict(case.packet)
    digest = packet.digest(content)
    try:
        row = who.store.packets.freeze(
            who.me, public_id, case.row.revision, content, digest, who.now
        )
    except Changed:
        raise Refused("This packet was changed elsewhere just now. Look again.") from None
    return made(who, row)


def curation(case: Case) -> packet.Curation:
    return packet.Curation.from_dict(case.row.curation)


def others(who: Reader, case: Case) -> list[Win]:
    """Wins of the period that are not told, the strongest first."""
    if case.book is None:
        return []
    told = {evidence.ref for evidence in case.packet.told}
    span = packet.Span(case.row.first, case.row.last, case.row.period)
    wins = considered(case.book.wins, span, curation(case))
    ranks = choosing.ranked(wins, standing_by(case.book).praise, who.today)
    left = [win for win in wins if win.public_id not in told]
    return sorted(left, key=lambda win: ranks[win.public_id])


def book_of(who: Reader, row: Packet, names: Names | None = None) -> packet.Book:
    """What this case is made of; all that was kept when its days hold nothing, or for an opening.

    `names` asks Slack too; without it those known here serve.
    """
    days = () if row.opening else (row.first, row.last)
    wins, words = who.store.packets.material(who.me, *days)
    if not wins and days:
        wins, words = who.store.packets.material(who.me)
    behind: dict[int, list[Praise]] = {}
    for said in words:
        behind.setdefault(said.win_id or 0, []).append(said)
    users = sorted(people_in(wins, behind))
    known = names(users) if names else who.store.people.names(who.me.workspace, users)
    held = holding.held(who.store, who.me, who.person, who.now, who.settings.zone).current
    told, shown_by = [holding.in_packet(one) for one in held], [one.shown_by for one in held]
    return packet.Book(
        wins,
        behind,
        known,
        around.ties(who.store, who.me),
        credentials=told,
        shown_by=shown_by,
        outdated=confirming.outdated(who.store.confirmations.of(who.me), wins),
    )


def people_in(wins: list[Win], behind: Mapping[int, list[Praise]]) -> set[str]:
    """Who spoke, who was named in what was said, and who took part."""
    rows = [row for some in behind.values() for row in some]
    spoke = {row.author for row in rows if row.author}
    named = {user for row in rows for user in text.mentioned(row.quote)}
    return spoke | named | {user for win in wins for user in win.credited}


def _since_promotion(who: Reader, span: packet.Span) -> packet.Span:
    """The usual period begins after the last promotion: what is older argued for that."""
    start = who.person.file_since
    if span.name != asking.USUAL or start is None or start < span.first:
        return span
    return packet.Span(min(start + timedelta(days=1), span.last), span.last, span.name)


def _opened(
    who: Reader,
    case_key: str,
    span: packet.Span,
    level: Level,
    opening: str = "",
    requirements: tuple[str, ...] = (),
) -> Case:
    row = Packet(
        workspace=who.me.workspace,
        owner=who.me.user,
        case_key=case_key,
        title=opening or level.name,
        period=span.name,
        first=span.first,
        last=span.last,
        target=level.id,
        opening=opening,
        requirements=list(requirements),
        rubric_version=who.rubric.version,
        created_at=who.now,
        updated_at=who.now,
    )
    return made(who, who.store.packets.draft(who.me, row))


def _built(who: Reader, row: Packet, book: packet.Book) -> packet.Packet:
    ladder, chosen = who.rubric, packet.Curation.from_dict(row.curation)
    if row.opening:
        made = packet.build_for_opening(
            book, ladder, who.person, row.opening, row.requirements, chosen, who.today
        )
    else:
        span = packet.Span(row.first, row.last, row.period)
        target = ladder.level(row.target)
        made = packet.build(book, ladder, who.person, span, target, chosen, who.today)
    return replace(made, version=row.version)
