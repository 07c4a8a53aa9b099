"""The plan with a sponsor: evidence agreed, both confirmations on one dated text, check-ins."""

from typing import Any

from bot.features.plan import checkins, form, linking, page, talking
from bot.features.plan.home import home
from bot.features.plan.messages import DUE

__all__ = ["DUE", "home", "register"]


def register(app: Any) -> None:
    for part in (page, form, linking, checkins, talking):
        part.register(app)
