"""The code that shows that an address is the person's own."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any

from bot import mail
from bot.clock import Clock
from bot.copies import MAIL
from bot.errors import Refused
from bot.settings import Settings
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from storage import Store
from storage.records import Principal
from storage.records_data import Place

OPEN, FORM, TYPED = "place_code_open", "place_code_form", "code"
GOOD_FOR, PAUSE = timedelta(minutes=30), timedelta(minutes=1)
LETTER = """Your code for Winbook is {code}. It is good for 30 minutes.

In Slack, open Winbook's Home and press Enter Code. From then on your monthly copy comes to this
address. If you did not ask for it, do nothing: without the code nothing is sent here.
"""


def register(app: Any) -> None:
    app.action(OPEN)(ask)
    app.view(FORM)(confirm)


def ask(ack: Any, body: Any, client: Any) -> None:
    client.views_open(trigger_id=body["trigger_id"], view=form())
    ack()


def confirm(ack: Any, view: Any, store: Any, me: Any, clock: Any, homes: Any, bring: Any) -> None:
    typed = "".join(forms.text(forms.answers(view), TYPED).split())
    if not store.places.confirm(me, hashed(me, typed), clock.now()):
        raise Refused(
            "That is not the code, or it is older than 30 minutes. After five wrong ones, save "
            "Monthly Copy once more for another.",
            TYPED,
        )
    ack()
    homes.stale(me)
    bring()


def form() -> Block:
    hint = "Six digits, in the mail that was sent to you."
    box = blocks.field(TYPED, "Code", blocks.text_line(most=20), hint=hint)
    return blocks.modal(FORM, "Enter Code", [box], submit="Confirm")


def new_code() -> str:
    return f"{secrets.randbelow(10**6):06d}"


def hashed(me: Principal, code: str) -> str:
    """Kept instead of it."""
    said = f"{me.workspace}\0{me.user}".encode("utf-8", "replace")
    return hmac.new(said, code.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def needed(before: Place | None, kind: str, address: str, now: datetime) -> bool:
    """Whether the address was not confirmed before; Refused when a code went out just now."""
    if kind != MAIL:
        return False
    if before is None or before.kind != MAIL:
        return True
    if before.code and now - before.chosen_at < PAUSE:
        raise Refused("A code was mailed a minute ago: wait for it, or try again soon.", "where")
    return before.address != address or bool(before.code)


def until(now: datetime) -> datetime:
    return now + GOOD_FOR


def send(settings: Settings, store: Store, clock: Clock, me: Principal, to: str, code: str) -> None:
    """What becomes of it stands in Home."""
    try:
        mail.send(settings, to, "Your code for Winbook", LETTER.format(code=code))
    except mail.Unsent as error:
        now = clock.now()
        store.places.unsent(me, now, str(error))
