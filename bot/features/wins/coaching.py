"""The coach on a card: Answer opens a box for one's own words, Nothing to Add ends the question."""

import json
from typing import Any

from bot.career import coach
from bot.errors import Missing
from bot.features.wins import book, card, form, showing, tips
from bot.slack import forms
from bot.slack.blocks import Block, field, modal, plain_section, section, text_area
from storage.records import Win

ANSWERED = "win_answer"  # the form
BOX = "answer"  # its one field
HINTS = {
    coach.CHANGE: "In your own words, with the figure before and after if there is one.",
    coach.GAINED: "A person or a group: the night shift, 40 customers, the sales team.",
    coach.DROVE: "What you proposed, decided, built or led.",
    coach.SCOPED: "Who had described the problem, or how you came upon it.",
}


def register(app: Any) -> None:
    app.action(card.ANSWER)(open_box)
    app.action(card.NOTHING)(dismiss)
    app.view(ANSWERED)(answer)


def open_box(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    """In a message a form opens; in the form that says what was saved it takes its place."""
    public_id, key = _pressed(action)
    win = book.mine(store, me, public_id)
    view = box(win, key, card.spot(body))
    if "view" in body:
        client.views_update(view_id=body["view"]["id"], view=view)
    else:
        form.show(client, body["trigger_id"], view)
    ack()


def answer(
    ack: Any,
    view: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
) -> None:
    """Their words are added to the win; the earlier ones stay in its history."""
    hint, words = forms.kept(view), forms.text(forms.answers(view), BOX)
    win, key = book.mine(store, me, str(hint.get("id", ""))), _known(hint.get("key"))
    changes = coach.answered(win, key, words)
    changed = book.changed(store, me, win, win.version, changes, clock.now(), BOX)
    changed, tip = tips.asked(store, me, changed)
    if isinstance(spot := hint.get("spot"), dict) and spot:
        ack()
        after(card.repaint, spot, client, me, showing.saved(store, me, changed, tip))
    else:
        ack(response_action="update", view=showing.result(store, me, changed, settings, tip))
    homes.stale(me)


def dismiss(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    settings: Any,
    after: Any,
    homes: Any,
) -> None:
    """The question is not put again, and no other takes its place now."""
    public_id, key = _pressed(action)
    win = book.mine(store, me, public_id)
    win = store.wins.note(me, public_id, **coach.dismissed(win, key)) or win
    ack()
    if "view" in body:
        view = showing.result(store, me, win, settings)
        after(client.views_update, view_id=body["view"]["id"], view=view)
    else:
        after(card.repaint, body, client, me, showing.saved(store, me, win))
    homes.stale(me)


def box(win: Win, key: str, spot: dict[str, Any]) -> Block:
    """The question, the win it is about, and one box."""
    kept = {"id": win.public_id, "key": key, "spot": spot}
    asked = coach.QUESTIONS[key]
    shown = [
        section(f"*Win {win.number}*", "about"),
        plain_section(card.words(win), "words"),
        field(BOX, asked, text_area() | {"focus_on_load": True}, hint=HINTS[key]),
    ]
    return modal(ANSWERED, "Answer", shown, kept=json.dumps(kept))


def _pressed(action: dict[str, Any]) -> tuple[str, str]:
    public_id, _, key = forms.chosen(action).rpartition(":")
    return public_id, _known(key)


def _known(key: Any) -> str:
    """A question of ours: what comes back is checked again."""
    if key not in coach.QUESTIONS:
        raise Missing(book.GONE)
    return str(key)
