"""What an edit of the message behind a win changes in the win."""

from typing import Any

from bot.career.wins import reread
from storage.records import Win

FILED = ("dimensions", "because", "unsorted")
PARTS = ("text", "happened", "credited", "links")


def follows(win: Win, before: Win, after: Win) -> dict[str, Any] | None:
    """The changes that let a win follow its message; None once the win has words of its own.

    `before` and `after` are the message as a win, unsaved. A part that its owner changed stays.
    """
    if win.text not in (before.text, after.text):
        return None
    parts = [name for name in PARTS if getattr(win, name) == getattr(before, name)]
    parts += FILED if win.dimensions == before.dimensions else ()
    told = {name: getattr(after, name) for name in parts}
    changed = {name: said for name, said in told.items() if said != getattr(win, name)}
    if "text" in changed:
        changed |= reread(win.model_copy(update=changed))
    return changed
