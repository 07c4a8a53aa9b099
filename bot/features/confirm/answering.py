"""What a peer does: one of four answers, words of their own, taking them back, no more of these."""

import hashlib
from datetime import datetime
from typing import Any

from bot.career import confirming, independence
from bot.career.confirming import DIFFERS, MORE, NOT_MINE, YES
from bot.errors import Missing, Refused
from bot.features.confirm import cards
from bot.requests import name_of
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.text import escape
from storage import Store
from storage.records import Praise, Principal
from storage.records_people import Confirmation

FORM, SAID = "confirm_words", "said"
GONE = "That question is no longer open."
ASKS = {
    MORE: ("Yes, and…", "What you saw", "Your own words stand in their record as you type them."),
    DIFFERS: ("Not Quite", "What was different", "Only the person who asked reads this."),
}
SILENT = "No colleague can ask you to confirm anything any more. `{win} confirm on` changes that."


def register(app: Any) -> None:
    app.action(cards.ANSWER[YES])(at_once)
    app.action(cards.ANSWER[NOT_MINE])(at_once)
    app.action(cards.ANSWER[MORE])(in_words)
    app.action(cards.ANSWER[DIFFERS])(in_words)
    app.view(FORM)(told)
    app.action(cards.WITHDRAW)(withdraw)
    app.action(cards.TIE)(tie)
    app.action(cards.NEVER)(never)


def at_once(ack: Any, action: Any, store: Any, me: Any, clock: Any, homes: Any, wake: Any) -> None:
    """Pressed twice, it is answered once."""
    row, now = asked(store, me, forms.chosen(action)), clock.now()
    kind = next(k for k, name in cards.ANSWER.items() if name == action["action_id"])
    answer(store, me, row, kind, "", now)
    ack()
    _told_both(store, me, row, homes, wake)


def in_words(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    row = asked(store, me, forms.chosen(action))
    kind = next(k for k, name in cards.ANSWER.items() if name == action["action_id"])
    owner = name_of(store, Principal(me.workspace, row.owner))
    client.views_open(trigger_id=body["trigger_id"], view=form(row, kind, owner))
    ack()


def told(ack: Any, view: Any, store: Any, me: Any, clock: Any, homes: Any, wake: Any) -> None:
    kept = forms.kept(view)
    row = asked(store, me, str(kept.get("id", "")))
    said = forms.text(forms.answers(view), SAID).strip()[: confirming.LONGEST]
    kind = kept.get("kind")
    if kind not in ASKS:
        raise Missing(GONE)
    if not said:
        raise Refused("Write a sentence, or close this form and press another answer.", SAID)
    answer(store, me, row, kind, said, clock.now())
    ack()
    _told_both(store, me, row, homes, wake)


def withdraw(ack: Any, action: Any, store: Any, me: Any, clock: Any, homes: Any, wake: Any) -> None:
    """At any time; pressed twice it is harmless."""
    row, now = mine(store, me, forms.chosen(action)), clock.now()
    if row.state == "answered":
        store.confirmations.withdraw(me, row.public_id, confirming.told(row, now, ":w"), now)
    elif row.state != "withdrawn":
        raise Missing(GONE)
    ack()
    _told_both(store, me, row, homes, wake)


def tie(ack: Any, action: Any, store: Any, me: Any, clock: Any, homes: Any, wake: Any) -> None:
    public_id, _, kind = forms.chosen(action).partition(":")
    row = mine(store, me, public_id)
    if kind not in independence.SAID:
        raise Missing(GONE)
    store.confirmations.tie(me, row.owner, kind, clock.now())
    ack()
    _told_both(store, me, row, homes, wake)


def never(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
) -> None:
    """No more requests; the message stays, so that this one can still be answered."""
    stamp = str(action.get("action_ts", ""))
    store.people.choose(me, clock.now(), stamp, takes_requests=False)
    ack()
    after(client.chat_postMessage, channel=me.user, text=SILENT.format(win=settings.win_command))


def answer(
    store: Store, me: Principal, row: Confirmation, kind: str, said: str, now: datetime
) -> None:
    """Refused when it was answered or taken back meanwhile."""
    words = corroborating(store, row, kind, said, now)
    tell = confirming.told(row, now)
    if store.confirmations.answer(me, row.public_id, (kind, said), words, tell, now) is None:
        raise Missing(GONE)


def corroborating(
    store: Store, row: Confirmation, kind: str, said: str, now: datetime
) -> Praise | None:
    """What goes into the owner's book; nothing when the win is gone or the answer is no yes."""
    win = store.wins.get(Principal(row.workspace, row.owner), row.win_ref)
    if kind not in confirming.SPEAKS or win is None or win.deleted_at is not None:
        return None
    quote = escape(said or confirming.SEEN)
    digest = hashlib.sha256(quote.encode()).hexdigest()
    return confirming.corroboration(row, win, quote, digest, now)


def mine(store: Store, me: Principal, public_id: str) -> Confirmation:
    """One that was put to me, or the same answer whether it is missing or somebody else's."""
    row: Confirmation | None = store.confirmations.to_me(me, public_id)
    if row is None:
        raise Missing(GONE)
    return row


def asked(store: Store, me: Principal, public_id: str) -> Confirmation:
    """One that still waits for my answer."""
    row = mine(store, me, public_id)
    if row.state != "open":
        raise Missing(GONE)
    return row


def form(row: Confirmation, kind: str, owner: str) -> Block:
    title, label, hint = ASKS[kind]
    words = blocks.text_area(most=confirming.LONGEST) | {"focus_on_load": True}
    shown = [
        blocks.plain_section(row.words, "words"),
        blocks.field(SAID, label, words, hint=hint),
        blocks.context(
            f"{escape(owner)} will see this with your name and the date. You can take it back.",
            block_id="audience",
        ),
    ]
    kept = forms.packed(id=row.public_id, kind=kind)
    return blocks.modal(FORM, title, shown, submit="Send", kept=kept)


def _told_both(store: Store, me: Principal, row: Confirmation, homes: Any, wake: Any) -> None:
    """Every message about it says what is true now."""
    kinds = [confirming.ASK, confirming.AGAIN]
    store.deliveries.repaint(me.workspace, me.user, kinds, row.public_id)
    store.deliveries.repaint(row.workspace, row.owner, [confirming.TOLD], row.public_id)
    homes.stale(me)
    homes.stale(Principal(row.workspace, row.owner))
    wake()
