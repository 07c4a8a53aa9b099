"""Which wins show a piece of the evidence that was agreed."""

from typing import Any

from bot.errors import Missing, Refused
from bot.features.plan import planbook, window
from bot.features.plan.planbook import today
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from storage import Store
from storage.records import Principal
from storage.records_people import Plan
from storage.wins import Changed

FORM, WINS = "plan_linking", "wins"
CHANGED = "The plan was changed elsewhere just now. Close this and open it again."


def register(app: Any) -> None:
    app.action(window.LINK)(open_form)
    app.view(FORM)(link)


def open_form(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    ref, _, piece = forms.chosen(action).partition(":")
    plan = planbook.mine(store, me, ref)
    view = form(store, me, plan, _piece(plan, piece))
    opening = (
        client.views_push if (body.get("view") or {}).get("type") == "modal" else client.views_open
    )
    opening(trigger_id=body["trigger_id"], view=view)
    ack()


def link(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any
) -> None:
    """Only wins of one's own can be linked: the others are looked up and not found."""
    hint, now = forms.kept(view), clock.now()
    plan = planbook.mine(store, me, str(hint.get("id", "")))
    piece = _piece(plan, str(hint.get("piece", "")))
    picked = forms.many(forms.answers(view), WINS)
    mine = {win.public_id for win in store.wins.of(me)}
    if set(picked) - mine:
        raise Missing("One of those wins is no longer here. Choose again.", WINS)
    evidence = [one | {"wins": picked} if one is piece else one for one in plan.evidence]
    seen = hint.get("revision")
    try:
        plan = store.plans.change(
            me, plan.public_id, seen if isinstance(seen, int) else -1, now, evidence=evidence
        )
    except Changed:
        raise Refused(CHANGED, WINS) from None
    if below := view.get("previous_view_id"):
        shown = window.window(planbook.kept(store, me, plan), today(store, me, now, settings))
        client.views_update(view_id=below, view=shown)
    ack()
    homes.stale(me)


def form(store: Store, me: Principal, plan: Plan, piece: dict[str, Any]) -> Block:
    wins = planbook.candidates(store, me, piece["dimension"])
    hint = forms.packed(id=plan.public_id, piece=piece["id"], revision=plan.revision)
    head = blocks.plain_section(piece["text"], "piece")
    if not wins:
        none = blocks.section("There is no win to link yet. Log one first.", "none")
        return blocks.modal("plan_unlinked", "Link Wins", [head, none], submit="", close="Back")
    offered = [(f"{win.number} · {win.text}", win.public_id) for win in wins]
    picker = blocks.multi_select("answer", offered, piece["wins"], "Choose wins")
    box = blocks.field(WINS, "Wins that show it", picker, optional=True)
    return blocks.modal(FORM, "Link Wins", [head, box], kept=hint)


def _piece(plan: Plan, piece: str) -> dict[str, Any]:
    found = next((one for one in plan.evidence if one["id"] == piece), None)
    if found is None:
        raise Missing(planbook.GONE)
    return found
