"""What is wrong with this installation, and how to put it right: `winbook doctor`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from bot.doctor import here, installs, slack
from bot.doctor.finding import Finding, Level
from bot.settings import Settings

__all__ = ["CHECKS", "Finding", "Level", "examine"]

Check = Callable[[Settings, datetime], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    slack.tokens,
    slack.connection,
    installs.installations,
    here.zones,
    here.database,
    here.place,
    here.disk,
    here.backups,
    here.keys,
    here.fonts,
    here.template,
    here.extras,
)


def examine(
    settings: Settings, now: datetime, checks: Iterable[Check] = CHECKS
) -> Iterator[Finding]:
    """Every finding, the good ones too; a check that breaks is a finding, not the end."""
    for check in checks:
        try:
            yield from check(settings, now)
        except Exception as error:  # noqa: BLE001 - the others still say what they see
            what = f"The check of {check.__name__} broke: {type(error).__name__}."
            yield Finding(Level.WRONG, what, "Report this with the version of Winbook.")
