"""The messages about praise, worded when it is time to send them."""

from bot.career import prompts
from bot.career.offers import said_at
from bot.due import Due, Sending
from bot.features.praise import authors, cards, drawing, keeping
from bot.slack.messages import Message
from storage.records import Praise


def notice(sending: Sending) -> Message | None:
    """Words that wait; None once all are answered or the person wants no notices.

    Drawn anew before it was ever sent: what was answered in between counts on it to say so.
    """
    rows, delivery = (
        drawing.found(sending.store, sending.me, sending.delivery.about),
        sending.delivery,
    )
    waits = [row.state == "draft" for row in rows]
    is_counted_on = delivery.ts or (delivery.revision and rows)
    if sending.person.praise_notices == "never" or not (any(waits) or is_counted_on):
        return None
    return _shown(sending, rows, is_first=_is_first(sending) and all(waits) and bool(waits))


def kept(sending: Sending) -> Message | None:
    row = sending.store.praise.get(sending.me, sending.delivery.about[0])
    if row is None or row.state != "kept":
        return _over(sending, row)
    taken = drawing.taken_back(sending.store, sending.me, [row], sending.settings)
    wins = keeping.wins(sending.store, sending.me)
    return cards.kept(row, wins, _names(sending, [row]), taken)


def unkeep(sending: Sending) -> Message | None:
    """As `kept`; not sent yet, it is pointless once the reaction is there again."""
    row = sending.store.praise.get(sending.me, sending.delivery.about[0])
    taken = drawing.taken_back(sending.store, sending.me, [row] if row else [], sending.settings)
    return kept(sending) if taken or sending.delivery.ts else None


def ask(sending: Sending) -> Message | None:
    channel, ts = sending.delivery.about
    return cards.ask(channel, ts, said_at(ts))


DUE = (
    Due("praise", notice, any_hour=True),  # "at once" is their own choice; weekly is due by day
    Due("kept", kept, any_hour=True),
    Due("unkeep", unkeep, any_hour=True),
    Due("ask", ask, any_hour=True),
    *authors.DUE,
)


def _is_first(sending: Sending) -> bool:
    """Whether nothing about praise was said to this person before."""
    person, delivery = sending.person, sending.delivery
    rows = sending.store.deliveries.planned(person.workspace, person.user, ["praise"])
    earlier = [row for row in rows if row.sent_at and (row.id or 0) < (delivery.id or 0)]
    if "praise" in person.hints or not earlier:
        return "praise" not in person.hints
    hints = [*person.hints, "praise"]  # outlives the rows of the outbox
    sending.store.people.choose(sending.me, sending.now, hints=hints)
    return False


def _over(sending: Sending, row: Praise | None) -> Message | None:
    """A message that stands says what became of the words; one not sent yet never is."""
    return _shown(sending, [row] if row else []) if sending.delivery.ts else None


def _shown(sending: Sending, rows: list[Praise], *, is_first: bool = False) -> Message:
    zone = prompts.zone_of(sending.person, sending.settings.zone)
    wins = keeping.wins(sending.store, sending.me)
    lost = len(sending.delivery.about) - len(rows) if sending.delivery.ts else 0
    names = _names(sending, rows)
    taken = drawing.taken_back(sending.store, sending.me, rows, sending.settings)
    return cards.notice(rows, wins, names, zone, is_first=is_first, gone=lost, taken=taken)


def _names(sending: Sending, rows: list[Praise]) -> dict[str, str]:
    users = {user for row in rows for user in cards.people_in(row)}
    return dict(sending.names(sorted(users)))
