"""Check-ins, for the owner: what of the agenda is shared, the next date, and notes."""

from datetime import date
from typing import Any

from bot.career import plans
from bot.errors import Refused
from bot.features.plan import messages, planbook
from bot.features.plan.planbook import today
from bot.features.plan.talkbook import (
    BACK,
    CALENDAR,
    CHOOSE,
    FORM,
    ITEMS,
    MORE,
    MOVE,
    NOTE,
    NOTED,
    REVIEW,
    SKIP,
    WORDS,
    form,
    items,
    mine,
    onwards,
    over,
    picked,
    review,
    scheduled,
    talk_of,
    told,
    window,
)
from bot.features.plan.window import CHECKINS
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import count, day
from storage.records import Principal

NO_PLAN = "Check-ins belong to a plan. `/win plan` begins one."


def register(app: Any) -> None:
    app.command("/win", matchers=[word("checkin")])(show)
    app.action(CHECKINS)(from_plan)
    app.action(CHOOSE)(choose)
    app.view(FORM)(chosen)
    app.view(REVIEW)(share)
    app.action(MOVE)(move)
    app.action(SKIP)(skip)
    app.action(NOTE)(write_note)
    app.view(NOTED)(keep_note)
    app.action(CALENDAR)(calendar)
    app.action(BACK)(take_back)


def show(
    ack: Any, command: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    plan = store.plans.running(me)
    if plan is None:
        raise Refused(NO_PLAN)
    view = window(store, me, scheduled(store, me, plan, clock.now(), settings))
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def from_plan(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    plan = planbook.mine(store, me, forms.chosen(action))
    view = window(store, me, scheduled(store, me, plan, clock.now(), settings))
    is_in_window = (body.get("view") or {}).get("type") == "modal"
    opening = client.views_push if is_in_window else client.views_open
    opening(trigger_id=body["trigger_id"], view=view)
    ack()


def choose(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    """Every item of the agenda, none of them chosen."""
    now = clock.now()
    plan = scheduled(store, me, planbook.mine(store, me, forms.chosen(action)), now, settings)
    view = form(plan, items(store, me, plan, now, settings))
    is_in_window = (body.get("view") or {}).get("type") == "modal"
    opening = client.views_push if is_in_window else client.views_open
    opening(trigger_id=body["trigger_id"], view=view)
    ack()


def chosen(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    """Exactly what would be shared, before it is."""
    now, typed = clock.now(), forms.answers(view)
    plan = planbook.mine(store, me, str(forms.kept(view).get("id", "")))
    wanted = picked(store, me, plan, forms.many(typed, ITEMS), now, settings)
    said = forms.text(typed, MORE).strip()[:1000]
    if not wanted and not said:
        raise Refused("Choose at least one item, or press Cancel to share nothing.", ITEMS)
    ack(response_action="push", view=review(store, me, plan, wanted, said))


def share(
    ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any, wake: Any
) -> None:
    """What was reviewed and nothing else. The next date follows the agreed cadence."""
    now, kept = clock.now(), forms.kept(view)
    plan = planbook.mine(store, me, str(kept.get("id", "")))
    shared = picked(store, me, plan, [str(one) for one in kept.get("items", [])], now, settings)
    lines = [{"key": one.key, "text": one.text} for one in shared]
    if said := str(kept.get("more", "")):
        lines.append({"key": "said", "text": said})
    is_as_seen = plans.digest(told(shared, said))[:16] == kept.get("mark")
    if not lines or not plan.sponsor or not is_as_seen:
        ack(
            response_action="update",
            view=over("Nothing was shared: your book changed meanwhile. Choose the items again."),
        )
        return
    talk = store.check_ins.on(
        me, talk_of(plan, plan.next_on or today(store, me, now, settings), now)
    )
    tell = messages.shared_row(talk, now)
    store.check_ins.share(me, talk.public_id, lines, tell, now)
    store.deliveries.repaint(me.workspace, plan.sponsor, [messages.SHARED], talk.public_id)
    onwards(store, me, plan, now, settings)
    ack(
        response_action="update",
        view=over(f"{count(len(lines), 'item')} shared. Nothing else is."),
    )
    homes.stale(me)
    homes.stale(Principal(me.workspace, plan.sponsor))
    wake()


def move(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    homes: Any,
) -> None:  # fmt: skip
    """Another day, without fuss; the id of the plan stands in the block."""
    ref = str(action.get("block_id", "")).partition(":")[2]
    plan, now = planbook.mine(store, me, ref), clock.now()
    wanted = _day(forms.read(action))
    if wanted is None or wanted <= today(store, me, now, settings):
        raise Refused("Choose a day after today.")
    plan = store.plans.change(me, plan.public_id, plan.revision, now, next_on=wanted)
    _shown_again(client, body, window(store, me, plan))
    ack()
    homes.stale(me)


def skip(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    homes: Any, after: Any,
) -> None:  # fmt: skip
    now = clock.now()
    plan = scheduled(store, me, planbook.mine(store, me, forms.chosen(action)), now, settings)
    plan = onwards(store, me, plan, now, settings)
    _shown_again(client, body, window(store, me, plan))
    ack()
    said = f"Skipped. The next check-in is on {day(plan.next_on)}." if plan.next_on else "Skipped."
    after(messages.replace_in_message, body, client, said)
    homes.stale(me)


def write_note(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    talk = mine(store, me, forms.chosen(action))
    box = blocks.text_area(talk.note) | {"focus_on_load": True}
    hint = "Your sponsor sees your notes when something of this check-in was shared."
    fields = [blocks.field(WORDS, "Notes", box, optional=True, hint=hint)]
    view = blocks.modal(NOTED, "Notes", fields, kept=forms.packed(id=talk.public_id))
    client.views_push(trigger_id=body["trigger_id"], view=view)
    ack()


def keep_note(ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    talk = mine(store, me, str(forms.kept(view).get("id", "")))
    said = forms.text(forms.answers(view), WORDS).strip()[:3000]
    store.check_ins.change(me, talk.public_id, clock.now(), note=said)
    plan = store.plans.get(me, talk.plan_ref)
    if plan is not None and (below := view.get("previous_view_id")):
        client.views_update(view_id=below, view=window(store, me, plan))
    ack()


def take_back(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, homes: Any,
    wake: Any,
) -> None:  # fmt: skip
    """From the next look on the sponsor sees nothing of it; the message says so."""
    talk = mine(store, me, forms.chosen(action))
    store.check_ins.change(me, talk.public_id, clock.now(), state="withdrawn")
    store.deliveries.repaint(me.workspace, talk.sponsor, [messages.SHARED], talk.public_id)
    if (plan := store.plans.get(me, talk.plan_ref)) is not None:
        _shown_again(client, body, window(store, me, plan))
    ack()
    homes.stale(Principal(me.workspace, talk.sponsor))
    wake()


def calendar(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any,
    wake: Any,
) -> None:  # fmt: skip
    """The file comes into the direct message, made when it is sent."""
    now = clock.now()
    plan = scheduled(store, me, planbook.mine(store, me, forms.chosen(action)), now, settings)
    store.deliveries.plan([messages.calendar_row(plan, now)])
    said = "The calendar file comes into your direct message in a moment."
    shown = window(store, me, plan)
    shown["blocks"].insert(0, blocks.section(said, "ordered"))
    _shown_again(client, body, shown)
    ack()
    wake()


def _shown_again(client: Any, body: dict[str, Any], view: Block) -> None:
    held = body.get("view") or {}
    if held.get("callback_id") == "checkin_window":
        client.views_update(view_id=held["id"], view=view)


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
