"""Everything a person can do with Winbook, one module each. This list is the map of the product."""

from types import ModuleType

from bot.features import gaps, help, home, kudos, praise, privacy, prompts, rubric, settings, wins

# Bolt asks their listeners in this order; of praise in channels comes more than of anything else.
FEATURES: tuple[ModuleType, ...] = (
    kudos,
    wins,
    praise,
    rubric,
    gaps,
    prompts,
    settings,
    privacy,
    home,
    help,
)

# The order of their parts in App Home: what matters first.
HOMES = (home.home, praise.home, gaps.home, wins.home, prompts.home)
