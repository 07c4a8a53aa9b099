"""The people and channels of Fernhill, and a month of what they said before today."""

from playground.state import World


def fill(world: World) -> None:
    """Put everybody in their place."""
