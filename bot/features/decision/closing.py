"""Closing a gap, which needs linked wins; and the checkpoint, which can be moved."""

from datetime import date
from typing import Any

from bot.errors import Missing, Refused
from bot.features.decision import page, record
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from storage import Store
from storage.records import Principal
from storage.records_people import Decision

FORM, WINS, DONE = "decision_wins", "wins", "closed"


def register(app: Any) -> None:
    app.action(page.LINK)(open_form)
    app.view(FORM)(link)
    app.action(page.CHECKPOINT)(move)


def open_form(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    row = record.mine(store, me, forms.chosen(action))
    is_in_window = (body.get("view") or {}).get("type") == "modal"
    opening = client.views_push if is_in_window else client.views_open
    opening(trigger_id=body["trigger_id"], view=form(store, me, row))
    ack()


def link(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any
) -> None:
    """Only one's own wins; closed is what has one, and is said to be."""
    now, told = clock.now(), forms.answers(view)
    row = record.mine(store, me, str(forms.kept(view).get("id", "")))
    picked, is_closed = forms.many(told, WINS), forms.text(told, DONE) == "met"
    mine = {win.public_id for win in store.wins.of(me)}
    if set(picked) - mine:
        raise Missing("One of those wins is no longer here. Choose again.", WINS)
    if is_closed and not picked:
        raise Refused("A gap is closed by wins. Choose at least one that shows it.", WINS)
    met_on = row.met_on or record.today(store, me, now, settings)
    changes: dict[str, Any] = {"wins": picked, "state": "met" if is_closed else "open"}
    changes["met_on"] = met_on if is_closed else None
    row = record.change(store, me, row, now, WINS, **changes)
    if below := view.get("previous_view_id"):
        client.views_update(view_id=below, view=page.window(store, me, row))
    ack()
    homes.stale(me)


def move(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    """Between today and the end."""
    row = record.mine(store, me, str(action.get("block_id", "")).partition(":")[2])
    here, wanted = record.today(store, me, clock.now(), settings), _day(forms.read(action))
    if wanted is None or wanted <= here or (row.by and wanted >= row.by):
        raise Refused("Choose a day after today and before the end.")
    row = record.change(store, me, row, clock.now(), checkpoint=wanted)
    client.views_update(view_id=body["view"]["id"], view=page.window(store, me, row))
    ack()


def form(store: Store, me: Principal, row: Decision) -> Block:
    wins = sorted(store.wins.of(me), key=lambda win: row.dimension not in win.dimensions)[:100]
    head = blocks.plain_section(row.gap or "No gap was named.", "gap")
    if not wins or not row.gap:
        none = blocks.section("There is no win to link yet. Log one first.", "none")
        return blocks.modal("decision_unlinked", "Link Wins", [head, none], submit="", close="Back")
    offered = [(f"{win.number} · {win.text}", win.public_id) for win in wins]
    picker = blocks.multi_select("answer", offered, row.wins, "Choose wins")
    states = [("Still open", "open"), ("Closed", "met")]
    is_met = "met" if row.state == "met" else "open"
    shown = [
        head,
        blocks.field(WINS, "Wins that show it", picker, optional=True),
        blocks.field(
            DONE,
            "The gap is",
            blocks.select("answer", states, is_met),
            hint="Closed means: what was asked for is there, in these wins.",
        ),
    ]
    return blocks.modal(FORM, "Link Wins", shown, kept=forms.packed(id=row.public_id))


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
