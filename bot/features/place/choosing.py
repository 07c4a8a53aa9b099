"""The form in which a person says where their copies go, and how they are locked."""

from datetime import datetime
from typing import Any, NamedTuple

from bot import mail, places
from bot.copies import MAIL, OWN
from bot.errors import Refused
from bot.features.place import mailing
from bot.features.place.words import OFF, offered, policy
from bot.settings import Settings
from bot.slack import blocks, forms
from bot.slack.blocks import Block
from storage import Store
from storage.records import Principal
from storage.records_data import Place

FORM = "place_form"
SHORTEST = 12  # letters of a passphrase


class Asked(NamedTuple):
    """What was chosen, checked."""

    kind: str
    where: str
    recipient: str
    passphrase: str
    key_file: str
    needs_code: bool

    def kept(self, me: Principal, code: str, now: datetime) -> dict[str, Any]:
        """What is written beside kind and key; the passphrase never is."""
        waits = {"code": mailing.hashed(me, code), "code_until": mailing.until(now)} if code else {}
        return {
            "address": self.where,
            "key_file": self.key_file,
            "waits_for_lock": bool(self.passphrase),
            **waits,
        }


def form(place: Place | None, settings: Settings) -> Block:
    known = offered(settings)
    kind = place.kind if place and place.kind in known else OFF
    options = [(blocks.cut(label, 75), name) for name, label in known.items()]
    lock = blocks.text_line(place.recipient if place else "", placeholder="age1…", most=100)
    hint = "Optional. With it nobody but you can open the copies; lose it, and they are lost."
    shown = [
        blocks.section(policy(settings), "place_policy"),
        blocks.field("kind", "Where to", blocks.select("answer", options, kind)),
        *_where(place, known),
        blocks.field("recipient", "Your public age key", lock, optional=True, hint=hint),
        blocks.field(
            "passphrase",
            "Or a passphrase",
            blocks.text_line(most=200),
            optional=True,
            hint="Twelve letters or more. It passes through Slack once and is kept nowhere.",
        ),
    ]
    return blocks.modal(FORM, "Monthly Copy", shown, submit="Save")


def _where(place: Place | None, known: dict[str, str]) -> list[Block]:
    """Asked for only where there is something to type."""
    if not {MAIL, OWN} & set(known):
        return []
    both = {MAIL: "your e-mail address", OWN: "your folder"}
    label = " or ".join(both[kind] for kind in (MAIL, OWN) if kind in known)
    line = blocks.text_line(place.address if place else "", most=200)
    return [blocks.field("where", label[0].upper() + label[1:], line, optional=True)]


def read(
    told: dict[str, forms.Answer], before: Place | None, settings: Settings, now: datetime
) -> Asked:
    """Refused, under its field, for what is not allowed here or cannot be used."""
    kind, recipient = forms.text(told, "kind"), forms.text(told, "recipient").strip()
    passphrase = forms.text(told, "passphrase")
    if kind not in offered(settings):
        raise Refused("Choose a place from the list.", "kind")
    if kind == OFF:
        return Asked(OFF, "", "", "", "", needs_code=False)
    is_known = before is not None and bool(recipient) and before.recipient == recipient
    key_file = before.key_file if before is not None and is_known else ""
    if passphrase:
        _check(passphrase, recipient if not key_file else "")
        recipient = key_file = ""
    elif settings.copy_must_lock and not recipient:
        raise Refused("This workspace asks for a lock: a key or a passphrase.", "recipient")
    places.locked(b"", recipient)
    where = _typed(kind, forms.text(told, "where"), settings)
    code = mailing.needed(before, kind, where, now)
    return Asked(kind, where, recipient, passphrase, key_file, needs_code=code)


def _check(passphrase: str, recipient: str) -> None:
    if recipient:
        raise Refused("Give a key or a passphrase, not both.", "passphrase")
    if len(passphrase.strip()) < SHORTEST:
        raise Refused(f"A passphrase has {SHORTEST} letters or more.", "passphrase")
    places.need_age()


def _typed(kind: str, said: str, settings: Settings) -> str:
    if kind == MAIL:
        return mail.checked(said, settings)
    if kind == OWN:
        places.own(places.below(settings.copy_below), said)
        return said.strip().rstrip("/")
    return ""


def lock(
    store: Store, me: Principal, chosen_at: datetime, passphrase: str, homes: Any, bring: Any
) -> None:
    """The key that opens with the passphrase: a second of work, and nothing goes out before."""
    recipient, key_file = places.new_lock(passphrase)
    store.places.lock(me, chosen_at, recipient, key_file)
    homes.stale(me)
    bring()
