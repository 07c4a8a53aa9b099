"""For an Opening: paste what is asked for, and see which wins show it and what is unproven."""

from typing import Any

from bot import casebook
from bot.career.packet import openings
from bot.errors import Refused
from bot.features.packet import card
from bot.slack import blocks, forms
from bot.slack.blocks import Block

FORM, NAME, TEXT = "packet_opening_form", "opening", "requirements"
LONGEST_NAME = 80


def register(app: Any) -> None:
    app.action(card.OPENING)(show)
    app.view(FORM)(save)


def show(ack: Any, body: Any, client: Any) -> None:
    open_window(client, body)
    ack()


def open_window(client: Any, body: Any) -> None:
    is_inside = (body.get("view") or {}).get("type") == "modal"
    place = client.views_push if is_inside else client.views_open
    place(trigger_id=body["trigger_id"], view=form())


def save(ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    """The form becomes the packet; what cannot be mapped leaves it open with its words."""
    told = forms.answers(view)
    name = " ".join(forms.text(told, NAME).split())
    if not name:
        raise Refused("Call the opening by a name, like Staff Engineer, Payments.", NAME)
    requirements = openings.read(forms.text(told, TEXT))
    who = casebook.reader(store, me, clock.now(), settings)
    case = casebook.for_opening(who, name[:LONGEST_NAME], requirements)
    ack(response_action="update", view=card.window(case, settings.win_command))


def form() -> Block:
    example = "Staff Engineer, Payments"
    name = blocks.text_line(most=LONGEST_NAME, placeholder=example) | {"focus_on_load": True}
    box = {"type": "rich_text_input", "placeholder": blocks.plain("- Five years of …", 150)}
    hint = f"One requirement a line reads best. Up to {openings.LONGEST:,} characters."
    return blocks.modal(
        FORM,
        "For an Opening",
        [
            blocks.context(
                "Each requirement is laid beside your wins, and what none of them shows is listed. "
                + card.ONLY_YOU,
                block_id="opening_note",
            ),
            blocks.field(NAME, "Opening", name),
            blocks.field(TEXT, "What it asks for", box, hint=hint),
        ],
        submit="Compare",
    )
