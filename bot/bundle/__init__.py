"""A person's whole book as one file: readable without Slack, and brought back with nothing lost."""

from bot.bundle.checking import check
from bot.bundle.making import bundled
from bot.bundle.reading import IN_SLACK, MOST, ON_SERVER, Bounds, Bundle, is_bundle, read

__all__ = [
    "IN_SLACK",
    "MOST",
    "ON_SERVER",
    "Bounds",
    "Bundle",
    "bundled",
    "check",
    "is_bundle",
    "read",
]
