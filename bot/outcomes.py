"""What the row of a planned message says after an attempt to send it."""

import logging
import random
from datetime import datetime, timedelta
from typing import Any

from bot.posting import Outcome, Posted
from bot.problems import note
from bot.reconcile import MOST
from bot.slack.trouble import is_slacks
from storage.records import Delivery

log = logging.getLogger(__name__)

BACKOFF = timedelta(seconds=30)
AGAIN = timedelta(minutes=10)  # until it is looked again whether somebody wrote to us


class Unmet(Exception):  # noqa: N818 - says how it stands between us
    """Without `im:write` whoever never wrote to us cannot be written to; until they do."""


def settled(delivery: Delivery, posted: Posted, channel: str, now: datetime) -> dict[str, Any]:
    """The row after a post, whatever came of it."""
    shown = {"channel": channel, "reason": posted.reason}
    if posted.outcome is Outcome.DONE:
        sent = {"state": "sent", "ts": posted.ts, "shown": delivery.revision}
        return shown | sent | {"sent_at": delivery.sent_at or now}
    if delivery.ts:  # a repaint that did not work: the message itself stands
        is_later = posted.outcome is Outcome.LATER  # the bucket rests, then it is tried again
        return shown | {"state": "sent", "shown": delivery.shown if is_later else delivery.revision}
    if posted.outcome is Outcome.LATER:
        wait = posted.wait + random.uniform(0, 1)  # noqa: S311 - spread, not secrecy
        return shown | {"state": "pending", "due": now + timedelta(seconds=wait)}
    if posted.outcome is Outcome.NOT_SENT:
        step = BACKOFF * min(delivery.attempts, 20)
        return shown | {"state": "pending", "due": now + step}
    if posted.outcome is Outcome.UNKNOWN:
        return shown | {"state": "unknown"}
    log.error("A %s message was refused: %s", delivery.kind, posted.reason)
    return shown | {"state": "failed", "slot": None}


def unsaid(delivery: Delivery, why: str) -> dict[str, Any]:
    """The row when there is nothing to send; a message that stands already stays as it is."""
    if delivery.ts:
        return {"state": "sent", "shown": delivery.revision}
    return {"state": "dropped", "reason": why, "slot": None}


def not_sent(delivery: Delivery, error: Exception, now: datetime) -> dict[str, Any]:
    """The row when something failed before the post: later, five times at most."""
    if isinstance(error, Unmet):
        wait = {"due": now + AGAIN, "attempts": delivery.attempts - 1}
        return {"state": "pending", "reason": "no im:write"} | wait
    name = type(error).__name__
    if not is_slacks(error):
        note(error)
    if delivery.attempts >= MOST and not is_slacks(error):
        return {"state": "failed", "reason": name, "slot": None}
    step = BACKOFF * min(delivery.attempts, 20)
    return {"state": "pending", "reason": name, "due": now + step}
