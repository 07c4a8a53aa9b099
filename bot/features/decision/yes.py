"""What happens on a yes: the packet is frozen, levels move up, the plan ends, a new file starts."""

from typing import Any

from bot import casebook
from bot.career.answers import YES
from bot.errors import Refused
from bot.features.decision import page, record
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.text import escape
from storage.records_people import Decision

FORM = "decision_close"


def register(app: Any) -> None:
    app.action(page.CLOSE_BOOK)(ask)
    app.view(FORM)(close)


def ask(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    row = _a_yes(record.mine(store, me, forms.chosen(action)))
    who = casebook.reader(store, me, clock.now(), settings)
    client.views_push(trigger_id=body["trigger_id"], view=form(row, who))
    ack()


def close(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any,
    wake: Any,
) -> None:  # fmt: skip
    """Sent twice it happens once: the file is closed already."""
    now = clock.now()
    row = _a_yes(record.mine(store, me, str(forms.kept(view).get("id", ""))))
    who = casebook.reader(store, me, now, settings)
    if row.met_on is None:
        _moved_up(who, row)
        record.change(store, me, row, now, met_on=who.today)
        for one in store.decisions.of(me):
            if one.state == "open":
                record.change(store, me, one, now, state="closed")
    if below := view.get("previous_view_id"):
        client.views_update(
            view_id=below, view=page.window(store, me, record.mine(store, me, row.public_id))
        )
    ack()
    homes.stale(me)
    wake()


def form(row: Decision, who: casebook.Reader) -> Block:
    reached = who.rubric.level(row.target)
    following = who.rubric.after(reached.id)
    lines = [
        "• Your packet is frozen as it is today; the book itself stays whole.",
        f"• Your level becomes {escape(reached.name)}, your target {escape(following.name)}.",
        "• The plan ends; what both of you confirmed stays.",
        "• A new file starts: coverage and packets count what you do from now on.",
    ]
    shown = [blocks.section("\n".join(lines), "close:what")]
    if row.met_on is not None:
        shown = [blocks.section("This book is closed already.", "close:done")]
        return blocks.modal("decision_closed", "Close the Book", shown, submit="", close="Back")
    kept = forms.packed(id=row.public_id)
    return blocks.modal(FORM, "Close the Book", shown, submit="Close the Book", kept=kept)


def _moved_up(who: casebook.Reader, row: Decision) -> None:
    case = casebook.latest(who)
    if not case.packet.is_empty:
        casebook.freeze(who, case.row.public_id)
    plan = who.store.plans.running(who.me)
    if plan is not None:
        who.store.papers.recall(who.me, plan.public_id)
        who.store.plans.end(who.me, plan.public_id, who.now)
    reached = who.rubric.level(row.target)
    following = who.rubric.after(reached.id)
    levels = {"level_now": reached.id, "level_next": following.id}
    who.store.people.choose(who.me, who.now, **levels, file_since=row.said_on)


def _a_yes(row: Decision) -> Decision:
    if row.answer != YES:
        raise Refused("Only a yes closes the book.")
    return row
