"""The order for a calibration sheet, from Home."""

from typing import Any

from bot.errors import Missing
from bot.features.share import lending, messages, reading
from bot.slack import blocks


def register(app: Any) -> None:
    app.action(reading.SHEET)(order)


def order(ack: Any, body: Any, client: Any, store: Any, me: Any, clock: Any, wake: Any) -> None:
    """On disk before it is acknowledged; the outbox makes and sends it."""
    now = clock.now()
    if not store.shares.with_me(me, now):
        raise Missing(lending.GONE)
    store.deliveries.plan([messages.ordered(me, now)])
    said = "The sheet comes into your direct message in a moment, as Word and PDF."
    shown = [blocks.section(said, "ordered")]
    view = blocks.modal("share_ordered", "Calibration Sheet", shown, submit="", close="Done")
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()
    wake()
