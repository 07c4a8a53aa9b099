"""A place for a person's own monthly copy: chosen by them, within what the workspace allows."""

from typing import Any

from bot import bundle, copies, places
from bot.due import Due, Sending, Visiting
from bot.errors import Refused
from bot.settings import Settings
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from bot.slack.messages import Message
from bot.slack.text import day, escape
from bot.slack.uploads import LARGEST, Upload
from storage.records_data import Place

OPEN, FORM = "place_open", "place_form"
OFF, DM = "off", "dm"
NO_FILE = (
    "Your monthly copy could not be sent: Winbook may not upload files here. `/win privacy` has "
    "Export, and whoever manages the app can add the scope `files:write`."
)


def register(app: Any) -> None:
    app.action(OPEN)(show)
    app.view(FORM)(choose)


def show(ack: Any, body: Any, client: Any, store: Any, me: Any, settings: Any) -> None:
    client.views_open(trigger_id=body["trigger_id"], view=form(store.places.get(me), settings))
    ack()


def choose(
    ack: Any, view: Any, store: Any, me: Any, clock: Any, settings: Any, homes: Any, bring: Any
) -> None:
    """The first copy goes at once, so that it is seen whether it arrives."""
    told = forms.answers(view)
    kind, recipient = forms.text(told, "kind"), forms.text(told, "recipient").strip()
    if kind not in offered(settings):
        raise Refused("Choose a place from the list.", "kind")
    if settings.copy_must_lock and kind != OFF and not recipient:
        raise Refused("This workspace asks for a key: paste your public age key.", "recipient")
    places.locked(b"", recipient)
    store.places.choose(me, kind, recipient, clock.now())
    ack()
    homes.stale(me)
    bring()


def form(place: Place | None, settings: Settings) -> Block:
    known = offered(settings)
    kind = place.kind if place and place.kind in known else OFF
    options = [(blocks.cut(label, 75), name) for name, label in known.items()]
    lock = blocks.text_line(place.recipient if place else "", placeholder="age1…", most=100)
    hint = "Optional. With it nobody but you can open the copies; lose it, and they are lost."
    return blocks.modal(
        FORM,
        "Monthly Copy",
        [
            blocks.section(policy(settings), "place_policy"),
            blocks.field("kind", "Where to", blocks.select("answer", options, kind)),
            blocks.field("recipient", "Your public age key", lock, optional=True, hint=hint),
        ],
        submit="Save",
    )


def offered(settings: Settings) -> dict[str, str]:
    """What may be chosen here, by name."""
    known = {OFF: "Nowhere"}
    if settings.copy_in_dm:
        known[DM] = "My direct message"
    for name, root in places.named(settings.copy_places).items():
        known[name] = f"{name} ({places.shown(root)})"
    return known


def policy(settings: Settings) -> str:
    """Said before anything is chosen."""
    kinds = [label for name, label in offered(settings).items() if name != OFF]
    if not kinds:
        return (
            "Whoever runs Winbook here allows no monthly copies. `/win export` still sends you "
            "everything whenever you ask."
        )
    said = (
        "Once a month, and once soon after you save this, everything you have here goes to one "
        f"place. Whoever runs Winbook here allows: {escape(', '.join(kinds))}."
    )
    lock = " Copies must be locked to a key of your own." if settings.copy_must_lock else ""
    return f"{said}{lock} Whoever can open that place can read what is not locked."


def sent(sending: Sending) -> Message | None:
    """The copy into the direct message; None once it was switched off."""
    place = sending.store.places.get(sending.me)
    if place is None or place.kind != DM:
        return None
    body = places.locked(bundle.bundled(sending.store, sending.me, sending.names), place.recipient)
    if len(body) > LARGEST:
        return Message(NO_FILE, [blocks.section(NO_FILE, "copy_none")])
    name = copies.file_name(sending.me, sending.now, place.recipient)
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
    button = blocks.button("Monthly Copy", OPEN, says="Choose where your monthly copy goes")
    return [blocks.section(standing(place, visiting.settings), "home_place", accessory=button)]


def standing(place: Place | None, settings: Settings) -> str:
    known = offered(settings)
    if place is None or place.kind == OFF or place.kind not in known:
        return "*Your own copy*: none yet, once a month if you want it."
    said = f"*Your own copy*: monthly, {escape(known[place.kind])}"
    said += ", locked to your key" if place.recipient else ""
    if place.good_at:
        said += f" · last on {day(place.good_at.date())}"
    if place.bad_at:
        said += f" · not since {day(place.bad_at.date())}: {escape(place.error)}"
    return f"{said}."


DUE = (Due(copies.COPY, sent), Due(copies.TROUBLE, trouble))
