"""The messages about requests, worded when it is time to send them."""

from datetime import datetime

from bot import around
from bot.career import confirming
from bot.due import Due, Sending
from bot.features.confirm import cards
from bot.slack.messages import Message
from storage import Store
from storage.records import Delivery, Principal
from storage.records_people import Confirmation


def asked(sending: Sending) -> Message | None:
    """The question; nothing when it was taken back before it was sent."""
    return _question(sending, is_again=False)


def again(sending: Sending) -> Message | None:
    """The one reminder, as long as nothing was answered."""
    return _question(sending, is_again=True)


def told(sending: Sending) -> Message | None:
    """To the owner: answers of the same hour together."""
    rows = [sending.store.confirmations.get(sending.me, ref) for ref in sending.delivery.about]
    found = [row for row in rows if row is not None]
    if not found:
        return None
    names = dict(sending.names(sorted({row.peer for row in found if row.peer})))
    return cards.result(found, names, around.ties(sending.store, sending.me))


def plan_reminders(store: Store, now: datetime) -> list[Delivery]:
    """Once, five working days after the question went out; nothing for those who take none."""
    rows: list[Delivery] = []
    for workspace in store.workspaces.active():
        since, before = now - confirming.LIVES, now - (confirming.LIVES / 3)
        for row in store.confirmations.waiting(workspace.id, before, since):
            if (reminder := _reminder(store, row, now, workspace.zone)) is not None:
                rows.append(reminder)
    return rows


DUE = (
    Due(confirming.ASK, asked, discreet="A colleague asks you something"),
    Due(confirming.AGAIN, again, plan_reminders, discreet="A colleague asked you something"),
    Due(confirming.TOLD, told, discreet="A colleague answered you"),
)


def _question(sending: Sending, *, is_again: bool) -> Message | None:
    row = sending.store.confirmations.to_me(sending.me, sending.delivery.about[0])
    is_unsaid = not sending.delivery.ts and (
        row is None or row.state != "open" or not sending.person.takes_requests
    )
    if row is None or is_unsaid:
        return None
    name = sending.names([row.owner]).get(row.owner, cards.NOBODY)
    tie = around.ties(sending.store, Principal(row.workspace, row.owner)).get(row.peer, "")
    return cards.asked(row, name, tie, is_again=is_again)


def _reminder(store: Store, row: Confirmation, now: datetime, zone: str) -> Delivery | None:
    person = store.people.get(Principal(row.workspace, row.peer))
    sent = [
        one.sent_at
        for one in store.deliveries.planned(row.workspace, row.peer, [confirming.ASK])
        if row.public_id in one.about and one.sent_at
    ]
    if person is None or not sent or not person.takes_requests:
        return None
    due = confirming.reminded_at(sent[0], person, zone)
    return confirming.reminder(row, due, now) if due <= now else None
