"""Finds the figures in what people type: how much, how many, from what to what."""

from bot.career.metrics.metric import Metric
from bot.career.metrics.reader import find

__all__ = ["Metric", "find"]
