"""The packet: the promotion case, looked at, curated, frozen and sent as files."""

from typing import Any

from bot import casebook, people
from bot.career.packet import asking
from bot.casebook import Case, Reader
from bot.errors import Refused
from bot.features.packet import card, curating, openings, sending, versions
from bot.features.packet.sending import DUE
from bot.slack.commands import word

__all__ = ["DUE", "register"]


def register(app: Any) -> None:
    app.command("/win", matchers=[word("packet")])(show)
    app.action(card.OPEN)(open_window)
    for part in (curating, openings, sending, versions):
        part.register(app)


def show(
    ack: Any,
    command: Any,
    spoken: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    wake: Any,
) -> None:
    """`/win packet Q3 for staff` shows it; `packet freeze` and the like do what a button does."""
    asked = asking.read(spoken.args)
    if asked is None:
        raise Refused("Write a period and a target, like `packet Q3 for staff`.")
    now = clock.now()
    if asked.deed == "opening":
        openings.open_window(client, command)
        ack()
        return
    person = people.known(client, store, me, now)
    who = casebook.reader_of(store, me, person, now, settings)
    if asked.deed:
        case = casebook.latest(who)
    else:
        case = casebook.asked(who, asked.period, asked.target)
    if asked.deed in ("curate", "versions"):
        part = curating if asked.deed == "curate" else versions
        part.open_window(client, command, who, case)
        ack()
        return
    case, note = _done(who, case, asked.deed)
    said = card.answer(case, settings.win_command, note)
    ack(text=said.text, blocks=said.blocks)
    wake()
    after(learn_names, client, who, case)


def open_window(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, after: Any
) -> None:
    """Build Packet in Home."""
    who = casebook.reader(store, me, clock.now(), settings)
    case = casebook.asked(who)
    view = card.window(case, settings.win_command)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()
    after(learn_names, client, who, case)


def learn_names(client: Any, who: Reader, case: Case) -> None:
    """Who is quoted is known by name before the packet is frozen or sent."""
    if case.book is not None:
        behind = {win_id: list(rows) for win_id, rows in case.book.praise.items()}
        users = casebook.people_in(list(case.book.wins), behind)
        people.names(client, who.store, who.me.workspace, users, who.now)


def _done(who: Reader, case: Case, deed: str) -> tuple[Case, str]:
    """Freeze or send, when that was typed; the case as it is then, and what to say."""
    if deed == "freeze":
        return casebook.freeze(who, case.row.public_id), ""
    return case, sending.ordered(who, case) if deed == "send" else ""
