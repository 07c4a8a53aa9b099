"""`/win confirm`: what I asked and what became of it, what others asked me, and yes or no to it."""

from typing import Any

from bot import around
from bot.career import confirming
from bot.errors import Missing
from bot.features.confirm import cards
from bot.features.confirm.answering import GONE, SILENT
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import count
from storage import Store
from storage.records import Principal
from storage.records_people import Confirmation

OPEN = "confirm_list"
MINE, OTHERS = 12, 8  # requests shown


def register(app: Any) -> None:
    app.command("/win", matchers=[is_choice])(choose)
    app.command("/win", matchers=[is_bare])(show)
    app.action(OPEN)(from_home)
    app.action(cards.RECALL)(recall)


def is_bare(spoken: Any) -> bool:
    return word("confirm")(spoken) and not spoken.args


def is_choice(spoken: Any) -> bool:
    return word("confirm")(spoken) and spoken.args.lower().rstrip(".!? ") in ("on", "off")


def choose(ack: Any, spoken: Any, store: Any, me: Any, clock: Any, settings: Any) -> None:
    """Whether colleagues may ask this person to confirm a win."""
    is_on = spoken.args.lower().rstrip(".!? ") == "on"
    store.people.choose(me, clock.now(), takes_requests=is_on)
    said = (
        "Colleagues can ask you to confirm a win."
        if is_on
        else SILENT.format(win=settings.win_command)
    )
    ack(text=said, blocks=[blocks.section(said, "confirm:choice")])


def show(ack: Any, command: Any, client: Any, store: Any, me: Any) -> None:
    client.views_open(trigger_id=command["trigger_id"], view=page(store, me))
    ack()


def from_home(ack: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    client.views_open(trigger_id=body["trigger_id"], view=page(store, me))
    ack()


def recall(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, homes: Any, wake: Any
) -> None:
    """An open request is taken back; the peer's message says so."""
    row = store.confirmations.get(me, forms.chosen(action))
    if row is None:
        raise Missing(GONE)
    store.confirmations.recall(me, row.public_id)
    kinds = [confirming.ASK, confirming.AGAIN]
    store.deliveries.repaint(row.workspace, row.peer, kinds, row.public_id)
    view_id = (body.get("view") or {}).get("id")
    if view_id:
        client.views_update(view_id=view_id, view=page(store, me))
    ack()
    homes.stale(Principal(row.workspace, row.peer))
    wake()


def page(store: Store, me: Principal) -> Block:
    asked, others = store.confirmations.of(me), store.confirmations.asked_of(me)
    users = {row.peer for row in asked} | {row.owner for row in others}
    names, ties = store.people.names(me.workspace, users), around.ties(store, me)
    shown = [blocks.header("What You Asked", "asked")]
    wins = {win.public_id: confirming.words(win) for win in store.wins.of(me)}
    shown += [block for row in asked[:MINE] for block in _mine(row, names, ties, wins)] or [
        blocks.section("Nothing yet. A win's card has Ask a Peer to Confirm.", "none")
    ]
    if others:
        shown.append(blocks.header("What Others Asked You", "others"))
        shown += [block for row in others[:OTHERS] for block in _theirs(row, names)]
    more = max(0, len(asked) - MINE) + max(0, len(others) - OTHERS)
    rest = f" {count(more, 'older one')} not shown." if more else ""
    shown.append(blocks.context(f"Only you can see this.{rest}", block_id="audience"))
    return blocks.modal("confirm_page", "Confirmations", shown, submit="", close="Done")


def _mine(
    row: Confirmation, names: dict[str, str], ties: dict[str, str], wins: dict[str, str]
) -> list[Block]:
    """With a word when what they answered is no longer what the win says."""
    said = cards.outcome(row, names, ties)
    if row.state == "answered" and wins.get(row.win_ref, row.words) != row.words:
        said += " You changed the win since."
    back = blocks.button("Take Back", cards.RECALL, row.public_id, says="Take this request back")
    words = blocks.cut(row.said or row.words, 300)
    is_open = row.state == "open"
    head = blocks.section(said, f"mine:{row.public_id}", accessory=back if is_open else None)
    return [head, blocks.plain_section(words, f"words:{row.public_id}")]


def _theirs(row: Confirmation, names: dict[str, str]) -> list[Block]:
    name = names.get(row.owner, cards.NOBODY)
    if row.state == "open":
        shown = cards.asked(row, name, "").blocks
        kept = [shown[0], shown[1], shown[3]]
        return [block | {"block_id": f"{block['block_id']}:{row.public_id}"} for block in kept]
    back = blocks.button("Take It Back", cards.WITHDRAW, row.public_id, says=f"Answer to {name}")
    said = cards.asked(row, name, "").blocks[0]["text"]["text"]
    accessory = back if row.state == "answered" else None
    words = blocks.plain_section(blocks.cut(row.words, 300), f"words:{row.public_id}")
    return [blocks.section(said, f"theirs:{row.public_id}", accessory=accessory), words]
