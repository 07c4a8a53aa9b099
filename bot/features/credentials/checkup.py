"""Check a badge again: with more addresses, newer keys, or, when asked for, over the network."""

import hashlib
from datetime import timedelta
from typing import Any

from bot import holding
from bot.career.credentials.steps import as_data, from_data, merged
from bot.due import Due, Sending
from bot.errors import Refused
from bot.features.credentials import asking, card, dropping
from bot.features.credentials.asking import Looking, looking
from bot.slack import forms
from bot.slack.messages import Message
from storage.records import Delivery
from storage.records_credentials import Credential

KIND, LINK = "badge_online", "badge_link:"
LIVES = timedelta(hours=1)
ASKED = "Its issuer is asked now; the answer comes into your direct message."
CLOSED = "Links are not followed on this server."


def register(app: Any) -> None:
    app.action(card.AGAIN)(again)
    app.action(card.ONLINE)(online)


def again(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    homes: Any,
) -> None:
    who = looking(store, me, clock.now(), settings)
    one = recheck(who, asking.mine(who, forms.chosen(action)), offline(who))
    ack()
    shown = asking.whole(who, one, "Checked again, without the network.")
    after(asking.repaint, body, client, shown, dropping.notice(one))
    homes.stale(me)


def online(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    wake: Any,
) -> None:
    """The order is on disk before the press is acknowledged; the outbox asks the issuer."""
    who = looking(store, me, clock.now(), settings)
    one = asking.mine(who, forms.chosen(action))
    if not settings.badge_hosts:
        raise Refused(CLOSED)
    store.deliveries.plan([ordered(who, one.public_id, f"{one.public_id}:{who.now:%Y%m%d%H%M}")])
    ack()
    after(asking.repaint, body, client, asking.whole(who, one, ASKED), ASKED)
    wake()


def ordered(who: Looking, about: str, period: str) -> Delivery:
    return Delivery(
        workspace=who.me.workspace,
        owner=who.me.user,
        kind=KIND,
        period=period,
        about=[about],
        due=who.now,
        expires=who.now + LIVES,
        created_at=who.now,
    )


def order_link(who: Looking, url: str) -> None:
    """The link itself is kept beside the row, which holds ids alone; within an hour it is one."""
    name = f"{LINK}{hashlib.sha256(url.encode()).hexdigest()[:32]}"
    who.store.typed.keep(who.me, name, {"url": url}, who.now)
    who.store.deliveries.plan([ordered(who, name, f"{name}:{who.now:%Y%m%d%H}")])


def answer(sending: Sending) -> Message | None:
    """Ask the issuer, keep what was found, and show it. A link becomes a credential first."""
    who = Looking(sending.store, sending.me, sending.person, sending.now, sending.settings)
    about = sending.delivery.about[0]
    try:
        one = _found(who, about)
    except Refused as refused:
        return dropping.refused("The badge", refused.sentence)
    return Message(dropping.notice(one), asking.whole(who, one, "Checked online."))


def _found(who: Looking, about: str) -> Credential:
    if not about.startswith(LINK):
        return recheck(who, asking.mine(who, about), networked(who))
    kept = who.store.typed.get(who.me, about)
    if kept is None:
        raise Refused("That link is no longer here. Send it again.")
    return _from_link(who, str(kept["url"]))


def _from_link(who: Looking, url: str) -> Credential:
    from bot.badges.whom import Unreachable  # noqa: PLC0415 - loaded with the first badge

    whom = networked(who)
    try:
        found = whom.fetch(url) if whom.fetch else None
    except Unreachable as error:
        raise Refused(str(error)) from None
    if found is None or found.status != 200:
        raise Refused(f"It answered {found.status}." if found else CLOSED)
    name = url.partition("?")[0].rstrip("/").rpartition("/")[2] or "badge"
    return dropping.keep(who, name, found.body, whom)[0]


def offline(who: Looking) -> Any:
    return holding.whom(who.store, who.me, who.settings, who.now)


def networked(who: Looking) -> Any:
    from bot.clock import WallClock  # noqa: PLC0415 - its seconds alone: the patience of a fetch

    return holding.whom(who.store, who.me, who.settings, who.now, WallClock())


def recheck(who: Looking, one: Credential, whom: Any, *, anew: bool = False) -> Credential:
    """The same file, looked at as of now; what its owner wrote stays.

    So does what was found out online, unless everything is to be looked at `anew`.
    """
    data = who.store.credentials.body(who.me, one)
    if not data:
        raise Refused("It was logged by form, so there is no file to check.")
    found = dropping.checked_with(data, whom).steps
    if not anew:
        found = merged(from_data(one.steps), found)
    changed = who.store.credentials.change(
        who.me, one.public_id, steps=as_data(found), updated_at=who.now
    )
    return changed or one


def recheck_all(who: Looking, *, anew: bool = False) -> int:
    """Every badge with a file, without the network; how many."""
    held = [one for one in who.store.credentials.of(who.me) if one.file]
    whom = offline(who) if held else None
    for one in held:
        recheck(who, one, whom, anew=anew)
    return len(held)


DUE = (Due(KIND, answer, any_hour=True, discreet="Your badge was checked"),)
