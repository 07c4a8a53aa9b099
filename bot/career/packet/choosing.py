"""Which wins are told under a dimension: the strongest, after what the person decided."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.career.packet.curating import Curation
from bot.career.wins import strength
from storage.records import Praise, Win

MOST = 3  # wins told per dimension, unless more are pinned


def ranked(
    wins: Sequence[Win], praise: Mapping[int, Sequence[Praise]], today: date
) -> dict[str, tuple[int, ...]]:
    """A key by public id, smallest first: most ticks met, then the newest day and number."""
    return {win.public_id: _rank(win, praise.get(win.id or 0, ()), today) for win in wins}


def chosen(
    wins: Sequence[Win],
    ranks: Mapping[str, tuple[int, ...]],
    curation: Curation,
    most: int = MOST,
) -> list[Win]:
    """Those pinned and the strongest others, dropped ones aside, in the order to tell them."""
    offered = [win for win in wins if win.public_id not in curation.dropped]
    offered.sort(key=lambda win: ranks[win.public_id])
    pinned = [win for win in offered if win.public_id in curation.pinned]
    others = [win for win in offered if win.public_id not in curation.pinned]
    told = pinned + others[: max(0, most - len(pinned))]
    places = {ref: at for at, ref in enumerate(curation.order)}
    return sorted(told, key=lambda win: places.get(win.public_id, len(places)))


def _rank(win: Win, praises: Sequence[Praise], today: date) -> tuple[int, ...]:
    met = sum(tick.met for tick in strength(win, praises, today))
    return -met, -win.happened.toordinal(), -win.number
