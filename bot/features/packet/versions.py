"""Freeze a packet as it is, and see what changed from one version to the next."""

from collections.abc import Iterator
from typing import Any

from bot import casebook
from bot.career.packet import difference
from bot.casebook import Case, Reader
from bot.features.packet import card, sending
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.text import count, day, escape

SHOWN, CHANGES = 10, 12  # versions, and sentences per version
FROZEN = "Frozen. What you change from now on is the next version."


def register(app: Any) -> None:
    app.action(card.FREEZE)(freeze)
    app.action(card.VERSIONS)(show)


def freeze(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
) -> None:
    """Kept before the press is acknowledged; pressing twice is harmless."""
    who = casebook.reader(store, me, clock.now(), settings)
    case = casebook.freeze(who, forms.chosen(action))
    ack()
    message = card.answer(case, settings.win_command)
    after(sending.repaint, body, client, message, case, settings)


def show(
    ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any
) -> None:
    who = casebook.reader(store, me, clock.now(), settings)
    open_window(client, body, who, casebook.mine(who, forms.chosen(action)))
    ack()


def open_window(client: Any, body: Any, who: Reader, case: Case) -> None:
    is_inside = (body.get("view") or {}).get("type") == "modal"
    place = client.views_push if is_inside else client.views_open
    place(trigger_id=body["trigger_id"], view=window(who, case))


def window(who: Reader, case: Case) -> Block:
    """The draft against the newest version, then each version against the one before."""
    kept = who.store.packets.frozen(who.me, case.row.case_key)
    cases = [casebook.made(who, row) for row in kept[: SHOWN + 1]]
    if case.row.state == "draft":
        cases.insert(0, case)
    body = [
        block for at, one in enumerate(cases[:SHOWN]) for block in _version(one, cases[at + 1 :])
    ]
    if not kept:
        said = (
            "No version is frozen yet. Freeze keeps one as it is, to be compared with later ones."
        )
        body = [blocks.section(said, "no_version")]
    note = blocks.context(card.ONLY_YOU, block_id="versions_note")
    return blocks.modal("packet_versions", "Versions", [*body, note], submit="", close="Done")


def _version(case: Case, earlier: list[Case]) -> Iterator[Block]:
    row = case.row
    name = f"*Version {row.version}*"
    when = "draft" if row.state == "draft" else f"frozen on {day(row.updated_at.date())}"
    total = case.packet.totals
    said = f"{name} · {when} · {count(total.wins, 'win')}, {count(total.people, 'colleague')}"
    says = f"Send me the files of version {row.version}"
    send = blocks.button("Send Me Files", card.SEND, row.public_id, says=says)
    is_empty = case.packet.is_empty
    yield blocks.section(said, f"version:{row.version}", accessory=None if is_empty else send)
    if earlier:
        changes = _changes(case, earlier[0])
        yield blocks.plain_section(changes, f"changes:{row.version}")
    if row.state == "frozen" and not row.digest:
        said = "A colleague took words back since. They are in no version any more."
        yield blocks.context(escape(said), block_id=f"amended:{row.version}")


def _changes(case: Case, before: Case) -> str:
    found = difference(before.packet, case.packet)
    if not found:
        return f"The same as version {before.row.version}."
    shown = [f"• {sentence}" for sentence in found[:CHANGES]]
    left = len(found) - CHANGES
    shown += [f"• {count(left, 'more change')}"] if left > 0 else []
    return f"Since version {before.row.version}:\n" + "\n".join(shown)
