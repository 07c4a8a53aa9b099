"""A file on its way into the book: the dry run, the order, and what came of it."""

from datetime import date
from typing import Any

from bot import bringing, bundle
from bot.career import brags, offers
from bot.dropped import Dropping, File, Taker
from bot.due import Due, Sending
from bot.errors import Missing, Refused
from bot.features.imports.undoing import undo_button
from bot.slack import blocks, forms, messages
from bot.slack.messages import Message
from bot.slack.text import count, escape
from storage.records import Person, Principal

KIND, BROUGHT = "import", "import_done"
YES, NOT_NOW = "import_yes", "import_not_now"
GONE = "That file is no longer here. Drop it again."
LATEST = date(2200, 1, 1)  # who drops it is asked for their own day afterwards
BRINGING = "Importing. I say here when it is done."


def register(app: Any) -> None:
    app.action(YES)(order)
    app.action(NOT_NOW)(not_now)


def is_bundle(file: File) -> bool:
    return bundle.is_bundle(file.data)


def is_brags(file: File) -> bool:
    return brags.looks_like_one(file.name, file.data, LATEST)


def take(dropping: Dropping) -> None:
    """Look at each file, keep what it would bring, and plan the answer: once per file."""
    for file in dropping.files:
        who = bringing.Reader(
            dropping.store, dropping.me, dropping.person, dropping.now, dropping.person.zone
        )
        try:
            looked = bringing.look(who, file.name, file.data)
            kept = {"lines": looked.lines, "new": looked.new, "brings": looked.kept}
        except Refused as refused:
            kept = {"lines": [refused.sentence], "new": 0, "brings": None, "refused": True}
        dropping.store.typed.keep(dropping.me, f"{KIND}:{file.id}", kept, dropping.now)
        row = offers.message(dropping.me[:2], KIND, f"{KIND}:{file.id}", [file.id], dropping.now)
        dropping.store.deliveries.plan([row])


def answer(sending: Sending) -> Message | None:
    """The dry run; None once the person has decided."""
    file = sending.delivery.about[0]
    kept = sending.store.typed.get(sending.me, f"{KIND}:{file}")
    if kept is None:
        return None
    head, *lines = kept["lines"]
    shown = [blocks.section(f"*{escape(head)}*", "import_head")]
    if lines:
        shown.append(blocks.plain_section("\n".join(lines), "import_found"))
    if kept.get("refused") or not kept["new"]:
        note = "Nothing was imported." if kept.get("refused") else "There is nothing new in it."
        return Message(escape(head), [*shown, blocks.context(note, block_id="import_note")])
    buttons = (
        blocks.button("Import", YES, file, style="primary"),
        blocks.button("Not Now", NOT_NOW, file),
    )
    note = "A dry run: nothing is imported until you press Import. You can undo all of it."
    shown += [
        blocks.actions(*buttons, block_id="import_decide"),
        blocks.context(f"{note} Only you can see this.", block_id="import_note"),
    ]
    return Message(escape(head), shown)


def order(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    after: Any,
    wake: Any,
) -> None:
    """On disk before the press is acknowledged; a thousand wins take longer than Slack waits."""
    file = forms.chosen(action)
    kept = _kept(store, me, file)
    about = [file, kept["brings"]["source"]]
    row = offers.message(me[:2], BROUGHT, f"{BROUGHT}:{file}", about, clock.now())
    store.deliveries.plan([row])
    ack()
    after(messages.replace, body, client, BRINGING, [blocks.section(BRINGING, "import_ordered")])
    wake()


def not_now(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any, after: Any) -> None:
    name = f"{KIND}:{forms.chosen(action)}"
    if store.typed.get(me, name) is None:
        raise Missing(GONE)
    store.typed.drop(me, name)
    ack()
    said = "Not imported. Drop the file again when you want it."
    after(messages.replace, body, client, said, [blocks.section(said, "import_declined")])


def brought(sending: Sending) -> Message | None:
    """Bring it in, and say so; rendered twice, it is brought in once."""
    file, source = sending.delivery.about
    kept = sending.store.typed.get(sending.me, f"{KIND}:{file}")
    if kept is not None:
        try:
            bringing.bring(_reader(sending), kept["brings"], sending.settings)
        except ValueError:
            said = "That bundle holds a row that does not fit. Nothing was imported."
            return Message(said, [blocks.section(said, "import_failed")])
        sending.store.typed.drop(sending.me, f"{KIND}:{file}")
    done = [one for one in sending.store.bundles.imports(sending.me) if one.source == source]
    if not done:
        return None
    wins, rows = len(done[0].added.get("wins", [])), sum(map(len, done[0].added.values()))
    said = f"Imported {count(wins, 'win')} from {done[0].file}."
    if rows > wins:
        said = f"Imported {count(wins, 'win')} and what belongs to them from {done[0].file}."
    command = sending.settings.win_command
    note = f"`{command} list` shows them. Edited ones stay when you undo. Only you can see this."
    shown = [
        blocks.section(escape(said), "import_done"),
        blocks.actions(undo_button(done[0]), block_id="import_back"),
        blocks.context(note, block_id="import_note"),
    ]
    return Message(escape(said), shown)


def _reader(sending: Sending) -> bringing.Reader:
    person: Person = sending.person
    return bringing.Reader(sending.store, sending.me, person, sending.now, sending.settings.zone)


def _kept(store: Any, me: Principal, file: str) -> dict[str, Any]:
    kept: dict[str, Any] | None = store.typed.get(me, f"{KIND}:{file}")
    if kept is None or not kept.get("brings"):
        raise Missing(GONE)
    return kept


DUE = (Due(KIND, answer, any_hour=True), Due(BROUGHT, brought, any_hour=True))
TAKES = (
    Taker("bundle", frozenset({"zip"}), bundle.MOST, is_bundle, take),
    Taker("brags", frozenset({"md", "markdown", "txt", "csv", "json"}), brags.MOST, is_brags, take),
)
