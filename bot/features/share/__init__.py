"""Shares: who may read what of one's own, until when, and when they did; what others share."""

from bot.features.share import giving, listing, publishing, reading, sheet
from bot.features.share.messages import DUE
from bot.features.share.reading import home

__all__ = ["DUE", "home", "register"]


def register(app: object) -> None:
    for part in (listing, giving, publishing, reading, sheet):
        part.register(app)
