"""Export: everything that is held of a person, as one file in their direct message."""

from datetime import datetime, timedelta
from typing import Any

from bot import bundle
from bot.due import Due, Sending, Visiting
from bot.slack import blocks
from bot.slack.commands import word
from bot.slack.messages import Message
from bot.slack.text import day
from bot.slack.uploads import LARGEST, Upload
from storage.records import Delivery, Principal

KIND, ORDER = "export", "export_order"
LIVES = timedelta(days=1)
ORDERED = (
    "Making your bundle: every win, every quote, every packet, readable without Slack. It comes "
    "into your direct message in a moment."
)
ONLY_YOU = "Only you can see this."
NO_FILES = (
    "Your bundle could not be sent: Winbook may not upload files in this workspace. Whoever "
    "manages the app can add the scope `files:write` and install it again, or run "
    "`winbook export` on the server and hand you the file without reading it."
)


def register(app: Any) -> None:
    app.command("/win", matchers=[word("export")])(order)
    app.action(ORDER)(press)


def order(ack: Any, store: Any, me: Any, clock: Any, wake: Any) -> None:
    """The order is on disk before it is acknowledged; the outbox makes the file."""
    store.deliveries.plan([row(me, clock.now())])
    shown = [
        blocks.section(ORDERED, "export_ordered"),
        blocks.context(ONLY_YOU, block_id="export_note"),
    ]
    ack(text=ORDERED, blocks=shown)
    wake()


def press(
    ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, after: Any, wake: Any
) -> None:
    """From Home or the privacy page: a window says that it is on its way."""
    store.deliveries.plan([row(me, clock.now())])
    view = blocks.modal(
        "export", "Export", [blocks.section(ORDERED, "export_ordered")], submit="", close="Done"
    )
    is_on_top = (body.get("view") or {}).get("type") == "modal"
    (client.views_push if is_on_top else client.views_open)(
        trigger_id=body["trigger_id"], view=view
    )
    ack()
    wake()


def row(me: Principal, now: datetime) -> Delivery:
    """Asked for twice within a minute it is one order."""
    return Delivery(
        workspace=me.workspace,
        owner=me.user,
        kind=KIND,
        period=f"{now:%Y%m%d%H%M}",
        due=now,
        expires=now + LIVES,
        created_at=now,
    )


def sent(sending: Sending) -> Message:
    """The bundle, made when it is sent."""
    body = bundle.bundled(sending.store, sending.me, sending.names)
    today = sending.now.date()
    if len(body) > LARGEST:
        said = (
            f"Your bundle has {len(body) // 10**6} MB, more than Slack takes here. Whoever runs "
            "Winbook can make it with `winbook export`."
        )
        return Message(said, [blocks.section(said, "export_large")])
    upload = Upload(f"winbook-{today}.zip", f"Your Winbook data, {day(today)}", body)
    said = (
        "Your Winbook data: `book.md` reads anywhere, `README.md` says what the rest is. Drop the "
        "file here in another Slack to bring it in. What lies in Slack can be read by whoever may "
        "export this workspace: keep your own copy, then delete this message."
    )
    refused = Message(NO_FILES, [blocks.section(NO_FILES, "export_no_files")])
    return Message(said, [], files=(upload,), instead=refused)


def home(visiting: Visiting) -> list[blocks.Block]:
    """One line, one button."""
    said = "*Your data* is yours: everything in one file that reads without Slack."
    export = blocks.button("Export", ORDER, says="Export everything as one file")
    return [blocks.section(said, "home_export", accessory=export)]


DUE = (Due(KIND, sent, any_hour=True),)
