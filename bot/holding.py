"""What a person holds, put together from the store, for every feature that speaks of it."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from bot.career import dimensions, packet, prompts
from bot.career.credentials import counting, expiring, steps
from bot.clock import Clock
from bot.due import Sending, Visiting
from bot.errors import Refused
from bot.settings import Settings
from bot.slack import blocks, text
from storage import Store
from storage.records import Person, Principal
from storage.records_credentials import Credential, Pathway

if TYPE_CHECKING:
    from bot.badges.whom import Whom

NO_BADGES = (
    "This server cannot read badges yet: whoever runs Winbook installs it with the extra `badges`. "
    "Until then log the credential by form."
)


class Held(NamedTuple):
    """Everything, what is current, and the person's own day."""

    every: list[Credential]
    current: list[Credential]
    today: date
    now: datetime

    def soon(self, days: int = expiring.MARKS[0]) -> list[Credential]:
        return expiring.soon(self.every, self.now, self.today, days)


def held(store: Store, me: Principal, person: Person, now: datetime, zone: str) -> Held:
    today = prompts.today(person, now, zone)
    every = store.credentials.of(me)
    return Held(every, counting.current(every, now, today), today, now)


def of(look: Visiting | Sending) -> Held:
    """What whoever looks, or is written to, holds."""
    return held(look.store, look.me, look.person, look.now, look.settings.zone)


def is_ready() -> bool:
    """Are the libraries that read badges installed?"""
    return all(find_spec(name) for name in ("jwt", "cryptography", "defusedxml"))


def whom(
    store: Store, me: Principal, settings: Settings, now: datetime, clock: Clock | None = None
) -> "Whom":
    """What a check is made with; with a clock it may open connections to listed hosts."""
    if not is_ready():
        raise Refused(NO_BADGES)
    from bot.badges import keys, register, vault  # noqa: PLC0415 - nothing is loaded before the first badge
    from bot.badges.fetching import fetcher  # noqa: PLC0415 - as above
    from bot.badges.whom import Trusted, Whom  # noqa: PLC0415 - as above

    trusted = []
    for row in store.credentials.trusted(me):
        whose = "you" if row.owner else "the workspace"
        with suppress(Refused):  # one that cannot be read is one less, not the end of all checks
            trusted.append(Trusted(row.issuer, keys.from_text(row.key), whose))
    ours = vault.trusted(settings.keys_folder, me.workspace)
    fetch = fetcher(settings.badge_hosts, clock.monotonic) if clock else None
    addresses = tuple(store.credentials.addresses(me))
    return Whom(
        now,
        addresses,
        (*trusted, *ours),
        fetch,
        gone=vault.gone(settings.keys_folder, me.workspace),
        own=frozenset(one.issuer for one in ours),
        taken_back=register.taken_back(settings.keys_folder, me.workspace),
    )


def in_packet(one: Credential) -> packet.Credential:
    """As a packet tells it: with what was checked, in words."""
    verdict = steps.verdict(steps.from_data(one.steps))
    return packet.Credential(
        title=one.title,
        issuer=one.issuer,
        issued=one.issued,
        expires=one.expires,
        verdict=verdict,
        link=one.link,
    )


def lines(found: Held) -> list[str]:
    """What expires soon, a line each."""
    return [expires(one, found.today) for one in found.soon()[:3]]


def expires(one: Credential, today: date) -> str:
    """`SQL in Depth expires Mon, Jan 12, 2026, in 7 days.`"""
    days = expiring.left(one, today)
    when = "today" if not days else f"in {text.count(days, 'day')}"
    title = text.escape(blocks.cut(one.title, 80))
    return f"{title} expires {text.day(one.expires)}, {when}." if one.expires else ""


def support(look: Visiting, asked: Sequence[str], block_id: str) -> list[blocks.Block]:
    """What current credentials support, per dimension: they change no standing."""
    current = of(look).current
    wins = look.wins
    said = []
    for key in asked:
        about = [one for one in current if key in one.dimensions]
        told = [
            f"{text.escape(blocks.cut(one.title, 60))}"
            + ("" if counting.counts(one, key, wins) else " (no win uses it yet)")
            for one in about[:3]
        ]
        if told:
            said.append(f"{dimensions.TITLES.get(key, key)}: {text.listed(told)}")
    return (
        [blocks.section(f"*Supported by credentials*: {' · '.join(said)}", block_id)]
        if said
        else []
    )


def open_pathways(store: Store, me: Principal) -> Sequence[Pathway]:
    """The nearest day first."""
    found = [one for one in store.growing.pathways(me) if one.state == "open"]
    return sorted(found, key=lambda one: one.by)


def pathway(one: Pathway, today: date) -> str:
    """What was chosen for a dimension, and how long is left."""
    name = dimensions.TITLES.get(one.dimension, one.dimension)
    told = [f"*{name}* by {text.day(one.by)}{' (over)' if one.by < today else ''}"]
    if one.work:
        told.append(f"Work: {text.escape(blocks.cut(' '.join(one.work.split()), 300))}")
    if one.credential:
        told.append(f"Credential: {text.escape(blocks.cut(one.credential, 200))}")
    return "\n".join(told)


def followed(look: Sending, block_id: str) -> list[blocks.Block]:
    """For the monthly question: pathways that were chosen, and what expires soon."""
    said = follow_up(look)
    return [blocks.section("\n".join(said), block_id)] if said else []


def follow_up(look: Visiting | Sending) -> list[str]:
    found = of(look)
    said = [pathway(one, found.today) for one in open_pathways(look.store, look.me)[:3]]
    soon = lines(found)
    return [*said, *([f"*Expires soon*: {' '.join(soon)}"] if soon else [])]


def ignored(store: Store, person: Person) -> int:
    """Unasked messages in a row that stayed unanswered."""
    kinds = prompts.EVERY_UNASKED
    return prompts.unanswered(
        person, store.deliveries.planned(person.workspace, person.user, kinds)
    )
