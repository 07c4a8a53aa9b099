"""Questions about praise: notice, keep, attach, withdraw."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, String, and_, cast, or_, select

from storage import noticing
from storage.engine import Database
from storage.messages import Messages
from storage.noticing import Noticed, Offer
from storage.packets import take_back
from storage.records import Delivery, Praise, Principal
from storage.rows import change, first, is_mine, many, one, read, remove, table

praises, deliveries = table(Praise).c, table(Delivery).c
SHOWN = ("sent", "sending", "unknown")
ANSWERS = ("kept", "unkeep")  # kinds of messages that answer a reaction
WORDLESS = {"quote": "", "reason": "", "digest": ""}


class Praises(Messages):
    """What others said about a person, until the person decides, and after."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)

    def notice(self, rows: list[Praise], deliveries: list[Delivery]) -> list[Praise]:
        """Drafts and their messages in one shared commit; rows known before come back as they are.

        A message that was deleted stays dead. A delivery is planned when a row it is about is
        new, and joins an unread one of the same kind.
        """
        if not rows:
            return []
        return self._database.batch(noticing.notice, Noticed(rows, deliveries), rows[0].workspace)

    def offer(self, offer: Offer) -> list[Praise]:
        """As `notice`, when it depends on who the people are. The plan must not wait for anything,
        because everybody's commit waits for it."""
        return self._database.batch(noticing.offer, offer, offer.workspace)

    def get(self, me: Principal, public_id: str) -> Praise | None:
        with self._database.reading() as connection:
            return one(connection, Praise, _mine(me).where(praises.public_id == public_id))

    def waiting(self, me: Principal) -> list[Praise]:
        """Drafts, newest first."""
        return self._in_state(me, "draft")

    def kept(self, me: Principal) -> list[Praise]:
        """Newest first."""
        return self._in_state(me, "kept")

    def backing(self, me: Principal, win_ids: Iterable[int]) -> dict[int, list[Praise]]:
        """Kept praise by the win it backs; wins without any are left out."""
        question = _mine(me).where(praises.state == "kept", praises.win_id.in_(set(win_ids)))
        found: dict[int, list[Praise]] = {}
        with self._database.reading() as connection:
            for praise in many(connection, Praise, question.order_by(praises.said_at, praises.id)):
                assert praise.win_id is not None
                found.setdefault(praise.win_id, []).append(praise)
        return found

    def keep(
        self, me: Principal, public_id: str, at: datetime, win_id: int | None, because: list[str]
    ) -> Praise | None:
        """Into the book. Kept already: as it is. Withdrawn: stays so. None: not theirs."""
        open_to_it = praises.state.in_(("draft", "removed", "declined"))
        changes = {"state": "kept", "kept_at": at, "win_id": win_id, "because": because}
        return self._decide(me, public_id, open_to_it, updated_at=at, **changes)

    def attach(
        self,
        me: Principal,
        public_id: str,
        win_id: int | None,
        because: list[str],
        at: datetime,
    ) -> Praise | None:
        """To this win, or to none."""
        anyhow = praises.id.is_not(None)
        return self._decide(me, public_id, anyhow, win_id=win_id, because=because, updated_at=at)

    def set_state(self, me: Principal, public_id: str, state: str, at: datetime) -> Praise | None:
        """Declined, removed or withdrawn; withdrawn wipes the words."""
        changes: dict[str, Any] = {"state": state, "updated_at": at}
        if state == "withdrawn":
            changes |= WORDLESS
        return self._decide(me, public_id, praises.state != state, **changes)

    def forget_old(self, before: datetime) -> int:
        """Deletes, in every workspace, drafts that were noticed before and never kept."""
        old = (praises.state.in_(("draft", "declined", "removed")), praises.noticed_at < before)
        with self._database.writing() as connection:
            return remove(connection, Praise, *old)

    def linked(self, me: Principal, public_id: str, permalink: str) -> Praise | None:
        """The message's address, once Slack has told it."""
        return self._decide(me, public_id, praises.permalink == "", permalink=permalink)

    def repaint(self, rows: Iterable[Praise], but: str = "") -> int:
        """Messages that show these praises are drawn again, except the one with the ts `but`."""
        with self._database.writing() as connection:
            return sum(_repaint(connection, row, but) for row in rows)

    def shows_anew(self, row: Praise, since: datetime) -> bool:
        """Repaints; whether a message sent since then shows this praise, or one about it is on its
        way. In one transaction: a message that is being dropped meanwhile does not count."""
        on_its_way = and_(deliveries.kind.in_(ANSWERS), deliveries.state == "pending")
        fresh = or_(deliveries.sent_at >= since, deliveries.state.in_(("sending", "unknown")))
        question = select(deliveries.id).where(
            *_about(row), or_(and_(deliveries.state.in_(SHOWN), fresh), on_its_way)
        )
        with self._database.writing() as connection:
            _repaint(connection, row)
            return connection.scalar(question.limit(1)) is not None

    def authored(self, me: Principal, public_id: str) -> Praise | None:
        """Words of one's own in somebody else's book."""
        with self._database.reading() as connection:
            return one(connection, Praise, read(Praise).where(*_said_by(me, public_id)))

    def author_withdraws(self, me: Principal, public_id: str, at: datetime) -> Praise | None:
        """The author takes kept words back: they are wiped. None: not theirs, or not kept."""
        where = (*_said_by(me, public_id), praises.state == "kept")
        changes = {"state": "withdrawn", "updated_at": at, **WORDLESS}

        def work(on: Connection) -> Praise | None:
            taken = change(on, Praise, where, **changes)
            take_back(on, taken)
            return first(taken)

        return self._database.together(work)

    def _in_state(self, me: Principal, state: str) -> list[Praise]:
        newest = (praises.said_at.desc(), praises.id.desc())
        question = _mine(me).where(praises.state == state).order_by(*newest)
        with self._database.reading() as connection:
            return many(connection, Praise, question)

    def _decide(self, me: Principal, public_id: str, when: Any, **changes: Any) -> Praise | None:
        where = (*is_mine(Praise, me), praises.public_id == public_id)

        def work(on: Connection) -> Praise | None:
            decided = change(on, Praise, (*where, when), **changes)
            if changes.get("state") == "withdrawn":
                take_back(on, decided)
            return first(decided) or one(on, Praise, read(Praise).where(*where))

        return self._database.together(work)


def _mine(me: Principal) -> Select[Any]:
    return read(Praise).where(*is_mine(Praise, me))


def _repaint(connection: Connection, row: Praise, but: str = "") -> int:
    again = {"revision": deliveries.revision + 1}
    return len(change(connection, Delivery, _shown(row, but), **again))


def _shown(row: Praise, but: str) -> tuple[Any, ...]:
    return (*_about(row), deliveries.state.in_(SHOWN), deliveries.ts != (but or "-"))


def _about(row: Praise) -> tuple[Any, ...]:
    return (
        deliveries.workspace == row.workspace,
        deliveries.owner == row.owner,
        deliveries.kind.in_(("praise", *ANSWERS)),
        cast(deliveries.about, String).contains(f'"{row.public_id}"', autoescape=True),
    )


def _said_by(me: Principal, public_id: str) -> tuple[Any, ...]:
    return (
        praises.workspace == me.workspace,
        praises.author == me.user,
        praises.public_id == public_id,
    )
