"""A yes, a no or a not yet: what was said, the gap, what closes it, and what came of it."""

from typing import Any

from bot.features.decision import closing, form, opening, sending, yes
from bot.features.decision.messages import DUE
from bot.features.decision.page import home

__all__ = ["DUE", "home", "register"]


def register(app: Any) -> None:
    for part in (opening, form, sending, closing, yes):
        part.register(app)
