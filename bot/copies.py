"""Monthly copies to the places people chose, in a thread of their own: a slow place waits alone."""

import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot import bundle, mail, places
from bot.career import offers, prompts
from bot.clock import Clock
from bot.errors import Refused
from bot.loops import Loop
from bot.mail import Unsent
from bot.places import Unreachable
from bot.settings import Settings
from storage import Store
from storage.records import Person, Principal
from storage.records_data import Place

COPY, TROUBLE = "copy", "copy_failed"  # kinds of messages
MAIL, OWN = "mail", "own"  # kinds of places that people say more about
LETTER = (
    "Once a month, as you chose in Slack: everything you have in Winbook, as one file.\n"
    "To change or stop it, open Winbook's Home in Slack, Monthly Copy.\n"
)
AT = time(10)
PATIENCE = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1))  # then daily

log = logging.getLogger(__name__)


class Copies:
    """Makes each copy that is due, and writes down what became of it."""

    def __init__(
        self, store: Store, clock: Clock, settings: Settings, planned: Callable[[], None]
    ) -> None:
        """`planned` is told that there is a message for the outbox."""
        self._store, self._clock, self._settings = store, clock, settings
        self._planned = planned
        self.loop = Loop("copies", self._one)

    def _one(self) -> bool:
        now = self._clock.now()
        due = self._store.places.due(now, 1)
        if not due:
            return False
        place = due[0]
        me = Principal(place.workspace, place.owner)
        try:
            self._bring(place, me, now)
        except (Unreachable, Unsent, Refused) as error:
            self._note(place, me, str(error), now)
        except Exception as error:  # noqa: BLE001 - one person's copy must not stop the others
            self._note(place, me, type(error).__name__, now)
        self._planned()
        return True

    def _bring(self, place: Place, me: Principal, now: datetime) -> None:
        person = self._store.people.get(me)
        if person is None or person.is_gone or person.is_bot:
            self._store.places.choose(me, "off", "", now)
            return
        then = next_month(person, now, self._settings.zone)
        if place.kind == "dm":  # the outbox brings it, once a month
            month = f"{prompts.local(person, now, self._settings.zone):%Y-%m}"
            period = f"{month}:{place.chosen_at:%Y%m%d%H%M%S}"
            self._store.deliveries.plan([offers.message(me[:2], COPY, period, [], now)])
            self._store.places.arrived(me, now, then)
            return
        self._carry(place, me, now)
        self._store.places.arrived(me, now, then)

    def _carry(self, place: Place, me: Principal, now: datetime) -> None:
        """To an address or a folder; Unreachable or Unsent says why not."""
        name = file_name(me, now, place)
        if place.kind == MAIL:
            to = mail.checked(place.address, self._settings)
            attached = mail.Attachment(name, packed(self._store, me, place, self._settings))
            mail.send(self._settings, to, "Your Winbook copy", LETTER, attached)
            return
        root = root_of(place, self._settings)
        if root is None:
            raise Unreachable("this place is no longer offered here")
        places.put(root, name, packed(self._store, me, place, self._settings))

    def _note(self, place: Place, me: Principal, why: str, now: datetime) -> None:
        """One kind reminder after the first failure in a row; then it is only shown in Home."""
        log.warning("A copy did not arrive at a place of kind %s.", place.kind)
        wait = PATIENCE[min(place.failures, len(PATIENCE) - 1)]
        self._store.places.failed(me, now, why, now + wait)
        if not place.failures:
            period = f"{TROUBLE}:{now:%Y%m%d%H%M}"
            self._store.deliveries.plan([offers.message(me[:2], TROUBLE, period, [], now)])


def packed(
    store: Store, me: Principal, place: Place, settings: Settings, ask: bundle.Names | None = None
) -> bytes:
    """The copy as it leaves: without the names that must stay, and locked as its owner chose."""
    redaction = bundle.Redaction(settings.copy_redact.split(","))
    body = places.locked(bundle.bundled(store, me, ask, redaction), place.recipient)
    return places.with_key(body, place.key_file) if place.key_file else body


def root_of(place: Place, settings: Settings) -> str | None:
    """Where a folder or an address is, by what is allowed today."""
    if place.kind == OWN:
        return places.own(places.below(settings.copy_below), place.address)
    return places.named(settings.copy_places).get(place.kind)


def file_name(me: Principal, now: datetime, place: Place) -> str:
    """Of our own making: an id of Slack's and a day, nothing that was typed."""
    user = "".join(sign for sign in me.user if sign.isalnum())
    how = "-locked.zip" if place.key_file else ".zip.age" if place.recipient else ".zip"
    return f"winbook-{user}-{now:%Y-%m-%d}{how}"


def next_month(person: Person, now: datetime, zone: str) -> datetime:
    """The first of the next local month, in the morning."""
    here = prompts.local(person, now, zone).date()
    first = (here.replace(day=1) + timedelta(days=32)).replace(day=1)
    local = datetime.combine(first, AT, prompts.zone_of(person, zone))
    return local.astimezone(now.tzinfo)
