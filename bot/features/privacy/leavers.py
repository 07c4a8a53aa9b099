"""Whoever left gets their book: an admin presses a button, and reads nothing of it."""

from datetime import datetime
from typing import Any

from bot import copies
from bot.career import offers
from bot.due import Due, Sending
from bot.errors import Missing, Refused
from bot.mail import Unsent
from bot.places import Unreachable
from bot.settings import Settings
from bot.slack import blocks, forms, people
from bot.slack.blocks import Block
from bot.slack.messages import Message
from bot.slack.text import day, escape
from bot.slack.uploads import LARGEST, Upload
from storage import Store
from storage.records import Person, Principal
from storage.records_data import Place

HAND_OVER, KIND = "privacy_hand_over", "leaver"
MOST = 10  # people shown
FILE, SENT, NOWHERE = "file", "sent", "nowhere"
TOLD = {
    SENT: "went to the place that they chose for their copies. Only they can open what lies there.",
    NOWHERE: "was not sent: they chose no place of their own and no key, and nobody else may read "
    "it. Whoever runs the server can make it with `winbook export` and hand it over unread.",
}
NO_FILE = "The bundle could not be sent: Winbook may not upload files here, or it is too large."


def register(app: Any) -> None:
    app.action(HAND_OVER)(hand_over)


def section(client: Any, store: Store, me: Principal) -> list[Block]:
    """For admins, where somebody left: a name and a button each. Slack is asked only then."""
    gone = store.people.gone(me.workspace)
    if not gone or not people.is_admin(client, me.user):
        return []
    said = "*People who left*\nHand them their book without reading it, as long as it is kept."
    shown = [blocks.section(said, "leavers")]
    for number, person in enumerate(gone[:MOST]):
        button = blocks.button("Hand Over", HAND_OVER, person.user, says=_says(person))
        shown.append(blocks.section(escape(_name(person)), f"leaver_{number}", accessory=button))
    return shown


def hand_over(
    ack: Any,
    action: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    wake: Any,
) -> None:
    """Only an admin may, Slack is asked now, and it stands in the audit."""
    who, now = Principal(me.workspace, forms.chosen(action)), clock.now()
    person = store.people.get(who)
    is_gone = person is not None and person.is_gone
    if not people.is_admin(client, me.user) or not is_gone:
        raise Missing("There is nobody to hand a book to.")
    store.audits.note(me, "handed over a book", who.user, now)
    ack()
    after(_hand, store, settings, me, who, now, wake)


def _hand(
    store: Store, settings: Settings, me: Principal, who: Principal, now: datetime, wake: Any
) -> None:
    """To their place, or as a locked file to the admin; what became of it is told."""
    place = store.places.get(who)
    outcome = NOWHERE
    if place is not None and _is_theirs(place):
        outcome = _carried(store, settings, place, who, now)
    elif place is not None and place.recipient:
        outcome = FILE
    row = offers.message(me[:2], KIND, f"{who.user}:{now:%Y%m%d%H%M}", [who.user, outcome], now)
    store.deliveries.plan([row])
    wake()


def _is_theirs(place: Place) -> bool:
    """A place outside Slack that is confirmed and locked as they wished."""
    waits = place.code or place.waits_for_lock
    return place.kind not in ("off", "dm") and not waits


def _carried(store: Store, settings: Settings, place: Place, who: Principal, now: datetime) -> str:
    try:
        copies.carry(store, settings, place, who, now)
    except (Unreachable, Unsent, Refused) as error:
        return f"did not arrive: {error}"
    return SENT


def told(sending: Sending) -> Message:
    """No word of the book: a name, and what became of it."""
    user, outcome = sending.delivery.about
    who = Principal(sending.me.workspace, user)
    person = sending.store.people.get(who)
    whose = f"The book of {escape(_name(person) if person else user)}"
    place = sending.store.places.get(who)
    if outcome == FILE and place is not None and place.recipient:
        return _file(sending, who, place, whose)
    said = f"{whose} {TOLD.get(outcome, escape(outcome))}"
    return Message(said, [blocks.section(said, "leaver_done")])


def _file(sending: Sending, who: Principal, place: Place, whose: str) -> Message:
    body = copies.packed(sending.store, who, place, sending.settings, sending.names)
    refused = Message(NO_FILE, [blocks.section(NO_FILE, "leaver_no_file")])
    if len(body) > LARGEST:
        return refused
    name = copies.file_name(who, sending.now, place)
    said = f"{whose}, locked to their own key: hand them this file, nobody else can open it."
    return Message(said, [], (Upload(name, f"A book, {day(sending.now.date())}", body),), refused)


def _name(person: Person) -> str:
    return person.name or person.user


def _says(person: Person) -> str:
    return blocks.cut(f"Hand {_name(person)} their book", 75)


DUE = (Due(KIND, told, any_hour=True),)
