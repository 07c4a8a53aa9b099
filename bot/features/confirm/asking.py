"""The form: whom to ask, and above it exactly what they will read."""

import re
from datetime import datetime
from typing import Any

from bot import people
from bot.career import confirming
from bot.errors import Refused
from bot.requests import FORM, PEERS, checked, form, name_of
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.commands import word
from bot.slack.text import count, day, escape, listed
from storage import Store
from storage.confirmations import WEEK, Asked
from storage.records import Delivery, Person, Principal, Win
from storage.records_people import Confirmation

OPEN = "confirm_open"
CHANGED = (
    "You changed this win meanwhile. Close this form and ask again, so that you see the words."
)


def register(app: Any) -> None:
    app.command("/win", matchers=[names_a_win])(from_command)
    app.action(OPEN)(from_button)
    app.view(FORM)(send)


def names_a_win(spoken: Any) -> bool:
    args = spoken.args.lower().rstrip(".!? ") if spoken is not None else ""
    return word("confirm")(spoken) and args not in ("", "on", "off")


def from_command(ack: Any, command: Any, spoken: Any, client: Any, store: Any, me: Any) -> None:
    number = re.search(r"\d{1,6}", spoken.args)
    win = store.wins.numbered(me, int(number.group())) if number else store.wins.last(me)
    view = form(checked(win), name_of(store, me))
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def from_button(ack: Any, action: Any, body: Any, client: Any, store: Any, me: Any) -> None:
    view = form(checked(store.wins.get(me, forms.chosen(action))), name_of(store, me))
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def send(
    ack: Any, view: Any, client: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any,
    wake: Any,
) -> None:  # fmt: skip
    """Everything is checked again; what was shown is what is sent."""
    now, kept = clock.now(), forms.kept(view)
    win = checked(store.wins.get(me, str(kept.get("win", ""))))
    if win.version != kept.get("version"):
        raise Refused(CHANGED, PEERS)
    picked = forms.many(forms.answers(view), PEERS)
    known = people.meet(client, store, me.workspace, picked, now)
    peers = confirming.checked(me.user, picked, known, PEERS)
    asked = ask(store, me, win, peers, now)
    ack(response_action="update", view=sent(store, asked, known, now, settings.win_command))
    for row in asked.sent:
        homes.stale(Principal(me.workspace, row.peer))
    wake()


def ask(store: Store, me: Principal, win: Win, peers: list[str], now: datetime) -> Asked:
    rows = [
        Confirmation(
            workspace=me.workspace,
            owner=me.user,
            peer=peer,
            win_ref=win.public_id,
            number=win.number,
            words=confirming.words(win),
            turn="open",
            asked_at=now,
        )
        for peer in peers
    ]
    told = [_message(row, now) for row in rows]
    return store.confirmations.ask(rows, told, confirming.A_WEEK)


def sent(
    store: Store, asked: Asked, known: dict[str, Person], now: datetime, command: str
) -> Block:
    """Whom it went to, and whom it did not, kindly."""
    told = [f"*Asked*: {_names([row.peer for row in asked.sent], known)}."] if asked.sent else []
    told += [f"{_names([peer], known)} has this request already." for peer in asked.waiting]
    told += [_tired(store, known[peer], now) for peer in asked.tired]
    if asked.sent:
        told.append(
            f"They hear from me within their working hours. `{command} confirm` shows what became "
            "of it."
        )
    shown = [blocks.section(line, f"told:{at}") for at, line in enumerate(told)]
    title = f"{count(len(asked.sent), 'Request')} Sent"
    return blocks.modal("confirm_sent", title, shown, submit="", close="Done")


def _tired(store: Store, person: Person, now: datetime) -> str:
    recent = store.confirmations.week(person.workspace, person.user, now - WEEK)
    free = (recent[-confirming.A_WEEK].asked_at if recent else now) + WEEK
    name = escape(person.name or "This colleague")
    return (
        f"{name} has been asked {count(len(recent), 'time')} this week, and each answer takes "
        f"thought. Ask again from {day(free.date())}."
    )


def _names(users: list[str], known: dict[str, Person]) -> str:
    return escape(listed([known[user].name or "a colleague" for user in users]))


def _message(row: Confirmation, now: datetime) -> Delivery:
    return confirming.planned(row, confirming.ASK, f"ask:{row.public_id}", now, now)
