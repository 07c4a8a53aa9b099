"""Everything a person can do with Winbook, one module each. This list is the map of the product."""

from types import ModuleType

from bot.features import (
    credentials,
    files,
    gaps,
    help,
    home,
    kudos,
    learned,
    packet,
    praise,
    privacy,
    prompts,
    rubric,
    settings,
    wins,
)

FEATURES: tuple[ModuleType, ...] = (
    wins,
    kudos,
    praise,
    credentials,
    rubric,
    files,
    gaps,
    packet,
    prompts,
    learned,
    settings,
    privacy,
    home,
    help,
)

# Who is told that a message was edited or deleted; praise first, which notes that it is gone.
ECHOES = (praise.echo, wins.echo)

# The order of their parts in App Home: what matters first.
HOMES = (
    home.home,
    praise.home,
    rubric.home,
    home.main_actions,
    gaps.home,
    wins.home,
    credentials.home,
    prompts.home,
)
