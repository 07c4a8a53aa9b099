"""The two buttons under a paper, and the box for what should stand there instead."""

from typing import Any

from bot import papers
from bot.errors import Missing, Refused
from bot.features.papers import cards
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from storage import Store
from storage.records import Principal
from storage.records_people import Paper

FORM, SAID = "paper_words", "said"
GONE = "This is not open any more. The newest message about it says what is."


def register(app: Any) -> None:
    app.action(cards.CONFIRM)(confirm)
    app.action(cards.CORRECT)(correct)
    app.view(FORM)(corrected)


def confirm(ack: Any, action: Any, store: Any, me: Any, clock: Any, homes: Any, wake: Any) -> None:
    """Pressed twice it is confirmed once; from an old message it confirms nothing."""
    row, now = mine(store, me, forms.chosen(action)), clock.now()
    tell = papers.message(row, papers.TOLD, row.owner, now)
    if row.state != "confirmed" and store.papers.confirm(me, row.public_id, tell, now) is None:
        _repaint(store, row)
        wake()
        raise Missing(GONE)
    ack()
    _over(store, row, homes, wake)


def correct(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    row = mine(store, me, forms.chosen(action))
    if row.state != "sent":
        raise Missing(GONE)
    client.views_open(trigger_id=body["trigger_id"], view=form(row))
    ack()


def corrected(ack: Any, view: Any, store: Any, me: Any, clock: Any, homes: Any, wake: Any) -> None:
    row, now = mine(store, me, str(forms.kept(view).get("id", ""))), clock.now()
    said = forms.text(forms.answers(view), SAID).strip()[:3000]
    if not said:
        raise Refused("Write what should stand there instead.", SAID)
    tell = papers.message(row, papers.TOLD, row.owner, now)
    if store.papers.correct(me, row.public_id, said, tell, now) is None:
        raise Missing(GONE, SAID)
    ack()
    _over(store, row, homes, wake)


def mine(store: Store, me: Principal, public_id: str) -> Paper:
    """One put to me, or the same answer whether it is missing or somebody else's."""
    row = store.papers.to_me(me, public_id)
    if row is None:
        raise Missing(GONE)
    return row


def form(row: Paper) -> Block:
    box = blocks.text_area(most=3000) | {"focus_on_load": True}
    hint, label, title = "They change the text and send it again.", "What is different", "Correct"
    if row.kind == papers.SUPPORT:
        hint, label, title = "One thing they could show helps most.", "What is missing", "Not Yet"
    box = blocks.field(SAID, label, box, hint=f"Only the person who asked reads this. {hint}")
    kept = forms.packed(id=row.public_id)
    return blocks.modal(FORM, title, [*cards.words(row), box], submit="Send", kept=kept)


def _over(store: Store, row: Paper, homes: Any, wake: Any) -> None:
    _repaint(store, row)
    for user in (row.owner, row.other):
        homes.stale(Principal(row.workspace, user))
    wake()


def _repaint(store: Store, row: Paper) -> None:
    store.deliveries.repaint(row.workspace, row.other, [papers.ASK], row.public_id)
