"""Confirm or Correct: what a sponsor does with a plan, or with what a decision said."""

from typing import Any

from bot.features.papers import answering
from bot.features.papers.messages import DUE

__all__ = ["DUE", "register"]


def register(app: Any) -> None:
    answering.register(app)
