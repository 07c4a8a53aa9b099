"""The forms about praise: which win, what changed, who is it about."""

from bot.features.praise import cards
from bot.slack import text
from bot.slack.blocks import (
    Block,
    cut,
    field,
    modal,
    person_select,
    plain_section,
    select,
    text_area,
)
from storage.records import Praise, Win


def chooser(row: Praise, wins: list[Win], names: cards.Names, origin: str) -> Block:
    """Which win do these words back?"""
    options = [(f"{win.number} · {win.text}", win.public_id) for win in wins[:99]]
    offered = [*options, ("A New Win", "new")]
    now = next((win.public_id for win in wins if win.id == row.win_id), "")
    blocks = [
        plain_section(f"“{cut(text.plain(row.quote, names), 600)}”", cards.part(row, "words")),
        field("win", "Win", select("answer", offered, now, "Choose a Win")),
    ]
    return modal("praise_win", "Choose a Win", blocks, kept=origin)


def outcome(win: Win, origin: str) -> Block:
    """The draft's words, and the question that makes a win of it."""
    what = text_area(win.text)
    changed = text_area(win.outcome, most=1000) | {"focus_on_load": True}
    blocks = [
        field("outcome", "Outcome", changed, hint="What changed, by how much, for whom?"),
        field("what", "What happened", what, hint="Up to 3,000 characters."),
    ]
    return modal("praise_outcome", f"Win {win.number}", blocks, kept=origin)


def about_whom(origin: str) -> Block:
    """A message that names nobody: who is it about?"""
    blocks = [field("who", "Who is this message about?", person_select("answer"))]
    return modal("praise_about", "Save as Corroboration", blocks, kept=origin)
