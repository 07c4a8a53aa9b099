"""The follow-up: drafted, editable, and sent only on confirmation; then Confirm or Correct."""

from typing import Any

from bot import papers, people
from bot.career import answers, plans
from bot.errors import Refused
from bot.features.decision import page, record
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from storage.records_people import Decision

FORM, SPONSOR, TEXT = "decision_follow_up", "sponsor", "text"


def register(app: Any) -> None:
    app.action(page.SEND)(open_form)
    app.view(FORM)(send)


def open_form(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    row = record.mine(store, me, forms.chosen(action))
    client.views_push(trigger_id=body["trigger_id"], view=form(row))
    ack()


def send(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, homes: Any, wake: Any
) -> None:
    """Exactly the words in the box; what was sent before and not confirmed is replaced."""
    now, told = clock.now(), forms.answers(view)
    row = record.mine(store, me, str(forms.kept(view).get("id", "")))
    sponsor, words = forms.text(told, SPONSOR), forms.text(told, TEXT).strip()
    known = people.meet(client, store, me.workspace, [sponsor], now)
    if why := plans.unfit(known.get(sponsor), me.user):
        raise Refused(why, SPONSOR)
    if not words:
        raise Refused("Write what was said, or press Cancel to send nothing.", TEXT)
    if row.sponsor != sponsor:
        row = record.change(store, me, row, now, SPONSOR, sponsor=sponsor)
    papers.put(store, me, sponsor, "decision", row.public_id, words, now)
    if below := view.get("previous_view_id"):
        client.views_update(view_id=below, view=page.window(store, me, row))
    ack()
    homes.stale(me)
    wake()


def form(row: Decision) -> Block:
    who = blocks.person_select("answer")
    who |= {"initial_user": row.sponsor} if row.sponsor else {}
    words = blocks.text_area(answers.follow_up(row)) | {"focus_on_load": True}
    hint = (
        "They read exactly this, with Confirm and Correct. Confirmed, it does not change any more."
    )
    shown = [
        blocks.field(SPONSOR, "To", who),
        blocks.field(TEXT, "Message", words, hint=hint),
    ]
    kept = forms.packed(id=row.public_id)
    return blocks.modal(FORM, "Follow-up", shown, submit="Send", kept=kept)
