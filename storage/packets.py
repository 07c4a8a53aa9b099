"""Questions about packets: a case's draft, what was chosen for it, and versions that are kept."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial
from typing import Any
from typing import cast as cast_to

from sqlalchemy import Connection, String, cast, func, select

from storage.engine import Database
from storage.records import Packet, Praise, Principal, Win
from storage.rows import add_unless_known, change, first, hold, is_mine, many, one, read, table
from storage.wins import Changed

packets = table(Packet).c
wins, praises = table(Win), table(Praise)
Content = dict[str, Any]
OF_A_WIN = (
    "id",
    "public_id",
    "owner",
    "number",
    "state",
    "text",
    "outcome",
    "outcome_state",
    "happened",
    "dimensions",
    "because",
    "credited",
    "links",
    "figures",
    "deleted_at",
)
OF_PRAISE = (
    "public_id",
    "author",
    "said_at",
    "quote",
    "permalink",
    "state",
    "win_id",
    "edited_at",
)
# What a new look at a case brings up to date; what was chosen by hand stays.
FRESH = ("title", "period", "first", "last", "requirements", "rubric_version", "updated_at")


class Packets:
    """Each person's own cases."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def draft(self, me: Principal, row: Packet) -> Packet:
        """The open version of this case, brought up to date; else the next one, curated alike."""
        row.workspace, row.owner = me.workspace, me.user
        mine = (*is_mine(Packet, me), packets.case_key == row.case_key)
        with self._database.writing() as connection:
            hold(connection, "packets", *me[:2])
            fresh = {name: getattr(row, name) for name in FRESH}
            opened = change(connection, Packet, (*mine, packets.state == "draft"), **fresh)
            if opened:
                return opened[0]
            newest = read(Packet).where(*mine).order_by(packets.version.desc()).limit(1)
            if (before := one(connection, Packet, newest)) is not None:
                row.version, row.curation = before.version + 1, before.curation
            add_unless_known(connection, row)
            made = read(Packet).where(*mine, packets.version == row.version)
            return one(connection, Packet, made) or row

    def material(
        self, me: Principal, first: date | None = None, last: date | None = None
    ) -> tuple[list[Win], list[Praise]]:
        """Kept wins and kept praise, to be read and not changed; wins of these days alone.

        As bare rows with the fields a packet is made of: thousands of whole records take twice as
        long.
        """
        kept = select(*(wins.c[name] for name in OF_A_WIN)).where(
            *is_mine(Win, me), wins.c.state == "kept", wins.c.deleted_at.is_(None)
        )
        kept = kept.where(wins.c.happened >= first) if first else kept
        kept = kept.where(wins.c.happened <= last) if last else kept
        said = select(*(praises.c[name] for name in OF_PRAISE)).where(
            *is_mine(Praise, me), praises.c.state == "kept", praises.c.win_id.is_not(None)
        )
        with self._database.reading() as connection:
            found = connection.execute(kept.order_by(wins.c.happened, wins.c.number)).all()
            words = connection.execute(said.order_by(praises.c.said_at)).all()
        return cast_to(list[Win], found), cast_to(list[Praise], words)

    def get(self, me: Principal, public_id: str) -> Packet | None:
        """Draft or frozen; None also for somebody else's."""
        question = read(Packet).where(*is_mine(Packet, me), packets.public_id == public_id)
        with self._database.reading() as connection:
            return one(connection, Packet, question)

    def newest(self, me: Principal) -> Packet | None:
        """The draft that was looked at or changed last."""
        mine = (*is_mine(Packet, me), packets.state == "draft")
        latest = (packets.updated_at.desc(), packets.id.desc())
        question = read(Packet).where(*mine).order_by(*latest).limit(1)
        with self._database.reading() as connection:
            return one(connection, Packet, question)

    def frozen(self, me: Principal, case_key: str) -> list[Packet]:
        """The versions of a case that are kept, newest first."""
        mine = (*is_mine(Packet, me), packets.case_key == case_key, packets.state == "frozen")
        question = read(Packet).where(*mine).order_by(packets.version.desc())
        with self._database.reading() as connection:
            return many(connection, Packet, question)

    def curate(
        self, me: Principal, public_id: str, revision: int, curation: Content, at: datetime
    ) -> Packet:
        """Raises Changed when somebody chose in between or it is frozen, KeyError when gone."""
        changes = {"curation": curation, "revision": revision + 1, "updated_at": at}
        return self._change(me, public_id, revision, **changes)

    def freeze(
        self, me: Principal, public_id: str, revision: int, content: Content, digest: str,
        at: datetime,
    ) -> Packet:  # fmt: skip
        """Kept as it is from now on; a second time changes nothing. Raises as `curate` does."""
        found = self.get(me, public_id)
        if found is not None and found.state == "frozen":
            return found
        kept = {"state": "frozen", "content": content, "digest": digest, "updated_at": at}
        return self._change(me, public_id, revision, **kept)

    def count(self, me: Principal) -> int:
        """Frozen versions."""
        question = select(func.count(packets.id)).where(
            *is_mine(Packet, me), packets.state == "frozen"
        )
        with self._database.reading() as connection:
            return connection.scalar(question) or 0

    def _change(self, me: Principal, public_id: str, seen: int, **changes: Any) -> Packet:
        mine = (*is_mine(Packet, me), packets.public_id == public_id)
        as_seen = (packets.revision == seen, packets.state == "draft")
        with self._database.writing() as connection:
            changed = first(change(connection, Packet, (*mine, *as_seen), **changes))
            if changed is not None:
                return changed
            if connection.scalar(select(packets.id).where(*mine)) is None:
                raise KeyError(public_id)
            raise Changed(public_id)


def take_back(connection: Connection, rows: Iterable[Praise]) -> int:
    """Words their author withdrew leave frozen packets too; how many packets they were in."""
    taken = 0
    for row in rows:
        mine = (packets.workspace == row.workspace, packets.owner == row.owner)
        taken += _amend(connection, mine, row.public_id, partial(_silenced, row.public_id))
    return taken


def unname(connection: Connection, workspace: str, user: str) -> int:
    """In others' packets the person becomes nameless, as in their books; the words stay."""
    there = (packets.workspace == workspace,)
    return _amend(connection, there, user, partial(_nameless, user))


def _amend(
    connection: Connection, where: Iterable[Any], holding: str, less: Callable[[Any], Any]
) -> int:
    """Change what is kept, where this id is in it. Its digest is no longer that of the content."""
    held = cast(packets.content, String).contains(f'"{holding}"', autoescape=True)
    question = (
        select(packets.workspace, packets.id, packets.content).where(*where, held).with_for_update()
    )
    found = connection.execute(question).all()
    for workspace, id_, content in found:
        itself = (packets.workspace == workspace, packets.id == id_)
        change(connection, Packet, itself, content=_everywhere(content, less), digest="")
    return len(found)


def _everywhere(value: Any, less: Callable[[Any], Any]) -> Any:
    """Every object of a content, the inner ones first; None takes one out of its list."""
    if isinstance(value, dict):
        return less({name: _everywhere(part, less) for name, part in value.items()})
    if isinstance(value, list):
        parts = [_everywhere(part, less) for part in value]
        return [part for part in parts if part is not None]
    return value


def _silenced(ref: str, said: Content) -> Content:
    """A quote without words and name; that there was one is not hidden."""
    if said.get("ref") != ref or "words" not in said:
        return said
    return said | {"words": "", "name": "", "by": "", "link": "", "is_withdrawn": True}


def _nameless(user: str, said: Content) -> Content | None:
    """Who spoke becomes nobody; who took part is left out."""
    if said.get("by") != user:
        return said
    return said | {"name": "", "by": ""} if "words" in said else None
