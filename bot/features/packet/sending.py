"""The order for the files, and the two messages that carry a packet into the direct message."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import casebook
from bot.casebook import Case, Reader
from bot.due import Due, Sending
from bot.errors import Refused
from bot.features.packet import card
from bot.settings import Settings
from bot.slack import blocks, forms, messages
from bot.slack.messages import Message
from bot.slack.text import escape
from bot.slack.uploads import Upload
from storage.records import Delivery, Packet

if TYPE_CHECKING:
    from bot.exports import Format

PREVIEW, FILES = "packet", "packet_files"
LIVES = timedelta(days=1)
SENT = ("pdf", "pdf-one-page", "docx", "md", "json")
ORDERED = f"Making {card.WHAT}. They come into your direct message in a moment."
AGAIN = "They are on their way already."
NO_FILES = (
    "The files could not be sent: Winbook may not upload files in this workspace. Whoever manages "
    "the app can add the scope `files:write` and install it again. Until then the case stands in "
    "the message before this one."
)
NOT_TAGGED = (
    " The PDF does not claim PDF/UA: its last page names the characters that have no font here."
)


def register(app: Any) -> None:
    app.action(card.SEND)(order)


def order(
    ack: Any,
    action: Any,
    body: Any,
    client: Any,
    store: Any,
    me: Any,
    clock: Any,
    settings: Any,
    after: Any,
    wake: Any,
) -> None:
    """The order is on disk before the press is acknowledged; the outbox does the work."""
    who = casebook.reader(store, me, clock.now(), settings)
    case = casebook.mine(who, forms.chosen(action))
    said = ordered(who, case)
    ack()
    after(repaint, body, client, card.answer(case, settings.win_command, said), case, settings)
    wake()


def ordered(who: Reader, case: Case) -> str:
    """What the person is told; pressed twice within a minute it is one order."""
    if case.packet.is_empty:
        raise Refused("There is nothing to send yet. Log a win first.")
    planned = who.store.deliveries.plan(_rows(case.row, who.now))
    return ORDERED if planned else f"{ORDERED} {AGAIN}"


def repaint(body: Any, client: Any, message: Message, case: Case, settings: Settings) -> None:
    """The message or window whose button was pressed says what became of it."""
    if (body.get("view") or {}).get("type") == "modal":
        window = card.window(case, settings.win_command) | {"blocks": message.blocks}
        client.views_update(view_id=body["view"]["id"], view=window)
        return
    messages.replace(body, client, message.text, message.blocks)


def preview(sending: Sending) -> Message | None:
    case = _case(sending)
    return card.whole(case) if case else None


def files(sending: Sending) -> Message | None:
    """Every format, made when it is sent."""
    case = _case(sending)
    if case is None:
        return None
    uploads, note = written(case, sending.settings)
    named = escape(f"{card.headline(case.packet)}: {card.WHAT}.")
    section = [blocks.section(NO_FILES, "packet_no_files")]
    return Message(f"{named}{escape(note)}", [], files=uploads, instead=Message(NO_FILES, section))


def written(case: Case, settings: Settings) -> tuple[tuple[Upload, ...], str]:
    """The files, and what must be said about them."""
    from bot.exports import FORMATS, pdf  # noqa: PLC0415 - what only a packet needs

    writers, note = dict(FORMATS), ""
    if settings.packet_template is not None:
        writers["docx"], note = _through(settings.packet_template, writers["docx"])
    stem = _stem(case.row, case.packet.made.isoformat())
    made = {name: writers[name].write(case.packet) for name in SENT}
    uploads = tuple(
        Upload(
            f"{stem}{writers[name].ending}",
            f"{card.headline(case.packet)} ({writers[name].title})",
            body,
        )
        for name, body in made.items()
    )
    return uploads, note if pdf.is_accessible(made["pdf"]) else f"{note}{NOT_TAGGED}"


def _through(template: Path, usual: "Format") -> "tuple[Format, str]":
    """Word through the company's template; as usual, and said, when that cannot be used."""
    from bot.exports import company  # noqa: PLC0415 - see above

    try:
        body = template.read_bytes()
        company.check(body)
    except OSError:
        return usual, " The company's template could not be read, so the Word file is our own."
    except Refused as refused:
        return usual, f" The Word file is our own. {refused.sentence}"
    return usual._replace(write=company.writer(body)), ""


def _rows(row: Packet, now: datetime) -> list[Delivery]:
    """The case first, so that it is there when no file can be sent."""
    period = f"{row.public_id}:{row.revision}:{now:%Y%m%d%H%M}"
    return [
        Delivery(
            workspace=row.workspace,
            owner=row.owner,
            kind=kind,
            period=period,
            about=[row.public_id],
            due=now,
            expires=now + LIVES,
            created_at=now,
        )
        for kind in (PREVIEW, FILES)
    ]


def _case(sending: Sending) -> Case | None:
    """None when the packet is gone or holds nothing any more."""
    what = (sending.store, sending.me, sending.person, sending.now, sending.settings)
    who = casebook.reader_of(*what)
    row = sending.store.packets.get(sending.me, sending.delivery.about[0])
    if row is None:
        return None
    case = casebook.made(who, row, sending.names)
    return None if case.packet.is_empty else case


def _stem(row: Packet, day: str) -> str:
    """A name of our own making: no word that a person typed is in it."""
    what = "opening" if row.opening else "".join(c for c in row.target if c.isalnum())
    return f"packet-{what or 'case'}-v{row.version}-{day}"


DUE = (Due(PREVIEW, preview, any_hour=True), Due(FILES, files, any_hour=True))
