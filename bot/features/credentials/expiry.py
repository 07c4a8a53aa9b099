"""Expiry: told 60, 30 and 7 days before, within the two unasked messages a month."""

from datetime import datetime, timedelta

from bot import holding
from bot.career import prompts
from bot.career.credentials import expiring
from bot.due import Due, Sending
from bot.features.credentials import card, page
from bot.features.credentials.asking import Looking
from bot.slack import blocks
from bot.slack.messages import Message
from storage import Store
from storage.records import Delivery, Principal

AHEAD = expiring.MARKS[0] + 3  # days that are looked at
SAID = "A credential of yours expires soon"


def plan(store: Store, now: datetime) -> list[Delivery]:
    """For everybody who chose a rhythm and answers; only their next weeks are looked at."""
    rows: list[Delivery] = []
    first, last = now.date() - timedelta(days=1), now.date() + timedelta(days=AHEAD)
    for workspace in store.workspaces.active():
        owners = store.credentials.owners_expiring(workspace.id, first, last)
        people = store.people.asking(workspace.id) if owners else []
        for person in (one for one in people if one.user in owners):
            held = store.credentials.of(Principal(workspace.id, person.user))
            if holding.ignored(store, person) < prompts.PATIENCE:
                rows += expiring.planned(person, held, now, workspace.zone)
    return rows


def remind(sending: Sending) -> Message | None:
    """Nothing when it was renewed, retired or deleted meanwhile."""
    about = sending.delivery.about[0]
    held = holding.of(sending)
    one = next((found for found in held.soon() if found.public_id == about), None)
    if one is None:
        return None
    who = Looking(sending.store, sending.me, sending.person, sending.now, sending.settings)
    others = [found for found in held.soon() if found.public_id != about]
    said = holding.expires(one, held.today)
    lines = [f"*{said}*", *(holding.expires(other, held.today) for other in others[:3])]
    after = "Expired, it leaves coverage and packets at midnight of your own day."
    buttons = [
        blocks.button("Renew", card.RENEW, about, says=f"Renew credential {one.number}"),
        blocks.button("Retire", card.RETIRE, about, says=f"Retire credential {one.number}"),
        blocks.button("Credentials", page.OVERVIEW),
        blocks.button("Change", "settings_open", says="Change when Winbook asks"),
    ]
    shown = [
        blocks.section("\n".join(lines), "expiry"),
        blocks.section(card.supports(one, who.store.wins.of(who.me)), "expiry_counts"),
        blocks.actions(*buttons, block_id="expiry_do"),
        blocks.context(f"{after} {card.ONLY_YOU}", block_id="expiry_note"),
    ]
    return Message(said, shown)


DUE = (Due(expiring.KIND, remind, plan, unasked=True, discreet=SAID),)
