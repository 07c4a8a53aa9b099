"""`/win share`: what one shares now, when it was read, and taking it back."""

from datetime import datetime
from typing import Any

from bot.errors import Missing
from bot.features.share import giving, lending, messages, publishing
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import count, day, escape, moment
from storage import Store
from storage.records import Principal
from storage.records_people import POSTED, Share

REVOKE, WINDOW, SHOWN = "share_revoke", "share_window", 20
GONE = "That share is no longer here."


def register(app: Any) -> None:
    app.command("/win", matchers=[is_bare])(show)
    app.action(REVOKE)(revoke)


def is_bare(spoken: Any) -> bool:
    return word("share")(spoken) and not spoken.args


def show(
    ack: Any, command: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    view = window(store, me, clock.now(), settings.win_command)
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def revoke(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    homes: Any, wake: Any, after: Any,
) -> None:  # fmt: skip
    """From the next read on nothing is shown; the message says so."""
    now = clock.now()
    share = store.shares.revoke(me, forms.chosen(action), now)
    if share is None:
        raise Missing(GONE)
    if share.kind == POSTED:
        after(publishing.take_down, client, share)
    store.deliveries.repaint(share.workspace, share.grantee, [messages.SHARED], share.public_id)
    if (body.get("view") or {}).get("callback_id") == WINDOW:
        client.views_update(
            view_id=body["view"]["id"], view=window(store, me, now, settings.win_command)
        )
    ack()
    homes.stale(Principal(share.workspace, share.grantee))
    wake()


def window(store: Store, me: Principal, now: datetime, command: str = "/win") -> Block:
    rows = store.shares.of(me)
    names = store.people.names(me.workspace, [row.grantee for row in rows])
    shown = [_row(store, row, names, now) for row in rows[:SHOWN]]
    if not rows:
        said = f"You share nothing. `{command} share 42 @name` shares a win, "
        said += f"`{command} share packet @name` a frozen packet."
        shown = [blocks.section(said, "share:none")]
    give = blocks.button("Share a Packet", giving.OPEN)
    shown.append(blocks.actions(give, block_id="share:do"))
    shown.append(blocks.context("Only you can see this.", block_id="share:audience"))
    return blocks.modal(WINDOW, "What You Share", shown, submit="", close="Done")


def _row(store: Store, row: Share, names: dict[str, str], now: datetime) -> Block:
    who, what = names.get(row.grantee, "a colleague"), escape(lending.titled(store, row))
    said = f"*{what}* with {escape(who)}. {_state(store, row, now)} {_read(row)}"
    if row.kind == POSTED:
        said = f"*{what}* in <#{row.grantee}>. {_stands(row)}"
    take = blocks.button("Take Back", REVOKE, row.public_id, says=f"Take back {what}")
    is_open = row.revoked_at is None and row.until > now
    return blocks.section(said, f"share:{row.public_id}", accessory=take if is_open else None)


def _stands(row: Share) -> str:
    if row.revoked_at is not None:
        return f"Taken back on {day(row.revoked_at.date())}."
    return f"Posted on {day(row.created_at.date())}."


def _state(store: Store, row: Share, now: datetime) -> str:
    if row.revoked_at is not None:
        return f"Taken back on {day(row.revoked_at.date())}."
    last = day(lending.last_day(store, row))
    return f"Ended on {last}." if row.until <= now else f"Until {last}."


def _read(row: Share) -> str:
    if row.first_read_at is None or row.read_at is None:
        return "Not read yet."
    return f"Read {count(row.reads, 'time')}, last {moment(row.read_at)}."
