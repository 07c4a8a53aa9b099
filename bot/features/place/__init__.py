"""A place for a person's own monthly copy: chosen by them, within what the workspace allows."""

from typing import Any

from bot import copies
from bot.due import Due, Sending, Visiting
from bot.features.place import choosing, mailing
from bot.features.place.words import DM, standing
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.messages import Message
from bot.slack.text import day, escape
from bot.slack.uploads import LARGEST, Upload

OPEN = "place_open"
NO_FILE = (
    "Your monthly copy could not be sent: Winbook may not upload files here. `/win privacy` has "
    "Export, and whoever manages the app can add the scope `files:write`."
)


def register(app: Any) -> None:
    app.action(OPEN)(show)
    app.view(choosing.FORM)(choose)
    mailing.register(app)


def show(ack: Any, body: Any, client: Any, store: Any, me: Any, settings: Any) -> None:
    client.views_open(
        trigger_id=body["trigger_id"], view=choosing.form(store.places.get(me), settings)
    )
    ack()


def choose(
    ack: Any,
    view: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    homes: Any,
    bring: Any,
    after: Any,
) -> None:
    """The first copy goes at once, so that it is seen whether it arrives."""
    now = clock.now()
    asked = choosing.read(forms.answers(view), store.places.get(me), settings, now)
    code = mailing.new_code() if asked.needs_code else ""
    store.places.choose(me, asked.kind, asked.recipient, now, **asked.kept(me, code, now))
    ack()
    if code:
        after(mailing.send, settings, store, clock, me, asked.where, code)
    if asked.passphrase:
        after(choosing.lock, store, me, now, asked.passphrase, homes, bring)
    homes.stale(me)
    bring()


def sent(sending: Sending) -> Message | None:
    """The copy into the direct message; None once it was switched off."""
    place = sending.store.places.get(sending.me)
    if place is None or place.kind != DM:
        return None
    body = copies.packed(sending.store, sending.me, place, sending.settings, sending.names)
    if len(body) > LARGEST:
        return Message(NO_FILE, [blocks.section(NO_FILE, "copy_none")])
    name = copies.file_name(sending.me, sending.now, place)
    said = "Your monthly copy. Drop it here in another Slack to bring it in. "
    said += "Change or stop it in Home, Monthly Copy."
    upload = Upload(name, f"Your Winbook data, {day(sending.now.date())}", body)
    return Message(said, [], (upload,), Message(NO_FILE, [blocks.section(NO_FILE, "copy_none")]))


def trouble(sending: Sending) -> Message | None:
    """One reminder; None when it has arrived since."""
    place = sending.store.places.get(sending.me)
    if place is None or place.bad_at is None:
        return None
    said = (
        f"Your monthly copy did not arrive: {escape(place.error)}. I try again by myself, and say "
        "so only this once. Home shows when it arrives."
    )
    button = blocks.button("Choose Another Place", OPEN)
    shown = [blocks.section(said, "copy_bad"), blocks.actions(button, block_id="copy_do")]
    return Message(said, shown)


def home(visiting: Visiting) -> list[Block]:
    """Where it goes, and how the last one went."""
    place = visiting.store.places.get(visiting.me)
    if place is not None and place.code:
        button = blocks.button("Enter Code", mailing.OPEN, says="Enter the code mailed to you")
        again = blocks.button("Monthly Copy", OPEN, says="Choose where your monthly copy goes")
        said = blocks.section(standing(place, visiting.settings), "home_place")
        return [said, blocks.actions(button, again, block_id="home_place_do")]
    button = blocks.button("Monthly Copy", OPEN, says="Choose where your monthly copy goes")
    return [blocks.section(standing(place, visiting.settings), "home_place", accessory=button)]


DUE = (Due(copies.COPY, sent), Due(copies.TROUBLE, trouble))
