"""Everything a person can do with Winbook, one module each. This list is the map of the product."""

from types import ModuleType

from bot.features import (
    confirm,
    credentials,
    decision,
    export,
    files,
    gaps,
    help,
    home,
    imports,
    kudos,
    learned,
    packet,
    papers,
    place,
    plan,
    praise,
    privacy,
    prompts,
    rubric,
    settings,
    share,
    wins,
)

# Bolt asks their listeners in this order; of praise in channels comes more than of anything else.
FEATURES: tuple[ModuleType, ...] = (
    kudos,
    wins,
    praise,
    imports,
    confirm,
    credentials,
    rubric,
    files,
    gaps,
    packet,
    plan,
    papers,
    decision,
    share,
    prompts,
    learned,
    settings,
    export,
    place,
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
    confirm.home,
    rubric.home,
    home.main_actions,
    gaps.home,
    wins.home,
    plan.home,
    decision.home,
    share.home,
    credentials.home,
    prompts.home,
    export.home,
    place.home,
)
