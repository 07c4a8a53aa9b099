"""Ask a Peer to Confirm: people who saw a win say so, in their own words, and can take it back."""

from typing import Any

from bot.due import HomeBlocks, Visiting
from bot.features.confirm import answering, asking, listing
from bot.features.confirm.messages import DUE
from bot.slack.blocks import button, section
from bot.slack.text import count

__all__ = ["DUE", "home", "register"]


def register(app: Any) -> None:
    for part in (listing, asking, answering):
        part.register(app)


def home(visiting: Visiting) -> HomeBlocks:
    """What colleagues wait for, if anything does."""
    asked = visiting.store.confirmations.asked_of(visiting.me)
    waiting = sum(row.state == "open" for row in asked)
    if not waiting:
        return []
    said = f"*{count(waiting, 'colleague')} {'asks' if waiting == 1 else 'ask'} what you saw*"
    open_it = button("Answer", listing.OPEN, says="See what colleagues ask you to confirm")
    return [section(said, "confirm:home", accessory=open_it)]
