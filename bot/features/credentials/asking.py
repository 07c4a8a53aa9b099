"""Who looks at their credentials, and which one they mean."""

from datetime import datetime
from typing import Any, NamedTuple

from bot import holding
from bot.errors import Missing, Refused
from bot.features.credentials import card
from bot.holding import Held
from bot.settings import Settings
from bot.slack import blocks, messages
from bot.slack.blocks import Block
from storage import Store
from storage.records import Person, Principal
from storage.records_credentials import Credential

GONE = "That credential is no longer here. `/win credentials` lists yours."


class Looking(NamedTuple):
    """Everything that a part of this feature wants to know of whoever acts."""

    store: Store
    me: Principal
    person: Person
    now: datetime
    settings: Settings

    @property
    def held(self) -> Held:
        return holding.held(self.store, self.me, self.person, self.now, self.settings.zone)


def looking(store: Store, me: Principal, now: datetime, settings: Settings) -> Looking:
    person = store.people.get(me) or store.people.acted(me, now)
    return Looking(store, me, person, now, settings)


def mine(who: Looking, public_id: str) -> Credential:
    """This person's, or the same answer whether it is missing or somebody else's."""
    found = who.store.credentials.get(who.me, public_id)
    if found is None:
        raise Missing(GONE)
    return found


def numbered(who: Looking, words: str) -> Credential:
    """By the short number that the person reads."""
    digits = "".join(letter for letter in words if letter.isdecimal())[:6]
    found = who.store.credentials.numbered(who.me, int(digits)) if digits else None
    if found is None:
        raise Refused(f"There is no credential {digits or words[:20]}. `/win credentials` lists.")
    return found


def whole(who: Looking, one: Credential, note: str = "") -> list[Block]:
    """The card as it is now."""
    wins = who.store.wins.of(who.me)
    return card.shown(one, who.held, wins, note, who.settings.badge_hosts)


def repaint(body: Any, client: Any, shown: list[Block], notice: str) -> None:
    """The message or window whose button was pressed says what became of it."""
    if (body.get("view") or {}).get("type") == "modal":
        client.views_update(view_id=body["view"]["id"], view=window(shown))
        return
    messages.replace(body, client, notice, shown)


def window(shown: list[Block], title: str = "Credential") -> Block:
    return blocks.modal("credential", title, shown, submit="", close="Done")


def open_or_push(client: Any, body: Any, view: Block) -> None:
    """On top of the window whose button was pressed, else a new one."""
    is_modal = (body.get("view") or {}).get("type") == "modal"
    show = client.views_push if is_modal else client.views_open
    show(trigger_id=body["trigger_id"], view=view)
