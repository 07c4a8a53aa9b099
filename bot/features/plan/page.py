"""`/win plan`: look at it, edit it, send it to the sponsor, end it, and its history."""

from typing import Any

from bot import papers, people
from bot.career import plans
from bot.features.plan import form as editing
from bot.features.plan import planbook
from bot.features.plan import window as shown
from bot.features.plan.planbook import today
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import escape


def register(app: Any) -> None:
    app.command("/win", matchers=[word("plan")])(show)
    app.action(shown.OPEN)(from_home)
    app.action(shown.EDIT)(edit)
    app.action(shown.SEND)(ask_to_send)
    app.view(shown.SENDING)(send)
    app.action(shown.END)(end)
    app.action(shown.HISTORY)(history)


def show(
    ack: Any, command: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    """The plan that runs; without one, the form."""
    view = _first(store, me, clock, settings)
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def from_home(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    view = _first(store, me, clock, settings)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def edit(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    plan = planbook.mine(store, me, forms.chosen(action))
    _over(client, body, editing.form(store, me, plan))
    ack()


def ask_to_send(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    """Exactly what the sponsor will read, before it goes out."""
    kept = planbook.kept(store, me, planbook.mine(store, me, forms.chosen(action)))
    _over(client, body, shown.review(kept))
    ack()


def send(
    ack: Any,
    view: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    homes: Any,
    wake: Any,
) -> None:
    now, hint = clock.now(), forms.kept(view)
    plan = planbook.mine(store, me, str(hint.get("id", "")))
    known = people.meet(client, store, me.workspace, [plan.sponsor], now)
    why = plans.unfit(known.get(plan.sponsor), me.user)
    if plan.revision != hint.get("revision"):
        why = "The plan was changed since you opened this. Look at it again, then send it."
    if why:
        problem = [blocks.section(escape(why), "problem")]
        ack(
            response_action="update",
            view=blocks.modal(shown.WINDOW, "Not Sent", problem, submit=""),
        )
        return
    papers.put(store, me, plan.sponsor, "plan", plan.public_id, plans.text(plan), now)
    kept = planbook.kept(store, me, planbook.mine(store, me, plan.public_id))
    ack(response_action="update", view=shown.window(kept, today(store, me, now, settings)))
    homes.stale(me)
    wake()


def end(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    homes: Any, wake: Any,
) -> None:  # fmt: skip
    """What was confirmed stays with both; what waits is taken back."""
    plan = planbook.mine(store, me, forms.chosen(action))
    for row in store.papers.recall(me, plan.public_id):
        store.deliveries.repaint(row.workspace, row.other, [papers.ASK], row.public_id)
    store.plans.end(me, plan.public_id, clock.now())
    said = "The plan is over. What you both confirmed stays. "
    said += f"`{settings.win_command} plan` begins the next one."
    over = blocks.modal(
        shown.WINDOW, "Plan", [blocks.section(said, "ended")], submit="", close="Done"
    )
    client.views_update(view_id=body["view"]["id"], view=over)
    ack()
    homes.stale(me)
    wake()


def history(ack: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    """Every text that was sent, and what became of it; of earlier plans too."""
    about = [ref for plan in store.plans.of(me) for ref in _about(plan.public_id)]
    rows = [row for ref in about for row in store.papers.of(me, ref)]
    texts = [block for row in rows[:20] for block in shown.past(row)]
    texts = texts or [blocks.section("Nothing was sent yet.", "none")]
    view = blocks.modal("plan_past", "History of the Plan", texts, submit="", close="Done")
    _over(client, body, view)
    ack()


def _about(plan: str) -> tuple[str, str]:
    """Its versions, and what was asked of the sponsor."""
    return plan, papers.asked_about(plan)


def _first(store: Any, me: Any, clock: Any, settings: Any) -> Block:
    kept = planbook.running(store, me)
    if kept is None:
        return editing.form(store, me, None)
    return shown.window(kept, today(store, me, clock.now(), settings))


def _over(client: Any, body: dict[str, Any], view: Block) -> None:
    """On top of the window that is open, else a window of its own."""
    if (body.get("view") or {}).get("type") == "modal":
        client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)
