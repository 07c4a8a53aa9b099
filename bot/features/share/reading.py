"""What others share with somebody: a section of Home, and the thing itself, with a receipt."""

from datetime import date
from typing import Any

from bot.due import HomeBlocks, Visiting
from bot.errors import Missing
from bot.features.share import lending
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.text import count, day, escape
from storage.records_people import Share

OPEN, SHEET, ALL = "share_open", "share_sheet", "share_all"
SHOWN, WHOLE = 3, 40  # in Home, in the window


def register(app: Any) -> None:
    app.action(OPEN)(show)
    app.action(ALL)(everything)


def show(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    """Checked at each reading; its owner sees that it was read, the audit that it happened."""
    now = clock.now()
    share = store.shares.open(me, forms.chosen(action), now)
    lines = share and lending.looked_at(store, lending.owner_of(share), share.kind, share.ref)
    if share is None or not lines:
        raise Missing(lending.GONE)
    store.audits.note(me, f"read {share.kind}", share.public_id, now)
    owner = lending.name(store.people.get(lending.owner_of(share)))
    is_in_window = (body.get("view") or {}).get("type") == "modal"
    opening = client.views_push if is_in_window else client.views_open
    opening(
        trigger_id=body["trigger_id"], view=window(owner, lending.last_day(store, share), lines)
    )
    ack()


def everything(ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    now = clock.now()
    shares, talks = store.shares.with_me(me, now), store.check_ins.shared_with(me)
    owners = {row.owner for row in shares} | {row.owner for row in talks}
    names = store.people.names(me.workspace, owners)
    shown = [_line(store, share, names) for share in shares[:WHOLE]]
    shown += [
        blocks.section(
            f"*{escape(names.get(talk.owner, 'A colleague'))}*: check-in of {day(talk.day)}",
            f"talk:{talk.public_id}",
            accessory=blocks.button("Open", "talk_open", talk.public_id),
        )
        for talk in talks[:WHOLE]
    ]
    shown = shown or [blocks.section("Nothing is shared with you now.", "none")]
    view = blocks.modal("share_everything", "Shared with Me", shown, submit="", close="Done")
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def home(visiting: Visiting) -> HomeBlocks:
    """For a sponsor: who shares what, only that, and the sheet over all of it."""
    shares = visiting.store.shares.with_me(visiting.me, visiting.now)
    talks = visiting.store.check_ins.shared_with(visiting.me)
    if not shares and not talks:
        return []
    owners = {row.owner for row in shares} | {row.owner for row in talks}
    names = visiting.store.people.names(visiting.me.workspace, owners)
    head = blocks.header("Shared with me", "share:home")
    shown = [_line(visiting.store, share, names) for share in shares[:SHOWN]]
    do = [blocks.button("Show All", ALL, says="Show everything that is shared with me")]
    if shares:
        do.append(blocks.button("Calibration Sheet", SHEET))
    said = f"{count(len(shares), 'share')} and {count(len(talks), 'check-in')} of "
    said += f"{count(len(owners), 'colleague')}. They see when you read."
    note = blocks.context(said, block_id="share:note")
    return [head, *shown, blocks.actions(*do, block_id="share:more"), note]


def window(owner: str, last: date, lines: list[str]) -> Block:
    name = escape(owner)
    shown = [
        *lending.pieces(lines, "share"),
        blocks.context(
            f"{name} shares this with you until {day(last)}, and sees that you read "
            "it. Ask before you pass it on.",
            block_id="share:audience",
        ),
    ]
    return blocks.modal("share_read", owner[:24], shown, submit="", close="Done")


def _line(store: Any, share: Share, names: dict[str, str]) -> Block:
    who = escape(names.get(share.owner, "A colleague"))
    what, last = escape(lending.titled(store, share)), day(lending.last_day(store, share))
    said = f"*{who}*: {what}, until {last}"
    open_it = blocks.button("Open", OPEN, share.public_id, says=f"Open what {who} shares")
    return blocks.section(said, f"share:{share.public_id}", accessory=open_it)
