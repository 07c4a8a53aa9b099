"""Make It Land: four boxes, a bullet made of their words, a look at it, and only then a save."""

import json
from typing import Any

from bot.career import landing, wins
from bot.career.landing import Boxes
from bot.features.wins import book, card, form, showing, tips
from bot.slack import forms, messages
from bot.slack.blocks import Block, context, field, modal, plain_section, text_area
from bot.slack.commands import word
from storage import Store
from storage.records import Principal, Win

FORM, PREVIEW = "win_land", "win_landed"
BULLET = "bullet"
LABELS = {
    "noticed": ("What I noticed and owned", "The problem, and why it was yours."),
    "did": ("What I did", "Led, decided, built, wrote: your part."),
    "measured": ("Before and after, measured", "Like: from 40 to 9 minutes, for six teams."),
    "credits": ("Who credits it", "A name, or their own words."),
}


def register(app: Any) -> None:
    app.command("/win", matchers=[word("land")])(from_command)
    app.action(card.LAND)(from_button)
    app.view(FORM)(preview)
    app.view(PREVIEW)(save)


def from_command(
    ack: Any, command: Any, spoken: Any, client: Any, store: Any, me: Any, settings: Any
) -> None:
    win = book.named(store, me, spoken.args or "last", settings.win_command)
    spot = {"response_url": command.get("response_url", "")}
    form.show(client, command["trigger_id"], boxes(win, known(store, me, win), spot))
    ack()


def from_button(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    win = book.mine(store, me, forms.chosen(action))
    form.show(client, body["trigger_id"], boxes(win, known(store, me, win), card.spot(body)))
    ack()


def open_from_list(
    client: Any, body: dict[str, Any], store: Store, me: Principal, win: Win
) -> None:
    """From a row of the list, which stays as it is: the card is an answer of its own."""
    spot = {"response_url": body.get("response_url", "")}
    form.show(client, body["trigger_id"], boxes(win, known(store, me, win), spot))


def preview(ack: Any, view: Any, store: Any, me: Any) -> None:
    """The bullet on top of the boxes, to be changed or saved; Back returns to them."""
    told, hint = forms.answers(view), forms.kept(view)
    win = book.mine(store, me, str(hint.get("id", "")))
    made = landing.bullet(Boxes(*(forms.text(told, name) for name in Boxes._fields)))
    ack(response_action="push", view=shown(win, made, hint))


def save(
    ack: Any,
    view: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    after: Any,
    homes: Any,
) -> None:
    """The bullet becomes the win's words; the earlier ones stay in its history."""
    hint, bullet = forms.kept(view), forms.text(forms.answers(view), BULLET)
    win = book.mine(store, me, str(hint.get("id", "")))
    changes = wins.reworded(win, bullet, BULLET)
    changed = book.changed(store, me, win, hint.get("version"), changes, clock.now(), BULLET)
    changed, tip = tips.asked(store, me, changed)
    ack(response_action="clear")
    spot = hint.get("spot") if isinstance(hint.get("spot"), dict) else {}
    after(show_card, spot, client, me, showing.saved(store, me, changed, tip, "Updated"))
    homes.stale(me)


def show_card(spot: Any, client: Any, me: Principal, message: messages.Message) -> None:
    """On the card that was pressed; after a command, as an answer of its own."""
    if "container" in spot:
        card.repaint(spot, client, me, message)
    else:
        messages.answer(spot, message.text, message.blocks, replace_original=False)


def known(store: Store, me: Principal, win: Win) -> Boxes:
    """What the win says already, for the boxes."""
    figures = ", ".join(str(found.get("text", "")) for found in win.figures)
    backing = store.praise.backing(me, [win.id] if win.id else []).get(win.id or 0, [])
    people = list(dict.fromkeys([*(praise.author for praise in backing), *win.credited]))
    names = store.people.names(me.workspace, people)
    credits = ", ".join(f"@{names[user]}" for user in people if user in names)
    return Boxes("", win.text, win.outcome or figures, credits)


def boxes(win: Win, filled: Boxes, spot: dict[str, Any]) -> Block:
    kept = {"id": win.public_id, "version": win.version, "spot": spot}
    inputs = [
        field(
            name,
            LABELS[name][0],
            text_area(said) | ({"focus_on_load": True} if name == "noticed" else {}),
            optional=name != "did",
            hint=LABELS[name][1],
        )
        for name, said in filled._asdict().items()
    ]
    return modal(FORM, "Make It Land", inputs, submit="Preview", kept=json.dumps(kept))


def shown(win: Win, made: str, hint: dict[str, Any]) -> Block:
    """What is saved now, and what would be."""
    note = "Made of your own words. The earlier ones stay in the win's history."
    return modal(
        PREVIEW,
        "Preview",
        [
            context(f"Win {win.number} now", block_id="now"),
            plain_section(card.words(win), "words"),
            field(BULLET, "The bullet", text_area(made), hint=note),
        ],
        submit="Save",
        close="Back",
        kept=json.dumps(hint),
    )
