"""The messages about papers, worded when it is time to send them."""

from bot import papers
from bot.due import Due, Sending
from bot.features.papers import cards
from bot.slack.messages import Message
from bot.slack.text import day
from storage.records import Principal


def asked(sending: Sending) -> Message | None:
    """Nothing when a newer one took its place before it was sent."""
    row = sending.store.papers.to_me(sending.me, sending.delivery.about[0])
    if row is None or (row.state != "sent" and not sending.delivery.ts):
        return None
    owner = Principal(row.workspace, row.owner)
    before = [one for one in sending.store.papers.of(owner, row.about) if one.state == "confirmed"]
    kept = day(before[0].other_at.date()) if before and before[0].other_at else ""
    return cards.asked(row, sending.names([row.owner]).get(row.owner, cards.NOBODY), kept)


def told(sending: Sending) -> Message | None:
    row = sending.store.papers.get(sending.me, sending.delivery.about[0])
    if row is None or row.state not in ("confirmed", "corrected"):
        return None
    return cards.told(row, sending.names([row.other]).get(row.other, cards.NOBODY))


DUE = (
    Due(papers.ASK, asked, discreet="A colleague asks you to confirm something"),
    Due(papers.TOLD, told, discreet="A colleague answered you"),
)
