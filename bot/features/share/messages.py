"""The messages of sharing: that something is shared, and the calibration sheet as files."""

from datetime import datetime, timedelta

from bot.career import packet, prompts
from bot.career.sharing import Shown
from bot.due import Due, Sending
from bot.features.share import lending
from bot.slack import blocks
from bot.slack.messages import Message
from bot.slack.text import day, escape
from bot.slack.uploads import Upload
from storage import Store
from storage.records import Delivery, Principal
from storage.records_people import Share

SHARED, SHEET = "share", "share_sheet"
LIVES = timedelta(days=7)
NO_FILES = (
    "The calibration sheet could not be sent: Winbook may not upload files in this workspace. "
    "Whoever manages the app can add the scope `files:write`."
)


def shared(sending: Sending) -> Message | None:
    """That there is something to read, and no word of it: what is taken back must not stay here."""
    now, ref = sending.now, sending.delivery.about[0]
    open_ones = {row.public_id: row for row in sending.store.shares.with_me(sending.me, now)}
    share = open_ones.get(ref)
    if share is None:
        said = "What was shared with you here was taken back, or its time is over."
        over = Message(said, [blocks.section(said, "share:over")])
        return over if sending.delivery.ts else None
    name = escape(sending.names([share.owner]).get(share.owner, "A colleague"))
    what = escape(lending.titled(sending.store, share))
    last = day(lending.last_day(sending.store, share))
    head = f"*{name} shares something with you*: {what}, until {last}."
    why = f"{name} keeps a record of their own work in Winbook, for their promotion. Open shows it "
    why += "to you alone. Nothing is asked of you."
    note = f"{name} sees when you read it, and can take it back. Ask before you pass it on."
    open_it = blocks.button("Open", "share_open", ref, says=f"Open what {name} shares")
    shown = [
        blocks.section(head, "share:head"),
        blocks.section(why, "share:why"),
        blocks.actions(open_it, block_id="share:do"),
        blocks.context(note, block_id="share:audience"),
    ]
    return Message(f"{name} shares something with you: {what}.", shown)


def sheet(sending: Sending) -> Message | None:
    """Made when it is sent, of what may be read then; each case is read, and its owner sees it."""
    cases = read_all(sending.store, sending.me, sending.now)
    if not cases:
        return None
    from bot.exports import sheet as writer  # noqa: PLC0415 - what only a sheet needs

    here = prompts.today(sending.person, sending.now, sending.settings.zone)
    made = writer.files(cases, sending.person.name, here)
    uploads = tuple(
        Upload(f"calibration-{here.isoformat()}{ending}", f"Calibration sheet{ending}", body)
        for ending, body in made.items()
    )
    instead = Message(NO_FILES, [blocks.section(NO_FILES, "no_files")])
    said = "The calibration sheet: only what is shared with you today. Its owners see the reading."
    return Message(said, [], files=uploads, instead=instead)


DUE = (
    Due(SHARED, shared, discreet="A colleague shares something with you"),
    Due(SHEET, sheet, any_hour=True),
)


def read_all(store: Store, me: Principal, now: datetime) -> list[Shown]:
    """Every case that may be read now, by the owner's name."""
    found: dict[str, Shown] = {}
    for share in store.shares.with_me(me, now):
        owner, opened = lending.owner_of(share), store.shares.open(me, share.public_id, now)
        lines = opened and lending.looked_at(store, owner, share.kind, share.ref)
        if not lines:
            continue
        store.audits.note(me, f"read {share.kind}", share.public_id, now)
        name = lending.name(store.people.get(owner))
        case = found.get(share.owner, Shown(name))
        row = store.packets.get(owner, share.ref) if share.kind == "packet" else None
        if row is not None and row.content is not None:
            more = (*case.packets, packet.from_dict(row.content))
            found[share.owner] = Shown(name, more, case.wins)
        else:
            found[share.owner] = Shown(name, case.packets, (*case.wins, " · ".join(lines)))
    return sorted(found.values(), key=lambda case: case.name)


def told(me: Principal, share: Share, now: datetime) -> Delivery:
    return Delivery(
        workspace=me.workspace,
        owner=share.grantee,
        kind=SHARED,
        period=f"{SHARED}:{share.public_id}",
        about=[share.public_id],
        due=now,
        expires=now + LIVES,
        created_at=now,
    )


def ordered(me: Principal, now: datetime) -> Delivery:
    """Pressed twice within a minute it is one sheet."""
    return Delivery(
        workspace=me.workspace,
        owner=me.user,
        kind=SHEET,
        period=f"{SHEET}:{now:%Y%m%d%H%M}",
        due=now,
        expires=now + LIVES,
        created_at=now,
    )
