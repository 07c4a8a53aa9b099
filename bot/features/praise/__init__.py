"""Praise: somebody's words about somebody else become corroboration, if the person keeps them."""

from typing import Any

from bot.due import HomeBlocks, Visiting
from bot.features.praise import answers, asking, authors, pointing, shortcut, why
from bot.features.praise.due import DUE
from bot.features.praise.echoes import heard as echo
from bot.slack.blocks import button, section

__all__ = ["DUE", "echo", "home", "register"]


def register(app: Any) -> None:
    for part in (pointing, asking, shortcut, answers, authors, why):
        part.register(app)


def home(visiting: Visiting) -> HomeBlocks:
    """What waits to be kept, if anything does."""
    waiting = len(visiting.store.praise.waiting(visiting.me))
    if not waiting:
        return []
    open_it = button("Review", "praise_review", says="Review kudos to keep")
    return [section(f"*{waiting} kudos to keep*", "praise:home", accessory=open_it)]
