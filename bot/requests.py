"""The form that asks peers to confirm a win: from its card, its row in a list, or by command."""

from bot.career import confirming
from bot.errors import Missing, Refused
from bot.slack import blocks, forms
from bot.slack.blocks import Block, context, plain_section, section
from bot.slack.text import escape, listed
from storage import Store
from storage.records import Principal, Win

FORM, PEERS = "confirm_ask", "peers"
GONE = "That win is no longer here. `/win list` shows what is."


def checked(win: Win | None) -> Win:
    """A win of one's own, or the same answer whether it is missing, binned or another's."""
    if win is None or win.deleted_at is not None:
        raise Missing(GONE)
    if win.state == "draft":
        raise Refused(f"Win {win.number} is a draft. Keep it first, then ask who saw it.")
    return win


def name_of(store: Store, me: Principal) -> str:
    person = store.people.get(me)
    return person.name if person and person.name else "A colleague"


def form(win: Win, name: str) -> Block:
    """Whom to ask, and exactly what they will read."""
    kept = forms.packed(win=win.public_id, version=win.version)
    picker = blocks.people_picker() | {"max_selected_items": confirming.AT_ONCE}
    shown = [
        blocks.field(
            PEERS,
            "Who saw it",
            picker | {"focus_on_load": True},
            hint=f"At most {confirming.AT_ONCE}. Each gets one message, and at most one reminder "
            "after five working days.",
        ),
        blocks.context("*They will read exactly this*:", block_id="exactly"),
        *question(name, confirming.words(win)),
        blocks.context(f"With the buttons {listed(list(confirming.BUTTONS.values()))}."),
    ]
    return blocks.modal(FORM, "Ask a Peer to Confirm", shown, submit="Send", kept=kept)


def question(name: str, words: str) -> list[Block]:
    """The words of a request, as they are shown before sending and as they are read."""
    who = escape(name)
    return [
        section(f"*{who} asks you: did you see this happen?*", "confirm:who"),
        plain_section(words, "confirm:words"),
        section(
            f"{who} keeps a record of their own work in Winbook, for the day they are up for "
            "promotion, and would like the word of somebody who was there. One press answers; "
            "not answering is fine, too.",
            "confirm:why",
        ),
        context(
            f"Who will see your answer: {who}, with your name and the date. A yes may go into "
            "their promotion case, which managers and a committee read; anything else stays with "
            f"{who}. You can take it back in this message at any time.",
            block_id="confirm:audience",
        ),
    ]
