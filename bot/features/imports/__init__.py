"""Imports: a bundle or a brag document dropped in the direct message, looked at before it is kept.

What was brought in can be taken out again as a whole.
"""

from typing import Any

from bot.features.imports import undoing
from bot.features.imports.dropping import DUE, TAKES
from bot.features.imports.dropping import register as _dropping

__all__ = ["DUE", "TAKES", "register"]


def register(app: Any) -> None:
    _dropping(app)
    undoing.register(app)
