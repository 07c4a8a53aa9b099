"""What authors hear: that words of theirs were kept, once, and Not This One."""

from typing import Any

from bot.due import Due, Sending
from bot.errors import Missing
from bot.features.praise import cards, keeping
from bot.features.praise.cards import Names
from bot.slack import blocks, forms, messages, text
from bot.slack.blocks import Block
from bot.slack.messages import Message
from storage.records import Praise, Principal

MOST = 20  # words in one message, two blocks each
GONE = "Your words are withdrawn and deleted from that record."


def register(app: Any) -> None:
    app.action("praise_not_this")(not_this_one)


def not_this_one(
    ack: Any,
    body: Any,
    action: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    after: Any,
    homes: Any,
    wake: Any,
) -> None:
    """The author of kept words takes them back; the keeper's record says so."""
    now = clock.now()
    gone = store.praise.author_withdraws(me, forms.chosen(action), now)
    if gone is None:
        raise Missing("Those words are not kept any more.")
    keeper = Principal(gone.workspace, gone.owner)
    keeping.drop_draft(store, keeper, gone, now)
    store.praise.repaint([gone])
    shown = store.deliveries.repaint(me.workspace, me.user, [keeping.TOLD], gone.public_id)
    ack()
    homes.stale(keeper)
    wake()
    if not shown:
        after(messages.replace, body, client, GONE, [blocks.section(GONE, "praise:withdrawn")])


def told(sending: Sending) -> Message | None:
    """What was kept within the hour; nothing when the keepers have thought better of it."""
    about = [
        sending.store.praise.authored(sending.me, public_id) for public_id in sending.delivery.about
    ]
    rows = [row for row in about if row is not None]
    kept = [row for row in rows if row.state == "kept"]
    if not kept and not sending.delivery.ts:
        return None
    rows = rows if sending.delivery.ts else kept
    users = {user for row in rows for user in (row.owner, *cards.people_in(row))}
    return notice(rows, sending.names(sorted(users)))


DUE = (Due(keeping.TOLD, told),)


def notice(rows: list[Praise], names: Names) -> Message:
    """Each of an author's words in the state it is in."""
    kept = [row for row in rows if row.state == "kept"]
    keepers = [names.get(user, "A colleague") for user in dict.fromkeys(row.owner for row in kept)]
    said = f"{text.listed(keepers)} kept words of yours for their own record."
    if len(kept) == 1:
        said = _sentence(kept[0], names)
    shown = [block for row in rows[:MOST] for block in _card(row, names)]
    return Message(text.escape(said) if kept else GONE, shown)


def _card(row: Praise, names: Names) -> list[Block]:
    said = text.escape(_sentence(row, names))
    if row.state != "kept":
        return [blocks.section(said, cards.part(row, "told"))]
    no = blocks.button(
        "Not This One", "praise_not_this", row.public_id, says=f"Not my words of {cards.day(row)}"
    )
    words = blocks.plain_section(cards.quoted(row, names, 600), cards.part(row, "words"))
    return [blocks.section(said, cards.part(row, "told"), accessory=no), words]


def _sentence(row: Praise, names: Names) -> str:
    keeper, day = names.get(row.owner, "A colleague"), cards.day(row)
    if row.state == "kept":
        return f"{keeper} kept your words of {day} for their own record."
    if row.state == "withdrawn":
        return f"Your words of {day} are withdrawn and deleted from that record."
    return f"{keeper} took your words of {day} out of their record again."
