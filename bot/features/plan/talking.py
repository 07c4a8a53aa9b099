"""Check-ins, for the sponsor: what was shared, and their own note."""

from typing import Any

from bot.errors import Missing
from bot.features.plan import messages
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.text import day, escape
from storage import Store
from storage.records import Principal
from storage.records_people import CheckIn

OPEN, NOTE, FORM, WORDS = "talk_open", "talk_note", "talk_form", "note"
GONE = "That is not shared with you any more."


def register(app: Any) -> None:
    app.action(OPEN)(show)
    app.action(NOTE)(write)
    app.view(FORM)(keep)


def show(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any) -> None:
    """From Home: the items, and both notes."""
    talk = mine(store, me, forms.chosen(action))
    store.audits.note(me, "read check-in", talk.public_id, clock.now())
    client.views_open(trigger_id=body["trigger_id"], view=window(store, me, talk))
    ack()


def write(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    talk = mine(store, me, forms.chosen(action))
    box = blocks.text_area(talk.sponsor_note) | {"focus_on_load": True}
    hint = f"{name_of(store, me, talk)} reads this, nobody else."
    fields = [blocks.field(WORDS, "Your note", box, optional=True, hint=hint)]
    view = blocks.modal(FORM, "Note", fields, kept=forms.packed(id=talk.public_id))
    is_in_window = (body.get("view") or {}).get("type") == "modal"
    opening = client.views_push if is_in_window else client.views_open
    opening(trigger_id=body["trigger_id"], view=view)
    ack()


def keep(ack: Any, view: Any, store: Any, me: Any, clock: Any, homes: Any) -> None:
    talk = mine(store, me, str(forms.kept(view).get("id", "")))
    said = forms.text(forms.answers(view), WORDS).strip()[:3000]
    store.check_ins.note(me, talk.public_id, said, clock.now())
    ack(response_action="clear")
    homes.stale(Principal(talk.workspace, talk.owner))


def mine(store: Store, me: Principal, public_id: str) -> CheckIn:
    """Shared with me, or the same answer whether it is missing or was never shared."""
    talk = store.check_ins.with_me(me, public_id)
    if talk is None:
        raise Missing(GONE)
    return talk


def name_of(store: Store, me: Principal, talk: CheckIn) -> str:
    return store.people.names(me.workspace, [talk.owner]).get(talk.owner, "Your colleague")


def window(store: Store, me: Principal, talk: CheckIn) -> Block:
    name = escape(name_of(store, me, talk))
    shown = [
        blocks.section(f"*{name}, check-in of {day(talk.day)}*", "talk:head"),
        *messages.item_blocks(talk),
    ]
    for whose, words in ((name_of(store, me, talk), talk.note), ("You", talk.sponsor_note)):
        if words:
            shown.append(blocks.plain_section(f"{whose}: {blocks.cut(words, 2500)}", f"by:{whose}"))
    add = blocks.button("Add a Note", NOTE, talk.public_id, says=f"Add a note for {name}")
    shown.append(blocks.actions(add, block_id="talk:do"))
    shown.append(blocks.context(f"Only you and {name} can see this.", block_id="talk:audience"))
    return blocks.modal("talk_window", "Check-in", shown, submit="", close="Done")
