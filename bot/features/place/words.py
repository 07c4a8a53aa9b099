"""What a person reads of places for copies: which there are, what is done there, how it went."""

from bot import mail, places
from bot.bundle import Redaction
from bot.copies import MAIL, OWN
from bot.settings import Settings
from bot.slack.text import day, escape
from storage.records_data import Place

OFF, DM = "off", "dm"
MOST_NAMES = 20  # of customers, shown


def offered(settings: Settings) -> dict[str, str]:
    """What may be chosen here, by name."""
    known = {OFF: "Nowhere"}
    if settings.copy_in_dm:
        known[DM] = "My direct message"
    if mail.server(settings) is not None:
        known[MAIL] = "An e-mail address of mine"
    if roots := places.below(settings.copy_below):
        known[OWN] = f"A folder I type, below {', '.join(places.shown(root) for root in roots)}"
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
    lock = " Copies must be locked to a key or passphrase of your own."
    said += lock if settings.copy_must_lock else ""
    return f"{said}{_redacted(settings)} Whoever can open that place can read what is not locked."


def _redacted(settings: Settings) -> str:
    names = Redaction(settings.copy_redact.split(",")).names
    if not names:
        return ""
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    shown = escape(", ".join(name[:40] for name in names[:MOST_NAMES]))
    return f" In copies these names are replaced by “a customer”: {shown}{more}."


def standing(place: Place | None, settings: Settings) -> str:
    """One line for Home."""
    known = offered(settings)
    if place is None or place.kind == OFF or place.kind not in known:
        return "*Your own copy*: none yet, once a month if you want it."
    said = f"*Your own copy*: monthly, {escape(whither(place, known))}"
    said += ", locked to your key" if place.recipient else ""
    if place.code:
        said += " · waits for the code that was mailed to you"
    if place.waits_for_lock:
        said += " · waits for its lock; if this stays, save your passphrase once more"
    if place.good_at:
        said += f" · last on {day(place.good_at.date())}"
    if place.bad_at:
        said += f" · not since {day(place.bad_at.date())}: {escape(place.error)}"
    return f"{said}."


def whither(place: Place, known: dict[str, str]) -> str:
    """With the address or folder that its owner typed."""
    return place.address or known[place.kind]
