"""The ask to a sponsor, once the file shows what was agreed: drafted, edited, sent by a press."""

from typing import Any

from bot import papers, people
from bot.career import plans
from bot.errors import Missing, Refused
from bot.features.prompts import ready
from bot.slack import blocks, forms
from bot.slack.blocks import Block

FORM, SPONSOR, TEXT = "ready_ask_form", "sponsor", "text"
GONE = "There is no plan to ask about any more. `/win plan` begins one."


def register(app: Any) -> None:
    app.action(ready.ASK)(open_form)
    app.view(FORM)(send)


def open_form(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    agreed = ready.agreed(store, me)
    if agreed is None:
        raise Missing(GONE)
    view = form(agreed.plan.sponsor, ready.draft(agreed))
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def send(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, homes: Any, wake: Any
) -> None:
    """Exactly the words in the box; an earlier ask that waits is replaced."""
    agreed, told = ready.agreed(store, me), forms.answers(view)
    if agreed is None:
        raise Missing(GONE, SPONSOR)
    sponsor, words = forms.text(told, SPONSOR), forms.text(told, TEXT).strip()
    known = people.meet(client, store, me.workspace, [sponsor], clock.now())
    if why := plans.unfit(known.get(sponsor), me.user):
        raise Refused(why, SPONSOR)
    if not words:
        raise Refused("Write what you ask, or press Cancel to send nothing.", TEXT)
    about = papers.asked_about(agreed.plan.public_id)
    papers.put(store, me, sponsor, papers.SUPPORT, about, words[:3000], clock.now())
    store.deliveries.repaint(me.workspace, me.user, [ready.READY], ready.mark(agreed))
    ack()
    homes.stale(me)
    wake()


def form(sponsor: str, words: str) -> Block:
    who = blocks.person_select("answer") | ({"initial_user": sponsor} if sponsor else {})
    hint = "They read exactly this, with two answers: I Support It, and Not Yet, Because…"
    box = blocks.text_area(words) | {"focus_on_load": True}
    shown = [blocks.field(SPONSOR, "To", who), blocks.field(TEXT, "Message", box, hint=hint)]
    return blocks.modal(FORM, "Ask Your Sponsor", shown, submit="Send")
