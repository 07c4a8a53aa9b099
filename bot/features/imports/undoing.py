"""What was brought in, and the button that takes the whole of it out again."""

from typing import Any

from bot.errors import Missing
from bot.slack import blocks, forms, messages
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import count, day, escape
from storage.records_data import BookImport

UNDO = "import_undo"
SHOWN = 5
GONE = "That import was taken out already."
HOW = (
    "Drop a file in my direct message: a bundle of Winbook, a brag document in Markdown, CSV or "
    "JSON, or an export of BragBit or bragdoc. A dry run comes first."
)


def register(app: Any) -> None:
    app.command("/win", matchers=[word("import")])(show)
    app.action(UNDO)(undo)


def show(ack: Any, store: Any, me: Any) -> None:
    """How to bring a file in, and what was."""
    found = store.bundles.imports(me)[:SHOWN]
    shown = [blocks.section(HOW, "import_how"), *(_one(brought) for brought in found)]
    note = blocks.context("Only you can see this.", block_id="import_note")
    ack(text=HOW, blocks=[*shown, note])


def undo(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, homes: Any, after: Any
) -> None:
    taken = store.bundles.undo(me, forms.chosen(action))
    if taken is None:
        raise Missing(GONE)
    ack()
    gone, kept = taken
    said = f"Taken out again: {count(gone, 'row')}."
    if kept:
        said += f" {count(kept, 'win')} that you edited since stayed."
    after(messages.replace, body, client, said, [blocks.section(said, "import_undone")])
    homes.stale(me)


def undo_button(brought: BookImport) -> Block:
    sure = blocks.sure(
        "Undo the whole import?",
        "Everything it added goes, except wins you edited since.",
        "Undo Import",
    )
    says = f"Undo the import of {brought.file}"
    return blocks.button("Undo Import", UNDO, brought.public_id, says=says, confirm=sure)


def _one(brought: BookImport) -> Block:
    wins = len(brought.added.get("wins", []))
    said = f"{escape(brought.file)}, {day(brought.at.date())}: {count(wins, 'win')}"
    return blocks.section(said, f"import_{brought.public_id}", accessory=undo_button(brought))
