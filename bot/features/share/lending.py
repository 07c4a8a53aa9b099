"""What is shared, looked up in its owner's book each time it is read."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot import around
from bot.career import confirming, packet, prompts, sharing
from bot.errors import Missing
from bot.slack import blocks
from bot.slack.blocks import Block
from storage import Store
from storage.records import Person, Principal
from storage.records_people import POSTED, Share

MOST = 40  # blocks of one thing
GONE = "That is not shared with you any more."


def looked_at(store: Store, owner: Principal, kind: str, ref: str) -> list[str] | None:
    """The lines of it; None when its owner no longer has it."""
    if kind == "win":
        win = store.wins.get(owner, ref)
        if win is None or win.deleted_at is not None or win.state != "kept":
            return None
        rows = store.praise.backing(owner, [win.id or 0]).get(win.id or 0, [])
        names = store.people.names(owner.workspace, [row.author for row in rows])
        changed = confirming.outdated(store.confirmations.of(owner), [win])
        return sharing.win_lines(win, rows, names, around.ties(store, owner), changed)
    row = store.packets.get(owner, ref)
    if row is None or row.content is None:
        return None
    return sharing.packet_lines(packet.from_dict(row.content))


def checked(store: Store, me: Principal, kind: str, ref: str, field: str) -> None:
    if looked_at(store, me, kind, ref) is None:
        raise Missing(GONE, field)


def owner_of(share: Share) -> Principal:
    return Principal(share.workspace, share.owner)


def titled(store: Store, share: Share) -> str:
    """`Win 42` or `Packet for Senior`, without a word of what is in it."""
    owner = owner_of(share)
    if share.kind in ("win", POSTED):
        win = store.wins.get(owner, share.ref.partition(":")[0])
        return f"Win {win.number}" if win else "A win that is gone"
    row = store.packets.get(owner, share.ref)
    return f"Packet for {row.title}, version {row.version}" if row else "A packet that is gone"


def last_day(store: Store, share: Share) -> date:
    """The day it is shared to, where its owner is."""
    person = store.people.get(owner_of(share))
    zone = prompts.zone_of(person, "UTC") if person else ZoneInfo("UTC")
    return (share.until - timedelta(seconds=1)).astimezone(zone).date()


def pieces(lines: list[str], name: str) -> list[Block]:
    """As plain sections: nothing in it can mention, link or be formatted."""
    text = "\n".join(lines)
    cut = [text[at : at + 2900] for at in range(0, len(text), 2900)][:MOST]
    return [blocks.plain_section(piece, f"{name}:{at}") for at, piece in enumerate(cut)]


def name(person: Person | None) -> str:
    return person.name if person and person.name else "A colleague"
