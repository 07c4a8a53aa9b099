"""A badge dropped in the bot's DM: read, checked, kept with its file, and answered."""

from typing import Any

from bot import holding, rubrics
from bot.career import offers, prompts
from bot.career.credentials import aligning, logging
from bot.career.credentials.steps import as_data, from_data, merged
from bot.dropped import Dropping, File, Taker
from bot.due import Due, Sending
from bot.errors import Refused
from bot.features.credentials import asking, card
from bot.features.credentials.asking import Looking
from bot.slack import blocks
from bot.slack.messages import Message
from bot.slack.text import escape
from storage.records_credentials import Credential

KIND = "badge"
ENDINGS = frozenset({"png", "svg", "json", "jwt", "jws", "pdf", "jpg", "jpeg", "gif", "webp"})
PICTURES = frozenset({"png", "svg", "pdf", "jpg", "jpeg", "gif", "webp"})
LARGEST = 1_000_000
KNOWN = "You dropped this very file before."


def fits(file: File) -> bool:
    """A JSON that speaks of no badge is somebody else's: a ladder, say."""
    if not file.name.lower().endswith(".json"):
        return True
    is_old = b'"recipient"' in file.data and b'"badge"' in file.data
    return is_old or b'"@context"' in file.data or b'"credentialSubject"' in file.data


def take(dropping: Dropping) -> None:
    """Keep each file's words, and plan its answer: once per file."""
    for file in dropping.files:
        kept = {"name": file.name} | _read(dropping, file)
        dropping.store.typed.keep(dropping.me, f"{KIND}:{file.id}", kept, dropping.now)
        period = f"{KIND}:{file.id}"
        row = offers.message(dropping.me[:2], KIND, period, [file.id], dropping.now)
        dropping.store.deliveries.plan([row])


def _read(dropping: Dropping, file: File) -> dict[str, Any]:
    """What the answer will say: the credential that was kept, or why none was."""
    try:
        settings = dropping.settings
        whom = holding.whom(dropping.store, dropping.me, settings, dropping.now)
        one, is_new = keep(dropping, file.name, file.data, whom)
    except Refused as refused:
        return {"refused": refused.sentence}
    return {"credential": one.public_id, "is_new": is_new, "said": bool(dropping.said)}


def keep(look: Any, name: str, data: bytes, whom: Any) -> tuple[Credential, bool]:
    """Check a badge and keep it; Refused when it is none. `look` has store, me, person, now."""
    checked = checked_with(data, whom)
    if checked.badge is None:
        raise Refused(checked.steps[-1].reason)
    zone = prompts.zone_of(look.person, look.settings.zone)
    record = logging.from_badge(checked.badge, checked.steps, name, data, zone, look.now)
    ladder = rubrics.of(look.store, look.me)
    meant = aligning.meant(record.aims, ladder, look.person.level_next)
    record.dimensions, record.expectations = meant.dimensions, meant.expectations
    kept, is_new = look.store.credentials.add(look.me, record, data)
    if not is_new:  # the file is known; what can be said of it today may be more
        found = merged(from_data(kept.steps), checked.steps)
        looked = {"steps": as_data(found), "updated_at": look.now}
        kept = look.store.credentials.change(look.me, kept.public_id, **looked) or kept
    return kept, is_new


def checked_with(data: bytes, whom: Any) -> Any:
    from bot.badges.checking import check  # noqa: PLC0415 - loaded with the first badge

    return check(data, whom)


def answer(sending: Sending) -> Message | None:
    """The card of what was kept, or in one sentence why nothing was."""
    about = sending.delivery.about[0]
    kept = sending.store.typed.get(sending.me, f"{KIND}:{about}")
    if kept is None:
        return None
    if "refused" in kept:
        return refused(kept["name"], kept["refused"])
    who = Looking(sending.store, sending.me, sending.person, sending.now, sending.settings)
    one = sending.store.credentials.get(sending.me, kept["credential"])
    if one is None:
        return None
    notes = [] if kept["is_new"] else [KNOWN]
    if one.aims and one.dimensions:
        notes.append("Mapped by the issuer's alignment.")
    if kept.get("said"):
        notes.append("The words beside the file were not saved.")
    return Message(notice(one), asking.whole(who, one, " ".join(notes)))


def refused(name: str, sentence: str) -> Message:
    said = f"*{escape(blocks.cut(name, 100))}*: {escape(sentence)} Nothing was saved."
    return Message(
        f"No badge was read. {escape(sentence)}", [blocks.section(said, "badge_refused")]
    )


def notice(one: Credential) -> str:
    return f"{escape(blocks.cut(one.title, 100))}: {card.verdict(one)}."


DUE = (Due(KIND, answer, any_hour=True, discreet="Your badge was read"),)
TAKES = (Taker(KIND, ENDINGS, LARGEST, fits, take, PICTURES),)
